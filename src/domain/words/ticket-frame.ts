import { isRule } from './header-block.ts';

/** How far down the frame of a ticket system may begin: a person who answers one quotes it further below. */
const topLines = 4;

/** "##- Please type your reply above this line -##", in any language: words between marks, above what follows. */
const above =
  /(?<!\p{L})(?:above|oberhalb|über|ovanför|powyżej|yläpuolelle|au-dessus|encima|arriba|boven|over|ovenfor|sopra|acima)(?!\p{L})/iu;
const longestMarker = 200;

function isMarker(line: string): boolean {
  if (line.length > longestMarker) return false;
  const text = line.trim();
  return /^[#=*_-]{2}/.test(text) && /[#=*_-]{2}$/.test(text) && above.test(text);
}

/** The same below a rule of dashes, without marks of its own. */
function isBelowRule(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return /^[—–#=*_-]{4,}$/.test((lines[at - 1] ?? '').trim()) && line.length < 80 && above.test(line);
}

/** What it says of itself below that line, before a person's comment begins. */
const notice =
  /^\s*(?:a reply has been added to your ticket\b|(?:your (?:request|ticket|case)|ihre? (?:anfrage|ticket)|din(?:e|a)? (?:sak|ärende)|votre demande|su solicitud)\b[^\n]{0,60}\b(?:has been updated|wurde aktualisiert|har uppdaterats|a été mise à jour|ha sido actualizad[ao]))/iu;

/** "Oct 21, 2026, 10:12 BST" alone in a line, below the name of who comments. */
const commentedAt = /^[^\n]{0,30}\b20\d\d\b[^\n]{0,6}\d{1,2}[:.]\d\d[^\n]{0,12}$/u;

const footer =
  /^\s*(?:this email is a service from\b|delivered by zendesk\b|(?:view request|anfrage anzeigen|näytä pyyntö|visa ärende)\b|(?:diese e-mail wurde von|tämän viestin lähetti)\b[^\n]{0,80}zendesk|(?:detta mejl|denna e-post) är en tjänst från\b|ta wiadomość dotyczy sprawy nr\b|(?:vorgang|ticket|ärende|sprawa|case) [#\w-]{0,6}\d{3,8}\. (?:bitte lassen|please (?:keep|leave)|prosimy)\b|\[[0-9A-Z]{5,8}-[0-9A-Z]{3,6}\]$)/iu;

/**
 * The lines of a mail without those that a ticket system puts around a comment: the line to answer above, its notice,
 * whose comment it is, and its footer. Where the first lines hold no such line, a footer is the last paragraph.
 */
export function withoutTicketFrame(lines: readonly string[]): readonly string[] {
  const top = lines.slice(0, topLines).findIndex((line, at) => isMarker(line) || isBelowRule(lines, at));
  if (top < 0) return withoutFooter(lines);
  let rest = skipBlank(lines, top + 1);
  if (notice.test((lines[rest] ?? '').slice(0, longestMarker)))
    rest = skipBlank(
      lines,
      firstFrom(lines, rest, (line) => line.trim() === ''),
    );
  const name = lines[rest] ?? '';
  // "Becky, 4 Sept 2026, 16:20 BST".
  if (name.length < 60 && commentedAt.test(name.trim())) rest = skipBlank(lines, rest + 1);
  const below = skipBlank(lines, rest + 1);
  if (name.length < 60 && commentedAt.test((lines[below] ?? '').slice(0, 80).trim()))
    rest = skipBlank(lines, below + 1);
  const end = firstFrom(lines, rest, (line) => footer.test(line));
  // A footer begins with the rule above it.
  return lines.slice(rest, end < lines.length && isRule(lines[end - 1] ?? '') ? end - 1 : end);
}

/** Without a notice as the first line, and a footer as one of the last. */
function withoutFooter(lines: readonly string[]): readonly string[] {
  const first = skipBlank(lines, 0);
  const from = notice.test((lines[first] ?? '').slice(0, longestMarker)) ? first + 1 : 0;
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const end = firstFrom(lines, Math.max(from, last - 1), (line) => footer.test(line.slice(0, longestMarker)));
  return from === 0 && end > last ? lines : lines.slice(from, end > last ? lines.length : end);
}

function skipBlank(lines: readonly string[], from: number): number {
  return firstFrom(lines, from, (line) => line.trim() !== '');
}

/** The first such line from there on; the number of lines where there is none. */
function firstFrom(lines: readonly string[], from: number, isIt: (line: string) => boolean): number {
  const found = lines.findIndex((line, at) => at >= from && isIt(line));
  return found < 0 ? lines.length : found;
}
