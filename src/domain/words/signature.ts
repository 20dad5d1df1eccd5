import type { Address } from '../message.ts';
import { isClosingLine, isProgramLine } from './closing.ts';
import { isDisclaimer, isListFooter } from './disclaimer.ts';

/** A stretch of own lines, divided. */
export interface Signed {
  own: string[];
  signature: string[];
}

/**
 * Divides the writer's lines into words and signature. The signature begins at "-- ", at a closing formula, at
 * the writer's own name, at a disclaimer or a list's footer; a postscript after it is words again.
 */
export function splitSignature(lines: readonly string[], author: readonly Address[]): Signed {
  const names = authorWords(author);
  const own: string[] = [];
  const signature: string[] = [];
  let isSigned = false;
  lines.forEach((line, at) => {
    if (isPostscript(line)) isSigned = false;
    const hasWords = own.some((before) => before.trim() !== '');
    isSigned ||= beginsSignature(lines, at, names, hasWords);
    if (isSigned || isProgramLine(line)) signature.push(line);
    else own.push(line);
  });
  return { own, signature };
}

function beginsSignature(
  lines: readonly string[],
  at: number,
  names: ReadonlySet<string>,
  hasWords: boolean,
): boolean {
  const line = lines[at] ?? '';
  if (/^\s{0,2}--\s{0,2}$/.test(line) || isListFooter(lines, at)) return true;
  if (!hasWords || line.trim() === '') return false;
  if (isClosingLine(line, nextText(lines, at))) return true;
  return isAuthorLine(line, names) || (isParagraphStart(lines, at) && isDisclaimer(paragraphAt(lines, at)));
}

function isPostscript(line: string): boolean {
  return /^\s*(p\.?\s?s\.?|jk|ps)\s*[:.\-–)]?\s/i.test(line) && /^\s*(p\.?s|jk)/i.test(line);
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

/** Words of the writer's display name, address and domain: what may stand on a line that is a name. */
function authorWords(author: readonly Address[]): Set<string> {
  const words = author.flatMap(({ name, address }) => {
    const [local = '', domain = ''] = address.split('@');
    return [...letters(name), ...letters(local), ...letters(domain.split('.').slice(0, -1).join(' '))];
  });
  return new Set(words.filter((word) => word.length > 1));
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

const afterNames =
  /^(oy|ab|oyj|gmbh|ag|kg|sp|z|o|ltd|inc|as|aps|dr|ing|dipl|mgr|inz|team|and|ja|och|und|i|t)$/;

/** A short line that is the writer's name, perhaps with a title after a comma. */
function isAuthorLine(line: string, names: ReadonlySet<string>): boolean {
  const text = line.trim().replace(/^[-–—*_]+\s*/, '');
  if (text.length > 80 || /[?!;@]$/.test(text) || !/^\p{Lu}/u.test(text)) return false;
  const words = letters(text.split(/[,|(/–-] /, 1)[0] ?? '');
  const known = words.filter((word) => names.has(word));
  const unknown = words.filter((word) => !names.has(word) && word.length > 1 && !afterNames.test(word));
  return words.length > 0 && words.length <= 6 && known.length > 0 && unknown.length === 0;
}
