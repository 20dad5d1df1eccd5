/**
 * Compares Palaan with the bare libraries that it is made of: `npm run bench -- [--only NAME…] [--json]`. Each
 * figure is a ratio or a difference within one run, so that it means the same on every machine.
 */
import { Command, Option } from 'commander';
import { answering } from './speed/answering.ts';
import { type Benchmark, type Figure, isReached, type Result } from './speed/benchmark.ts';
import { alarms } from './speed/jobs.ts';
import { matching } from './speed/matching.ts';
import { reading } from './speed/reading.ts';
import { relaying, sending } from './speed/sending.ts';

const benchmarks: readonly Benchmark[] = [reading, answering, sending, relaying, alarms, matching];

const program = new Command('bench')
  .addOption(new Option('--only <name...>', 'some of them').choices(benchmarks.map(({ name }) => name)))
  .option('--rounds <number>', 'how often each side is repeated', Number, 3)
  .option('--json', 'one JSON object for each figure')
  .option('--strict', 'an aim that is missed fails the run')
  .parse();
const options = program.opts<{ only?: string[]; rounds: number; json?: boolean; strict?: boolean }>();

const chosen = benchmarks.filter(({ name }) => options.only?.includes(name) ?? true);
let missed = 0;
for (const benchmark of chosen) {
  for (const result of await benchmark.run(options.rounds)) {
    if (isReached(result.figure) === false) missed += 1;
    console.log(options.json ? JSON.stringify({ benchmark: benchmark.name, ...result }) : asText(result));
  }
}
// Agenda leaves a timer behind for each job that ran, which would keep the process for minutes.
process.exit(options.strict && missed > 0 ? 1 : 0);

function asText({ title, measured, figure, notes }: Result): string {
  const lines = [title, `  ${shown(figure)}`, `  ${measured}`, ...notes.map((note) => `  ${note}`)];
  return `${lines.join('\n')}\n`;
}

function shown(figure: Figure): string {
  const { value, unit, aim } = figure;
  const text = unit === 'ms' ? `${value.toFixed(1)} ms` : `${value.toFixed(2)} times`;
  if (aim === null) return text;
  const wanted = 'atLeast' in aim ? `at least ${aim.atLeast}` : `below ${aim.below}`;
  return `${text}, aim ${wanted}: ${isReached(figure) ? 'reached' : 'MISSED'}`;
}
