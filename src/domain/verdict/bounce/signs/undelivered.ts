import { fold, type Span, spans, wordings } from '../../../wording.ts';
import { sentencesOf } from '../../sentences.ts';
import { type Grammar, grammars } from './words.ts';

type Part = keyof Grammar;

/**
 * What parts, in one sentence and in whatever order, say that a mail did not arrive. Mail servers and their
 * keepers put it in words that nobody foresaw; the parts are still these.
 */
const patterns: readonly (readonly Part[])[] = [
  ['mail', 'not', 'deliver'],
  ['mail', 'unable', 'pass'],
  ['mail', 'unable', 'deliver'],
  ['mail', 'failed'],
  ['mail', 'tried', 'deliver'],
  ['mail', 'late', 'deliver'],
  ['mail', 'recipient', 'late'],
  ['recipient', 'delivery', 'late'],
  ['recipient', 'unable', 'deliver'],
  ['recipient', 'delivery', 'failed'],
  ['recipient', 'delivery', 'unable'],
];

/** The parts stand this near to one another, in characters: addresses and names of servers stand between them. */
const reach = 260;

type Compiled = Record<Part, RegExp>;

let compiled: Compiled[] | undefined;

function compiledGrammars(): Compiled[] {
  compiled ??= grammars.map(
    (grammar) =>
      Object.fromEntries(Object.entries(grammar).map(([part, list]) => [part, wordings(list)])) as Compiled,
  );
  return compiled;
}

/** The first sentence that says that a mail did not arrive, in any language; null when none does. `text` of a few lines. */
export function undelivered(text: string): Span | null {
  const folded = fold(text);
  for (const sentence of sentencesOf(folded)) {
    const said = folded.slice(sentence.at, sentence.end);
    // Who asks does not tell.
    if (said.endsWith('?')) continue;
    for (const grammar of compiledGrammars()) {
      const found = inSentence(said, grammar);
      if (found) return { at: sentence.at + found.at, end: sentence.at + found.end };
    }
  }
  return null;
}

function inSentence(said: string, grammar: Compiled): Span | null {
  const looked = new Map<Part, Span[]>();
  const placesOf = (part: Part) => {
    const known = looked.get(part) ?? spans(said, grammar[part]);
    looked.set(part, known);
    return known;
  };
  for (const pattern of patterns) {
    let ways: Span[] = [{ at: -1, end: -1 }];
    for (const part of pattern) {
      ways = ways.flatMap((way) => placesOf(part).flatMap((place) => joined(way, place))).slice(0, 50);
    }
    if (ways[0]) return ways[0];
  }
  return null;
}

/** Both as one stretch, when they stand near enough to each other. */
function joined(way: Span, place: Span): Span[] {
  if (way.at === -1) return [place];
  const at = Math.min(way.at, place.at);
  const end = Math.max(way.end, place.end);
  return end - at <= reach ? [{ at, end }] : [];
}

/** Whether a text, in any language, speaks of a mail or of where mail goes. */
export function speaksOfMail(text: string): boolean {
  const folded = fold(text);
  return compiledGrammars().some(
    ({ mail, recipient }) => occursIn(folded, mail) || occursIn(folded, recipient),
  );
}

function occursIn(text: string, expression: RegExp): boolean {
  return text.search(expression) !== -1;
}
