import type { Span } from '../wording.ts';
import { boundsAround, type Cue } from './cues.ts';
import type { Day } from './day.ts';
import type { Mention } from './mention.ts';
import { isNewYear, markerOf, negations } from './roles.ts';
import type { Times } from './times.ts';
import { workingDayFrom } from './working-day.ts';

/** A time that a text may propose, as the day or the period that it comes to. */
export interface Proposal {
  /** Null for "later this year", which names none. */
  day: Day | null;
  to: Day | null;
  mention: Mention;
}

/** Within so many characters "after that" is about the time before it. */
const near = 150;

/** Where "after that" ends which is said of this time: "the board meets on the 24th, call me after that". */
export function thereafterIn(mention: Mention, times: Times): number | null {
  return thereafterAt(mention, times)?.end ?? null;
}

/** Where "after that" stands which is said of this time. */
export function thereafterAt(mention: Mention, times: Times): Span | null {
  const behind = upToNext(mention, times);
  // A bare "after" is the last word of what is said.
  const isLast = mention.end + behind.length === times.folded.length;
  for (const { thereafter } of times.lexicons) {
    const found = thereafter.exec(isLast ? `${behind.trimEnd()}.` : behind);
    if (!found) continue;
    if (orAfter.test(behind.slice(0, found.index))) return null;
    if (
      thenAlready.test(behind.slice(0, found.index)) &&
      !/\b(?:that|then|it|det|dess|tym|tej|tych|sen)\b/.test(found[0])
    )
      return null;
    return { at: mention.end + found.index, end: mention.end + found.index + found[0].length };
  }
  return null;
}

/** "On that day or after it": from that day on. */
const orAfter = /\b(?:or|tai|eller|oder|lub|albo)\s(?:\p{L}{2,12}\s)?$/u;
/** "In the second quarter; then we shall be through with the audit": that it is over by then. */
const thenAlready = /\b(?:then|silloin|wtedy|wowczas|da|dann)\s(?:\p{L}{2,12}\s)?$/u;

const then = /\b(?:then|silloin|wtedy|wowczas|da|dann)\b/u;

/** Where "then" ends which is this time, else where the time itself ends: "we meet on 18 November; I know more then". */
export function thenIn(mention: Mention, times: Times): number {
  const found = then.exec(upToNext(mention, times));
  return found ? mention.end + found.index + found[0].length : mention.end;
}

/** What stands behind a time and can be said of it: up to the next time. */
function upToNext({ end }: Mention, { folded, mentions }: Times): string {
  const next = mentions.find(({ at }) => at >= end);
  return folded.slice(end, Math.min(end + near, next?.at ?? folded.length));
}

/** Whether a text denies anything, folded. */
export const not = new RegExp(`\\b(?:${negations})\\b|n't\\b`, 'u');

/** "Not before October": from then on. */
function isDenied(mention: Mention, { folded, breaks }: Times): boolean {
  const [from, to] = boundsAround(mention, breaks, 60);
  return not.test(folded.slice(from, Math.max(to, mention.end)));
}

/** "The contract ends on 30 June; call me a month before": counted back from the time before it. */
function earlierThan(mention: Mention, times: Times): Proposal | null {
  const behind = upToNext(mention, times);
  for (const { duration } of times.lexicons) {
    const found = duration?.earlier?.exec(behind);
    if (!duration || !found?.groups) continue;
    const [day, to] = [mention.first, mention.last].map((end) => duration.before(end, found.groups ?? {}));
    if (day === undefined || to === undefined || to <= times.on.today) return null;
    return { day: Math.max(day, times.on.today + 1), to: day === to ? null : to, mention };
  }
  return null;
}

/** "Away next week", with nothing between; in "I'm off, try next week" the week is another matter. */
function isSameClause(mention: Mention, cue: Cue, folded: string): boolean {
  const [from, to] = mention.at < cue.at ? [mention.end, cue.at] : [cue.end, mention.at];
  return to - from < 30 && !/[.,;:!?\n]/.test(folded.slice(from, to));
}

/** "On holiday now, so it will have to be in the autumn" ("det får bli till hösten"). */
const putOff = /\b(?:bli|blir|skjuts|skjuta|skjuter|vanta|vantar)\b[^.,!?]{0,25}\btill\s$/u;

/** What a time comes to as a proposal, by the words around it and the `cue` that bears on it; null where it is none. */
export function proposalOf(mention: Mention, cue: Cue | null, times: Times): Proposal | null {
  const { folded, lexicons, on } = times;
  const earlier = earlierThan(mention, times);
  if (earlier) return earlier;
  const away = cue?.says === 'away' && !putOff.test(folded.slice(Math.max(0, mention.at - 45), mention.at));
  const { before, until, ...marker } = markerOf(mention, folded, lexicons);
  const after = marker.after || thereafterIn(mention, times) !== null;
  // "In the mountains all week 9": after it.
  const isOut = away && !mention.follows && cue !== null && isSameClause(mention, cue, folded);
  const isMissed = (mention.isDuring || isOut) && mention.kind === 'week' && cue?.says !== 'back';
  if (mention.last < on.today || (mention.first === on.today && mention.last === on.today)) return null;
  // "I answer by Friday" names the day; "before the summer" none.
  const isDay = mention.first === mention.last && mention.kind !== 'feast';
  if (before && until === null && !isDay && !isDenied(mention, times)) return null;
  // "Merry Christmas" proposes nothing; "after Christmas" and "not before Christmas" do.
  const isBegun = before && until === null;
  if (mention.kind === 'feast' && !after && !isBegun && !isNewYear(mention)) return null;
  if (!after && !before && until !== null && mention.closes && mention.last - mention.first > 7)
    return { day: mention.last, to: null, mention };
  if (
    after ||
    isMissed ||
    mention.kind === 'feast' ||
    (away && (until !== null || mention.kind === 'range' || mention.isDuring))
  ) {
    const day = workingDayFrom(mention.last + 1, on.country);
    return { day, to: mention.kind === 'feast' ? day + 13 : null, mention };
  }
  // "In summer I am out in the fields", said in summer.
  const runs = mention.first <= on.today;
  // "Cans only, from this year on": so it is already.
  if (runs && marker.from && mention.kind !== 'range') return null;
  if (away && runs && (mention.kind === 'season' || mention.kind === 'hint')) return null;
  if (runs && mention.last - mention.first > 150) return { day: null, to: null, mention };
  if (mention.first === mention.last) return { day: mention.first, to: null, mention };
  const start = Math.max(mention.first, on.today + 1);
  return { day: Math.min(workingDayFrom(start, on.country), mention.last), to: mention.last, mention };
}
