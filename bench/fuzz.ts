/**
 * Feeds mutated and hostile mails to reading and judging: `npm run fuzz -- [FOLDER…] [--seed N] [--mails N]`.
 * Seeded, so that a failure repeats. A mail fails that throws, takes longer than its budget, or makes the heap
 * grow beyond measure. Budgets are processor time relative to ordinary mails of the same run, so a slow or busy
 * machine fails nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { explainMail } from '../src/cli/explain.ts';
import { PalaanError } from '../src/errors.ts';
import { giants } from './fuzz/giants.ts';
import { hostileTexts, mailWith } from './fuzz/hostile-texts.ts';
import { mutate } from './fuzz/mutate.ts';
import { ordinaryMails } from './fuzz/ordinary.ts';
import { randomOf } from './fuzz/random.ts';

const program = new Command('fuzz')
  .argument('[folder...]', 'folders of .eml files to mutate, besides the built-in ones')
  .option('--seed <number>', 'repeats a run', Number, 1)
  .option('--mails <number>', 'how many mutated mails', Number, 3000)
  .parse();
const options = program.opts<{ seed: number; mails: number }>();

interface Outcome {
  name: string;
  bytes: number;
  /** Processor time. */
  ms: number;
  error: string | null;
}

const ordinary = [...ordinaryMails(), ...program.args.flatMap(mailsIn)];
const rounds = Array.from({ length: Math.ceil(300 / ordinary.length) }, () => ordinary).flat();
for (const mail of rounds) judgeOnce('warm-up', mail);
const usual = median(rounds.map((mail) => judgeOnce('ordinary', mail).ms));

/** An ordinary mail's time for each 4 kB, with room for rules that look at all of it. */
const budget = (bytes: number) => 400 * Math.max(usual, 0.5) + (bytes / 4096) * Math.max(usual, 0.5);

console.log(`${ordinary.length} ordinary mails, median ${usual.toFixed(2)} ms; seed ${options.seed}`);
/** What went wrong, with the mails that it went wrong with. */
const failures = new Map<string, string[]>();
await runGroup('mutated', mutated());
await runGroup('hostile text', hostile());
await runGroup('giant', giants());
for (const [failure, mails] of failures) {
  console.log(`FAILED ${failure}\n    ${mails.length} mails: ${mails.slice(0, 5).join(', ')}`);
}
console.log(failures.size === 0 ? 'no crash, no hang, no growth' : `${failures.size} kinds of failure`);
process.exitCode = failures.size === 0 ? 0 : 1;

function* mutated(): Generator<[string, Buffer]> {
  const random = randomOf(options.seed);
  for (let i = 0; i < options.mails; i += 1) yield [`mutated ${i}`, mutate(ordinary, random)];
}

function* hostile(): Generator<[string, Buffer]> {
  for (const [name, text] of hostileTexts()) {
    for (const place of ['body', 'html', 'subject', 'from', 'references', 'report'] as const) {
      yield [`${name} in ${place}`, mailWith(place, text)];
    }
  }
}

async function runGroup(title: string, mails: Iterable<[string, Buffer]>): Promise<void> {
  let count = 0;
  let slowest: Outcome = { name: '-', bytes: 0, ms: 0, error: null };
  let highest = 0;
  for (const [name, mail] of mails) {
    const before = process.memoryUsage().heapUsed;
    const first = judgeOnce(name, mail);
    // Collecting garbage does not repeat; a slow rule does.
    const outcome = first.ms > budget(mail.length) ? judgeOnce(name, mail) : first;
    const grown = (process.memoryUsage().heapUsed - before) / (1024 * 1024);
    count += 1;
    highest = Math.max(highest, grown);
    if (outcome.ms > slowest.ms) slowest = outcome;
    const mailName = `${name} (${mail.length} bytes)`;
    if (outcome.error) note(outcome.error, mailName);
    if (outcome.ms > budget(mail.length))
      note(`over its budget in ${title}`, `${mailName}: ${outcome.ms.toFixed(0)} ms`);
    if (grown > 400) note('heap growth', `${mailName}: ${grown.toFixed(0)} MB`);
  }
  const slow = `slowest ${slowest.ms.toFixed(0)} ms = ${(slowest.ms / usual).toFixed(0)} × ordinary (${slowest.name}, ${slowest.bytes} bytes)`;
  console.log(`${title}: ${count} mails; ${slow}; most heap growth ${highest.toFixed(0)} MB`);
}

function note(failure: string, mail: string): void {
  failures.set(failure, [...(failures.get(failure) ?? []), mail]);
}

function judgeOnce(name: string, mail: Buffer): Outcome {
  const start = process.cpuUsage();
  let error: string | null = null;
  try {
    explainMail(mail);
  } catch (thrown) {
    // "This is no mail" is an answer.
    if (!(thrown instanceof PalaanError)) error = whatAndWhere(thrown);
  }
  const { user, system } = process.cpuUsage(start);
  return { name, bytes: mail.length, ms: (user + system) / 1000, error };
}

/** The message and the innermost places of the stack. */
function whatAndWhere(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const places = (thrown.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [thrown.message.slice(0, 200), ...places.slice(0, 4)].join('\n');
}

function mailsIn(folder: string): Buffer[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names.sort().map((name) => readFileSync(join(folder, name)));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
