import type { Span } from '../../../wording.ts';
import type { Reading } from '../../reading.ts';
import { sentencesOf } from '../../sentences.ts';
import type { Refusal } from '../refusal.ts';

/** A refusal with what stands around it, all folded. */
export interface Told {
  own: Reading;
  refusal: Refusal;
  /** The sentence in which it stands. */
  around: Span;
  sentence: string;
  /** The refusal's own words. */
  words: string;
  /** The clause in which it stands, up to its end. */
  clause: string;
  /** The same, up to the next comma. */
  wholeClause: string;
}

export function toldIn(own: Reading, refusal: Refusal): Told {
  const { at, end } = refusal;
  const around = sentenceAround(own.folded, refusal);
  const clause = clauseTo(own.folded, around.at, end);
  return {
    own,
    refusal,
    around,
    sentence: own.folded.slice(around.at, around.end),
    words: own.folded.slice(at, end),
    clause,
    wholeClause: clause + (/^[^,;]*/.exec(own.folded.slice(end, around.end))?.[0] ?? ''),
  };
}

/** The sentence of it, or all that it reaches into: "under Art. 17" is none of its own. */
function sentenceAround(folded: string, { at, end }: Span): Span {
  const touched = sentencesOf(folded).filter((one) => one.at < end && one.end > at);
  return {
    at: Math.min(at, ...touched.map((one) => one.at)),
    end: Math.max(end, ...touched.map((one) => one.end)),
  };
}

/** What stands in the same clause, up to the end of what is told. */
function clauseTo(folded: string, from: number, end: number): string {
  return folded
    .slice(from, end)
    .replace(/^.*(?:[,;-]|\s(?:and|und|och|ja|i|a|but|aber|men|mutta|ale))\s/su, '');
}
