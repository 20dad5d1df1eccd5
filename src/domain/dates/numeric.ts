import { matches } from '../wording.ts';
import { type Day, dayOf } from './day.ts';
import type { Mention } from './mention.ts';
import { coming, type Reckoning } from './written.ts';

// No digit, letter or sign of a number may touch a date: 3.8. is one, v3.8, 3.8.1.2 and 13:08 are not.
const iso =
  /(?<![\p{L}\d.,:/@#+]|(?<!\d{4}-\d\d-\d\d)-)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d:@]|[.,/]\d|-\d(?!\d{3}-))/gu;
/** 20270705, as some write it in subjects and tables. */
const compact =
  /(?<![\p{L}\d.,:/@#+])(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?![\d:@]|[.,/]\d|-\d(?!\d{7}))/gu;
const pair =
  /(?<![\p{L}\d.,:/@#+])(\d{1,2})(?:\.\s?(\d{1,2})(?:\.(?:\s?(\d{4}|\d{2}(?!\.\d)))?)?|\/(\d{1,2})(?:\/(\d{4}|\d{2})|\s(20\d{2}))?|-(\d{1,2})-(\d{4}|\d{2}))(?![\d:@]|[.,/]\d|-\d{3})/gu;

/** 2026年8月10日, 8月10日. */
const japanese = /(?:(\d{4})年\s?)?(\d{1,2})月\s?(\d{1,2})日/gu;

/** "Åter 260817": as Swedes write a date, behind a word that wants one. */
const sixDigits =
  /(?<=\b(?:ater|tillbaka|till|tom|t\.o\.m\.?|fran|from|fr\.o\.m\.?|den)\s{1,2}|\d{6}\s?-\s?)(?<year>\d\d)(?<month>\d\d)(?<date>\d\d)(?!\d|[.,-]\d{2})/gu;

/** "25.VIII", as Poles write the month. */
const roman =
  /(?<![\p{L}\d.,:/@#+]|(?<![ivx]\s?)-)(?<date>\d{1,2})\.\s?(?<month>xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i)(?![\p{L}\d])(?:\.?\s?(?<year>20\d{2}))?/gu;
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** What stands before or after a number that is an hour, a price or a measure. */
const hourBefore =
  /(?:\b(?:klo|kl|um|at|godz|godzin\p{L}*|kell|ore|uur|alle|tel|puh|fax|art|§|nr|no|v|ver|version|sachgebiet|abschnitt|kapitel|punkt|ziffer|referat|section|chapter|room|zimmer|raum|kohta|avsnitt|rozdzial|pkt|pok)\.?:?\s*)$/u;
const hourAfter =
  /^\s{0,2}(?:uhr|h\b|hrs?\b|am\b|pm\b|a\.m|p\.m|€|eur|%|pln|zl\b|kr\b|usd|gbp|tuntia|euroa|m2|kg|mln|x\s?\d|gb\b)/u;

/** Dates in figures: 2026-06-19, 19.06.2026, 3.8., 19/6, 7/6/2026. */
export function numericDates(folded: string, on: Reckoning): Mention[] {
  const found: Mention[] = [];
  for (const match of [...matches(folded, iso), ...matches(folded, compact)]) {
    const first = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (first !== null) found.push({ ...place(match), first, last: first, kind: 'day', dated: true });
  }
  for (const match of on.language === 'sv' ? matches(folded, sixDigits) : []) {
    const { year, month, date } = match.groups ?? {};
    const first = dayOf(2000 + Number(year), Number(month), Number(date));
    if (first !== null && first > on.today - 60 && first < on.today + 800)
      found.push({ ...place(match), first, last: first, kind: 'day', dated: true });
  }
  for (const match of on.language === 'pl' ? matches(folded, roman) : []) {
    const { date, month = '', year } = match.groups ?? {};
    const written = year === undefined ? null : Number(year);
    const mention = single(match, resolve(romans.indexOf(month) + 1, Number(date), written, on), written);
    if (mention) found.push(mention);
  }
  for (const match of matches(folded, japanese)) {
    const year = match[1] === undefined ? null : Number(match[1]);
    const mention = single(match, resolve(Number(match[2]), Number(match[3]), year, on), year);
    if (mention) found.push(mention);
  }
  for (const match of matches(folded, pair)) {
    const before = folded.slice(Math.max(0, match.index - 18), match.index);
    const after = folded.slice(match.index + match[0].length, match.index + match[0].length + 8);
    if (hourBefore.test(before) || hourAfter.test(after)) continue;
    const mention = readPair(match, on, englishBefore.test(before));
    if (mention) found.push(mention);
  }
  return found;
}

function place(match: RegExpExecArray): { at: number; end: number } {
  return { at: match.index, end: match.index + match[0].length };
}

/** The English half of a note in two languages. */
const englishBefore = /\b(?:back|returning|return|until|through|from|away|out)\s(?:on\s)?$/;

function readPair(match: RegExpExecArray, on: Reckoning, isEnglish: boolean): Mention | null {
  const [whole, a, dotted, dottedYear, slashed, slashedYear, spacedYear, dashed, dashedYear] = match;
  const one = Number(a);
  const two = Number(dotted ?? slashed ?? dashed);
  const year = fullYear(dottedYear ?? slashedYear ?? spacedYear ?? dashedYear);
  if (dotted !== undefined) {
    // English hours are written 7.30; its dates in figures have a year.
    if (year === null && on.language === 'en' && !whole.endsWith('.')) return null;
    return single(match, resolve(two, one, year, on), year);
  }
  // Round the clock; "24/07" and "24/7/2026" are days.
  if (whole === '24/7') return null;
  const dayFirst = resolve(two, one, year, on);
  const monthFirst = resolve(one, two, year, on);
  const [preferred, other] = on.monthFirst ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  if (preferred === null || other === null || preferred === other)
    return single(match, preferred ?? other, year);
  // A day that is over cannot be meant where the other reading is still to come; but only English is written both ways.
  const isBothWays = isEnglish || on.language === 'en' || on.language === null;
  if (isBothWays && preferred < on.today && other >= on.today)
    return { ...(single(match, other, year) as Mention), other: preferred };
  return { ...(single(match, preferred, year) as Mention), other };
}

function single(match: RegExpExecArray, day: Day | null, year: number | null): Mention | null {
  if (day === null) return null;
  return { ...place(match), first: day, last: day, kind: 'day', dated: year !== null };
}

function resolve(month: number, date: number, year: number | null, on: Reckoning): Day | null {
  return year === null ? coming(month, date, on.today) : dayOf(year, month, date);
}

/** '26' is 2026. */
function fullYear(text: string | undefined): number | null {
  if (text === undefined) return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/**
 * Settles "5/1/2027" by the unambiguous days of the same text: where one of them is a reading of it, the
 * writer told both, and all slashes of the text are read the same way.
 */
export function settleReadings(mentions: readonly Mention[]): Mention[] {
  const sure = new Set(
    mentions.filter((mention) => mention.other === undefined).map((mention) => mention.first),
  );
  return mentions.map((mention) => {
    if (mention.other === undefined || sure.has(mention.first) || !sure.has(mention.other)) return mention;
    return { ...mention, first: mention.other, last: mention.other, other: mention.first };
  });
}
