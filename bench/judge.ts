/**
 * Measures judging against labelled mails: `npm run judge -- FOLDER… [--misses] [--json]`. A folder holds .eml
 * files and a labels.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { explainMail } from '../src/cli/explain.ts';
import { readLabels } from './judge/labels.ts';
import { breakdown, confusion, type Figure, faults, figures } from './judge/report.ts';
import { type Score, scoreMail } from './judge/score.ts';

const program = new Command('judge')
  .argument('<folder...>', 'folders with .eml files and labels.json')
  .option('--misses', 'only the misses, each with its evidence')
  .option('--json', 'figures and misses as one JSON object')
  .parse();
const options = program.opts<{ misses?: boolean; json?: boolean }>();

for (const folder of program.args) {
  const { scores, mailsPerSecond } = measure(folder);
  if (options.json) {
    const misses = scores.filter((score) => faults(score).length > 0).map(missAsJson);
    console.log(
      JSON.stringify({ folder, mails: scores.length, mailsPerSecond, figures: figures(scores), misses }),
    );
    continue;
  }
  console.log(
    `${folder}: ${scores.length} mails, ${mailsPerSecond} mails for each second of processor time\n`,
  );
  if (!options.misses) printTables(scores);
  for (const score of scores) printMiss(score);
  console.log(`\n${figures(scores).map(asLine).join('\n')}\n`);
}

function measure(folder: string): { scores: Score[]; mailsPerSecond: number } {
  const labels = readLabels(folder);
  const mails = labels.map(({ file }) => readFileSync(join(folder, file)));
  const results = mails.map(judged);
  // The first look has compiled the rules: the figure is that of a running worker. Processor time, so that a
  // busy machine does not change it.
  const rounds = Math.ceil(600 / mails.length);
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) mails.forEach(judged);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1_000_000;
  const scores = labels.map((label, i) => scoreMail(label, results[i] ?? new Error('not judged')));
  return { scores, mailsPerSecond: Math.round((rounds * mails.length) / seconds) };
}

function judged(mail: Buffer): ReturnType<typeof explainMail> | Error {
  try {
    return explainMail(mail);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function printTables(scores: readonly Score[]): void {
  const strict = scores.filter(({ expected }) => !expected.loose);
  console.log(`${confusion(scores)}\n`);
  console.log(`${breakdown(strict, 'by language', ({ expected }) => expected.language)}\n`);
  console.log(`${breakdown(strict, 'by source', ({ expected }) => expected.source)}\n`);
}

function printMiss(score: Score): void {
  const wrong = faults(score);
  if (wrong.length === 0) return;
  const { expected, verdict } = score;
  console.log(`${expected.file} [${expected.language}, ${expected.source}] ${expected.note}`);
  for (const fault of wrong) console.log(`    ${fault}`);
  for (const { rule, where, quote } of verdict?.evidence ?? [])
    console.log(`    because ${rule} (${where}): ${JSON.stringify(quote)}`);
}

function missAsJson(score: Score) {
  const { expected, got, verdict } = score;
  return { file: expected.file, expected, got, faults: faults(score), evidence: verdict?.evidence ?? [] };
}

function asLine({ name, count, of }: Figure): string {
  const percent = of === 0 ? '' : ` (${((100 * count) / of).toFixed(1)} %)`;
  return `${name}: ${count} of ${of}${percent}`;
}
