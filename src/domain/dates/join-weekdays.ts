import { mondayOf, weekdayOf } from './day.ts';
import { type Lexicon, rightOf } from './lexicon.ts';
import { joinNeighbours, type Mention } from './mention.ts';
import { weekdayAfter } from './named-days.ts';

const beside =
  /^[\s,.(]*(?:(?:ab|from|alkaen|fran|od|forslagsvis|preferably|ideally|helst|say|esim\.?|vaikka|vaikkapa|mieluiten|am besten|gerne|najlepiej|np\.?)\s{1,3})?(?:(?:den|the|dem|dnia|n|on|of|in|we|w|na|am|pa|i|der|d)\.?\s{1,3})?$/;

/** A weekday beside its date, its week or its feast: "Tuesday 6 April", "next week on Tuesday", "Tuesday after Easter". */
export function joinWeekdays(
  mentions: readonly Mention[],
  folded: string,
  lexicons: readonly Lexicon[],
): Mention[] {
  const joined = joinNeighbours(mentions, (a, b) => {
    const both = joinWeekday(a, b, folded, lexicons);
    return both && { ...both, at: a.at, end: Math.max(b.end, both.end) };
  });
  return sameWeek(joined, folded);
}

const or = /^\s*(?:or|tai|eller|albo|lub|oder)\s*$/;

/** "Thursday or Friday next week": the week that one of them names is the other's too. */
function sameWeek(mentions: readonly Mention[], folded: string): Mention[] {
  return mentions.map((mention, index) => {
    if (mention.kind !== 'weekday') return mention;
    for (const other of [mentions[index + 1], mentions[index - 1]]) {
      if (other?.kind !== 'day') continue;
      const between = folded.slice(Math.min(mention.end, other.end), Math.max(mention.at, other.at));
      if (!or.test(between)) continue;
      return { ...mention, ...dayOfWeek(other, mention) };
    }
    return mention;
  });
}

/** The weekday in the week in which the other time begins. */
function dayOfWeek(week: Mention, weekday: Mention): Pick<Mention, 'first' | 'last'> {
  const first = mondayOf(week.first) + weekdayOf(weekday.first) - 1;
  return { first, last: first };
}

function joinWeekday(a: Mention, b: Mention, folded: string, lexicons: readonly Lexicon[]): Mention | null {
  const between = folded.slice(a.end, b.at);
  // "Mon-Wed this week".
  if (a.kind === 'range' && b.kind === 'week' && a.last - a.first < 7 && between.trim() === '') {
    const first = mondayOf(b.first) + weekdayOf(a.first) - 1;
    return { ...a, first, last: first + a.last - a.first };
  }
  const weekday = a.kind === 'weekday' ? a : b.kind === 'weekday' ? b : null;
  const other = weekday === a ? b : a;
  if (!weekday || other.kind === 'weekday') return null;
  if (beside.test(between)) {
    // "Today, Thursday".
    const isSame = weekdayOf(other.first) === weekdayOf(weekday.first);
    if (other.kind === 'day') return weekday === a || isSame || between.includes('(') ? other : null;
    const inWeeks =
      other.kind === 'count' && lexicons.some(({ weeks }) => weeks.test(folded.slice(other.at, other.end)));
    // "Away this week. On Monday …": a full stop parts them.
    if ((other.kind === 'week' || inWeeks) && !between.includes('.')) {
      return { ...other, ...dayOfWeek(other, weekday), kind: 'day' };
    }
  }
  // "Keskiviikkona pääsiäisen jälkeen": what says "after" stands behind the feast.
  if (weekday === a && other.kind === 'feast' && beside.test(between)) {
    const behind = lexicons.map((each) => each.behind.after.exec(rightOf(folded, other))).find(Boolean);
    const first = weekdayAfter(other.last, weekdayOf(weekday.first));
    if (behind) return { ...other, first, last: first, kind: 'day', end: other.end + behind[0].length };
  }
  const after =
    between.length <= 15 &&
    // "The Monday after, the 15th".
    !between.includes(',') &&
    lexicons.some(({ before, behind }) => before.after.test(between) || behind.after.test(between));
  if (!after || other.last - other.first > 31) return null;
  const first = weekdayAfter(other.last, weekdayOf(weekday.first));
  return { ...other, first, last: first, kind: 'day' };
}
