import type { Span } from '../wording.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mention } from './mention.ts';

/** A word that says whether someone is there or away. */
export interface Cue extends Span {
  says: 'back' | 'away' | 'unrelated';
}

/** Where one sentence ends and the next begins; `soft` at a mere line break. */
export interface Break {
  at: number;
  soft: boolean;
}

/** Every cue of a folded text. Of cues that overlap the longer one counts: "not available" is not "available". */
export function findCues(folded: string, lexicons: readonly Lexicon[]): Cue[] {
  const found: Cue[] = [];
  for (const { back, away, unrelated } of lexicons) {
    for (const span of away.places(folded)) found.push({ ...span, says: 'away' });
    for (const span of back.places(folded)) found.push({ ...span, says: 'back' });
    for (const span of unrelated.places(folded)) found.push({ ...span, says: 'unrelated' });
  }
  const kept: Cue[] = [];
  for (const cue of found.sort((a, b) => b.end - b.at - (a.end - a.at))) {
    if (!kept.some((other) => cue.at < other.end && other.at < cue.end)) kept.push(cue);
  }
  return kept.sort((a, b) => a.at - b.at);
}

const ending = /[.!?;]+(?=\s+["'(]?[\p{Lu}\d])|\n\s*\n|\n(?=\s*[\p{Lu}*•-])|[!?]/gu;

/** The breaks of a text (not folded: capitals tell). The full stop inside "17. August" is none. */
export function findBreaks(text: string, mentions: readonly Mention[]): Break[] {
  const found: Break[] = [];
  for (const match of text.matchAll(ending)) {
    const at = match.index;
    // "On Monday 7.12. (a bridge day)": the full stop is the date's own.
    const isBracketed = /^[.]\s+\(/.test(text.slice(at, at + 4));
    const inside = mentions.some((mention) => mention.at <= at && at < mention.end - (isBracketed ? 0 : 1));
    if (!inside) found.push({ at, soft: match[0] === '\n' });
  }
  return found;
}

/** The distance between two sentences. */
export const otherSentence = 1000;
const lineBreak = 25;
const clause = 12;

/** "Morgen ab 8 Uhr wieder im Büro": the hour belongs to the day, and parts it from nothing. */
const atHour =
  /\s(?:ab|um|at|from|klo|kl|o|od|godz)\.?\s\d{1,2}(?:[.:]\d\d)?(?:\s(?:uhr|am|pm|alkaen))?(?=\s)/u;

/** How far two spans are apart, in characters, with a price for each clause and sentence between them. */
export function distance(a: Span, b: Span, folded: string, breaks: readonly Break[]): number {
  const [from, to] = a.at <= b.at ? [a.end, b.at] : [b.end, a.at];
  if (to <= from) return 0;
  let cost = to - from;
  for (const { at, soft } of breaks) if (at >= from - 1 && at < to) cost += soft ? lineBreak : otherSentence;
  const between = folded.slice(from, Math.min(to, from + 300));
  cost -= between.match(atHour)?.[0].length ?? 0;
  cost +=
    clause *
    (between.match(/[,(]|\s(?:and|but|ja|mutta|i|oraz|ale|und|aber|och|men|et|y|en|e)\s/g)?.length ?? 0);
  return cost;
}

/** A text in which cues are looked for. */
interface Surroundings {
  folded: string;
  breaks: readonly Break[];
  mentions: readonly Mention[];
}

/** What a cue behind a time costs more than one before it, and one with a time of its own behind it. */
const behind = 4;
const taken = 30;

/** The cue that bears on `mention`: the nearest of its own sentence, a shade rather one before it than behind it. */
export function cueFor(
  mention: Mention,
  cues: readonly Cue[],
  { folded, breaks, mentions }: Surroundings,
): Cue | null {
  let nearest: Cue | null = null;
  let least = otherSentence;
  for (const cue of cues) {
    if (cue.at >= mention.at && cue.end <= mention.end) continue;
    // In "from 10 August returning 1 September" the return has a day of its own.
    const own = cue.at > mention.at ? mentions.find(({ at }) => at >= cue.end) : undefined;
    const isTaken = own !== undefined && own.at <= cue.end + 8;
    // "Today and tomorrow in Dublin, and back at my desk on Friday."
    const isGone =
      own !== undefined && cue.says === 'back' && own.at <= cue.end + 16 && cue.at - mention.end > 3;
    if (isGone) continue;
    const cost =
      distance(cue, mention, folded, breaks) + (cue.at > mention.at ? behind : 0) + (isTaken ? taken : 0);
    if (cost < least) {
      nearest = cue;
      least = cost;
    }
  }
  return nearest;
}

/** Where the sentence around a span begins and ends, within `reach` characters of it. */
export function boundsAround(
  { at, end }: Span,
  breaks: readonly Break[],
  reach: number,
): [from: number, to: number] {
  const before = breaks.filter((each) => each.at < at).map((each) => each.at);
  const behind = breaks.filter((each) => each.at >= end).map((each) => each.at);
  return [Math.max(0, at - reach, ...before), Math.min(end + reach, ...behind)];
}

/** The sentence around a span, at most 200 characters. */
export function sentenceAround(text: string, { at, end }: Span, breaks: readonly Break[]): string {
  const hard = breaks.filter((each) => !each.soft);
  const start = Math.max(at - 120, 0, ...hard.filter((each) => each.at < at).map((each) => each.at + 1));
  const stop = Math.min(end + 80, ...hard.filter((each) => each.at >= end - 1).map((each) => each.at + 1));
  return text.slice(start, Math.max(stop, end)).replace(/\s+/g, ' ').trim().slice(0, 200);
}
