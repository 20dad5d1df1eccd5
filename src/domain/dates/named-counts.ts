import { foldedExpression } from '../wording.ts';
import { addMonths, type Day } from './day.ts';
import { any, type Groups, indexOfWord, maybe, type Reading, type Rule, rule, single } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import type { Reckoning } from './written.ts';

/** "in two weeks", "kahden viikon päästä", "in a fortnight". */
export function countRules(words: TimeWords): Rule[] {
  const { day, week, month, year, quarter, halfYears, next, ahead, aheadBehind, holding } = words;
  const unit = unitOf({
    days: day,
    weeks: week,
    months: month,
    halves: halfYears,
    quarters: quarter,
    years: year,
  });
  // Of "2-3 weeks" the first counts.
  const count = `${countIn(words)}(?:\\s?-\\s?\\d{1,2})?`;
  const read: Rule['read'] = (found, on) => counted(found, words, on);
  const rules: Rule[] = [];
  const counts = `(?:${count}\\s{1,3})${words.aheadCounts ? '' : '?'}`;
  if (ahead) rules.push(rule(`${any(ahead)}\\s{1,3}${counts}${unit}`, read));
  if (aheadBehind) rules.push(rule(`${maybe(count)}${unit}\\s{1,3}${any(aheadBehind)}`, read));
  const told = `${count}\\s{1,3}${unit}`;
  if (holding) rules.push(rule(`${any(holding)}\\s{1,3}${told}`, read));
  // "The next ten days": from now to the last of them.
  rules.push(
    rule(`${any(next)}\\s{1,3}${told}`, (found, on) => {
      const end = counted(found, words, on);
      return end && { first: on.today, last: end.last - 1, kind: 'range' };
    }),
  );
  return [...rules, ...holdingRules(words)];
}

/** "Kahdeksi viikoksi": the form of the words says "for". */
function holdingRules(words: TimeWords): Rule[] {
  const units = words.holdingItself;
  if (!units) return [];
  const ahead = `(?<!${any(words.next, words.current)}\\s)`;
  const source = `${ahead}${maybe(countIn(words))}${unitOf(units)}`;
  return [rule(source, (found, on) => counted(found, words, on))];
}

/** How a language says how long something lasts. */
export interface Duration {
  ahead: RegExp;
  behind: RegExp;
  /** The same right before a day with "from" behind it: "kaksi viikkoa 14.9. alkaen". */
  bare: RegExp;
  /** "Two weeks after that": counted from the time before it. */
  later: RegExp;
  /** Days that a match of either comes to. */
  days(found: Groups): number;
  /** "A month before that", anywhere behind the time that it counts from; null where the language has no word for it. */
  earlier: RegExp | null;
  /** The day that lies a match of `earlier` before `day`. */
  before(day: Day, found: Groups): Day;
}

/** "For two weeks" before "from 2 November", and behind it. */
export function durationIn(words: TimeWords): Duration | null {
  const { day, week, month, from } = words;
  if (!from) return null;
  const told = `${countIn(words)}\\s{1,3}${unitOf({ days: day, weeks: week, months: month })}`;
  return {
    ahead: foldedExpression(
      `(?<!\\p{L})${told}'?\\s{1,3}(?:(?<what>(?:of\\s)?(?:annual\\s)?(?:holidays?|leave|vacation|off|away|urlaub|ferien|semester|ledighet|ledig|borta|lomaa|urlopu|wolnego|abwesend|weg))\\s{1,3})?(?:starting\\s{1,3})?${any(from)}[\\s,.:]{0,3}(?:${any(words.filler)}\\s{1,3}){0,2}$`,
      'u',
    ),
    // Near by, or anywhere in the sentence behind "for": "from today I am in rehab, and away for about six weeks".
    behind: foldedExpression(
      `^(?:[\\s,]{1,3}(?:(?:for|fur|i|na|przez|eli|och|and|und|ja)\\s{1,3})?|(?:[^.!?\\n]|(?<=\\d)\\.){0,40}?\\s(?=(?:\\S{1,12}\\s){1,3}(?:zur|weg|fort|krank|away|off|borta|ledig|poissa|lomalla)(?!\\p{L}))|(?:[^.!?\\n]|(?<=\\d)\\.){0,80}?\\s(?:for|fur|przez)\\s{1,3}(?:(?:ca\\.?|about|etwa|rund|ungefahr|around|approximately|okolo)\\s{1,3})?)${told}(?!\\p{L})`,
      'u',
    ),
    bare: foldedExpression(`(?<!\\p{L})${told}[\\s,]{1,3}$`, 'u'),
    later: foldedExpression(`(?<!\\p{L})${told}\\s{1,3}${any(words.durationLater, words.thereafter)}`, 'gu'),
    days: (found) => countOf(found.count ?? '1', words) * (found.days ? 1 : found.weeks ? 7 : 30),
    earlier: words.earlier
      ? foldedExpression(
          `(?<!\\p{L})${maybe(countIn(words))}${unitOf({ days: day, weeks: week, months: month, halves: words.halfYears })}\\s{1,3}${any(words.earlier)}`,
          'u',
        )
      : null,
    before: (end, found) => {
      const count = countOf(found.count ?? '1', words);
      if (found.days || found.weeks) return end - count * (found.days ? 1 : 7);
      return addMonths(end, -count * (found.halves ? 6 : 1));
    },
  };
}

/** A number in figures or in words. */
function countIn({ counts }: TimeWords): string {
  return `(?<count>\\d{1,2}|${any(...Object.keys(counts))})`;
}

/** One of the units, each a group of its name. */
function unitOf(units: Readonly<Partial<Record<string, string>>>): string {
  return `(?:${Object.entries(units)
    .map(([name, wording]) => `(?<${name}>${any(wording)})`)
    .join('|')})`;
}

function counted(found: Groups, words: TimeWords, on: Reckoning): Reading | null {
  const count = found.count === undefined ? 1 : countOf(found.count, words);
  if (found.days) return single(on.today + count, { kind: count <= 2 ? 'day' : 'count' });
  if (found.weeks)
    return single(on.today + count * 7 * (found.weeks === 'fortnight' ? 2 : 1), { kind: 'count' });
  const months = count * (found.years ? 12 : found.halves ? 6 : found.quarters ? 3 : 1);
  return months > 24 ? null : single(addMonths(on.today, months), { kind: 'count' });
}

function countOf(text: string, words: TimeWords): number {
  if (/^\d+$/.test(text)) return Number(text);
  const names = Object.keys(words.counts);
  return words.counts[names[indexOfWord(names, text)] ?? ''] ?? 1;
}
