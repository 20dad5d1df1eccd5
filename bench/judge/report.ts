import type { Score } from './score.ts';
import { isOneOf } from './score.ts';

/** A share of mails: how many of how many. */
export interface Figure {
  name: string;
  count: number;
  of: number;
}

const automatic = ['auto-reply', 'bounce', 'receipt', 'complaint'];
const byPeople = /^(human-|answer|deferral|opt-out)/;
const postedByPeople = /^(human-reply-via-list|list-post)$/;

/** The figures by which judging is measured. */
export function figures(scores: readonly Score[]): Figure[] {
  const people = scores.filter(
    ({ expected }) => byPeople.test(expected.label) || postedByPeople.test(expected.source),
  );
  const bounces = scores.filter(({ expected }) => expected.label.startsWith('bounce'));
  const hard = bounces.filter(({ expected }) => expected.label === 'bounce-hard');
  const soft = bounces.filter(({ expected }) => expected.label === 'bounce-soft');
  const replies = scores.filter(({ expected }) => expected.label.startsWith('auto-reply'));
  const dated = scores.filter(
    ({ expected }) => (expected.days?.exact.length ?? 0) > 0 || expected.days?.from,
  );
  const undated = scores.filter(
    ({ expected }) => expected.days && !dated.some((score) => score.expected === expected),
  );
  const worded = scores.filter(({ areWordsRight }) => areWordsRight !== null);
  const optOuts = scores.filter(({ expected }) => expected.label === 'opt-out');
  const others = scores.filter(
    ({ expected }) => !/opt-out|unsubscribe-request/.test(`${expected.label} ${expected.source}`),
  );
  const left = scores.filter(({ expected }) => (expected.successor?.length ?? 0) > 0);
  return [
    share(
      'people called automatic',
      people,
      (score) => isOneOf(score.got, automatic) && !score.isVerdictRight,
    ),
    share('bounces found', bounces, ({ got }) => got.startsWith('bounce')),
    share(
      'hard bounces called hard, recipient right',
      hard,
      (score) => score.got === 'bounce/hard' && score.isRecipientRight !== false,
    ),
    share('soft bounces called hard', soft, ({ got }) => got === 'bounce/hard'),
    share(
      'no bounce called a bounce',
      scores.filter((score) => !bounces.includes(score) && !isOneOf('bounce/hard', score.expected.right)),
      ({ got }) => got.startsWith('bounce'),
    ),
    share(
      'auto-replies found',
      replies,
      ({ got, isVerdictRight }) => got.startsWith('auto-reply') || isVerdictRight,
    ),
    share('auto-replies of the right kind', replies, (score) => score.isVerdictRight),
    share('dates right to the day', dated, (score) => score.isDayRight === true),
    share('dates invented', undated, (score) => score.isDayRight === false),
    share('opt-outs found', optOuts, ({ got }) => got === 'opt-out'),
    share('opt-outs invented', others, ({ got }) => got === 'opt-out'),
    share('successors right', left, (score) => score.isSuccessorRight === true),
    share('own words right', worded, (score) => score.areWordsRight === true),
    share(
      'languages right',
      scores.filter(({ expected }) => expected.language !== 'und'),
      (score) => score.language === score.expected.language,
    ),
    share(
      'verdicts right',
      scores.filter(({ expected }) => !expected.loose),
      (score) => score.isVerdictRight,
    ),
  ];
}

function share(name: string, among: readonly Score[], counts: (score: Score) => boolean): Figure {
  return { name, count: among.filter(counts).length, of: among.length };
}

/** Rows are labels, columns what was judged. */
export function confusion(scores: readonly Score[]): string {
  const columns = [...new Set(scores.map(({ got }) => got))].sort();
  const rows = [...new Set(scores.map(({ expected }) => expected.label))].sort();
  const count = (row: string, column: string) =>
    scores.filter((score) => score.expected.label === row && score.got === column).length;
  return table(
    ['', ...columns],
    rows.map((row) => [row, ...columns.map((column) => `${count(row, column) || '·'}`)]),
  );
}

/** How many are right, by some property of the label; the worst first. */
export function breakdown(scores: readonly Score[], title: string, by: (score: Score) => string): string {
  const groups = new Map<string, Score[]>();
  for (const score of scores) groups.set(by(score), [...(groups.get(by(score)) ?? []), score]);
  const rows = [...groups]
    .map(([name, group]) => ({
      name,
      of: group.length,
      right: group.filter((score) => score.isVerdictRight).length,
    }))
    .sort((a, b) => a.right / a.of - b.right / b.of || b.of - a.of)
    .map(({ name, of, right }) => [name, `${right}`, `of ${of}`]);
  return table([title, 'right', ''], rows);
}

/** Everything that a score says is wrong, one line for each; empty where all is right. */
export function faults(score: Score): string[] {
  const { expected, verdict } = score;
  const found: string[] = [];
  if (score.error) found.push(`error: ${score.error}`);
  if (!score.isVerdictRight) found.push(`verdict: ${score.got} instead of ${expected.label}`);
  if (score.isRecipientRight === false) {
    const named = verdict && 'recipients' in verdict ? JSON.stringify(verdict.recipients) : 'none';
    found.push(`recipients: ${named} instead of ${expected.recipients.join(', ')}`);
  }
  if (score.isDayRight === false && verdict && 'until' in verdict) {
    found.push(`day: ${verdict.until ?? 'none'} instead of ${wantedDays(score)}`);
  }
  if (score.isSuccessorRight === false && verdict && 'successor' in verdict) {
    found.push(
      `successor: ${verdict.successor?.address ?? 'none'} instead of ${expected.successor?.join(' or ') || 'none'}`,
    );
  }
  if (score.areWordsRight === false) {
    found.push(
      `words: ${JSON.stringify(score.words)}`,
      `       ${JSON.stringify(expected.ownWords)} expected`,
    );
  }
  return found;
}

function wantedDays({ expected: { days } }: Score): string {
  if (days === null) return 'none';
  const period = days.from === null ? [] : [`${days.from} to ${days.to}`];
  return [...days.exact, ...period].join(' or ') || 'none';
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
