import { type Day, dateParts, dayOf, weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { joinNeighbours, type Mention } from './mention.ts';

/** Two times with a dash or "to" between them, and a bare number before or behind a date ("8.-10.6.", "July 10-31"). */
export function joinRanges(
  mentions: readonly Mention[],
  folded: string,
  lexicons: readonly Lexicon[],
): Mention[] {
  const joined = joinNeighbours(mentions, (a, b) =>
    canJoin(a, b) && joins(folded.slice(a.end, b.at), a, folded, lexicons) ? rangeOf(a, b) : null,
  );
  const whole = joined.map((mention) => withBareNumber(mention, folded, lexicons));
  return joinNeighbours(whole, (a, b) => datedRange(a, b, folded));
}

/** "Monday to Tuesday 21-22 September": the dates tell which. */
function datedRange(a: Mention, b: Mention, folded: string): Mention | null {
  if (a.kind !== 'range' || b.kind !== 'range' || /\d/.test(folded.slice(a.at, a.end))) return null;
  return /^[\s,(]{0,3}(?:den\s|the\s)?$/.test(folded.slice(a.end, b.at)) ? { ...b, at: a.at } : null;
}

const rangeable = new Set(['day', 'weekday', 'week', 'month', 'part']);

function canJoin(a: Mention, b: Mention): boolean {
  return rangeable.has(a.kind) && rangeable.has(b.kind) && (a.kind === 'weekday') === (b.kind === 'weekday');
}

/** "Between 22 June and 17 July". */
const spanAhead =
  /\b(?:between|mellan|mellom|mellem|zwischen|miedzy|pomiedzy|entre|tra|tussen)\s(?:[\p{L}.]{1,12}\s){0,2}$/u;

/** The head of a table whose rows tell a first and a last day. */
const heading =
  /\b(?:von\s{1,9}bis|beginn\s{1,9}ende|from\s{1,9}(?:to|until)|start\s{1,9}(?:end|slut|ende)|first day\s{1,9}last day|od\s{1,9}do|fran\s{1,9}till|alku\s{1,9}loppu|alkaa\s{1,9}paattyy)\b/u;

/** Finnish says "tiistaista torstaihin", Hungarian "6-tól 17-ig", with nothing between. */
function joins(between: string, first: Mention, folded: string, lexicons: readonly Lexicon[]): boolean {
  if (between.length > 40) return false;
  // "On 1 September 2027. Until then": the point behind a year ends the sentence.
  if (/^\.\s/.test(between) && /\d{4}$/.test(folded.slice(first.at, first.end))) return false;
  // Polish writes the year with its sign: "23.12.2026 r. - 6.01.2027 r."
  // And Japanese the weekday in brackets: "12月29日(火)~1月3日".
  const bare = between.replace(/^\s?r\.(?=\s?-)|^\([月火水木金土日]\)/u, '');
  if (between.trim() === '') {
    if (heading.test(folded.slice(Math.max(0, first.at - 200), first.at))) return true;
    return /(?:sta|tol)$/.test(folded.slice(first.at, first.end)) && between.length > 0;
  }
  const isSpan = spanAhead.test(folded.slice(Math.max(0, first.at - 40), first.at));
  const enumerates = /^\s*(?:and|ja|i|oraz|och|und|seka|samt|a)\s*$/.test(between);
  if (enumerates && isSpan) return true;
  if (enumerates && first.kind !== 'weekday') return false;
  return lexicons.some(({ join }) => join.test(bare));
}

function rangeOf(a: Mention, b: Mention): Mention {
  const whole = { at: a.at, end: b.end, kind: 'range' as const, dated: b.dated };
  if (a.kind === 'weekday') {
    // From Tuesday to Thursday, written on a Tuesday: this week's.
    const last = b.first;
    const back = (weekdayOf(last) - weekdayOf(a.first) + 7) % 7;
    return { ...whole, first: last - back, last };
  }
  // "From 2 November until the beginning of March": back in it.
  if (b.kind === 'part' && !b.closes && a.kind === 'day' && a.first < b.first)
    return { ...whole, first: a.first, last: b.first - 1 };
  if (a.isBare && !b.isBare) return { ...whole, first: sameMonth(a.first, b.last), last: b.last };
  if (a.first <= b.last) return { ...whole, first: a.first, last: b.last };
  const { month, date } = dateParts(a.first);
  const { year } = dateParts(b.last);
  const earlier = dayOf(year, month, date) ?? a.first;
  return {
    ...whole,
    first: earlier <= b.last ? earlier : (dayOf(year - 1, month, date) ?? b.last),
    last: b.last,
  };
}

/** "From the 6th to the 9th of October": the day of that number that comes just before `last`. */
function sameMonth(bare: Day, last: Day): Day {
  const { date } = dateParts(bare);
  const { year, month } = dateParts(last);
  const here = dayOf(year, month, date);
  if (here !== null && here <= last) return here;
  return (month === 1 ? dayOf(year - 1, 12, date) : dayOf(year, month - 1, date)) ?? last;
}

const numberAhead =
  /(?<![\d.,:/-])(\d{1,2})(?:\.|st|nd|rd|th|:e|er)?\s{0,2}(?:de\s)?(?<join>-|[\p{L}./ ]{1,20}?)(?:\s{1,2}\p{L}{2,12}[,.]?)?(?:\s(?:the|den|zum|le|dem))?\s{0,2}$/u;
const numberBehind =
  /^\s{0,2}(?<join>-|[\p{L}./ ]{1,20}?)\s{0,2}(?:the\s)?(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:@%]|[.,/]\d|\s?(?:uhr|h\b|[ap]\.?m\b|o.clock)|\s{0,2}\p{L}{3}\p{L}*\s\d{4})(?:,?\s(\d{4}))?/u;

function withBareNumber(mention: Mention, folded: string, lexicons: readonly Lexicon[]): Mention {
  if (mention.kind !== 'day') return mention;
  // "From the 13th and back on 10 August": the word between is no weekday.
  const tellsReturn = (text: string) => lexicons.some(({ back }) => back.test(text));
  const isJoin = (text: string | undefined) =>
    text !== undefined && (text.includes('-') || lexicons.some(({ join }) => join.test(text.trim())));
  const ahead = numberAhead.exec(leftOf(folded, mention));
  if (ahead && isJoin(ahead.groups?.join) && !tellsReturn(ahead[0])) {
    const { year, month, date } = dateParts(mention.first);
    const number = Number(ahead[1]);
    const first =
      number < date
        ? dayOf(year, month, number)
        : dayOf(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1, number);
    if (first !== null) return { ...mention, at: mention.at - ahead[0].length, first, kind: 'range' };
  }
  // "July 10-31": only where the month stands first.
  if (/\p{L}/u.test(folded[mention.at] ?? '') === false) return mention;
  // "Today until 14" names an hour.
  if (!/\d/.test(folded.slice(mention.at, mention.end))) return mention;
  const behind = numberBehind.exec(rightOf(folded, mention));
  if (behind && isJoin(behind.groups?.join)) {
    const year = behind[3] === undefined ? dateParts(mention.first).year : Number(behind[3]);
    const { month } = dateParts(mention.first);
    const last = dayOf(year, month, Number(behind[2]));
    if (last !== null && last > mention.first)
      return { ...mention, end: mention.end + behind[0].length, last, kind: 'range' };
  }
  return mention;
}
