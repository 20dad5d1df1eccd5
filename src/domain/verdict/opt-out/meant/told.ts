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
}

export function toldIn(own: Reading, refusal: Refusal): Told {
  const { at, end } = refusal;
  const around = sentencesOf(own.folded).find((one) => one.at <= at && one.end >= end) ?? refusal;
  return {
    own,
    refusal,
    around,
    sentence: own.folded.slice(around.at, around.end),
    words: own.folded.slice(at, end),
  };
}
