import type { Span } from '../wording.ts';
import { type Cue, cueFor, distance, otherSentence, sentenceAround } from './cues.ts';
import { type Day, isoDay } from './day.ts';
import type { Mention } from './mention.ts';
import type { FoundTime } from './return-date.ts';
import { isNewYear, markerOf } from './roles.ts';
import { readTimes, type Times } from './times.ts';
import { workingDayFrom } from './working-day.ts';
import type { Written } from './written.ts';

interface Proposal {
  /** Null for "later this year", which names none. */
  day: Day | null;
  to: Day | null;
  mention: Mention;
}

/** What the text says besides its times. */
export interface Nearness {
  /** Where it says "let's get back to it". */
  near?: readonly Span[];
  /** Whether the time must stand in such a sentence. */
  sameSentence?: boolean;
  /** Where it says that now is no time: "this month" beside that is not proposed. */
  full?: readonly Span[];
}

/**
 * The day, or the period, that a text proposes: "palataan maaliskuussa", "wróćmy po świętach", "3 Nov". Of
 * several times the one counts that is nearest to one of `near`, and the exact one before the vague. Null where
 * the text names none, or only days that are over.
 */
export function findDeferral(text: string, written: Written, nearness: Nearness = {}): FoundTime | null {
  return deferralIn(readTimes(text, written), nearness);
}

/** The same, of a text whose times have been read. */
export function deferralIn(
  times: Times,
  { near = [], sameSentence = false, full = [] }: Nearness,
): FoundTime | null {
  const { text, folded, mentions, cues, breaks, on } = times;
  let best: Proposal | null = null;
  let least = sameSentence ? otherSentence : Number.POSITIVE_INFINITY;
  for (const mention of mentions) {
    const proposal = proposalOf(mention, cueFor(mention, cues, times), times);
    if (!proposal) continue;
    const runs = mention.first <= on.today;
    if (runs && full.some((span) => distance(span, mention, folded, breaks) < otherSentence)) continue;
    // "On 24 September. After that I know more": what is said there is said of this time.
    const reach = { at: mention.at, end: thereafterIn(mention, times) ?? thenIn(mention, folded) };
    const apart = near.map((span) => distance(span, reach, folded, breaks) + (mention.at < span.at ? 5 : 0));
    const cost = Math.min(...apart, 3 * otherSentence) + vagueness[mention.kind] + (runs ? running : 0);
    if (cost < least) [best, least] = [proposal, cost];
  }
  return (
    best && {
      until: best.day === null ? null : isoDay(best.day),
      untilTo: best.to === null ? null : isoDay(best.to),
      evidence: { rule: 'proposed-time', where: 'words', quote: sentenceAround(text, best.mention, breaks) },
    }
  );
}

/** How many characters further away an exact time may stand than a vague one. */
const vagueness: Record<Mention['kind'], number> = {
  day: 0,
  weekday: 0,
  range: 5,
  count: 5,
  week: 10,
  part: 10,
  month: 20,
  season: 30,
  feast: 30,
  hint: 30,
};

/** "Snowed under this month, call me in October": a time that runs is rather what is full. */
const running = 500;

/** Within so many characters "after that" is about the time before it. */
const near = 80;

/** Where "after that" ends which is said of this time: "the board meets on the 24th, call me after that". */
function thereafterIn(mention: Mention, { folded, lexicons, mentions }: Times): number | null {
  const next = mentions.find(({ at }) => at >= mention.end);
  const behind = folded.slice(mention.end, Math.min(mention.end + near, next?.at ?? folded.length));
  for (const { thereafter } of lexicons) {
    const found = thereafter.exec(behind);
    if (found) return mention.end + found.index + found[0].length;
  }
  return null;
}

const then = /\b(?:then|silloin|wtedy|wowczas|da|dann)\b/u;

/** Where "then" ends which is this time, else where the time itself ends: "we meet on 18 November; I know more then". */
function thenIn({ end }: Mention, folded: string): number {
  const found = then.exec(folded.slice(end, end + near));
  return found ? end + found.index + found[0].length : end;
}

const not = /\b(?:not|never|nothing|no|nicht|nichts|kein\p{L}*|inte|ej|ei|en|emme|eivat|nie|nic)\b|n't\b/u;

/** "Not before October": from then on. */
function isDenied(mention: Mention, { folded, breaks }: Times): boolean {
  const from = Math.max(
    0,
    mention.at - 60,
    ...breaks.filter(({ at }) => at < mention.at).map(({ at }) => at),
  );
  const to = Math.min(mention.end + 60, ...breaks.filter(({ at }) => at >= mention.end).map(({ at }) => at));
  return not.test(folded.slice(from, Math.max(to, mention.end)));
}

function proposalOf(mention: Mention, cue: Cue | null, times: Times): Proposal | null {
  const { folded, lexicons, on } = times;
  const away = cue?.says === 'away';
  const { before, until, ...marker } = markerOf(mention, folded, lexicons);
  const after = marker.after || thereafterIn(mention, times) !== null;
  if (mention.last < on.today || (mention.first === on.today && mention.last === on.today)) return null;
  if (before && until === null && !isDenied(mention, times)) return null;
  // "Merry Christmas" proposes nothing; "after Christmas" does.
  if (mention.kind === 'feast' && !after && !isNewYear(mention)) return null;
  if (after || mention.kind === 'feast' || (away && (until !== null || mention.kind === 'range'))) {
    const day = workingDayFrom(mention.last + 1, on.country);
    return { day, to: mention.kind === 'feast' ? day + 13 : null, mention };
  }
  if (mention.first <= on.today && mention.last - mention.first > 150)
    return { day: null, to: null, mention };
  if (mention.first === mention.last) return { day: mention.first, to: null, mention };
  const start = Math.max(mention.first, on.today + 1);
  return { day: Math.min(workingDayFrom(start, on.country), mention.last), to: mention.last, mention };
}
