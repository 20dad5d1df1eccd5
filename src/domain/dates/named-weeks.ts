import { fold } from '../wording.ts';
import { type Day, dateParts, weekStart } from './day.ts';
import { weekdayAfter } from './named-days.ts';
import { monthOf } from './named-months.ts';
import { nthWeek } from './period-part.ts';
import { any, indexOfWord, type Rule, rule, single } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import type { Reckoning } from './written.ts';

/** "viikolla 34", "KW 33/34", "w 34 tygodniu". */
export function weekRules(words: TimeWords): Rule[] {
  const number =
    '(?<week>\\d{1,2})(?:(?:,\\s?\\d{1,2}){0,3}(?:\\s?[-/]\\s?|\\s(?:und|and|ja|och|og|i|et|y|en|a|to|bis|till|do)\\s)(?<to>\\d{1,2}))?(?![\\d:]|[.,]\\d)';
  const read: Rule['read'] = ({ week, to }, on) => {
    const first = weekOf(Number(week), on);
    const last = to === undefined ? first : weekOf(Number(to), on);
    if (first === null || last === null || last < first) return null;
    return { first, last: last + 6, kind: to === undefined ? 'week' : 'range' };
  };
  const rules = [
    rule(`${any(words.weekNumber)}\\.?\\s{0,2}(?:(?:nr|no|numer)\\.?\\s)?${number}`, read),
    // "v34", "KW 34".
    rule(`(?<![\\p{L}\\d])(?:v|kw\\s?)${number}`, read),
  ];
  if (!words.weekNumberBehind) return rules;
  const behind = `(?<![\\d.,:/])(?<week>\\d{1,2})\\.?\\s{0,2}${any(words.weekNumberBehind)}`;
  return [...rules, rule(behind, read)];
}

/** The Monday of the coming week of that number; one that is not long over is still this year's. */
function weekOf(week: number, on: Reckoning): Day | null {
  if (week < 1 || week > 53) return null;
  const { year } = dateParts(on.today);
  const starts = [year - 1, year, year + 1].map((each) => weekStart(each, week));
  return starts.find((start) => start + 6 >= on.today - 60) ?? null;
}

/** "Zweite Januarwoche", "andra januariveckan"; "the first Monday in January". */
export function weekOfMonthRules(words: TimeWords): Rule[] {
  const { months, ordinals, monthWeek, partOf, weekdays, feasts } = words;
  if (!ordinals) return [];
  const ordinal = `(?<ordinal>${any(...ordinals)})`;
  const monthOfRule = (name: string, on: Reckoning) => monthOf(indexOfWord(months, name) + 1, undefined, on);
  const link = `(?:${any(partOf)}\\s{1,3}|(?:in|on|i|im|w)\\s{1,3})?`;
  const rules = [
    rule(
      `${ordinal}\\s{1,3}(?<day>${any(...weekdays)})\\s{1,3}${link}(?:(?<name>${any(...months)})|${any(feasts.newYear)})`,
      ({ ordinal: nth = '', day = '', name }, on) => {
        const month = name === undefined ? monthOf(1, undefined, on) : monthOfRule(name, on);
        const weekday = indexOfWord(weekdays, day) + 1;
        const number = indexOfWord(ordinals, nth);
        return single(
          number === 4
            ? weekdayAfter(month.last - 7, weekday)
            : weekdayAfter(month.first - 1, weekday) + 7 * number,
        );
      },
    ),
  ];
  if (!monthWeek) return rules;
  const half = `${ordinal}\\s{1,3}(?<name>\\p{L}{3,12})(?:${fold('hälfte')})(?!\\p{L})`;
  // Month and week are one word: its beginning is looked up as a word of its own.
  const source = `${ordinal}\\s{1,3}(?<name>\\p{L}{3,12})(?:${fold(monthWeek)})(?!\\p{L})`;
  return [
    ...rules,
    rule(source, ({ ordinal: nth = '', name = '' }, on) => {
      if (indexOfWord(months, name) < 0) return null;
      return { ...nthWeek(monthOfRule(name, on), indexOfWord(ordinals, nth)), kind: 'part' };
    }),
    rule(half, ({ ordinal: nth = '', name = '' }, on) => {
      if (indexOfWord(months, name) < 0) return null;
      const month = monthOfRule(name, on);
      const isFirst = indexOfWord(ordinals, nth) === 0;
      return {
        ...month,
        ...(isFirst ? { last: month.first + 14 } : { first: month.first + 15 }),
        kind: 'part',
      };
    }),
  ];
}
