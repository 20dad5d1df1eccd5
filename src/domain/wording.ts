/**
 * Wordings: how people and programs put things, written as plain phrases and matched whatever the case,
 * the accents ("wroce", "wrócę") and the line breaks.
 */
import { type Condition, conditionOf, Letters, letterClass as letters } from './wording/letters.ts';
import { neededIn, wordEnd, wordStart } from './wording/literals.ts';

const singles = new Map<string, string>([
  ...pairs('łøđðßæœıþё', 'loddsaoitе'),
  ...pairs('‘’‛´`“”„«»', `'''''"""""`),
  ...pairs('‐‑‒–—―−〜', '-------~'),
  ...pairs('\u00a0\u202f\u2009\u2007\u3000\t\r', '       '),
]);

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((unit, index) => [unit, to[index] ?? unit]);
}

/** One UTF-16 unit for one UTF-16 unit, so that positions in the folded text are positions in the text. */
function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  const single = singles.get(lower);
  if (single !== undefined) return single;
  // Only Latin letters lose their marks: й is not и, and が is not か.
  const base = lower.normalize('NFD');
  if (base.length > 1 && /^[a-z]/.test(base)) return base[0] ?? unit;
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** Lower case, Latin accents gone, dashes, quotes and spaces plain. As long as the text, unit for unit. */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what needs no folding but case.
  return text.replace(/[^\x00-\x7f]|\t|\r|`/g, foldUnit).toLowerCase();
}

/** Up to five words that stand between two parts of a wording; marks end it, unless they are a number's. */
const gap = '(?:(?:\\d\\S{0,40}|[^\\s.,;!?]{1,40})\\s{1,9}){0,5}?';

/** An expression for folded text: `\p{L}` in its source stands for the letters that folded text has. */
export function foldedExpression(source: string, flags: 'u' | 'gu'): RegExp {
  const plain = source.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{L\}/g, (part) =>
    part.startsWith('[') ? part.replaceAll('\\p{L}', letters) : `[${letters}]`,
  );
  return new RegExp(plain, flags);
}

const anyWord = `[${letters}\\d'-]{1,40}`;

/**
 * The regular expression source of a wording, for folded text. In a wording a space is any white space, a comma before it or not,
 * `*` the rest of a word, or a whole one, `~` up to five words, `( | )` a choice, `?` makes what stands before it optional.
 */
export function wordingSource(wording: string): string {
  return (
    fold(wording.normalize('NFC'))
      .replace(/\./g, '\\.')
      .replace(/\((?!\?)/g, '(?:')
      // An optional gap would rather swallow a word than be empty.
      .replace(/\(\?:~ \)\?/g, gap)
      .replace(/~ /g, gap)
      .replace(/ \?/g, '\\s{0,9}')
      .replace(/ /g, ',?\\s{1,9}')
      .replace(/(?<![\p{L}\d)\]?])\*/gu, anyWord)
      .replace(/\*/g, `[${letters}]*`)
  );
}

/** Languages that write without spaces have no word boundaries to hold on to. */
const unspaced = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

function checkScripts(list: readonly string[]): void {
  const mixed = list.find((wording) => unspaced.test(wording) && /[a-z]{2}/.test(wording));
  if (mixed) throw new Error(`A wording mixes scripts, and would be looked for inside of words: ${mixed}`);
}

/** The sources of wordings with word boundaries, and of those without. */
function byScript(list: readonly string[]): [spaced: string[], free: string[]] {
  checkScripts(list);
  const spaced = list.filter((wording) => !unspaced.test(wording));
  const free = list.filter((wording) => unspaced.test(wording));
  return [spaced.map(wordingSource), free.map(wordingSource)];
}

/** The wordings as one alternative of whole words, for folded text; null where there are none. */
export function choice(list: readonly string[]): string | null {
  const [spaced, free] = byScript(list);
  const whole = spaced.length > 0 ? [`${wordStart}(?:${spaced.join('|')})${wordEnd}`] : [];
  return [...whole, ...free].join('|') || null;
}

/** A stretch of text, from `at` up to `end`. */
export interface Span {
  at: number;
  end: number;
}

/** One wording of a list: what a text must hold for it, and how to find it there. */
interface Entry {
  source: string;
  needed: Condition;
  expression: RegExp | null;
}

/**
 * A list of wordings, looked for in folded text, whole words only. What is found is what one expression of all of
 * them would find; only those are tried of which the text holds the letters.
 */
export class Wordings {
  readonly #list: readonly string[];
  readonly #isWhole: boolean;
  #entries: readonly Entry[] | undefined;

  /** `whole`: a text that is one of the wordings, from end to end. Throws where a wording mixes scripts. */
  constructor(list: readonly string[], { whole = false } = {}) {
    checkScripts(list);
    this.#list = list;
    this.#isWhole = whole;
  }

  /** Whether any of them stands in a folded text. */
  test(folded: string): boolean {
    return this.#likely(folded).some((entry) => find(entry, folded, 0) !== null);
  }

  /** Where the first of them stands in a folded text; null where there is none. */
  first(folded: string): Span | null {
    const places = this.#likely(folded).map((entry) => find(entry, folded, 0));
    return leftmost(places);
  }

  /** How far the first of them in the list reaches that a folded text begins with; null where it begins otherwise. */
  atStart(folded: string): number | null {
    const start = folded.length - folded.trimStart().length;
    for (const entry of this.#likely(folded)) {
      const place = find(entry, folded, start);
      if (place?.at === start) return place.end;
    }
    return null;
  }

  /** Every place of a folded text where one of them stands, from the left; none begins inside of another. */
  places(folded: string): Span[] {
    const rest = this.#likely(folded).map((entry) => ({ entry, next: find(entry, folded, 0) }));
    const found: Span[] = [];
    for (;;) {
      const first = leftmost(rest.map(({ next }) => next));
      if (first === null) return found;
      const from = Math.max(first.end, first.at + 1);
      if (first.end > first.at) found.push(first);
      for (const each of rest) {
        if (each.next && each.next.at < from) each.next = find(each.entry, folded, from);
      }
    }
  }

  /** Those of which the text has the letters. */
  #likely(folded: string): Entry[] {
    this.#entries ??= sourcesOf(this.#list).map((source) =>
      entryOf(this.#isWhole ? `^(?:${source})$` : source),
    );
    const letters = Letters.of(folded);
    return this.#entries.filter(({ needed }) => letters.mayHold(needed));
  }
}

/** The one that begins first; of several the one that stands before in the list. */
function leftmost(places: readonly (Span | null)[]): Span | null {
  let first: Span | null = null;
  for (const place of places) if (place && (first === null || place.at < first.at)) first = place;
  return first;
}

/** Lists share wordings: each is made ready once. */
const entries = new Map<string, Entry>();

function sourcesOf(list: readonly string[]): string[] {
  const [spaced, free] = byScript(list);
  return [...spaced.map((source) => `${wordStart}(?:${source})${wordEnd}`), ...free];
}

function entryOf(source: string): Entry {
  let entry = entries.get(source);
  if (!entry) {
    entry = { source, needed: conditionOf(neededIn(source)), expression: null };
    entries.set(source, entry);
  }
  return entry;
}

function find(entry: Entry, folded: string, from: number): Span | null {
  entry.expression ??= new RegExp(entry.source, 'gu');
  entry.expression.lastIndex = from;
  const match = entry.expression.exec(folded);
  return match && { at: match.index, end: match.index + match[0].length };
}

/** What finds any of the wordings in folded text; one line for each language reads best. */
export function anyWording(...list: string[]): Wordings {
  return new Wordings(list);
}

/** Every place in folded text where `expression` (global) matches. */
export function spans(folded: string, expression: RegExp): Span[] {
  return matches(folded, expression)
    .filter((match) => match[0].length > 0)
    .map((match) => ({ at: match.index, end: match.index + match[0].length }));
}

/**
 * What `matchAll` finds, at most `most` times. That makes an expression of its own each time, and thousands of
 * letters long ones are dear.
 */
export function matches(
  text: string,
  expression: RegExp,
  most = Number.POSITIVE_INFINITY,
): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  while (found.length < most) {
    const match = expression.exec(text);
    if (match === null) break;
    found.push(match);
    if (match[0] === '') expression.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}
