import { addMonths, dateParts, mondayOf, monthEnd, monthStart } from './day.ts';
import { type Feast, nextFeast } from './feasts.ts';
import { countRules } from './named-counts.ts';
import { monthOf } from './named-months.ts';
import { quarterRules } from './named-quarters.ts';
import { weekOfMonthRules } from './named-weeks.ts';
import { nextYearOf, yearIn } from './named-years.ts';
import { any, type Groups, indexOfWord, maybe, type Reading, type Rule, rule } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import type { Reckoning } from './written.ts';

/** "in March", "next month", "Q3", "in the autumn". */
export function periodRules(words: TimeWords): Rule[] {
  const { months, month, week, year, seasons, next, current } = words;
  const which = `(?:(?<next>${any(next)})|(?<current>${any(current)}))?`;
  const unit = `(?:(?<week>${any(week)})|(?<month>${any(month)})|(?<year>${any(year)}))`;
  // "March next year", "ensi vuoden maaliskuussa", "hösten 2027".
  const nextYear = nextYearOf(words);
  const before = maybe(`(?<yearBefore>${nextYear})`);
  const behind = `(?:\\s{1,2}(?:(?:of|de|av)\\s)?(?:(?<year>20\\d{2})|(?<yearBehind>${nextYear})))?`;
  const season = `${maybe(`(?<next>${any(next)})`)}(?<season>${any(...seasons)})${behind}`;
  return [
    rule(`${before}(?<name>${any(...months)})${behind}`, (found, on) =>
      monthOf(indexOfWord(months, found.name ?? '') + 1, yearIn(found, on), on),
    ),
    ...shortMonthRules(words),
    rule(`${which}\\s{0,3}${unit}`, unitOf),
    // "Not this week, maybe next?"
    rule(
      `${any(current)}\\s{1,3}(?:(?<week>${any(week)})|(?<month>${any(month)}))[^.!?;\\n]{1,60}?(?<next>${any(next)})(?=\\s{0,2}(?:[.,!?)\\n]|$))`,
      unitOf,
    ),
    rule(any(words.weekAfterNext), (_, on) => {
      const first = mondayOf(on.today) + 14;
      return { first, last: first + 6, kind: 'week' };
    }),
    rule(any(words.restOfWeek), (_, on) => {
      return { first: on.today, last: mondayOf(on.today) + 6, kind: 'week' };
    }),
    rule(any(words.restOfYear), (_, on) => {
      return { first: on.today, last: monthEnd(dateParts(on.today).year, 12), kind: 'week' };
    }),
    rule(season, (found, on) => seasonOf(found, words, on)),
    yearRule(),
    ...wholeWordRules(words),
    ...weekOfMonthRules(words),
    ...quarterRules(words, which),
    ...countRules(words),
  ];
}

/** "Mid Feb", "end of Nov": beside the name of a part the short name of a month is enough. */
function shortMonthRules({ monthsShort, begin, middle, end, partOf }: TimeWords): Rule[] {
  const parts = [begin, middle, end].filter(Boolean);
  if (parts.length < 3) return [];
  const ahead = `(?<=${any(...parts)}[\\s-]{1,3}(?:${any(partOf)}\\s{1,3})?)`;
  const source = `${ahead}(?<name>${any(...monthsShort)})\\.?(?!\\p{L}|'|\\s?\\d)`;
  return [
    rule(source, (found, on) => monthOf(indexOfWord(monthsShort, found.name ?? '') + 1, undefined, on)),
  ];
}

/** "Not before 2027": a coming year by its number alone. */
function yearRule(): Rule {
  return rule(
    // Not the end of a phone number.
    '(?<![\\p{L}\\d.,:/#+-]|\\d\\s)(?<year>20\\d{2})(?![\\p{L}\\d:/-]|[.,]\\d|\\s\\d)',
    ({ year }, on) => {
      const ahead = Number(year) - dateParts(on.today).year;
      if (ahead < 1 || ahead > 2) return null;
      return { first: monthStart(Number(year), 1), last: monthEnd(Number(year), 12), kind: 'season' };
    },
  );
}

/** "loppuvuodesta", "Jahresanfang", "loppuviikosta": one word for the beginning or the end of a year or a week. */
function wholeWordRules(words: TimeWords): Rule[] {
  const { weekEnd, yearBegin, yearEnd, monthTurn } = words;
  const rules: Rule[] = [];
  if (monthTurn)
    rules.push(
      ...monthTurnRules(words, monthTurn),
      rule(any(monthTurn), (_, on) => {
        const { year, month } = dateParts(on.today);
        const first = monthStart(year, month + 1) - 3;
        return {
          first: first < on.today ? monthStart(year, month + 1) : first,
          last: monthStart(year, month + 1),
          kind: 'part',
        };
      }),
    );
  if (weekEnd)
    rules.push(
      rule(any(weekEnd), (_, on) => {
        const monday = mondayOf(on.today);
        return { first: monday + 3, last: monday + 6, kind: 'part' };
      }),
    );
  if (yearBegin)
    rules.push(
      rule(any(yearBegin), (_, on) => {
        const year = dateParts(on.today).year + 1;
        return { first: monthStart(year, 1), last: monthEnd(year, 2), kind: 'part' };
      }),
    );
  if (yearEnd)
    rules.push(
      rule(any(yearEnd), (_, on) => {
        const { year } = dateParts(on.today);
        return { first: monthStart(year, 11) + 14, last: monthEnd(year, 12), kind: 'part' };
      }),
    );
  return rules;
}

/** "Månadsskiftet maj/juni", "na przełomie maja i czerwca", "touko-kesäkuun vaihteessa": the days around the first. */
function monthTurnRules({ months }: TimeWords, turn: string): Rule[] {
  const name = any(...months);
  const and = '\\s?(?:/|-|\\s(?:and|ja|och|und|i|a)\\s)\\s?';
  const read: Rule['read'] = ({ name: told = '' }, on) => {
    const { first, last } = monthOf(indexOfWord(months, told) + 1, undefined, on);
    return { first: first - 5, last: Math.min(first + 9, last), kind: 'part' };
  };
  return [
    rule(`${any(turn)}\\s{1,2}(?:of\\s|von\\s)?${name}${and}(?<name>${name})`, read),
    rule(`\\p{L}{3,8}(?:-|-?\\sja\\s)(?<name>${name})\\s{1,2}vaih(?:te|de)\\p{L}*`, read),
  ];
}

/** "next week", "this month", and "the year", which tells a time only with "end of" before it. */
function unitOf(found: Groups, on: Reckoning): Reading {
  const { year, month } = dateParts(on.today);
  const ahead = found.next ? 1 : 0;
  const told = Boolean(found.next || found.current);
  if (found.week) {
    const first = mondayOf(on.today) + 7 * ahead;
    return { first, last: first + 6, kind: told ? 'week' : 'hint' };
  }
  if (found.month) {
    const first = monthStart(year, month + ahead);
    return { first, last: addMonths(first, 1) - 1, kind: told ? 'month' : 'hint' };
  }
  return {
    first: monthStart(year + ahead, 1),
    last: monthEnd(year + ahead, 12),
    kind: told ? 'season' : 'hint',
  };
}

/** A season is its calendar months: spring is March to May. */
function seasonOf(found: Groups, words: TimeWords, on: Reckoning): Reading {
  const start = indexOfWord(words.seasons, found.season ?? '') * 3 + 3;
  const { year } = dateParts(on.today);
  const years = [year - 1, year, year + 1];
  const isAhead = (each: number) =>
    found.next ? monthStart(each, start) > on.today : monthEnd(each, start + 2) >= on.today;
  const inYear = yearIn(found, on) ?? years.find(isAhead) ?? year + 1;
  const isTold = found.next || found.year || found.yearBehind;
  return {
    first: monthStart(inYear, start),
    last: monthEnd(inYear, start + 2),
    kind: isTold ? 'season' : 'hint',
  };
}

/** Days of feasts: names for dates, where "Christmas" names a time. */
const oneDay = new Set<string>([
  'maundyThursday',
  'goodFriday',
  'easterMonday',
  'easterTuesday',
  'whitMonday',
  'carnivalMonday',
  'shroveTuesday',
  'midsummerEve',
  'christmasEve',
  'christmasDay',
  'boxingDay',
  'newYearsEve',
  'secondDay',
]);

/** "Easter", "majówka", "the weekend". */
export function feastRules(words: TimeWords): Rule[] {
  return Object.entries(words.feasts).map(([feast, wording]) =>
    rule(any(wording), (_, on) => {
      const days = nextFeast(feast as Feast, on.today, on.country);
      // Quiet days on which people work: a time to call.
      const kind = feast === 'betweenYears' ? 'part' : oneDay.has(feast) ? 'day' : 'feast';
      return days && { first: days[0], last: days[1], kind };
    }),
  );
}
