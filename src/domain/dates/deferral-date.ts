import { fold, type Span } from '../wording.ts';
import { cueFor, distance, findBreaks, findCues, otherSentence, sentenceAround } from './cues.ts';
import { type Day, isoDay } from './day.ts';
import { allLexicons, type Lexicon, lexiconsFor } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { findMentions } from './mentions.ts';
import type { FoundTime } from './return-date.ts';
import { markerOf } from './roles.ts';
import { workingDayFrom } from './working-day.ts';
import { type Reckoning, reckoning, type Written } from './written.ts';

const readLimit = 6000;

interface Proposal {
  day: Day;
  to: Day | null;
  mention: Mention;
}

/** Where the text says "let's get back to it", and whether the time must stand in that sentence. */
export interface Nearness {
  near?: readonly Span[];
  sameSentence?: boolean;
}

/**
 * The day, or the period, that a text proposes: "palataan maaliskuussa", "wróćmy po świętach", "3 Nov". Of
 * several times the one counts that is nearest to one of `near` (where the text says "let's get back to it"),
 * and the exact one before the vague. Null where it names none, or only days that are over.
 */
export function findDeferral(
  text: string,
  written: Written,
  { near = [], sameSentence = false }: Nearness = {},
): FoundTime | null {
  const shown = text.slice(0, readLimit).normalize('NFC');
  const folded = fold(shown);
  const on = reckoning(written);
  for (const lexicons of [lexiconsFor(written.language), allLexicons()]) {
    const mentions = findMentions(folded, lexicons, on);
    const breaks = findBreaks(shown, mentions);
    const cues = findCues(folded, lexicons);
    let best: Proposal | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const mention of mentions) {
      const cue = cueFor(mention, cues, folded, breaks);
      if (cue?.says === 'unrelated') continue;
      const proposal = proposalOf(mention, cue?.says === 'away', folded, lexicons, on);
      if (!proposal) continue;
      const apart = near.map(
        (span) => distance(span, mention, folded, breaks) + (mention.at < span.at ? 5 : 0),
      );
      const cost = Math.min(...apart, 3000) + vagueness[mention.kind];
      if (sameSentence && cost >= otherSentence) continue;
      if (cost < least) [best, least] = [proposal, cost];
    }
    if (best) {
      return {
        until: isoDay(best.day),
        untilTo: best.to === null ? null : isoDay(best.to),
        evidence: {
          rule: 'proposed-time',
          where: 'words',
          quote: sentenceAround(shown, best.mention, breaks),
        },
      };
    }
  }
  return null;
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

function proposalOf(
  mention: Mention,
  away: boolean,
  folded: string,
  lexicons: readonly Lexicon[],
  on: Reckoning,
): Proposal | null {
  const { after, before, until } = markerOf(mention, folded, lexicons);
  if (mention.last < on.today || (mention.first === on.today && mention.last === on.today)) return null;
  if (before && until === null) return null;
  // "Merry Christmas" proposes nothing; "after Christmas" does.
  if (mention.kind === 'feast' && !after) return null;
  if (after || (away && (until !== null || mention.kind === 'range'))) {
    const day = workingDayFrom(mention.last + 1, on.country);
    return { day, to: mention.kind === 'feast' ? day + 13 : null, mention };
  }
  if (mention.first === mention.last) return { day: mention.first, to: null, mention };
  const start = Math.max(mention.first, on.today + 1);
  return { day: Math.min(workingDayFrom(start, on.country), mention.last), to: mention.last, mention };
}
