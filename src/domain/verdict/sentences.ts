import type { Span } from '../wording.ts';

const ending = /[.!?;:]+(?=\s|$)|\n\s*\n/g;
const mostSentences = 60;

/** The sentences of a folded text; one that is broken into lines is whole. */
export function sentencesOf(folded: string): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const match of folded.matchAll(ending)) {
    if (found.length === mostSentences) return found;
    const end = match.index + match[0].length;
    if (match.index > at) found.push({ at, end });
    at = end;
  }
  if (at < folded.length) found.push({ at, end: folded.length });
  return found;
}
