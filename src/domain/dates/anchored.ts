import { spans } from '../wording.ts';
import { mondayOf, weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { weekdayAfter } from './named-days.ts';

/** How far back the time stands from which "the week after" counts. */
const anchorWithin = 120;

/** "The fair ends on the 11th; the week after I have time": counted from the time before. */
export function anchored(
  mentions: readonly Mention[],
  folded: string,
  lexicons: readonly Lexicon[],
): Mention[] {
  const shifted = mentions.map((mention, index) => {
    const before = mentions[index - 1];
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
      const before = shifted.findLast(({ end }) => end <= span.at);
      if (!before || span.at - before.end > anchorWithin) return [];
      const first = mondayOf(before.last) + 7;
      return [{ ...span, first, last: first + 6, kind: 'week' as const, follows: true }];
    });
  return weeks.length > 0 ? withoutOverlaps([...shifted, ...weeks]) : shifted;
}
