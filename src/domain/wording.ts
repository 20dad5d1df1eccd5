/**
 * Wordings: how people and programs put things, written as plain phrases and matched whatever the case,
 * the accents ("wroce", "wrócę") and the line breaks.
 */

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

const anyWord = "[\\p{L}\\d'-]{1,40}";

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
      .replace(/\*/g, '\\p{L}*')
  );
}

/** Languages that write without spaces have no word boundaries to hold on to. */
const unspaced = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** The wordings as one alternative of whole words, for folded text; null where there are none. */
export function choice(list: readonly string[]): string | null {
  const mixed = list.find((wording) => unspaced.test(wording) && /[a-z]{2}/.test(wording));
  if (mixed) throw new Error(`A wording mixes scripts, and would be looked for inside of words: ${mixed}`);
  const spaced = list.filter((wording) => !unspaced.test(wording)).map(wordingSource);
  const free = list.filter((wording) => unspaced.test(wording)).map(wordingSource);
  const whole = spaced.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`] : [];
  return [...whole, ...free].join('|') || null;
}

/** One global expression for all `wordings`, whole words only, for folded text; matches nothing when empty. */
export function wordings(list: readonly string[]): RegExp {
  return new RegExp(choice(list) ?? '(?!)', 'gu');
}

/** An expression that finds any of `wordings` in folded text, whole words only; one line for each language reads best. */
export function anyWording(...list: string[]): RegExp {
  return new RegExp(choice(list) ?? '(?!)', 'u');
}

/** A stretch of text, from `at` up to `end`. */
export interface Span {
  at: number;
  end: number;
}

/** Every place in folded text where `expression` (global) matches. */
export function spans(folded: string, expression: RegExp): Span[] {
  const found: Span[] = [];
  for (const match of folded.matchAll(expression)) {
    if (match[0].length > 0) found.push({ at: match.index, end: match.index + match[0].length });
  }
  return found;
}
