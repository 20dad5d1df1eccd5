import type { Message } from '../message.ts';
import { fold } from '../wording.ts';
import { saysGone } from './bounce/wording/address-gone.ts';
import { places, type Reading } from './reading.ts';
import type { Successor } from './verdict.ts';

// Bounded on both sides of the @, so that a long line costs no more than a short one.
const addresses = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const nameWords = /(?:\p{Lu}[\p{L}'’-]{1,30}\.?\s+){0,3}\p{Lu}[\p{L}'’-]{1,30}/gu;

/** "From sam@old.example to …". */
const former =
  /(?<!\p{L})(?:from|old|previous|från|gamla|von|alte[nr]?|bisherige|z|stary|vanha\p{L}*)\s(?:address|adress|adresse|adres|osoite)?:?\s?<?$/iu;

/** Words with a capital that are no names: sentence starts and titles. */
const noName =
  /^(?:Please|Contact|For|Kontakt|Bitte|Vänligen|Kontakta|Proszę|Prosimy|Ota|Ottakaa|Her|His|My|Our|The|In|Tel|Phone|Puh|Mail|E-?[Mm]ail|Mr|Mrs|Ms|Herr|Herrn|Frau|Pan|Pani|Panią|Panem|Pana|Nachfolger|Nachfolgerin|Successor|Seuraaja|Seuraajani|Email|Asioissani|Jatkossa|Asiat|Oy|Ab|Hei|Hi|Hello|He|She|I|We|Er|Sie|Ich|Wir|Hän|Jag|Vi|Han|Hon|Instead|Adresse|Adres|Sähköposti|Nowy|Nowa|Nowym|Nową|Osoba|Następca|Następcą|Følg)\.?$/;

/** Who took over from the one who left: the address named after "contact" or "my successor", with the name beside it. */
export function findSuccessor(message: Message, own: Reading): Successor | null {
  const writer = message.from[0]?.address ?? '';
  const found = [...own.text.matchAll(addresses)].filter(
    (match) =>
      match[0].toLowerCase() !== writer &&
      !isClosed(own.text.slice(match.index)) &&
      !former.test(own.text.slice(Math.max(0, match.index - 24), match.index)),
  );
  const cues = places('successor', own);
  const best = found.find((match) => cues.some((cue) => cue.end <= match.index)) ?? found[0];
  if (best)
    return {
      name: nameBefore(own.text, best.index, best[0]),
      address: best[0].toLowerCase().replace(/[.-]+$/, ''),
    };
  for (const cue of cues) {
    const name = nameIn(own.text.slice(cue.end, cue.end + 60), 'first');
    if (name?.includes(' ')) return { name, address: null };
  }
  return null;
}

/** "hello@old.example no longer exists": an address that is said to be gone is nobody's. */
function isClosed(text: string): boolean {
  return saysGone(text.slice(0, 160).split(/[.!?]\s|\n/)[0] ?? '');
}

/** The writer of a mail as the one who took over. */
export function writerAsSuccessor(message: Message): Successor | null {
  const writer = message.from[0];
  return writer ? { name: writer.name || null, address: writer.address } : null;
}

/** The name that stands shortly before an address, not over a sentence's end. */
function nameBefore(text: string, at: number, address: string): string | null {
  const before =
    text
      .slice(Math.max(0, at - 90), at)
      .split(/[!?]\s|\n\n|(?<!\b\p{Lu}\p{Ll}{0,2})\.\s/u)
      .at(-1) ?? '';
  const near = nameIn(before, 'last');
  if (near?.includes(' ')) return nominative(near, address);
  const behind = /^[\s,(]{1,3}((?:\p{Lu}[\p{L}'’-]{1,30}\s?){2,3})/u.exec(
    text.slice(at + address.length, at + address.length + 60),
  );
  return behind?.[1]?.trim() ?? null;
}

function nameIn(text: string, which: 'first' | 'last'): string | null {
  const names: string[] = [];
  for (const match of text.matchAll(nameWords)) {
    const words = match[0].split(/\s+/);
    while (words.length > 0 && noName.test(words[0] ?? '')) words.shift();
    if (words.length > 0) names.push(words.join(' ').replace(/\.$/, ''));
  }
  return (which === 'first' ? names[0] : names.at(-1)) ?? null;
}

/** "Janem Kowalskim" with jan.kowalski@ is Jan Kowalski: the address tells the form that the sentence has bent. */
function nominative(name: string, address: string): string {
  const tokens = (address.split('@')[0] ?? '').toLowerCase().split(/[._-]/);
  const words = name.split(' ');
  if (tokens.length !== words.length) return name;
  return words.map((word, index) => unbent(word, tokens[index] ?? '')).join(' ');
}

function unbent(word: string, token: string): string {
  const folded = fold(word);
  let shared = 0;
  while (shared < token.length && folded[shared] === token[shared]) shared += 1;
  return shared >= 2 && token.length - shared <= 2 ? word.slice(0, shared) + token.slice(shared) : word;
}
