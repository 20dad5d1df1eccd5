import type { Span } from '../wording.ts';
import type { Day } from './day.ts';

/** A time that a text names: a day, or a period from its `first` to its `last` day. */
export interface Mention extends Span {
  first: Day;
  last: Day;
  kind:
    | 'day'
    /** A day known by its weekday alone, to be read against the days named before it. */
    | 'weekday'
    | 'range'
    | 'week'
    | 'month'
    | 'part'
    | 'season'
    | 'feast'
    /** "in two weeks": about that day. */
    | 'count'
    /** "the month", "the week", "summer": a time only with "end of", "in" or the like before it. */
    | 'hint';
  /** The end of a longer period: "until the end of August" has August's last day in it. */
  closes?: boolean;
  /** The other reading of "5/1/2027". */
  other?: Day;
  /** It was told by the time before it: "the week after". */
  follows?: boolean;
  /** A range by how long it lasts: "from today for two weeks". */
  lasts?: boolean;
  /** "During July", "all of week 9": the whole of it is spoken of. */
  isDuring?: boolean;
  /** A day of the month whose month was not written. */
  isBare?: boolean;
  /** The year was written. */
  dated?: boolean;
}

/** Neighbours that `join` makes one of become one; null leaves them apart. */
export function joinNeighbours(
  mentions: readonly Mention[],
  join: (a: Mention, b: Mention) => Mention | null,
): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const both = last ? join(last, mention) : null;
    if (both) joined[joined.length - 1] = both;
    else joined.push(mention);
  }
  return joined;
}

/** Of mentions that overlap the longest stays, then the one that ends last: "18. Mai" rather than "den 18." */
export function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  const byLength = [...mentions].sort((a, b) => b.end - b.at - (a.end - a.at) || b.end - a.end);
  for (const mention of byLength) {
    if (!kept.some((other) => mention.at < other.end && other.at < mention.end)) kept.push(mention);
  }
  return kept.sort((a, b) => a.at - b.at);
}
