import { fold, wordingSource } from '../wording.ts';
import { type Day, dateParts, dayOf } from './day.ts';
import { any, type Rule, rule, single } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';

/** What makes a number with a mark another thing than a day. */
const things =
  'floor|time|party|mail|e-?mail|message|reminder|attempt|place|edition|generation|grade|class|quarter|week|of|stock|etage|og|klasse|schuljahr|lehrjahr|quartal|kw|woche|halbjahr|platz|mahnung|geburtstag|advent|kapitel|mal|liga|luokka\\p{L}*|luokan|krs|kerros|vaning\\p{L}*|klass\\p{L}*|kvartal\\p{L}*|vecka\\p{L}*';
const noThing = `(?![\\p{L}\\d:/]|[.,]\\d|\\s?%|\\s\\d\\d\\s\\d\\d|\\s(?:${things})(?!\\p{L}))`;

/** A day of the month without its month: "the 19th", "on 16th", "12. päivä", "2.-13." */
export function dayNumberRules({ dayAlone, dayAloneAfter, dayAloneMarked }: TimeWords): Rule[] {
  const read: Rule['read'] = ({ date }, on) => single(comingNumber(Number(date), on.today), { isBare: true });
  const number = '(?<date>\\d{1,2})';
  const rules: Rule[] = [];
  if (dayAlone) {
    const [before, behind] = dayAlone;
    const open = before ? `${any(before)}\\s{1,3}` : '(?<![\\p{L}\\d.,:/-])';
    const optional = behind.endsWith('|') ? '?' : '';
    const mark = `(?:${fold(behind).replace(/\|$/, '').replace(/\./g, '\\.')})`;
    rules.push(rule(`${open}${number}${mark}${optional}${noThing}`, read));
    if (dayAloneAfter) rules.push(rule(`(?<=${any(dayAloneAfter)}\\s{1,3})${number}${mark}${noThing}`, read));
  }
  if (dayAloneMarked)
    rules.push(rule(`(?<![\\p{L}\\d.,:/-])${number}${wordingSource(dayAloneMarked)}(?!\\p{L})`, read));
  return [
    ...rules,
    rule(
      `(?<![\\p{L}\\d.,:/@#+-])(?<from>\\d{1,2})\\.\\s?-\\s?(?<to>\\d{1,2})\\.${noThing}`,
      ({ from, to }, on) => {
        const last = comingNumber(Number(to), on.today);
        if (last === null) return null;
        const { year, month, date } = dateParts(last);
        const isSame = Number(from) < date;
        const first = isSame
          ? dayOf(year, month, Number(from))
          : dayOf(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1, Number(from));
        return first === null ? null : { first, last, kind: 'range' };
      },
    ),
  ];
}

/** The first day of that number from `start` on, or null where neither month has it. */
export function comingNumber(date: number, start: Day): Day | null {
  const { year, month } = dateParts(start);
  const here = dayOf(year, month, date);
  if (here !== null && here >= start) return here;
  return dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, date);
}
