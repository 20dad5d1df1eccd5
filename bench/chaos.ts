import { parseArgs } from 'node:util';
import { type FaultKind, faultKinds } from './chaos/plan.ts';
import { compile } from './chaos/processes.ts';
import { describe } from './chaos/report.ts';
import { isStoryLength, runChaos, stormyDays } from './chaos/run.ts';

const usage = `npm run chaos -- [--seed N] [--seeds COUNT] [--threads N] [--workers N] [--faults N]
                [--length fortnight|month|quarter] [--day-seconds S] [--kinds kill-worker,…] [--keep FOLDER]

Months of follow-ups in minutes, by real workers, while workers, MongoDB, mail servers and the network fail.
Then a checker that knows only the mailboxes and what people did counts what must never happen. Exit code 1 when
anything did.
  --seed N          which story (1); the same number tells the same story again
  --seeds COUNT     so many stories, from that number on
  --threads N       500
  --faults N        how often something is broken (about one every two seconds)
  --day-seconds S   how long a day takes: long enough for the threads when left out
  --kinds LIST      only these faults: ${faultKinds.join(', ')}
  --length L        how long the story is (quarter); in a shorter one the sequences' waits are cut short
  --keep FOLDER     where data, logs and the ledger stay, in a folder for each seed`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      threads: { type: 'string', default: '500' },
      workers: { type: 'string', default: '2' },
      faults: { type: 'string' },
      'day-seconds': { type: 'string' },
      kinds: { type: 'string' },
      length: { type: 'string', default: 'quarter' },
      keep: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(usage);
  const threads = Number(values.threads);
  const daySeconds = Number(values['day-seconds'] ?? Math.max(1.5, threads / 150));
  const { length } = values;
  if (!isStoryLength(length)) throw new Error(`a story cannot be a ${length} long`);
  const programs = await compile();
  for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed++) {
    const report = await runChaos({
      seed,
      threads,
      daySeconds,
      workers: Number(values.workers),
      faults: Number(values.faults ?? Math.round(stormyDays(length) * daySeconds * 0.5)),
      kinds: values.kinds?.split(',').map(kindOf),
      length,
      keep: values.keep,
      programs,
      onProgress: process.stderr.isTTY ? (line) => process.stderr.write(`\r${line}\x1b[K`) : undefined,
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    console.log(describe(report));
    if (report.findings.length > 0) process.exitCode = 1;
  }
}

function kindOf(name: string): FaultKind {
  const kind = faultKinds.find((one) => one === name);
  if (!kind) throw new Error(`there is no fault ${name}; there are: ${faultKinds.join(', ')}`);
  return kind;
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
