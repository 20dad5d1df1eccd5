import type { Span } from '../wording.ts';
import { isAskedFor } from './asked-for.ts';
import { type Cue, cueFor, distance, otherSentence, sentenceAround } from './cues.ts';
import { isoDay, mondayOf, weekdayOf } from './day.ts';
import type { Mention } from './mention.ts';
import { isNotProposed } from './not-proposed.ts';
import { type Proposal, proposalOf, thenIn, thereafterIn } from './proposal.ts';
import { isRefused } from './refused.ts';
import type { FoundTime } from './return-date.ts';
import { markerOf } from './roles.ts';
import { isOfSomethingElse } from './something-else.ts';
import { readTimes, type Times } from './times.ts';
import { workingDayFrom } from './working-day.ts';
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
    if (
      !proposal ||
      isUnrelated(cue, mention) ||
      isRefused(mention, times) ||
      isOfSomethingElse(mention, times) ||
      isNotProposed(mention, times)
    )
      continue;
    const runs = mention.first <= on.today;
    if (runs && full.some((span) => distance(span, mention, folded, breaks) < otherSentence)) continue;
    // "On 24 September. After that I know more": what is said there is said of this time.
    const reach = { at: mention.at, end: thereafterIn(mention, times) ?? thenIn(mention, times) };
    const apartFrom = (span: Span) => distance(span, reach, folded, breaks) + (mention.at < span.at ? 5 : 0);
    const apart = [...near.map(apartFrom), ...asked.map((span) => apartFrom(span) + lessNear)];
    const before = folded.slice(Math.max(0, mention.at - 90), mention.at);
    const suits = mention.kind !== 'weekday' && suiting.test(folded.slice(mention.end, mention.end + 40));
    const isProposed = suits || isAskedFor(before);
    const cost =
      Math.min(...apart, isProposed ? -present : 3 * otherSentence) +
      vagueness[mention.kind] +
      (runs ? running : 0) +
      (isTerm(mention, folded) || isAttribute(mention, folded) ? held : 0) +
      boundBy(mention, times) -
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
  // "After the half-term holidays, that is week 9 here": the week tells when they are.
  const between = times.folded.slice(mention.end, next.at);
  if (
    mention.kind === 'feast' &&
    next.first >= mention.first &&
    next.last <= mention.last &&
    sameThing.test(between)
  ) {
    const after = workingDayFrom(next.last + 1, times.on.country);
    return { day: after, to: after + 13, mention };
  }
  if (cueFor(next, times.cues, times)?.says === 'away') return proposal;
  const nearer = proposalOf(next, null, times);
  const isInside =
    nearer?.day &&
    nearer.day >= (mention.kind === 'feast' ? mention.first : (day ?? mention.first)) &&
    nearer.day <= (to ?? Math.max(mention.last, day ?? 0)) + (mention.kind === 'feast' ? afterFeast : 0);
  return nearer && isInside ? nearer : proposal;
}

/** What joins a feast and its days. */
const sameThing =
  /^\s?(?:[,(-]\s?)?(?:(?:alltsa|dvs\.?|d\.v\.s\.|det vill saga|i\.e\.|that is|that's|which is|eli|toisin sanoen|also|d\.\s?h\.|das heisst|das ist|czyli|tj\.|to znaczy)\s|$)/u;

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

/** "After Epiphany I have time": of several times the one that suits. */
const suiting =
  /^,?\s{1,2}(?:har (?:jag|vi) tid|passar|funkar|gar (?:det )?bra|(?:is|are|would be|will be) (?:better|best|good|fine)|works|suits|(?:passt|ginge)|habe(?:n)? (?:ich|wir) (?:zeit|luft)|(?:on|olisi|meilla on|minulla on) aikaa|sopii|passaa|pasuje|mam(?:y)? czas|bedzie (?:lepiej|czas|najlepiej|dobrze))\b/u;

/** "Snowed under this month, call me in October": a time that runs is rather what is full. */
const running = 500;

/** "The contract runs until 31 December", "umowę mamy do 30 listopada": how long something holds. */
const holds =
  /\b(?:valid|runs?|running|expires?|ends?|ending|fixed|locked|tied|bound|voimassa|paatty(?:y|vat)|sidot(?:tu|tuja)|kiintea\p{L}*|gultig|lauft|laufen|endet|enden|gilt|gebunden|galler|loper|gar ut|gick ut|bund(?:en|na)|wazn[aey]|obowiazuje|trwa|wygasa|konczy sie|(?:contract|agreement|lease|leasing|warranty|vertrag|\p{L}{0,12}vertrag|avtal|avtalet|sopimus|\p{L}{2,12}sopimus|umow[aey])\b[^.!?,]{0,25})\b[^.!?,]{0,12}$/u;
/** "Läuft am 30. Juni aus". */
const holdsBehind = /^\s?(?:aus(?! (?:dem|der|den))\b|endet\b|asti voimassa|saakka voimassa|paattyy)/u;

function isTerm({ at, end }: Mention, folded: string): boolean {
  return holds.test(folded.slice(Math.max(0, at - 45), at)) || holdsBehind.test(folded.slice(end, end + 20));
}

const held = 60;

/** "Not before midsummer. The last week of August?": a feast that is only a bound says less than any other time. */
function boundBy(mention: Mention, { folded, lexicons }: Times): number {
  const isBound = mention.kind === 'feast' && markerOf(mention, folded, lexicons).before;
  return isBound ? otherSentence + 30 : 0;
}

/** "Next year's boxes", "ensi vuoden rasiat": of which year, season or month a thing is, where no part of that time follows. */
const attributeBehind = /^'s\s(?!(?:end|start|beginning|turn|time)\b)\p{L}/u;
const finnishOf = /(?:vuoden|kevaan|kesan|syksyn|talven|viikon|kuun|kuukauden)$/u;
const swedishOf = /(?:ars|varens|sommarens|hostens|vinterns|manads|veckas)$/u;
const partBehind =
  /^\s(?:alu|alk|lop|puol|aik|ens|viim|jalk|toi|kol|nelj|mennes|kulu|saakka|asti|ajan|vaihte|keskivai|kev|kes|syk|tal|mitta|\p{L}{3,6}kuu|borjan|slut|mitt|forsta|andra|sista|\p{L}{3,9}(?:ari|mars|april|maj|juni|juli|augusti|ber)\b)/u;

function isAttribute({ at, end, kind }: Mention, folded: string): boolean {
  if (!['season', 'hint', 'month', 'week'].includes(kind)) return false;
  const [itself, behind] = [folded.slice(at, end).trim(), folded.slice(end, end + 20)];
  if (attributeBehind.test(behind)) return true;
  const isOf = finnishOf.test(itself) || swedishOf.test(itself);
  return isOf && /^\s\p{L}/u.test(behind) && !partBehind.test(behind);
}

/** What "call me" costs more than "let's get back to it". */
const lessNear = 12;

/** What a time costs that is rather said to be full: "full up until Wednesday", "the launch is on the 25th". */
function taken(mention: Mention, apart: readonly number[], times: Times, full: readonly Span[]): number {
  const { folded, breaks, lexicons } = times;
  const nearest = Math.min(...full.map((span) => distance(span, mention, folded, breaks)));
  const around = folded.slice(Math.max(0, mention.at - 60), mention.at);
  const isAnchor = thereafterIn(mention, times) !== null || thenIn(mention, times) > mention.end;
  if (meeting.test(around) && !isAnchor) return 25;
  if (busyToday.test(folded.slice(Math.max(0, mention.at - 12), mention.end))) return 100;
  if (nearest >= otherSentence) return 0;
  if (markerOf(mention, folded, lexicons).until !== null) return 60;
  return nearest < Math.min(...apart) ? 20 : 0;
}

/** "The board meets in June": when others meet, not when to talk. */
const meeting =
  /\b(?:meets|meeting is|sits|convenes|kokoontu\p{L}*|pide(?:taan|tty)|traffas|sammantrader|moter|tagt|trifft sich|tritt zusammen|zbiera(?:ja)? sie|spotyka sie|obraduje)\b[^.!?]{0,35}$/u;

/** "Today and tomorrow we are on site": who names both tells when there is no time. */
const busyToday = /\b(?:today (?:and|&)|heute und|dzis(?:iaj)? i|idag och|i dag och|tanaan ja) \p{L}+$/u;

/** "The invoice of 12 March": a number or a day that names a thing. */
function isUnrelated(cue: Cue | null, mention: Mention): boolean {
  return cue?.says === 'unrelated' && cue.at < mention.at && mention.at - cue.end < 20;
}

/** "Off tomorrow, back on 6 July": so much nearer is the day of the return. */
const present = 30;
