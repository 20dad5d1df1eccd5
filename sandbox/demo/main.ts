import { parseArgs } from 'node:util';
import { reason } from '../../src/errors.ts';
import { Company } from './company.ts';
import { invitation, openingWords, summary, verdict } from './programme.ts';
import { play } from './story.ts';
import { verify } from './verify.ts';
import { openWorld } from './world.ts';

const usage = `npm run demo -- [--once] [--speed DAYS]

Plays a story of two sellers and nine prospects with real mail servers and a real worker on this machine,
and then keeps everything open for a look.
  --once        ends after the story; exit code 1 when somebody was not treated as they should be
  --speed DAYS  days that pass in a second, on average (0.85)`;

/** A Friday, so that the worker has the weekend to start in. */
const START = new Date('2026-11-20T12:00:00Z');
/** With --once the story must be over by then. */
const STORY_LIMIT_MS = 80_000;

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    speed: { type: 'string', default: '0.85' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => asked.abort(new Error(`stopped by ${signal}`)));
}

if (values.help) console.log(usage);
else {
  try {
    process.exitCode = await run(values.once, Number(values.speed));
  } catch (error) {
    console.error(reason(error));
    process.exitCode = 1;
  }
  // Everything is closed; scenes that were cut short may still wait for a mail that cannot come any more.
  process.exit();
}

/** Plays, verifies, tells; returns the exit code. Whatever happens, everything is stopped at the end. */
async function run(once: boolean, daysPerSecond: number): Promise<number> {
  if (!(daysPerSecond > 0 && daysPerSecond <= 3)) throw new Error('--speed is a number up to 3');
  const began = Date.now();
  const world = await openWorld({ start: START, daysPerSecond });
  let company: Company | null = null;
  try {
    company = await Company.gather(world);
    await Promise.race([world.worker.watching, stopped()]);
    const { stage } = company;
    openingWords(stage.report, daysPerSecond);
    const limit = once ? timeLimit(STORY_LIMIT_MS - (Date.now() - began)) : [];
    await Promise.race([play(stage), world.worker.broken, stopped(), ...limit]);
    const [mailboxes, threads] = await Promise.all([company.mailboxes(), world.threads()]);
    const { complaints, followUps } = verify(stage.script, mailboxes);
    summary(stage.report, stage.script, threads, followUps);
    verdict(stage.report, complaints, Date.now() - began);
    if (!once) {
      invitation(stage.report, world, daysPerSecond);
      company.announceEverything();
      await Promise.race([world.worker.broken, stopped().catch(() => {})]);
    }
    return complaints.length === 0 ? 0 : 1;
  } finally {
    company?.leave();
    await world.close();
  }
}

/** Rejects when somebody wants the demo to stop. */
function stopped(): Promise<never> {
  return new Promise((_, reject) => {
    if (asked.signal.aborted) reject(asked.signal.reason);
    asked.signal.addEventListener('abort', () => reject(asked.signal.reason));
  });
}

function timeLimit(ms: number): Promise<never>[] {
  const limit = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the story did not end in time')), ms).unref();
  });
  return [limit];
}
