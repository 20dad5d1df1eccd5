import { dateParts, monthEnd, monthStart } from './day.ts';
import { nextYearOf, yearIn } from './named-years.ts';
import { any, type Groups, indexOfWord, maybe, type Reading, type Rule, rule } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import type { Reckoning } from './written.ts';

const romans = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
]);

/** "Q3", "next quarter", "3. Quartal", "trzeci kwartał". */
export function quarterRules(words: TimeWords, which: string): Rule[] {
  const { quarter, halfYear, halfOfYear, ordinals } = words;
  const nextYear = nextYearOf(words);
  const before = maybe(`(?<yearBefore>${nextYear})`);
  const behind = `(?:\\s{1,2}(?:(?:of|de|av)\\s)?(?:(?<year>20\\d{2})(?!\\d)|(?<yearBehind>${nextYear})))?`;
  const part = `(?:(?<quarter>${any(quarter)})|(?<half>${any(halfYear)}))`;
  const digits = `(?:[\\s/-]{0,3}(?<year>20\\d{2})(?!\\d)|[\\s/-]{0,2}'?(?<short>2\\d)(?![\\d.,:/]))`;
  const yearOf = `(?:${digits}|\\s{1,2}(?:(?:of|de|av)\\s)?(?<yearBehind>${nextYear}))?`;
  const numbered = (found: Groups, on: Reckoning) =>
    found.short ? 2000 + Number(found.short) : yearIn(found, on);
  const rules = [
    rule(`${before}(?<![\\p{L}\\d])q(?<number>[1-4])${yearOf}(?![\\d\\p{L}])`, (found, on) =>
      partFrom(3, Number(found.number), numbered(found, on), on),
    ),
    rule(`${before}(?<![\\p{L}\\d])h(?<number>[12])${yearOf}(?![\\d\\p{L}])`, (found, on) =>
      partFrom(6, Number(found.number), numbered(found, on), on),
    ),
    // "Kvartal 2", "quarter 3", "w kwartale III".
    rule(
      `${any(quarter)}\\s{1,2}(?<number>[1-4]|i{1,3}|iv)(?![\\d\\p{L}:/-]|[.,]\\d)${behind}`,
      (found, on) =>
        partFrom(3, romans.get(found.number ?? '') ?? Number(found.number), yearIn(found, on), on),
    ),
    rule(`${which}\\s{0,3}${part}`, unitsOfMonths),
    rule(`${before}(?<ordinal>[1-4]|i{1,3}|iv)\\.?\\s{0,2}${any(quarter)}${behind}`, (found, on) =>
      partFrom(3, romans.get(found.ordinal ?? '') ?? Number(found.ordinal), yearIn(found, on), on),
    ),
  ];
  if (!ordinals) return rules;
  const four = ordinals.slice(0, 4);
  const told = `${before}(?<ordinal>${any(...four)})\\s{1,3}${any(quarter)}${behind}`;
  const read: Rule['read'] = (found, on) =>
    partFrom(3, indexOfWord(four, found.ordinal ?? '') + 1, yearIn(found, on), on);
  const half = any(halfOfYear ?? halfYear);
  const halves = `${before}(?<ordinal>${any(...ordinals.slice(0, 2))}|[12](?:\\.|:a)?|ii?\\.?)\\s{0,3}${half}${behind}`;
  return [
    ...rules,
    rule(told, read),
    rule(halves, ({ ordinal = '', ...found }, on) => {
      const index = indexOfWord(four, ordinal);
      const plain = ordinal.replace(/\.|:a/, '');
      const number = index >= 0 ? index + 1 : (romans.get(plain) ?? Number(plain));
      return partFrom(6, number, yearIn(found, on), on);
    }),
  ];
}

/** "next quarter", "this half-year". */
function unitsOfMonths(found: Groups, on: Reckoning): Reading | null {
  if (!found.next && !found.current) return null;
  const { year, month } = dateParts(on.today);
  const length = found.quarter ? 3 : 6;
  const start = Math.floor((month - 1) / length) * length + 1 + (found.next ? length : 0);
  return { first: monthStart(year, start), last: monthEnd(year, start + length - 1), kind: 'season' };
}

/** The coming quarter or half-year of that number; `length` in months. */
function partFrom(length: 3 | 6, number: number, year: number | undefined, on: Reckoning): Reading | null {
  if (number < 1 || number > 12 / length) return null;
  const now = dateParts(on.today);
  const inYear = year ?? (monthEnd(now.year, number * length) >= on.today ? now.year : now.year + 1);
  const first = monthStart(inYear, (number - 1) * length + 1);
  return { first, last: monthEnd(inYear, number * length), kind: 'season' };
}
