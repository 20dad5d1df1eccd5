import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import { type Clock, fastClock } from '../../src/clock.ts';
import { type Random, randomOf } from '../fuzz/random.ts';
import { check, type Verdict } from './check.ts';
import { Faults } from './faults.ts';
import { freePort, startWire, type Wire } from './network.ts';
import { People } from './people.ts';
import { type FaultKind, makePlan, type Plan } from './plan.ts';
import { type Arrived, Post } from './post.ts';
import { compile, Kept, logFile, type Programs, palaan, spawnMongo, spawnWorker } from './processes.ts';
import { type KnownSteps, readSteps } from './steps.ts';
import type { Ledger, Letter, ThreadState } from './story.ts';
import { accounts, password, patience, writeConfig } from './world.ts';

export interface ChaosOptions {
  seed: number;
  threads: number;
  /** Machine seconds that a day takes. */
  daySeconds: number;
  workers: number;
  faults: number;
  kinds?: readonly FaultKind[];
  length: StoryLength;
  /** Where data and logs are kept; a temporary folder that goes away when all is well. */
  keep?: string;
  programs?: Programs;
  onProgress?(line: string): void;
}

/**
 * How long a story is, in days: those on which threads start, and those that the longest of them takes. Only a quarter
 * of a year is enough for the sequences as they are; else their waits are cut short.
 */
const lengths = {
  fortnight: { startDays: 3, threadDays: 12, sequences: ['favour', 'breakup'] },
  month: { startDays: 6, threadDays: 26, sequences: ['gentle', 'gentle', 'favour', 'breakup'] },
  quarter: { startDays: 20, threadDays: 75, sequences: ['gentle', 'gentle', 'favour', 'breakup'] },
} as const;

export type StoryLength = keyof typeof lengths;

export function isStoryLength(name: string): name is StoryLength {
  return Object.hasOwn(lengths, name);
}

/** Days from the first start to the last fault. */
export function stormyDays(length: StoryLength): number {
  return lengths[length].startDays + lengths[length].threadDays;
}

export interface ChaosReport extends Verdict {
  seed: number;
  threads: number;
  letters: number;
  faults: ReadonlyMap<FaultKind, number>;
  days: number;
  seconds: number;
  folder: string | null;
}

/** A Monday in autumn: the public holidays of six countries lie ahead. */
const storyBegins = new Date('2026-11-02T00:00:00Z');
const DAY_MS = 86_400_000;

/** A worker may begin a mail until so long after it began to look; what came in between it cannot have seen. */
const graceMs = patience.freshMs;
/** A mailbox that is not looked into is still watched: an outage later, what came there is known. */
const elsewhereMs = 10_000;

/** A folder for this story alone: one that begins with another's database would have told all its threads already. */
async function folderOf({ keep, seed }: ChaosOptions): Promise<string> {
  if (!keep) return mkdtemp(path.join(tmpdir(), 'palaan-chaos-'));
  const folder = path.join(keep, `seed-${seed}`);
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await mkdir(folder);
  } catch (error) {
    throw new Error(`${folder} is there already, from an earlier story: name another folder, or delete it`, {
      cause: error,
    });
  }
  return folder;
}

/** Plays one story with real processes and real connections, and judges what came of it. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const began = Date.now();
  const folder = await folderOf(options);
  const templates = await writeTemplates(folder, options.length);
  const steps = await readSteps(templates);
  const counts = new Map([...steps].map(([name, mails]) => [name, mails.length]));
  const plan = makePlan({ ...options, ...lengths[options.length], steps: counts });
  const world = await openWorld(options, plan, folder, templates);
  try {
    await live(world, plan, counts, options);
    const ledger = await bookOf(world, plan);
    await writeFile(path.join(folder, 'ledger.json'), JSON.stringify(ledger, null, 1));
    const verdict = check(ledger, { steps: steps as KnownSteps, graceMs, elsewhereMs });
    for (const code of world.crashes) {
      verdict.findings.push({
        kind: 'crash',
        project: '',
        detail: `a worker ended by itself with code ${code}`,
      });
    }
    const isClean = verdict.findings.length === 0 && !options.keep;
    await closeWorld(world);
    if (isClean) await rm(folder, { recursive: true });
    return {
      ...verdict,
      seed: options.seed,
      threads: plan.threads.length,
      letters: ledger.letters.length,
      faults: world.faults.counts,
      days: Math.round((world.clock.now().getTime() - storyBegins.getTime()) / DAY_MS),
      seconds: Math.round((Date.now() - began) / 1000),
      folder: isClean ? null : folder,
    };
  } catch (error) {
    await closeWorld(world);
    throw error;
  }
}

interface World {
  clock: Clock;
  mail: SandboxMail;
  post: Post;
  people: People;
  wire: Wire;
  mongo: Kept;
  workers: Kept[];
  faults: Faults;
  programs: Programs;
  config: string;
  crashes: (number | null)[];
}

async function openWorld(
  options: ChaosOptions,
  plan: Plan,
  folder: string,
  templates: string,
): Promise<World> {
  const programs = options.programs ?? (await compile());
  const speed = 86_400 / options.daySeconds;
  // Workers take a while to begin; so does the story.
  const realStart = new Date(Date.now() + 6_000);
  const clock = fastClock(storyBegins, speed, realStart);
  const behaviours = Object.fromEntries(plan.threads.map(({ prospect }) => [prospect, 'deliver' as const]));
  const domains = plan.threads.flatMap(({ prospect }) => prospect.split('@')[1] ?? []);
  const victims = plan.forgeries.map(({ victim }) => [victim, 'deliver' as const]);
  const mail = await startMail({
    accounts,
    clock,
    hosted: [...domains, ...plan.forgeries.map(({ victim }) => victim.split('@')[1] ?? '')],
    behaviours: { ...behaviours, ...Object.fromEntries(victims) },
  });
  const mongoPort = await freePort();
  const crashes: (number | null)[] = [];
  const mongo = new Kept(
    () => spawnMongo(programs, mongoPort, path.join(folder, 'mongo')),
    (code) => crashes.push(code),
  );
  const wire = await startWire(mongoPort);
  const config = await writeConfig(folder, mail, wire.port, templates);
  const random = randomOf(options.seed + 1);
  const workers = Array.from({ length: options.workers }, (_, index) => {
    const log = logFile(path.join(folder, `worker-${index + 1}.log`));
    const begin = () => spawnWorker(programs, config, environment(speed, realStart, wrongBy(random)), log);
    return new Kept(begin, (code) => crashes.push(code));
  });
  const post = new Post(mail, clock);
  const people = new People(plan, { post, mail, clock });
  const faults = new Faults({ workers, mongo, wire, mail }, options.seed + 2);
  mail.faults.rcpt = (address) => {
    post.begins(address);
    people.named(address);
    return faults.refusesRcpt() ? { code: 451, text: '4.3.2 Later' } : null;
  };
  return { clock, mail, post, people, wire, mongo, workers, faults, programs, config, crashes };
}

/** Milliseconds by which a worker's clock is wrong until it is started again: mostly up to a minute, sometimes hours. */
function wrongBy(random: Random): number {
  const most = random.below(4) === 0 ? 2 * 3_600_000 : 60_000;
  return random.below(2 * most) - most;
}

function environment(speed: number, realStart: Date, wrongMs: number): Record<string, string> {
  const start = new Date(storyBegins.getTime() + wrongMs).toISOString();
  return {
    CHAOS_PASSWORD: password,
    PALAAN_CLOCK: `${start} ${speed} ${realStart.toISOString()}`,
    PALAAN_SANDBOX: JSON.stringify(patience),
  };
}

/** No wait of a sequence is longer, weekends and holidays included: who is silent for so many days hangs. */
const LONGEST_WAIT_DAYS = 35;
/** And the machine may be slow. */
const PATIENCE_MS = 20_000;

/** The story, from its first day until nothing is left to happen, or nothing happens any more. */
async function live(
  world: World,
  plan: Plan,
  counts: Map<string, number>,
  options: ChaosOptions,
): Promise<void> {
  const { clock, people, faults } = world;
  const day = (count: number) => clock.toReal(new Date(storyBegins.getTime() + count * DAY_MS)).getTime();
  people.begin(storyBegins);
  const timers = plan.faults.map((fault) =>
    setTimeout(() => faults.strike(fault), day(fault.day) - Date.now()),
  );
  const calm = setTimeout(() => faults.calm(), day(plan.calmDay) - Date.now());
  const patienceMs = Math.max(PATIENCE_MS, LONGEST_WAIT_DAYS * options.daySeconds * 1000);
  let newest = { received: 0, at: Date.now() };
  try {
    for (;;) {
      await sleep(1_000);
      const today = (clock.now().getTime() - storyBegins.getTime()) / DAY_MS;
      const open = people.unfinished(counts);
      options.onProgress?.(`day ${today.toFixed(0)}, calm from ${plan.calmDay} on; ${open} threads go on`);
      const isStormy = today < plan.calmDay + 3;
      if (isStormy || people.received > newest.received)
        newest = { received: people.received, at: Date.now() };
      else if (open === 0 || Date.now() - newest.at > patienceMs) return;
    }
  } finally {
    for (const timer of [...timers, calm]) clearTimeout(timer);
    faults.calm();
    people.end();
  }
}

async function bookOf(world: World, plan: Plan): Promise<Ledger> {
  const { people, post, programs, config } = world;
  const printed = await palaan(programs, ['threads', '--json', '--limit', '100000', '--config', config], {
    CHAOS_PASSWORD: password,
  });
  return {
    threads: people.stories,
    letters: await Promise.all(post.arrived.map(letterOf)),
    strangers: plan.forgeries.map(({ victim }) => victim),
    states: JSON.parse(printed) as ThreadState[],
  };
}

async function letterOf({ raw, ...arrived }: Arrived): Promise<Letter> {
  const { text = '', date = new Date(0), subject = '' } = await simpleParser(raw);
  return { ...arrived, subject, text, date };
}

async function closeWorld({ workers, wire, mongo, mail }: World): Promise<void> {
  await Promise.all(workers.map((worker) => worker.close('SIGKILL')));
  await wire.close();
  await mongo.close('SIGKILL');
  await mail.close();
}

/** The shipped templates; in a shorter story, so are the waits. */
async function writeTemplates(folder: string, length: StoryLength): Promise<string> {
  if (length === 'quarter') return path.resolve('templates');
  const templates = path.join(folder, 'templates');
  await cp('templates', templates, { recursive: true });
  for (const name of ['gentle', 'favour', 'breakup']) {
    const file = path.join(templates, name, 'sequence.yaml');
    const source = await readFile(file, 'utf8');
    const shorter = source
      .replace(/wait: (1 week|7 days)/g, 'wait: 3 days')
      .replace(/wait: 3 weeks/g, 'wait: 5 days');
    await writeFile(file, shorter);
  }
  return templates;
}
