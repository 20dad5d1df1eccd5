import { domainToUnicode } from 'node:url';
import { sameMailbox } from './match.ts';

/** What stands where a person was. */
export const ERASED = '[erased]';

/** Somebody who is to be forgotten: a mailbox, and the display names that it was seen with. */
export interface Person {
  /** As `sameMailbox` writes it. */
  address: string;
  names: readonly string[];
}

/** Takes a person out of a text. */
export type Eraser = (text: string) => string;

/** Whether two addresses are this one mailbox. */
export function isPerson(person: Person, address: string | null | undefined): boolean {
  return typeof address === 'string' && sameMailbox(address) === person.address;
}

/** Erases the address, with and without a plus part, but not a longer one that only ends or begins like it. */
export function addressEraser({ address }: Person): Eraser {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const domains = [...new Set([domain, domainToUnicode(domain)])].filter(Boolean).map(literally);
  return replacing(
    `(?<![\\p{L}\\p{N}._+-])${literally(address.slice(0, at))}(?:\\+[^\\s@<>]{0,64})?@(?:${domains.join('|')})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`,
  );
}

/** Erases the address and the whole names, as "Jan Nowak", "Nowak Jan" and "Nowak, Jan". */
export function personEraser(person: Person): Eraser {
  const names = person.names.flatMap(waysToWrite).map(nameEraser);
  return all([addressEraser(person), ...names]);
}

/** Erases every word of the names too: for what people said, where a word too many does no harm. */
export function wordEraser(person: Person): Eraser {
  const words = person.names.flatMap((name) => name.match(/[\p{L}\p{M}’'-]{3,60}/gu) ?? []);
  return all([personEraser(person), ...[...new Set(words)].map(nameEraser)]);
}

/** Whether the eraser finds something anywhere in a stored value. */
export function holds(value: unknown, eraser: Eraser): boolean {
  let found = false;
  mapTexts(value, (text) => {
    found ||= eraser(text) !== text;
    return text;
  });
  return found;
}

/** A stored value with each of its texts changed; whatever is no text, list or plain map stays as it is. */
export function mapTexts<T>(value: T, change: Eraser): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)]),
  ) as T;
}

function nameEraser(name: string): Eraser {
  const words = name.split(/\s+/).map(literally).join('\\s+');
  // A word inside an address or a compound is somebody or something else.
  return replacing(`(?<![\\p{L}\\p{N}@._+-])${words}(?![\\p{L}\\p{N}@_+-]|\\.[\\p{L}\\p{N}])`);
}

/** A single word is no name that could be told from other words. */
function waysToWrite(name: string): string[] {
  const words = name
    .slice(0, 200)
    .split(/[\s,]+/)
    .filter(Boolean);
  const [first, last] = words;
  if (words.length < 2 || words.length > 6) return [];
  const turned = words.length === 2 ? [`${last} ${first}`, `${last}, ${first}`, `${first}, ${last}`] : [];
  return [words.join(' '), ...turned];
}

function all(erasers: readonly Eraser[]): Eraser {
  return (text) => erasers.reduce((rest, erase) => erase(rest), text);
}

function replacing(pattern: string): Eraser {
  const found = new RegExp(pattern, 'giu');
  return (text) => text.replace(found, ERASED);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
