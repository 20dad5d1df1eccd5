import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import type { Mention } from './mention.ts';

/** "For two weeks from Monday 2 November", "from 2 November for two weeks": from that day to the last of them. */
export function withDuration(mention: Mention, folded: string, lexicons: readonly Lexicon[]): Mention {
  if (mention.kind !== 'day' && mention.kind !== 'weekday') return mention;
  const left = leftOf(folded, mention);
  for (const { duration, before, behind } of lexicons) {
    if (!duration) continue;
    const right = rightOf(folded, mention);
    const begins = before.from.test(left) || behind.from.test(right);
    const ahead = duration.ahead.exec(left) ?? (behind.from.test(right) ? duration.bare.exec(left) : null);
    const found = ahead ?? (begins ? duration.behind.exec(right) : null);
    if (!found?.groups) continue;
    const last = mention.first + duration.days(found.groups) - 1;
    const length = found[0].length;
    // What is lasting says "away", and stays a word of its own.
    if (found.groups.what) return { ...mention, last, kind: 'range' };
    const place = ahead ? { at: mention.at - length } : { end: mention.end + length };
    return { ...mention, last, kind: 'range', lasts: true, ...place };
  }
  return mention;
}
