import { spans } from '../wording.ts';
import { dateParts, mondayOf, monthEnd, monthStart, weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { weekdayAfter } from './named-days.ts';

/** How far back the time stands from which "the week after" counts. */
const anchorWithin = 120;

/** "In the middle of January the board meets; call me at the end of the month": of the month that was named. */
function sameMonth(
  mention: Mention,
  before: Mention | undefined,
  folded: string,
  lexicons: readonly Lexicon[],
): Mention {
  const isMonth = lexicons.some(({ month }) => month.test(folded.slice(mention.at, mention.end).trim()));
  if (!isMonth || !before || mention.at - before.end > anchorWithin) return mention;
  if (!['day', 'month', 'range'].includes(before.kind) || before.last <= mention.last) return mention;
  const { year, month } = dateParts(before.last);
  return { ...mention, first: monthStart(year, month), last: monthEnd(year, month) };
}

/** "The fair ends on the 11th; the week after I have time": counted from the time before. */
export function anchored(
  mentions: readonly Mention[],
  folded: string,
  lexicons: readonly Lexicon[],
): Mention[] {
  const shifted = mentions.map((mention, index) => {
    const before = mentions[index - 1];
    if (mention.kind === 'hint') return sameMonth(mention, before, folded, lexicons);
    if (mention.kind !== 'weekday' && mention.kind !== 'day') return mention;
    if (!before || mention.at - before.end > anchorWithin) return mention;
    const [left, itself, right] = [
      leftOf(folded, mention),
      folded.slice(mention.at, mention.end),
      rightOf(folded, mention),
    ];
    const isAfter = lexicons.some(({ weekdayThereafter: { before: ahead, behind, name } }) => {
      return name.test(itself) && (ahead.test(left) || ahead.test(itself) || behind.test(right));
    });
    if (!isAfter) return mention;
    const first = weekdayAfter(before.last, weekdayOf(mention.first));
    return { ...mention, first, last: first, follows: true };
  });
  const weeks = lexicons
    .flatMap(({ weekThereafter }) => spans(folded, weekThereafter))
    .flatMap((span) => {
      // "Fall", "sommar": a season that is perhaps none tells nothing to count from.
      const before = shifted.findLast(({ end, kind }) => end <= span.at && kind !== 'hint');
      if (!before || span.at - before.end > anchorWithin) return [];
      const first = mondayOf(before.last) + 7;
      return [{ ...span, first, last: first + 6, kind: 'week' as const, follows: true }];
    });
  const days = lexicons
    .flatMap(({ dayThereafter }) => spans(folded, dayThereafter))
    .flatMap((span) => {
      const before = shifted.findLast(
        ({ end, kind }) => end <= span.at && (kind === 'day' || kind === 'weekday'),
      );
      if (!before || span.at - before.end > anchorWithin) return [];
      return [
        { ...span, first: before.last + 1, last: before.last + 1, kind: 'day' as const, follows: true },
      ];
    });
  return weeks.length + days.length > 0 ? withoutOverlaps([...shifted, ...weeks, ...days]) : shifted;
}
