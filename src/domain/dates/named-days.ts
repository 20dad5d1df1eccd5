import { type Day, dateParts, dayOf, mondayOf, weekdayOf } from './day.ts';
import { dayNumberRules } from './named-day-numbers.ts';
import { any, indexOfWord, maybe, type Reading, type Rule, rule, single, suffix } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import { coming as comingDate } from './written.ts';

/** "19 June", "June 19th, 2026", "19 czerwca 2026 r.", "the 19th". */
export function dateRules(words: TimeWords): Rule[] {
  const names = [...words.months, ...words.monthsShort];
  const month = `(?<month>${any(...names)})`;
  const mark = `(?:\\.|${words.dayMark ? suffix(words.dayMark) : '(?!)'})?`;
  const year = '(?:(?:\\.?,?\\s{0,2}(?:(?:de|del|r)\\s)?|-)(?<year>20\\d{2}))?(?!\\d)';
  // "29 - July 17" is the end of one date and the beginning of another.
  const gap = '(?:\\s{0,3}|-)';
  const link = words.dayOf ? `${gap}(?:${any(words.dayOf)}\\s{0,3})?` : gap;
  const read: Rule['read'] = ({ month: name = '', date, year: written }, on) => {
    const month = (indexOfWord(names, name) % words.months.length) + 1;
    const found = written
      ? dayOf(Number(written), month, Number(date))
      : comingDate(month, Number(date), on.today);
    return single(found, { dated: written !== undefined });
  };
  const rules = [
    rule(`(?<![\\d.,:/])(?<date>\\d{1,2})${mark}${link}${month}${year}`, read),
    // Finnish may put both behind the number: "tammikuun 11. päivän jälkeen".
    rule(
      `${month}\\.?\\s{1,3}(?:the\\s)?(?<date>\\d{1,2})${words.dayMark ? `(?:\\.?\\s{0,2}${suffix(words.dayMark)}|${mark})` : mark}(?![.:,/]?\\d)${year}`,
      read,
    ),
  ];
  if (words.spelledDays) {
    // "The twenty-fourth of August", "dwudziestego czwartego sierpnia": the longer number first.
    const { spelledDays } = words;
    const spelled = `(?<day>${any(...spelledDays.toReversed())})`;
    const of = words.dayOf ? `\\s{1,3}${any(words.dayOf)}\\s{1,3}` : '\\s{1,3}';
    rules.push(
      rule(`${spelled}${of}${month}${year}`, ({ day = '', ...found }, on) =>
        read({ ...found, date: `${indexOfWord(spelledDays, day) + 1}` }, on),
      ),
    );
  }
  return [...rules, ...dayNumberRules(words)];
}

const coming = /^(?:kommend|kommande|coming|the coming|nadchodz|najblizsz|komende|aanstaande)/;

/** "Mondays", "montags", "maanantaisin", "måndagar", "poniedziałki": every week, and no day of its own. */
const habit =
  /(?:days|tags|mittwochs|(?:ai|ei)sin|dagar(?:na)?|dager|dage|poniedzialki|wtorki|czwartki|piatki)$/;

/** "on Monday", "next Tuesday", "tomorrow", "today". */
export function weekdayRules(words: TimeWords): Rule[] {
  const name = `(?<name>${any(...words.weekdays)})`;
  const which = `${maybe(`(?<next>${any(words.next)})`)}${maybe(`(?<current>${any(words.current)})`)}`;
  return [
    rule(`${which}${name}`, (found, on) => {
      if (habit.test(found.name ?? '')) return null;
      const weekday = indexOfWord(words.weekdays, found.name ?? '') + 1;
      const monday = mondayOf(on.today);
      // "Kommenden Donnerstag" is the one that comes; "nächsten Donnerstag" the next week's.
      if (found.next && coming.test(found.next)) return single(weekdayAfter(on.today, weekday));
      if (found.next) return single(monday + 7 + weekday - 1);
      if (found.current) return single(monday + weekday - 1, { kind: 'weekday' });
      return single(weekdayAfter(on.today, weekday), { kind: 'weekday' });
    }),
    ...weekLaterRules(words),
    weekdayDateRule(words),
    bareWeekdayDateRule(words),
    rule(any(words.today), (_, on) => single(on.today)),
    rule(any(words.tomorrow), (_, on) => single(on.today + 1)),
    rule(any(words.dayAfterTomorrow), (_, on) => single(on.today + 2)),
    shortRangeRule(words),
    ...shortReturnRules(words),
  ];
}

/** "Thursday week", "heute in acht Tagen", "a fortnight on Tuesday": so much later than a day that is near. */
function weekLaterRules(words: TimeWords): Rule[] {
  const { weekLater, fortnightLater, weekLaterOn, fortnightLaterOn, weekdays, today, tomorrow } = words;
  const base = `(?:(?<name>${any(...weekdays)})|(?<now>${any(today)})|(?<next>${any(tomorrow)}))`;
  const behind = `(?:(?<week>${any(weekLater)})|(?<fortnight>${any(fortnightLater)}))`;
  const ahead = `(?:(?<week>${any(weekLaterOn)})|(?<fortnight>${any(fortnightLaterOn)}))`;
  const read: Rule['read'] = (found, on) => {
    const start = found.now
      ? on.today
      : found.next
        ? on.today + 1
        : weekdayAfter(on.today, indexOfWord(weekdays, found.name ?? '') + 1);
    return single(start + (found.week ? 7 : 14));
  };
  const small = '(?:\\s|,\\s)(?:on\\s|am\\s|pa\\s|w\\s)?';
  return [rule(`${base}${small}${behind}`, read), rule(`${ahead}\\s{1,2}${base}`, read)];
}

/** Nobody names a day further ahead without its month. */
const near = 100;

/** "Monday 17th": the coming day that is both. */
function weekdayDateRule(words: TimeWords): Rule {
  const mark = `(?:\\.|${words.dayMark ? suffix(words.dayMark) : '(?!)'})`;
  const months = `[\\s.]{0,3}(?:of\\s)?${any(...words.months, ...words.monthsShort)}`;
  const names = [...words.weekdays, ...words.weekdaysShort];
  const source = `(?<name>${any(...names)})\\.?,?\\s{1,2}(?:(?:the|den|der|dem|d)\\s)?(?<date>\\d{1,2})${mark}(?!\\d|${months})`;
  return rule(source, ({ name = '', date }, on) => {
    const weekday = (indexOfWord(names, name) % words.weekdays.length) + 1;
    return comingBoth(weekday, Number(date), on.today, near);
  });
}

/** The first day from `today` on, within so many days, that is both. */
function comingBoth(weekday: number, date: number, today: Day, within: number): Reading | null {
  for (let day = today; day < today + within; day += 1) {
    if (weekdayOf(day) === weekday && dateParts(day).date === date) return single(day);
  }
  return null;
}

/** How far ahead a weekday with a bare number is looked for. */
const nearby = 40;

/** "Fri 13 and Mon 16", "pe 13": a number without any mark is a date only where the calendar agrees, and soon. */
function bareWeekdayDateRule(words: TimeWords): Rule {
  const months = `[\\s.]{0,3}(?:of\\s)?${any(...words.months, ...words.monthsShort)}`;
  const names = [...words.weekdays, ...words.weekdaysShort];
  const hour = '\\s{0,2}(?:-|[ap]\\.?m\\b|uhr|h\\b|o.clock|[:.,/]\\d|%|:)';
  const source = `(?<name>${any(...names)})\\.?\\s{1,2}(?<date>\\d{1,2})(?![\\p{L}\\d]|${hour}|${months})`;
  return rule(source, ({ name = '', date }, on) => {
    const weekday = (indexOfWord(names, name) % words.weekdays.length) + 1;
    return comingBoth(weekday, Number(date), on.today, nearby);
  });
}

/** "ma-ke", "Mon-Wed": short names of weekdays tell a time as a range only. */
function shortRangeRule(words: TimeWords): Rule {
  const short = words.weekdaysShort;
  const source = `(?<from>${any(...short)})\\.?\\s?-\\s?(?<to>${any(...short)})`;
  return rule(source, ({ from = '', to = '' }, on) => {
    const first = indexOfWord(short, from) + 1;
    const last = indexOfWord(short, to) + 1;
    const end = weekdayAfter(on.today - 1, last);
    return last < first ? null : { first: end - (last - first), last: end, kind: 'range' };
  });
}

/** Short names that are little words as well ("so schnell wie möglich"). */
const plainWords = new Set(['so', 'po', 'ne', 'di', 'do', 'sun']);

/** "takaisin ma", "Mon back": beside "back" a short name of a weekday is enough. */
function shortReturnRules(words: TimeWords): Rule[] {
  const short = words.weekdaysShort.filter((name) => name.length > 1 && !plainWords.has(name));
  if (short.length === 0) return [];
  const name = `(?<name>${any(...short)})`;
  const week = any(words.week, words.weekNumber);
  const back = any(...words.back);
  const read: Rule['read'] = (found, on) =>
    single(weekdayAfter(on.today, indexOfWord(words.weekdaysShort, found.name ?? '') + 1), {
      kind: 'weekday',
    });
  return [
    rule(`(?<=${back}\\s(?:on\\s|am\\s|pa\\s|w\\s|we\\s)?)${name}(?!\\.?\\s?\\d)`, read),
    rule(`${name}(?=\\.?\\s${back})`, read),
    // "Until Fri", "pe asti", "ab Mo".
    rule(`(?<=${any(words.until, words.from)}\\s{1,2})${name}(?!\\.?\\s?\\d|\\p{L})`, read),
    rule(`${name}(?=\\.?\\s${any(words.untilBehind, words.fromBehind)})`, read),
    // "Ensi viikolla ti tai ke".
    rule(`(?<=${week}\\s{1,2})${name}(?!\\.?\\s?\\d)`, read),
  ];
}

/** The first such weekday after `start`, never `start` itself. */
export function weekdayAfter(start: Day, weekday: number): Day {
  return start + 1 + ((weekday - weekdayOf(start + 1) + 7) % 7);
}
