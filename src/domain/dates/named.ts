import { choice, fold, wordingSource, wordings } from '../wording.ts';
import {
  addMonths,
  type Day,
  dateParts,
  dayOf,
  mondayOf,
  monthEnd,
  monthStart,
  weekdayOf,
  weekStart,
} from './day.ts';
import { type Feast, nextFeast } from './feasts.ts';
import type { Mention } from './mention.ts';
import type { TimeWords } from './words/time-words.ts';
import { coming, type Reckoning } from './written.ts';

type Reading = Omit<Mention, 'at' | 'end'>;
type Groups = Record<string, string | undefined>;

/** One way to name a time: where it stands, and what it means on the day of writing. */
export interface Rule {
  expression: RegExp;
  read(groups: Groups, on: Reckoning): Reading | null;
}

/** The one of `list` that `text` is, or -1. */
export function indexOfWord(list: readonly string[], text: string): number {
  return list.findIndex((wording) => new RegExp(`^(?:${choice([wording])})$`, 'u').test(text));
}

/** Alternatives of a wording, or of several, as one group that never matches when there are none. */
function any(...list: (string | undefined)[]): string {
  return `(?:${choice(list.filter((wording): wording is string => Boolean(wording))) ?? '(?!)'})`;
}

/** What clings to the number before it: "3rd", "3-go". */
function suffix(wording: string): string {
  return `(?:${wordingSource(wording)})(?![\\p{L}\\p{N}])`;
}

const gap = '\\s{1,3}';
const maybe = (source: string) => `(?:${source}${gap})?`;

function rule(source: string, read: Rule['read']): Rule {
  return { expression: new RegExp(source, 'gu'), read };
}

const day = (first: Day | null, extra: Partial<Reading> = {}): Reading | null =>
  first === null ? null : { first, last: first, kind: 'day', ...extra };

/** The rules of one language. */
export function rulesOf(words: TimeWords): Rule[] {
  return [
    ...dateRules(words),
    ...weekdayRules(words),
    ...weekRules(words),
    ...periodRules(words),
    ...feastRules(words),
  ];
}

/** "19 June", "June 19th, 2026", "19 czerwca 2026 r.", "the 19th". */
function dateRules(words: TimeWords): Rule[] {
  const names = [...words.months, ...words.monthsShort];
  const month = `(?<month>${any(...names)})`;
  const mark = `(?:.|${words.dayMark ? suffix(words.dayMark) : '(?!)'})?`;
  const year = '(?:\\.?,?\\s{0,2}(?:(?:de|r)\\s)?(?<year>20\\d{2}))?(?!\\d)';
  const monthOf = (text: string) => (indexOfWord(names, text) % 12) + 1;
  const read: Rule['read'] = ({ month: name = '', date, year: written }, on) => {
    const found = written
      ? dayOf(Number(written), monthOf(name), Number(date))
      : coming(monthOf(name), Number(date), on.today);
    return day(found, { dated: written !== undefined });
  };
  const link = `\\s{0,3}(?:${words.dayOf ? any(words.dayOf) : '(?!)'}\\s{1,3})?`;
  const rules = [
    rule(`(?<![\\d.,:/])(?<date>\\d{1,2})${mark}${link}${month}${year}`, read),
    rule(`${month}\\.?\\s{1,3}(?:the\\s)?(?<date>\\d{1,2})${mark}(?![.:,/]?\\d)${year}`, read),
  ];
  if (words.dayAlone) rules.push(dayAloneRule(words.dayAlone));
  return rules;
}

function dayAloneRule([before, behind]: readonly [string, string]): Rule {
  const open = before ? `${any(before)}\\s{1,3}` : '(?<![\\p{L}\\d.,:/-])';
  const ends = behind.endsWith('|') ? '?' : '';
  const close = `(?:${fold(behind).replace(/\|$/, '').replace(/\./g, '\\.')})${ends}(?![\\p{L}\\d:/]|[.,]\\d|\\s?%)`;
  return rule(`${open}(?<date>\\d{1,2})${close}`, ({ date }, on) => {
    const { year, month } = dateParts(on.today);
    const here = dayOf(year, month, Number(date));
    if (here !== null && here >= on.today) return day(here);
    return day(dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, Number(date)));
  });
}

/** "on Monday", "next Tuesday", "tomorrow", "today". */
function weekdayRules(words: TimeWords): Rule[] {
  const name = `(?<name>${any(...words.weekdays)})`;
  return [
    rule(
      `${maybe(`(?<next>${any(words.next)})`)}${maybe(`(?<current>${any(words.current)})`)}${name}`,
      (found, on) => {
        const weekday = indexOfWord(words.weekdays, found.name ?? '') + 1;
        const monday = mondayOf(on.today);
        if (found.next) return day(monday + 7 + weekday - 1);
        if (found.current) return day(monday + weekday - 1, { kind: 'weekday' });
        return day(weekdayAfter(on.today, weekday), { kind: 'weekday' });
      },
    ),
    rule(any(words.today), (_, on) => day(on.today)),
    rule(any(words.tomorrow), (_, on) => day(on.today + 1)),
    rule(any(words.dayAfterTomorrow), (_, on) => day(on.today + 2)),
  ];
}

/** The first such weekday after `start`, never `start` itself. */
export function weekdayAfter(start: Day, weekday: number): Day {
  return start + 1 + ((weekday - weekdayOf(start + 1) + 7) % 7);
}

/** "viikolla 34", "KW 33/34", "w 34 tygodniu". */
function weekRules(words: TimeWords): Rule[] {
  const number = '(?<week>\\d{1,2})(?:\\s?[-/]\\s?(?<to>\\d{1,2}))?(?![\\d:]|[.,]\\d)';
  const read: Rule['read'] = ({ week, to }, on) => {
    const first = weekOf(Number(week), on);
    const last = to === undefined ? first : weekOf(Number(to), on);
    if (first === null || last === null || last < first) return null;
    return { first, last: last + 6, kind: to === undefined ? 'week' : 'range' };
  };
  const open = any(words.weekNumber);
  const rules = [
    rule(`${open}\\.?\\s{0,2}(?:(?:nr|no|numer)\\.?\\s)?${number}`, read),
    rule(`(?<![\\p{L}\\d])v${number}`, read),
    rule(`(?<![\\p{L}\\d])kw\\s?${number}`, read),
  ];
  if (words.weekNumberBehind) {
    rules.push(rule(`(?<![\\d.,:/])(?<week>\\d{1,2})\\.?\\s{1,2}${any(words.weekNumberBehind)}`, read));
  }
  return rules;
}

/** The Monday of the coming week of that number; one that is not long over is still this year's. */
function weekOf(week: number, on: Reckoning): Day | null {
  if (week < 1 || week > 53) return null;
  const { year } = dateParts(on.today);
  return (
    [year - 1, year, year + 1]
      .map((each) => weekStart(each, week))
      .find((start) => start + 6 >= on.today - 60) ?? null
  );
}

/** "in March", "next month", "Q3", "in the autumn", "in two weeks". */
function periodRules(words: TimeWords): Rule[] {
  const { month, week, year, quarter, halfYear, next, current } = words;
  const numbers = Object.keys(words.counts);
  const unit = `(?:(?<days>${any(words.day)})|(?<weeks>${any(week)})|(?<months>${any(month)})|(?<years>${any(year)}))`;
  const count = `(?<count>\\d{1,2}|${any(...numbers)})`;
  const which = `(?:(?<next>${any(next)})|(?<current>${any(current)}))?`;
  const readCount: Rule['read'] = (found, on) => counted(found, words, on);
  const halfOrQuarter = `(?:(?<quarter>${any(quarter)})|(?<half>${any(halfYear)}))`;
  const rules = [
    rule(
      `(?<name>${any(...words.months)})(?:\\s{1,2}(?<year>20\\d{2}))?`,
      ({ name = '', year: written }, on) => monthOf(indexOfWord(words.months, name) + 1, written, on),
    ),
    rule(
      `${which}\\s{0,3}(?:(?<week>${any(week)})|(?<month>${any(month)})|(?<year>${any(year)}))`,
      (found, on) => unitOf(found, on),
    ),
    rule(
      `(?<![\\p{L}\\d])q(?<number>[1-4])(?:[\\s/-]{0,3}(?<year>20\\d{2}))?(?![\\d\\p{L}])|${which}\\s{0,3}${halfOrQuarter}`,
      quarterOf,
    ),
    rule(`(?<ordinal>[1-4]|i{1,3}|iv)\\.?\\s{0,2}(?:${any(quarter)})`, ({ ordinal = '' }, on) =>
      quarterFrom(romans.get(ordinal) ?? Number(ordinal), undefined, on),
    ),
    rule(`(?:(?<next>${any(next)})\\s{1,2})?(?<season>${any(...words.seasons)})`, (found, on) =>
      seasonOf(found, words, on),
    ),
  ];
  if (words.ordinals) {
    const [first, second, third, fourth] = words.ordinals;
    rules.push(
      rule(
        `(?<ordinal>${any(first, second, third, fourth)})\\s{1,3}${any(quarter)}`,
        ({ ordinal = '' }, on) =>
          quarterFrom(indexOfWord([first, second, third, fourth], ordinal) + 1, undefined, on),
      ),
    );
  }
  if (words.ahead) rules.push(rule(`${any(words.ahead)}\\s{1,3}(?:${count}\\s{1,3})?${unit}`, readCount));
  if (words.aheadBehind)
    rules.push(rule(`${maybe(count)}${unit}\\s{1,3}${any(words.aheadBehind)}`, readCount));
  return rules;
}

const romans = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
]);

/** A whole month, the coming one unless a year was written; the one that runs counts as coming. */
function monthOf(month: number, year: string | undefined, on: Reckoning): Reading {
  const now = dateParts(on.today);
  const inYear = year === undefined ? (month >= now.month ? now.year : now.year + 1) : Number(year);
  return { first: monthStart(inYear, month), last: monthEnd(inYear, month), kind: 'month' };
}

function unitOf(found: Groups, on: Reckoning): Reading | null {
  const { year, month } = dateParts(on.today);
  const ahead = found.next ? 1 : 0;
  const kind = found.next || found.current ? 'week' : 'hint';
  if (found.week) {
    const first = mondayOf(on.today) + 7 * ahead;
    return { first, last: first + 6, kind };
  }
  if (found.month) {
    const first = monthStart(year, month + ahead);
    return { first, last: addMonths(first, 1) - 1, kind: kind === 'hint' ? kind : 'month' };
  }
  return {
    first: monthStart(year + ahead, 1),
    last: monthEnd(year + ahead, 12),
    kind: kind === 'hint' ? kind : 'season',
  };
}

function quarterOf(found: Groups, on: Reckoning): Reading | null {
  if (found.number) return quarterFrom(Number(found.number), found.year, on);
  const { year, month } = dateParts(on.today);
  const length = found.quarter ? 3 : 6;
  if (!found.next && !found.current) return null;
  const start = Math.floor((month - 1) / length) * length + 1 + (found.next ? length : 0);
  return { first: monthStart(year, start), last: monthEnd(year, start + length - 1), kind: 'season' };
}

function quarterFrom(number: number, year: string | undefined, on: Reckoning): Reading | null {
  if (number < 1 || number > 4) return null;
  const now = dateParts(on.today);
  const inYear = year ? Number(year) : monthEnd(now.year, number * 3) >= on.today ? now.year : now.year + 1;
  return { first: monthStart(inYear, number * 3 - 2), last: monthEnd(inYear, number * 3), kind: 'season' };
}

/** A season is its calendar months: spring is March to May. */
function seasonOf(found: Groups, words: TimeWords, on: Reckoning): Reading {
  const season = indexOfWord(words.seasons, found.season ?? '');
  const { year } = dateParts(on.today);
  const start = season * 3 + 3;
  for (const candidate of [year - 1, year, year + 1]) {
    const first = monthStart(candidate, start);
    const last = monthEnd(candidate, start + 2);
    if (found.next ? first > on.today : last >= on.today)
      return { first, last, kind: found.next ? 'season' : 'hint' };
  }
  return { first: monthStart(year + 1, start), last: monthEnd(year + 1, start + 2), kind: 'hint' };
}

/** "in two weeks", "kahden viikon päästä": that day. */
function counted(found: Groups, words: TimeWords, on: Reckoning): Reading | null {
  const count = found.count === undefined ? 1 : countOf(found.count, words);
  if (found.days) return day(on.today + count, { kind: count <= 2 ? 'day' : 'count' });
  if (found.weeks)
    return day(on.today + count * 7 * (found.weeks === 'fortnight' ? 2 : 1), { kind: 'count' });
  const months = count * (found.years ? 12 : 1);
  return months > 24 ? null : day(addMonths(on.today, months), { kind: 'count' });
}

function countOf(text: string, words: TimeWords): number {
  if (/^\d+$/.test(text)) return Number(text);
  const names = Object.keys(words.counts);
  return words.counts[names[indexOfWord(names, text)] ?? ''] ?? 1;
}

/** "Easter", "po majówce", "the weekend". */
function feastRules(words: TimeWords): Rule[] {
  return Object.entries(words.feasts).map(([feast, wording]) => ({
    expression: wordings([wording]),
    read: (_: Groups, on: Reckoning) => {
      const days = nextFeast(feast as Feast, on.today, on.country);
      return days && { first: days[0], last: days[1], kind: 'feast' };
    },
  }));
}
