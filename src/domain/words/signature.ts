import type { Address } from '../message.ts';
import { isClosingLine, isNameLike, isProgramLine } from './closing.ts';
import { isDisclaimer, isListFooter } from './disclaimer.ts';

/** A stretch of own lines, divided. */
export interface Signed {
  own: string[];
  signature: string[];
}

/**
 * Divides a stretch of the writer's lines into words and signature. The signature begins at "-- ", at a closing
 * formula, at the writer's own name, at a disclaimer or a list's footer; a postscript after it is words again.
 * Without any words before it, in the stretch or above it (`wordsAbove`), nothing is a signature.
 */
export function splitSignature(lines: readonly string[], names: AuthorNames, wordsAbove: boolean): Signed {
  const own: string[] = [];
  const signature: string[] = [];
  let hasWords = wordsAbove;
  let isSigned = false;
  lines.forEach((line, at) => {
    if (/^\s*(p\.?\s?s|jk)[.:,\s–-]/i.test(line)) isSigned = false;
    isSigned ||= hasWords && beginsSignature(lines, at, names);
    if (isSigned || isProgramLine(line)) {
      signature.push(line);
    } else {
      own.push(line);
      hasWords ||= line.trim() !== '';
    }
  });
  return { own, signature };
}

function beginsSignature(lines: readonly string[], at: number, names: AuthorNames): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '') return false;
  if (/^(\s{0,2}--\s{0,2}|-----BEGIN PGP SIGNATURE-----)$/.test(line) || isListFooter(lines, at)) return true;
  if (isClosingLine(line, nextText(lines, at)) || isAuthorLine(line, names)) return true;
  if (!isParagraphStart(lines, at)) return false;
  return isDisclaimer(paragraphAt(lines, at)) || (isLastParagraph(lines, at) && isNearAuthor(line, names));
}

function nextText(lines: readonly string[], at: number): string {
  return lines.slice(at + 1, at + 4).find((line) => line.trim() !== '') ?? '';
}

function isParagraphStart(lines: readonly string[], at: number): boolean {
  return at === 0 || (lines[at - 1] ?? '').trim() === '' || /^\s*[-_*=]{3,}\s*$/.test(lines[at - 1] ?? '');
}

function paragraphAt(lines: readonly string[], at: number): string {
  const rest = lines.slice(at, at + 20);
  const end = rest.findIndex((line) => line.trim() === '');
  return rest.slice(0, end < 0 ? rest.length : end).join(' ');
}

function isLastParagraph(lines: readonly string[], at: number): boolean {
  const rest = lines.slice(at, at + 8);
  const end = rest.findIndex((line) => line.trim() === '');
  return at + 8 >= lines.length && (end < 0 || rest.slice(end).every((line) => line.trim() === ''));
}

/** What may stand on a line that is the writer's name. */
export interface AuthorNames {
  /** Words of the display name, the address and its domain. */
  words: ReadonlySet<string>;
  /** "po" for Per-Olof, "mk" for Maija Koski. */
  initials: ReadonlySet<string>;
}

/** Names and initials of the From addresses. */
export function authorNames(author: readonly Address[]): AuthorNames {
  const words = new Set<string>();
  const initials = new Set<string>();
  for (const { name, address } of author) {
    const [local = '', domain = ''] = address.split('@');
    const spoken = letters(name || local);
    for (const word of [...spoken, ...letters(local), ...letters(domain.split('.').slice(0, -1).join(' '))]) {
      if (word.length > 1) words.add(word);
    }
    for (let count = 1; count <= Math.min(4, spoken.length); count += 1) {
      initials.add(
        spoken
          .slice(0, count)
          .map((word) => word.charAt(0))
          .join(''),
      );
    }
  }
  return { words, initials };
}

function letters(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
}

/** Without case and accents: "Łukasz" is lukasz in the address. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

const besideNames =
  /^(oy|ab|oyj|gmbh|ag|kg|sp|z|o|ltd|inc|as|aps|dr|ing|dipl|mgr|inz|team|and|ja|och|und|i|t|terv|br|lg|vg|mvh)$/;

/** A short line that is the writer's name, perhaps with a title after a comma. */
function isAuthorLine(line: string, { words: names }: AuthorNames): boolean {
  const text = line.trim().replace(/^[-–—*_/]+\s*/, '');
  if (text.length > 80 || /[?!;@]$/.test(text) || !/^\p{Lu}/u.test(text)) return false;
  const words = letters(text.split(/[,|(/–-] /, 1)[0] ?? '');
  const others = words.filter((word) => !names.has(word) && word.length > 1 && !besideNames.test(word));
  return words.length <= 6 && others.length === 0 && words.some((word) => names.has(word));
}

/** A last line that is nearly the name ("Familie Wimmer" of Schreinerei Wimmer) or its initials ("P-O"). */
function isNearAuthor(line: string, { words: names, initials }: AuthorNames): boolean {
  const text = line.trim().replace(/^[-–—*_/]+\s*/, '');
  const words = letters(text);
  if (words.length <= 4 && text.length <= 8 && /^[\p{Lu}.\s-]+$/u.test(text))
    return initials.has(words.join(''));
  const known = words.filter((word) => names.has(word)).length;
  return isNameLike(text) && words.length >= 2 && known * 2 >= words.length;
}
