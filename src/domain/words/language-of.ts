import { detect } from 'tinyld';
import { languagesOfWord } from './language-words.ts';

/** What the n-gram detector may answer when no short word decides. */
const candidates = [
  'en',
  'fi',
  'pl',
  'sv',
  'de',
  'fr',
  'es',
  'nl',
  'it',
  'nb',
  'da',
  'pt',
  'et',
  'cs',
  'hu',
  'tr',
];

/** Scripts that tell the language, or nearly. Kana before Han: Japanese is written in both. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/[іїєґ]/giu, 'uk'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
];

/** Letters that only some of the languages use. */
const letters: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[łąęśżźćń]/, ['pl']],
  [/[øæ]/, ['nb', 'da']],
  [/å/, ['sv', 'nb', 'da']],
  [/[äö]/, ['fi', 'sv', 'de', 'et']],
  [/[üß]/, ['de', 'et']],
  [/õ/, ['et', 'pt']],
  [/[ñ¿¡]/, ['es']],
  [/ã/, ['pt']],
  [/[řěů]/, ['cs']],
  [/[èùœçê]/, ['fr']],
];
const finnishEnding = /.{4}(ssa|ssä|lla|llä|sta|stä|lta|ltä|ksi|nen|mme|tte|vat|vät|kaan|kään|een|aan|seen)$/;

/**
 * ISO 639-1 code of the language that `text` is written in. A text of few words borrows from its `context`
 * (subject, quote), for people answer in the language they were asked in. Null when neither tells. A text in
 * two languages is in the first.
 */
export function languageOf(text: string, context = ''): string | null {
  for (const length of [80, 200, 600, 2000]) {
    const start = text.slice(0, length);
    const found = scriptOf(start) ?? byWords(start);
    if (found) return found;
    if (text.length <= length) break;
  }
  return byWords(`${text.slice(0, 2000)}\n${context.slice(0, 1000)}`) ?? byShape(text);
}

/** The language of the script, where most letters are of one that tells. */
function scriptOf(text: string): string | null {
  if (!/[^\0-\u024f\u2000-\u206f]/.test(text)) return null;
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of scripts) {
    const count = text.match(script)?.length ?? 0;
    const isMost = language === 'ja' || language === 'uk' ? count * 10 > all : count * 2 > all;
    if (count > 0 && isMost) return language;
  }
  return null;
}

/** The language whose words and letters stand out; null where two come close. */
function byWords(text: string): string | null {
  const scores = new Map<string, number>();
  const add = (languages: readonly string[], weight: number) => {
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + weight);
  };
  for (const word of wordsOf(text)) {
    const spoken = languagesOfWord.get(word);
    if (spoken) add(spoken, 1 / Math.sqrt(spoken.length));
    else if (word.length >= 6 && finnishEnding.test(word)) add(['fi'], 0.5);
  }
  for (const [pattern, languages] of letters) {
    if (pattern.test(text.toLowerCase())) add(languages, 0.8);
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  const lead = (best?.[1] ?? 0) - (second?.[1] ?? 0);
  // Norwegian and Danish share most of their words: one that they do not share decides.
  return best && best[1] >= 2 && (lead >= 0.9 || lead >= 0.3 * (second?.[1] ?? 0)) ? best[0] : null;
}

/** Words of two letters and more; addresses and links speak no language. */
function wordsOf(text: string): string[] {
  const spoken = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !/[@/\\]/.test(word));
  return spoken.flatMap((word) => word.split(/[^\p{L}'’-]+/u)).filter((word) => word.length > 1);
}

/** By the frequency of letter groups; worth something for a sentence, nothing for a word. */
function byShape(text: string): string | null {
  const sample = text.slice(0, 300);
  if ((sample.match(/\p{L}{2,}/gu)?.length ?? 0) < 4) return null;
  // A letter that few languages have leaves no others: "Åter imorgon" is no Dutch.
  const lettered = letters.filter(([pattern]) => pattern.test(sample.toLowerCase())).map(([, some]) => some);
  const only = candidates.filter((language) => lettered.every((some) => some.includes(language)));
  return detect(sample, { only: only.length > 0 ? only : candidates }) || null;
}
