import type { Address } from '../message.ts';
import { isClosingLine, isNameLike, isProgramLine } from './closing.ts';
import { isDisclaimer, isListFooter } from './disclaimer.ts';
import { listed } from './listed.ts';

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
    const isProgram = isProgramLine(line) || (isLink(line) && isProgramLine(lines[at - 1] ?? ''));
    if (isSigned || isProgram) {
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
  if (isClosingLine(line, nextText(lines, at))) return true;
  if (isParagraphStart(lines, at) && isDisclaimer(paragraphAt(lines, at))) return true;
  // A name within a sentence that was wrapped: "Ann Bell\nis away".
  if (/^\s*\p{Ll}/u.test(lines[at + 1] ?? '')) return false;
  return isAuthorLine(line, names) || (isLastParagraph(lines, at) && isNearAuthor(line, names));
}

function isLink(line: string): boolean {
  return /^\s*[[(<]?https?:\S+\s*$/.test(line);
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

/** Whether the stretch's last paragraph begins at a line. */
function isLastParagraph(lines: readonly string[], at: number): boolean {
  if (!isParagraphStart(lines, at)) return false;
  const rest = lines.slice(at, at + 8);
  const end = rest.findIndex((line) => line.trim() === '');
  return at + 8 >= lines.length && (end < 0 || rest.slice(end).every((line) => line.trim() === ''));
}

/** What may stand on a line that is the writer's name. */
export interface AuthorNames {
  /** Words of the display name, the address and its domain. */
  words: ReadonlySet<string>;
  /** Words of the address that may also be a heading, "sales" of sales@company.example, and "team". */
  roles: ReadonlySet<string>;
  /** "po" for Per-Olof, "mk" for Maija Koski. */
  initials: ReadonlySet<string>;
}

/** Names and initials of the From addresses. */
export function authorNames(author: readonly Address[]): AuthorNames {
  const words = new Set<string>();
  const roles = new Set<string>(['team']);
  const initials = new Set<string>();
  for (const { name, address } of author) {
    const [local = '', domain = ''] = address.split('@');
    for (const word of letters(local)) (knownRoles.has(word) ? roles : words).add(word);
    for (const word of letters(`${name} ${domain.split('.').slice(0, -1).join(' ')}`)) words.add(word);
    const spoken = letters(name || local);
    for (let count = 1; count <= Math.min(4, spoken.length); count += 1) {
      initials.add(
        spoken
          .slice(0, count)
          .map((word) => word.charAt(0))
          .join(''),
      );
    }
  }
  return { words, roles, initials };
}

/** Local parts that are nobody's name, and may stand as a heading in the text. */
const knownRoles = new Set(
  listed(`
  info, office, sales, support, service, contact, mail, email, admin, noreply, no, reply, hello, team, help, orders,
  billing, invoice, invoices, hr, jobs, press, myynti, toimisto, asiakaspalvelu, laskutus, kontor, biuro, sekretariat,
  kontakt, verkauf, buero, anfrage, bestellung, order, kundtjanst, forsaljning, post, postmaster
`),
);

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
  return words.length <= 6 && others.length === 0 && words.some((word) => word.length > 1 && names.has(word));
}

/** A last line that is nearly the name ("Familie Wimmer" of Schreinerei Wimmer), its initials, or its office. */
function isNearAuthor(line: string, { words: names, roles, initials }: AuthorNames): boolean {
  const text = line.trim().replace(/^[-–—*_/]+\s*/, '');
  const words = letters(text);
  if (words.length <= 4 && text.length <= 8 && /^[\p{Lu}.\s-]+$/u.test(text))
    return initials.has(words.join(''));
  const known = words.filter((word) => names.has(word) || roles.has(word)).length;
  return isNameLike(text) && known > 0 && known * 2 >= words.length;
}
