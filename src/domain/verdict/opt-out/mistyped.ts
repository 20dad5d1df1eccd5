import { type Reading, reading } from '../reading.ts';

/**
 * Words that people type in a hurry when they ask to be left alone, folded. Only such as become no other word by one
 * slip: "contract" is near to "contact", and Polish "wpisać" (enter) to "wypisać" (strike).
 */
const words: Readonly<Record<string, readonly string[]>> = {
  en: ['unsubscribe', 'remove', 'delete', 'address', 'mailing', 'emails', 'messages', 'please', 'emailing'],
  fi: [
    'poistakaa',
    'lopettakaa',
    'lahettako',
    'osoitteeni',
    'listalta',
    'rekisterista',
    'lopeta',
    'poista',
    'mainoksia',
    'viesteja',
  ],
  pl: ['prosze', 'usunac', 'wykreslic', 'adres', 'bazy', 'listy', 'wiecej', 'rezygnuje', 'przestancie'],
  sv: [
    'snalla',
    'radera',
    'avregistrera',
    'adress',
    'utskick',
    'skicka',
    'mejla',
    'reklam',
    'registret',
    'avanmal',
    'avsluta',
    'avprenumerera',
    'prenumeration',
  ],
  de: [
    'bitte',
    'loschen',
    'streichen',
    'werbung',
    'schicken',
    'schreiben',
    'adresse',
    'verteiler',
    'keine',
    'abmelden',
    'abmeldung',
    'abbestellen',
    'austragen',
    'aufhoren',
    'newsletter',
  ],
};

/** Who has little to say and cannot type says no more than this. */
const longest = 160;
/** Shorter words come near to too many others. */
const shortest = 5;

/** Of so few words, mistyped, nobody knows the language. */
const fewest = 60;

/**
 * What a short text says without its slips (a letter missing, one too many, or two exchanged): one reading for each
 * language in whose words it has any. A word's first and last letters are right: what differs there is an ending.
 */
export function withoutSlips({ folded, language }: Reading): Reading[] {
  const { length } = folded.trim();
  if (length > longest || folded.includes('?')) return [];
  return Object.entries(words)
    .filter(([code]) => code === language || language === null || length <= fewest)
    .map(([code, known]) => reading(righted(folded, known), code))
    .filter((right) => right.folded !== folded);
}

function righted(folded: string, known: readonly string[]): string {
  return folded.replace(/\p{L}{3,14}/gu, (typed) => known.find((word) => isSlipOf(typed, word)) ?? typed);
}

function isSlipOf(typed: string, word: string): boolean {
  if (typed === word || typed[0] !== word[0] || typed.at(-1) !== word.at(-1)) return false;
  const at = [...word].findIndex((letter, index) => typed[index] !== letter);
  const [rest, asked] = [typed.slice(at), word.slice(at)];
  if (at < 0) return false;
  if (typed.length === word.length) return rest === `${asked[1]}${asked[0]}${asked.slice(2)}`;
  if (word.length < shortest) return false;
  if (typed.length === word.length - 1) return rest === asked.slice(1);
  return typed.length === word.length + 1 && rest.slice(1) === asked;
}
