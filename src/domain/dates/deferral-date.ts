import type { Span } from '../wording.ts';
import { boundsAround, type Cue, cueFor, distance, otherSentence, sentenceAround } from './cues.ts';
import { isoDay, mondayOf, weekdayOf } from './day.ts';
import type { Mention } from './mention.ts';
import { type Proposal, proposalOf, thenIn, thereafterIn } from './proposal.ts';
import type { FoundTime } from './return-date.ts';
import { markerOf } from './roles.ts';
import { readTimes, type Times } from './times.ts';
import type { Written } from './written.ts';

/** What the text says besides its times. */
export interface Nearness {
  /** Where it says "let's get back to it". */
  near?: readonly Span[];
  /** Where it says "call me": a day beside it counts, though a little less. */
  asked?: readonly Span[];
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
  { near = [], asked = [], sameSentence = false, full = [] }: Nearness,
): FoundTime | null {
  const { text, folded, mentions, cues, breaks, on } = times;
  let best: Proposal | null = null;
  let least = sameSentence ? otherSentence : Number.POSITIVE_INFINITY;
  for (const mention of mentions) {
    const cue = cueFor(mention, cues, times);
    const proposal = proposalOf(mention, cue, times);
    if (!proposal || isUnrelated(cue, mention)) continue;
    const runs = mention.first <= on.today;
    if (runs && full.some((span) => distance(span, mention, folded, breaks) < otherSentence)) continue;
    // "On 24 September. After that I know more": what is said there is said of this time.
    const reach = { at: mention.at, end: thereafterIn(mention, times) ?? thenIn(mention, times) };
    const apartFrom = (span: Span) => distance(span, reach, folded, breaks) + (mention.at < span.at ? 5 : 0);
    const apart = [...near.map(apartFrom), ...asked.map((span) => apartFrom(span) + lessNear)];
    const before = folded.slice(Math.max(0, mention.at - 40), mention.at);
    const suits = mention.kind !== 'weekday' && suiting.test(folded.slice(mention.end, mention.end + 40));
    const isProposed = suits || proposing.test(before) || ordering.test(before);
    const cost =
      Math.min(...apart, isProposed ? -present : 3 * otherSentence) +
      vagueness[mention.kind] +
      (runs ? running : 0) +
      (isRefused(mention, times) || holds.test(folded.slice(Math.max(0, mention.at - 25), mention.at))
        ? refused
        : 0) -
      (cue?.says === 'back' || mention.follows ? present : 0) +
      taken(mention, apart, times, full);
    if (cost < least) [best, least] = [proposal, cost];
  }
  if (!best) return null;
  const { day, to, mention } = refined(best, times);
  return {
    until: day === null ? null : isoDay(day),
    untilTo: to === null ? null : isoDay(to),
    evidence: { rule: 'proposed-time', where: 'words', quote: sentenceAround(text, mention, breaks) },
  };
}

/** "In the new year, second week of January", "later this month? The 23rd is fine": the nearer word is the last one. */
function refined(proposal: Proposal, times: Times): Proposal {
  const { mention, day, to } = proposal;
  const next = times.mentions.find(({ at }) => at >= mention.end);
  // "Next week? Thursday would be best": of that week.
  if (mention.kind === 'week' && next?.kind === 'weekday' && next.at - mention.end <= beside) {
    const inWeek = mondayOf(mention.first) + weekdayOf(next.first) - 1;
    return { day: inWeek, to: null, mention };
  }
  if (
    !next ||
    next.at - mention.end > beside ||
    next.last - next.first >= (to ?? mention.last) - mention.first
  )
    return proposal;
  if (cueFor(next, times.cues, times)?.says === 'away') return proposal;
  const nearer = proposalOf(next, null, times);
  const isInside =
    nearer?.day &&
    nearer.day >= (mention.kind === 'feast' ? mention.first : (day ?? mention.first)) &&
    nearer.day <= (to ?? Math.max(mention.last, day ?? 0)) + (mention.kind === 'feast' ? afterFeast : 0);
  return nearer && isInside ? nearer : proposal;
}

/** "After New Year, say in week 3" is a while after it. */
const afterFeast = 14;

/** A time that makes another one exact stands within so many characters of it. */
const beside = 45;

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

/** "Say the 16th", "förslagsvis den 11 januari": here the proposal itself begins. */
const proposing =
  /\b(?:around|about|circa|ca\.?|noin|n\.|okolo|ok\.|rund um|gegen|etwa|omkring|runt|say|how about|what about|preferably|ideally|for example|e\.g\.|i\.e\.|that is|eli|toisin sanoen|dvs\.?|det vill saga|czyli|to znaczy|d\.\s?h\.|das heisst|vaikka|vaikkapa|esimerkiksi|esim\.?|mieluiten|sanotaan|forslagsvis|sag|exempelvis|till exempel|t\.ex\.?|helst|powiedzmy|np\.?|na przyklad|najlepiej|sagen wir|zum beispiel|z\.\s?b\.|am besten|vorzugsweise|(?:then|sitten|sedan|potem|dann)(?:\s\p{L}{2,12}){0,2})[\s,:]{1,3}(?:(?:on|in|the|early|den|am|im|der|we?|i|pa|ab|um|ma|ti|ke|to|pe|mon|tue|wed|thu|fri|man|tis|ons|tors|fre|mo|di|mi|do|fr|pon|wt|sr|czw|pt)\.?\s){0,2}$/u;

/** "The board meets on Tuesday. Please come back at the end of next week": what is asked for outdoes what is told. */
const ordering =
  /\b(?:aterkom|hor av (?:dig|er)|ring (?:mig|oss)|(?:call|ring|contact|email|ping|remind|chase) (?:me|us)|come back|melden? (?:sie|euch|dich)(?: sich)?|rufen sie|(?:ota|ottakaa) yhteytta|soita|soittele|kysy|palaa|odezwij sie|prosze (?:o kontakt|sie odezwac|przypomniec sie|zadzwonic))(?:\s(?:garna|igen|again|please|bitte|gern|gerne|mich|uns|nochmal|noch mal|einfach|uudestaan|uudelleen|vaikka|ponownie|asiaan)){0,2}\s(?:(?:i|in|on|at|at the|the|den|am|im|ende|anfang|nach|w|we|na|after|towards|efter|om)\s){0,2}$/u;

/** "After Epiphany I have time": of several times the one that suits. */
const suiting =
  /^,?\s{1,2}(?:har (?:jag|vi) tid|passar|funkar|gar (?:det )?bra|(?:is|are|would be|will be) (?:better|best|good|fine)|works|suits|(?:passt|ginge)|habe(?:n)? (?:ich|wir) (?:zeit|luft)|(?:on|olisi|meilla on|minulla on) aikaa|sopii|passaa|pasuje|mam(?:y)? czas|bedzie (?:lepiej|czas|najlepiej|dobrze))\b/u;

/** "Snowed under this month, call me in October": a time that runs is rather what is full. */
const running = 500;

/** "No chance in December. Let's talk after New Year": a time that is refused is not the one proposed. */
function isRefused(mention: Mention, { folded, lexicons, breaks }: Times): boolean {
  const { before, until } = markerOf(mention, folded, lexicons);
  if (before || until !== null) return false;
  const [from, to] = boundsAround(mention, breaks, 40);
  const clause =
    folded.slice(from, mention.at).replace(/^.*,/su, '') +
    folded.slice(mention.end, to).replace(/,.*$/su, '');
  return /\b(?:no chance|no way|impossible|nie ma (?:szans|mowy)|nie lubie|ei onnistu|ei kay|mahdotonta|gar inte|gar ej|inte lage|geht nicht|geht nix|keine chance|unmoglich)\b/u.test(
    clause,
  );
}

/** "The contract runs until 31 December": how long something holds. */
const holds =
  /\b(?:valid|runs|running|expires|voimassa|paattyy|gultig|lauft|gilt|galler|loper|wazn[aey]|obowiazuje|trwa)\b[^.!?]{0,12}$/u;

const refused = 60;

/** What "call me" costs more than "let's get back to it". */
const lessNear = 12;

/** What a time costs that is rather said to be full: "full up until Wednesday", "the launch is on the 25th". */
function taken(
  mention: Mention,
  apart: readonly number[],
  { folded, breaks, lexicons }: Times,
  full: readonly Span[],
): number {
  const nearest = Math.min(...full.map((span) => distance(span, mention, folded, breaks)));
  if (busyToday.test(folded.slice(Math.max(0, mention.at - 12), mention.end))) return 100;
  if (nearest >= otherSentence) return 0;
  if (markerOf(mention, folded, lexicons).until !== null) return 60;
  return nearest < Math.min(...apart) ? 20 : 0;
}

/** "Today and tomorrow we are on site": who names both tells when there is no time. */
const busyToday = /\b(?:today (?:and|&)|heute und|dzis(?:iaj)? i|idag och|i dag och|tanaan ja) \p{L}+$/u;

/** "The invoice of 12 March": a number or a day that names a thing. */
function isUnrelated(cue: Cue | null, mention: Mention): boolean {
  return cue?.says === 'unrelated' && cue.at < mention.at && mention.at - cue.end < 20;
}

/** "Off tomorrow, back on 6 July": so much nearer is the day of the return. */
const present = 30;
