import { weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { weekdayAfter } from './named-days.ts';
import { numericDates, settleReadings } from './numeric.ts';
import { partDays } from './period-part.ts';
import { joinRanges } from './ranges.ts';
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
