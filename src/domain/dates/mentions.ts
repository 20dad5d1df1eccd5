import { dateParts, dayOf, weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { weekdayAfter } from './named-days.ts';
import { numericDates, settleReadings } from './numeric.ts';
import { partDays } from './period-part.ts';
import { indexOfWord } from './rule.ts';
import type { Reckoning } from './written.ts';

/** Nobody names more times than this in a mail that is about one of them. */
const mostTimes = 40;

/** Every time that a folded text names, in order; the first ones of a hostile text. */
export function findMentions(folded: string, lexicons: readonly Lexicon[], on: Reckoning): Mention[] {
  const found = numericDates(folded, on);
  const held = new Map<RegExp, boolean>();
  for (const { needs, expression, read } of lexicons.flatMap(({ rules }) => rules)) {
    const holds = held.get(needs) ?? needs.test(folded);
    held.set(needs, holds);
    if (!holds) continue;
    let count = 0;
    for (const match of folded.matchAll(expression)) {
      count += 1;
      if (count > mostTimes) break;
      const reading = match[0] === '' ? null : read(match.groups ?? {}, on);
      if (reading) found.push({ ...reading, at: match.index, end: match.index + match[0].length });
    }
  }
  if (found.length === 0) return found;
  const settled = settleReadings(withoutOverlaps(found).slice(0, mostTimes));
  const whole = settled.map((mention) => partOf(mention, folded, lexicons, on));
  const told = whole.filter((mention) => isTold(mention, folded, lexicons));
  return joinRanges(joinWeekdays(told, folded, lexicons), folded, lexicons);
}

/** "end of March", "maaliskuun lopussa", "first week of March": the days 1 to 10, 10 to 20, 20 to last. */
function partOf(mention: Mention, folded: string, lexicons: readonly Lexicon[], on: Reckoning): Mention {
  if (!['month', 'hint', 'week', 'season'].includes(mention.kind)) return mention;
  const left = leftOf(folded, mention);
  const right = rightOf(folded, mention);
  for (const { before, behind, words } of lexicons) {
    for (const part of ['begin', 'middle', 'end'] as const) {
      const ahead = before[part].exec(left);
      const after = ahead ? null : behind[part].exec(right);
      if (!ahead && !after) continue;
      const at = ahead ? mention.at - (left.length - ahead.index) : mention.at;
      const end = after ? mention.end + after[0].length : mention.end;
      return { ...mention, ...partDays(mention, part, on), at, end, kind: 'part', closes: part === 'end' };
    }
    const ordinal = before.ordinal.exec(left) ?? behind.ordinal.exec(right);
    if (ordinal?.groups?.ordinal && mention.kind === 'month') {
      const nth = indexOfWord(words.ordinals ?? [], ordinal.groups.ordinal);
      const first = nth === 4 ? mention.last - 6 : mention.first + nth * 7;
      return {
        ...mention,
        first,
        last: first + 6,
        kind: 'part',
        end: mention.end + (ordinal.index === 0 ? ordinal[0].length : 0),
      };
    }
  }
  return mention;
}

/** Whether a word that is not always a time is one here. */
function isTold(mention: Mention, folded: string, lexicons: readonly Lexicon[]): boolean {
  const text = folded.slice(mention.at, mention.end);
  const left = leftOf(folded, mention);
  if (lexicons.some(({ before }) => before.last.test(left))) return false;
  const guarded = lexicons.some(({ monthsNeedWithin }) => monthsNeedWithin.test(text));
  if (mention.kind !== 'hint' && !guarded) return true;
  if (lexicons.some(({ seasonsAlone }) => seasonsAlone.test(text))) return true;
  if (!guarded && !lexicons.some(({ seasons }) => seasons.test(text))) return false;
  const right = rightOf(folded, mention);
  return lexicons.some(({ before, behind }) => {
    const ahead = [before.within, before.until, before.from, before.after, before.before];
    const after = [behind.until, behind.from, behind.after];
    return ahead.some((each) => each.test(left)) || after.some((each) => each.test(right));
  });
}

const beside = /^[\s,.(]*(?:(?:den|the|dem|dnia|n|on|of|in|we|w|na|am|pa|der|d)\.?\s{1,3})?$/;

/** A weekday beside its date, its week or its feast: "Tuesday 6 April", "next week on Tuesday", "Tuesday after Easter". */
function joinWeekdays(mentions: readonly Mention[], folded: string, lexicons: readonly Lexicon[]): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const both = last && joinWeekday(last, mention, folded.slice(last.end, mention.at), lexicons);
    if (both) joined[joined.length - 1] = { ...both, at: last.at, end: mention.end };
    else joined.push(mention);
  }
  return joined;
}

function joinWeekday(a: Mention, b: Mention, between: string, lexicons: readonly Lexicon[]): Mention | null {
  const weekday = a.kind === 'weekday' ? a : b.kind === 'weekday' ? b : null;
  const other = weekday === a ? b : a;
  if (!weekday || other.kind === 'weekday') return null;
  if (beside.test(between)) {
    if (other.kind === 'day') return weekday === a || between.includes('(') ? other : null;
    if (other.kind === 'week') {
      const first = other.first + weekdayOf(weekday.first) - 1;
      return { ...other, first, last: first, kind: 'day' };
    }
  }
  const after = lexicons.some(
    ({ before, behind }) => before.after.test(between) || behind.after.test(between),
  );
  if (!after || other.last - other.first > 31) return null;
  const first = weekdayAfter(other.last, weekdayOf(weekday.first));
  return { ...other, first, last: first, kind: 'day' };
}

/** Two times with a dash or "to" between them, and a bare number before or behind a date ("8.-10.6.", "July 10-31"). */
function joinRanges(mentions: readonly Mention[], folded: string, lexicons: readonly Lexicon[]): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const between = last ? folded.slice(last.end, mention.at) : '';
    if (last && canJoin(last, mention) && joins(between, last, folded, lexicons)) {
      joined[joined.length - 1] = rangeOf(last, mention);
    } else {
      joined.push(mention);
    }
  }
  return joined.map((mention) => withBareNumber(mention, folded, lexicons));
}

const rangeable = new Set(['day', 'weekday', 'week', 'month', 'part']);

function canJoin(a: Mention, b: Mention): boolean {
  return rangeable.has(a.kind) && rangeable.has(b.kind) && (a.kind === 'weekday') === (b.kind === 'weekday');
}

/** Finnish says "tiistaista torstaihin", Hungarian "6-tól 17-ig", with nothing between. */
function joins(between: string, first: Mention, folded: string, lexicons: readonly Lexicon[]): boolean {
  if (between.length > 40) return false;
  if (between.trim() === '')
    return /(?:sta|tol)$/.test(folded.slice(first.at, first.end)) && between.length > 0;
  const enumerates = /^\s*(?:and|ja|i|oraz|och|und|seka|samt|a)\s*$/.test(between);
  if (enumerates && first.kind !== 'weekday') return false;
  return lexicons.some(({ join }) => join.test(between));
}

function rangeOf(a: Mention, b: Mention): Mention {
  const whole = { at: a.at, end: b.end, kind: 'range' as const, dated: b.dated };
  if (a.kind === 'weekday') {
    // From Tuesday to Thursday, written on a Tuesday: this week's.
    const last = b.first;
    const back = (weekdayOf(last) - weekdayOf(a.first) + 7) % 7;
    return { ...whole, first: last - back, last };
  }
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

const numberAhead =
  /(?<![\d.,:/])(\d{1,2})(?:\.|st|nd|rd|th|:e|er)?\s{0,2}(?:de\s)?(?<join>-|[\p{L}./ ]{1,20}?)(?:\s{1,2}\p{L}{2,12}[,.]?)?(?:\s(?:the|den|zum|le|dem))?\s{0,2}$/u;
const numberBehind =
  /^\s{0,2}(?<join>-|[\p{L}./ ]{1,20}?)\s{0,2}(?:the\s)?(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:@%]|[.,/]\d|\s{0,2}\p{L}{3}\p{L}*\s\d{4})(?:,?\s(\d{4}))?/u;

function withBareNumber(mention: Mention, folded: string, lexicons: readonly Lexicon[]): Mention {
  if (mention.kind !== 'day') return mention;
  const isJoin = (text: string | undefined) =>
    text !== undefined && (text.includes('-') || lexicons.some(({ join }) => join.test(text.trim())));
  const ahead = numberAhead.exec(leftOf(folded, mention));
  if (ahead && isJoin(ahead.groups?.join)) {
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
