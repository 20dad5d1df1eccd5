import { fold, type Span, Wordings } from '../../../wording.ts';
import { sentencesOf } from '../../sentences.ts';
import { czechAndSlovak, japanese, polish, russian } from './words/eastern.ts';
import type { Grammar } from './words/grammar.ts';
import { danishAndNorwegian, finnish, swedish } from './words/northern.ts';
import {
  cyrillic,
  estonian,
  greek,
  hungarian,
  icelandic,
  latvian,
  lithuanian,
  romanian,
  southSlavic,
  turkish,
} from './words/others.ts';
import { french, italian, portuguese, spanish } from './words/romance.ts';
import { dutch, english, german } from './words/western.ts';

type Part = keyof Grammar;

const grammars: readonly Grammar[] = [
  english,
  german,
  finnish,
  swedish,
  polish,
  french,
  spanish,
  italian,
  dutch,
  danishAndNorwegian,
  portuguese,
  czechAndSlovak,
  russian,
  japanese,
  hungarian,
  romanian,
  estonian,
  lithuanian,
  latvian,
  southSlavic,
  cyrillic,
  greek,
  icelandic,
  turkish,
];

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

type Compiled = Record<Part, Wordings>;

let compiled: Compiled[] | undefined;

function compiledGrammars(): Compiled[] {
  compiled ??= grammars.map(
    (grammar) =>
      Object.fromEntries(
        Object.entries(grammar).map(([part, list]) => [part, new Wordings(list)]),
      ) as Compiled,
  );
  return compiled;
}

/** The first sentence that says that a mail did not arrive, in any language; null when none does. `text` of a few lines. */
export function undelivered(text: string): Span | null {
  const folded = fold(text);
  const spoken = compiledGrammars().filter((grammar) => hasPattern(folded, grammar));
  if (spoken.length === 0) return null;
  for (const sentence of sentencesOf(folded)) {
    const said = folded.slice(sentence.at, sentence.end);
    // Who asks does not tell, nor who says what to do if it should happen.
    if (said.endsWith('?') || conditional.test(said)) continue;
    for (const grammar of spoken) {
      const found = inSentence(said, grammar);
      if (found) return { at: sentence.at + found.at, end: sentence.at + found.end };
    }
  }
  return null;
}

/** Whether all parts of some pattern stand in a folded text, in whatever sentence. */
function hasPattern(folded: string, grammar: Compiled): boolean {
  const found = new Map<Part, boolean>();
  const has = (part: Part) => {
    const known = found.get(part) ?? grammar[part].test(folded);
    found.set(part, known);
    return known;
  };
  return patterns.some((pattern) => pattern.every(has));
}

function inSentence(said: string, grammar: Compiled): Span | null {
  const looked = new Map<Part, Span[]>();
  const placesOf = (part: Part) => {
    const known = looked.get(part) ?? grammar[part].places(said);
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

const conditional =
  /^\s*(?:if|should|in case|jos|mikali|falls|wenn|sollten?|om|ifall|jesli|jezeli|gdyby|si|se|als|indien|hvis|dersom|pokud)\s/;

/** What is said of a mail that got there. */
const arrived =
  /\b(?:(?:has|have) (?:now )?been (?:safely )?(?:delivered|received|stored|passed on|forwarded|relayed)|(?:was|were) (?:delivered|passed on|received)|(?:ist|sind|wurde|wurden) (?!nicht|kein)(?:\S{1,30} ){0,8}?(?:eingegangen|zugestellt|angekommen|weitergeleitet|zugegangen)|on (?:nyt )?(?:toimitettu|vastaanotettu|valitetty|saapunut|ohjattu)|har (?:nu )?(?:levererats|kommit fram|tagits emot|vidarebefordrats|mottagits)|(?:zostala|zostalo) (?:automatycznie )?(?:dostarczon|przekazan|przyjet|doreczon|przekierowan)|a (?:bien )?ete (?:remis|distribue|transmis|recu)|ha sido (?:entregado|recibido)|e stato (?:consegnato|accettato|inoltrato|ricevuto)|is (?:afgeleverd|doorgestuurd|ontvangen)|er (?:leveret|levert|modtaget|mottatt))/u;

/** Whether a text says that the mail arrived, and nowhere that it did not. */
export function saysArrived(text: string): boolean {
  return arrived.test(fold(text)) && undelivered(text) === null;
}

/** Whether a text, in any language, speaks of a mail or of where mail goes. */
export function speaksOfMail(text: string): boolean {
  const folded = fold(text);
  return compiledGrammars().some(({ mail, recipient }) => mail.test(folded) || recipient.test(folded));
}
