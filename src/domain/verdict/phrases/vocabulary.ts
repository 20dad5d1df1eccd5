import { type Span, Wordings } from '../../wording.ts';
import { czech, estonian, hungarian, japanese, russian, subjectsOnly } from './eastern.ts';
import { english } from './english.ts';
import { finnish } from './finnish.ts';
import { german } from './german.ts';
import { danish, dutch, norwegian } from './germanic.ts';
import type { Phrases } from './phrases.ts';
import { polish } from './polish.ts';
import { french, italian, portuguese, spanish } from './romance.ts';
import { swedish } from './swedish.ts';

/** What a phrase says: the name of its list. */
export type Saying = Exclude<keyof Phrases, 'code'>;

const all: readonly (Pick<Phrases, 'code'> & Partial<Phrases>)[] = [
  english,
  finnish,
  polish,
  swedish,
  german,
  french,
  spanish,
  portuguese,
  italian,
  dutch,
  danish,
  norwegian,
  russian,
  czech,
  estonian,
  hungarian,
  japanese,
  subjectsOnly,
];

/** Languages so near to one another that short texts are taken for the wrong one. */
const families: readonly (readonly string[])[] = [
  ['sv', 'no', 'nb', 'nn', 'da'],
  ['cs', 'sk', 'pl'],
  ['fi', 'et'],
  ['es', 'pt', 'it', 'fr', 'ca', 'gl'],
  ['de', 'nl'],
];

const codes = new Set(all.map(({ code }) => code));
const lists = new Map<string, Wordings>();
const wholes = new Map<Saying, Wordings>();

/** The languages to look for in a text of `language`: it, its relatives, and English; all when it is unknown. */
function languagesFor(language: string | null): string {
  if (language === null) return 'all';
  const relatives = families.find((family) => family.includes(language)) ?? [language];
  const known = relatives.filter((code) => codes.has(code));
  return known.length === 0 && language !== 'en' ? 'all' : ['en', ...known].join('+');
}

function phrasesOf(saying: Saying, languages: string): Wordings {
  const key = `${saying}/${languages}`;
  let found = lists.get(key);
  if (!found) {
    const chosen = languages === 'all' ? all : all.filter(({ code }) => languages.split('+').includes(code));
    found = new Wordings(wordingsOf(saying, chosen));
    lists.set(key, found);
  }
  return found;
}

function wordingsOf(saying: Saying, phrases: readonly Partial<Phrases>[]): string[] {
  return phrases.flatMap((each) => [...(each[saying] ?? [])]);
}

/** Every place where a folded text says it, in its language or in English. `null`: in any language. */
export function said(saying: Saying, folded: string, language: string | null): Span[] {
  return phrasesOf(saying, languagesFor(language)).places(folded);
}

/** Whether the whole of a folded text says it and nothing more, in any language. */
export function saysOnly(saying: Saying, folded: string): boolean {
  const whole = folded.replace(/[.!,;:()\s*"'-]+$/u, '').replace(/^[\s*"'(-]+/u, '');
  let list = wholes.get(saying);
  if (!list) {
    list = new Wordings(wordingsOf(saying, all), { whole: true });
    wholes.set(saying, list);
  }
  return whole !== '' && list.test(whole);
}

/** How long a folded text's beginning is that says it, in any language; null where it begins otherwise. */
export function saysFirst(saying: Saying, folded: string): number | null {
  return phrasesOf(saying, 'all').atStart(folded);
}
