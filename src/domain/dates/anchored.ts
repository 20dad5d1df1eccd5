import { matches, type Span } from '../wording.ts';
import { dateParts, mondayOf, monthEnd, monthStart, weekdayOf } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { weekdayAfter } from './named-days.ts';
import { workingDayFrom } from './working-day.ts';
import type { Reckoning } from './written.ts';

/** How far back the time stands from which "the week after" counts. */
const anchorWithin = 120;

/** "On Monday, not the coming one but the one after", "Monday after next". */
const skipped =
  /^(?:\s(?:after next|in acht tagen|in 8 tagen)\b|[\s,(-]{1,4}(?:(?:but|ale|aber|mutta|men)\s)?(?:not|nie|nicht|ei|inte)\s(?:(?:this|the|den|der|die|diesen?|diesem|ten|ta|te|w ten|w te|tama|tana)\s?)?(?:(?:coming|next|this|har|kommande|narmaste|kommenden?|nachsten?|ensi|tuleva\p{L}*|najblizsz\p{L}+)\s?)?(?:one|week)?[\s,.;)-]{1,4}(?:(?:but|utan|sondern|vaan|tylko|lecz)\s)?(?:(?:the|den|der|das|ten|sita)\s)?(?:(?:one|week)\s)?(?:after|next|darauf|danach|drauf|darpa|efter|darefter|seuraava\p{L}*|nastepn\p{L}+|kolejn\p{L}+|ubernachste\p{L}?)\b)/u;

/** "In the middle of January the board meets; call me at the end of the month": of the month that was named. */
function sameMonth(
  mention: Mention,
  before: Mention | undefined,
  folded: string,
  lexicons: readonly Lexicon[],
): Mention {
  const isMonth = lexicons.some(({ month }) => month.test(folded.slice(mention.at, mention.end).trim()));
  if (!isMonth || !before || mention.at - before.end > anchorWithin) return mention;
  if (before.last <= mention.last) return mention;
  const { year, month } = dateParts(before.last);
  return { ...mention, first: monthStart(year, month), last: monthEnd(year, month) };
}

/** "The fair ends on the 11th; the week after I have time": counted from the time before. */
export function anchored(
  mentions: readonly Mention[],
  folded: string,
  lexicons: readonly Lexicon[],
  on: Reckoning,
): Mention[] {
  const shifted = mentions.map((mention, index): Mention => {
    // "Fall", "är": what is perhaps no time is nothing to count from.
    const before = mentions
      .slice(0, index)
      .findLast((each) => each.kind !== 'hint' && !isEarlier(each, folded));
    if (mention.kind === 'hint') {
      const told = mentions.slice(0, index).findLast(({ kind }) => ['day', 'month', 'range'].includes(kind));
      return sameMonth(mention, told, folded, lexicons);
    }
    if (mention.kind === 'weekday' && skipped.test(folded.slice(mention.end, mention.end + 70)))
      return { ...mention, first: mention.first + 7, last: mention.last + 7, kind: 'day' };
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
  // "Fall", "sommar": a season that is perhaps none tells nothing to count from.
  const weeks = countedFrom(
    shifted.filter(({ kind }) => kind !== 'hint'),
    lexicons.flatMap(({ weekThereafter }) => weekThereafter.places(folded)),
    ({ last }) => ({ first: mondayOf(last) + 7, last: mondayOf(last) + 13, kind: 'week' }),
  );
  const days = countedFrom(
    shifted.filter(({ kind }) => kind === 'day' || kind === 'weekday'),
    lexicons.flatMap(({ dayThereafter }) => dayThereafter.places(folded)),
    ({ last }) => ({ first: last + 1, last: last + 1, kind: 'day' }),
  );
  const workdays = countedFrom(
    shifted.filter(({ kind }) => kind === 'day' || kind === 'weekday' || kind === 'feast'),
    lexicons.flatMap(({ workdayThereafter }) => workdayThereafter.places(folded)),
    ({ last }) => {
      const first = workingDayFrom(last + 1, on.country);
      return { first, last: first, kind: 'day' };
    },
  );
  const later = laterTimes(
    shifted.filter(({ kind }) => kind !== 'hint' && kind !== 'count'),
    folded,
    lexicons,
  );
  return weeks.length + days.length + workdays.length + later.length > 0
    ? withoutOverlaps([...later, ...shifted, ...weeks, ...days, ...workdays])
    : shifted;
}

/** "Two weeks after that": so long after the end of the time before it. */
function laterTimes(times: readonly Mention[], folded: string, lexicons: readonly Lexicon[]): Mention[] {
  return lexicons.flatMap(({ duration }) => {
    if (!duration) return [];
    return matches(folded, duration.later).flatMap((match) => {
      const place = { at: match.index, end: match.index + match[0].length };
      const days = duration.days(match.groups ?? {});
      const read = ({ last }: Mention) => ({ first: last + days, last: last + days, kind: 'count' as const });
      return countedFrom(times, [place], read);
    });
  });
}

/** "The Friday before": told by the way, and nothing to count on from. */
function isEarlier({ kind, end }: Mention, folded: string): boolean {
  return kind === 'weekday' && earlier.test(folded.slice(end, end + 16));
}

const earlier = /^\s(?:davor|zuvor|before|innan|dessforinnan|wczesniej|sita ennen)\b/u;

/** What the words at `places` name, each counted from the time that stands before it, if one does near by. */
function countedFrom(
  times: readonly Mention[],
  places: readonly Span[],
  read: (before: Mention) => Pick<Mention, 'first' | 'last' | 'kind'>,
): Mention[] {
  return places.flatMap((place) => {
    const before = times.findLast(({ end }) => end <= place.at);
    if (!before || place.at - before.end > anchorWithin) return [];
    return [{ ...place, ...read(before), follows: true }];
  });
}
