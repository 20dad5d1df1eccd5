import type { Address, Words } from '../message.ts';
import { markQuotes } from './quote.ts';
import { authorNames, splitSignature } from './signature.ts';
import { withoutTicketFrame } from './ticket-frame.ts';

/** What stands further down is no answer that anybody wrote. */
const mostCharacters = 100_000;

/**
 * Divides a mail's text into the writer's own words, the quoted mail, and signature with disclaimer. `author`
 * are the From addresses: the writer's name begins the signature where no formula does.
 */
export function readWords(text: string, author: readonly Address[] = []): Words {
  const lines = withoutTicketFrame(text.slice(0, mostCharacters).split('\n').map(tidy));
  const quoted = markQuotes(lines);
  const names = authorNames(author);
  const own: string[] = [];
  const signature: string[] = [];
  let hasWords = false;
  for (const stretch of stretches(lines, quoted)) {
    const divided = splitSignature(stretch, names, hasWords);
    own.push(joined(divided.own));
    signature.push(joined(divided.signature));
    hasWords ||= own.at(-1) !== '';
  }
  return {
    own: paragraphs(own),
    quote: joined(lines.filter((_, at) => quoted[at])),
    signature: paragraphs(signature),
  };
}

/** Without what is invisible: no-break blanks, marks of direction, zero width. */
function tidy(line: string): string {
  return line
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad\r]/g, '')
    .trimEnd();
}

/** The runs of own lines between quotes. */
function stretches(lines: readonly string[], quoted: readonly boolean[]): string[][] {
  const found: string[][] = [];
  lines.forEach((line, at) => {
    if (quoted[at]) return;
    const goesOn = at > 0 && !quoted[at - 1] && found.length > 0;
    if (goesOn) found.at(-1)?.push(line);
    else found.push([line]);
  });
  return found;
}

function joined(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
