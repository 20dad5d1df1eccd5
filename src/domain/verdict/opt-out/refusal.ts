import { type Span, Wordings } from '../../wording.ts';
import type { Reading } from '../reading.ts';
import { sentencesOf } from '../sentences.ts';
import { english } from './words/english.ts';
import { finnish } from './words/finnish.ts';
import { german } from './words/german.ts';
import type { Grammar } from './words/grammar.ts';
import { polish } from './words/polish.ts';
import { swedish } from './words/swedish.ts';

type Part = Exclude<keyof Grammar, 'code'>;
type Compiled = Record<Part, Wordings>;

const grammars: readonly Grammar[] = [english, finnish, german, polish, swedish];
const compiled = new Map<string, Compiled>();

/** A refusal, and of which kind it is: what it may mean besides differs. */
export interface Refusal extends Span {
  kind: 'phrase' | 'contact' | 'threat' | 'removal' | 'counted';
}

interface Pattern {
  kind: Refusal['kind'];
  /** These stand in one clause: no comma parts them. */
  core: readonly Part[];
  /** And these in the same sentence, near by. */
  beside: readonly Part[];
  /** What is taken out is the verb's own object: "remove the service and tell me the price" has another. */
  isTight?: true;
  /** The last of them stands behind the others, unless an "if" is between: what follows from another mail. */
  follows?: true;
}

/**
 * What parts of speech, in one sentence and in whatever order, are a refusal to be written to. Where people say it in
 * ways that nobody foresaw, the parts are still these.
 */
const patterns: readonly Pattern[] = [
  { kind: 'contact', core: ['stop', 'contact'], beside: [] },
  { kind: 'contact', core: ['not', 'order', 'more'], beside: [] },
  { kind: 'contact', core: ['not', 'contact', 'more'], beside: ['wish'] },
  { kind: 'threat', core: ['another', 'contact'], beside: ['threat'], follows: true },
  { kind: 'threat', core: ['once'], beside: ['threat'], follows: true },
  { kind: 'threat', core: ['spare'], beside: ['contact', 'threat'] },
  { kind: 'contact', core: ['not', 'order', 'ads'], beside: [] },
  { kind: 'contact', core: ['not', 'contact'], beside: ['wish', 'told'] },
  { kind: 'contact', core: ['begged', 'contact'], beside: [] },
  { kind: 'contact', core: ['not', 'offers'], beside: ['wish', 'told'] },
  { kind: 'counted', core: ['not', 'nth'], beside: ['wish'] },
  { kind: 'removal', core: ['remove', 'me'], beside: [], isTight: true },
  { kind: 'removal', core: ['remove', 'list'], beside: [], isTight: true },
  { kind: 'contact', core: ['not', 'listed', 'list'], beside: ['wish'] },
];

/** The parts of one refusal stand this near to one another, in characters. */
const reach = 110;

/** Who writes more than this has more to say than that; of so many words some always stand together by chance. */
const longest = 2_000;

/** Every refusal that a text says, in its own language or, where that is none of the five, in each. */
export function refusals({ folded, language }: Reading): Refusal[] {
  if (folded.length > longest) return [];
  const known = grammars.filter(({ code }) => code === language);
  const sentences = sentencesOf(folded);
  return (known.length > 0 ? known : grammars).flatMap((grammar) => {
    const parts = compile(grammar);
    return sentences.flatMap((sentence, index) => [
      ...inSentence(sentence, folded, parts),
      ...ofTheLast(sentence, sentences.slice(Math.max(0, index - 2), index), folded, parts),
    ]);
  });
}

function inSentence(sentence: Span, folded: string, parts: Compiled): Refusal[] {
  const text = folded.slice(sentence.at, sentence.end);
  const looked = new Map<Part, Span[]>();
  const placesOf = (part: Part) => {
    const known = looked.get(part) ?? parts[part].places(text);
    looked.set(part, known);
    return known;
  };
  return patterns.flatMap(({ kind, core, beside, isTight, follows }) => {
    const cores = together(core, placesOf, [[]]).filter((chosen) => {
      const { at, end } = whole(chosen);
      const clause = text.slice(at, end).replace(joint, '');
      return !parting.test(clause) && !(isTight && adding.test(clause));
    });
    const [shortest] = together(beside, placesOf, cores)
      .filter((chosen) => !follows || isConsequence(chosen, text))
      .map(whole)
      .toSorted((a, b) => a.end - a.at - (b.end - b.at));
    return shortest ? [{ at: sentence.at + shortest.at, end: sentence.at + shortest.end, kind }] : [];
  });
}

/** "Another one and I call the police", or "I call the police if another one comes". */
function isConsequence(chosen: readonly Span[], text: string): boolean {
  const last = chosen.at(-1);
  const { at, end } = whole(chosen.slice(0, -1));
  const isApart = chosen.length > 2 && !isNear(chosen);
  return last !== undefined && !isApart && (last.at >= end || conditional.test(text.slice(last.at, at)));
}

/** "Another mail" is one thing, "another order, with a mail to the buyers" are two. */
function isNear([one, other]: readonly Span[]): boolean {
  if (!one || !other) return false;
  return Math.max(one.at, other.at) - Math.min(one.end, other.end) <= nearBy;
}

const nearBy = 16;

const conditional =
  /(?<!\p{L})(?:if|when|unless|should|wenn|falls|sollte|bei|om|ifall|jos|mikali|jesli|jezeli|gdy|jak)\s/u;

/**
 * "Where did you get my address? Erase it.": so short a sentence means what stands in one of the two before. That tells of
 * the address that a seller has: "My details are on page two. Cross it out." means another thing.
 */
function ofTheLast(sentence: Span, last: readonly Span[], folded: string, parts: Compiled): Refusal[] {
  const text = folded.slice(sentence.at, sentence.end);
  const { length } = text.trim();
  if (length > longSentence || (length > shortSentence && !meansIt.test(text))) return [];
  const order = parts.remove.first(text);
  if (!order) return [];
  return last.toReversed().flatMap((one): Refusal[] => {
    const before = folded.slice(one.at, one.end);
    if (!ofHolder.test(before)) return [];
    const mine = parts.me.places(before).find(({ at, end }) => standing.test(before.slice(at, end)));
    return mine ? [{ at: one.at + mine.at, end: sentence.at + order.end, kind: 'removal' }] : [];
  });
}

const shortSentence = 32;
/** Whoever says "it" or "them" may take some more words: "I demand that they are destroyed." */
const longSentence = 70;
const meansIt =
  /(?<!\p{L})(?:it|them|these|this|those|se|ne|sita|niita|niiden|sen|tiedot|de|dem|det|den|dessa|uppgifterna|sie|es|diese|dieser|deren|ihre|je|ich|go|jej|tych|te|to)(?!\p{L})/u;
/** Words of somebody who has something, and questions from where. */
const ofHolder =
  /(?<!\p{L})(?:you\p{L}{0,2}|where|how|who|got|list\p{L}{0,3}|database|mist[ae]|miten|kuka|teil\p{L}{1,3}|tei\p{L}{2,4}|\p{L}{2,20}nne|rekiste\p{L}{1,6}|ni|er|ert|era|var|varifran|hur|vem|register|sie|ihr\p{L}{0,2}|ihnen|euch|euer|woher|wie|wer|verteiler|skad|jak|kto|panstw\p{L}{1,3}|pan\p{L}{0,2}|wasz\p{L}{0,3}|macie|baz\p{L}{1,2})(?!\p{L})/u;
/** What stands in lists. */
const standing = /addres|adres|osoit|anschrift|e-?mail|mejl|data|daten|dane|details|tieto|uppgift/;

/** Every way to have one of each beside what is `chosen`, no word counted twice, none too far apart. */
function together(
  wanted: readonly Part[],
  placesOf: (part: Part) => readonly Span[],
  chosen: readonly Span[][],
): Span[][] {
  let found = [...chosen];
  for (const part of wanted) {
    if (found.length === 0) return [];
    const places = placesOf(part);
    found = found
      .flatMap((some) => places.filter((place) => fits(place, some)).map((place) => [...some, place]))
      .slice(0, mostWays);
  }
  return found;
}

const mostWays = 200;

/** What begins another thought. */
const parting = /,|\s(?:but|aber|sondern|men|utan|mutta|vaan|ale|lecz|tylko)\s/;

/** What adds another thing to do, or tells what somebody is to do: "they told us to remove it". */
const adding = /\s(?:and|und|och|ja|i|oraz|att|to(?!\sbe\s))\s/;

/** A comma that grammar asks for inside what is one thought: "davon absehen, mich anzuschreiben". */
const joint =
  /,\s{1,3}(?=(?:dass|mich|mir|uns|hierher|weiter\p{L}*|zu|etta|ett\p{L}+|zeby\p{L}*|aby\p{L}*|att)(?!\p{L}))/gu;

function fits(place: Span, chosen: readonly Span[]): boolean {
  return chosen.every(
    (other) =>
      (place.at >= other.end || place.end <= other.at) &&
      Math.max(place.end, other.end) - Math.min(place.at, other.at) <= reach,
  );
}

function whole(chosen: readonly Span[]): Span {
  return { at: Math.min(...chosen.map(({ at }) => at)), end: Math.max(...chosen.map(({ end }) => end)) };
}

function compile(grammar: Grammar): Compiled {
  const known = compiled.get(grammar.code);
  if (known) return known;
  const { code, ...parts } = grammar;
  const fresh = Object.fromEntries(
    Object.entries(parts).map(([part, list]) => [part, new Wordings(list)]),
  ) as Compiled;
  compiled.set(code, fresh);
  return fresh;
}
