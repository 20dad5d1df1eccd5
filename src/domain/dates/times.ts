import { fold } from '../wording.ts';
import { type Break, type Cue, findBreaks, findCues } from './cues.ts';
import { allLexicons, type Lexicon, lexiconsFor } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { findMentions } from './mentions.ts';
import { type Reckoning, reckoning, type Written } from './written.ts';

/** How much of a text is read; notes are shorter, and hostile ones are cut. */
const readLimit = 4096;

/** Swedish "är", which folded is "år", and Polish "mają" (they have), which folded is "maja" (of May). */
const is = /(?<!\p{L})(?:är|mają)$/iu;

/** "Piotr Maj": Polish writes its months small. */
function isSurname(text: string, at: number): boolean {
  return (
    /^\p{Lu}/u.test(text.slice(at, at + 2)) &&
    /\p{Lu}\p{Ll}{2,20}\s$/u.test(text.slice(Math.max(0, at - 24), at))
  );
}

/** A text's times, and what stands around them, by the words of some languages. */
export interface Times {
  text: string;
  folded: string;
  on: Reckoning;
  lexicons: readonly Lexicon[];
  mentions: readonly Mention[];
  breaks: readonly Break[];
  cues: readonly Cue[];
}

/** The times that a text names, in its own language and in English, or in every language that is known. */
export function readTimes(text: string, written: Written, languages: 'own' | 'all' = 'own'): Times {
  const shown = text.slice(0, readLimit).normalize('NFC');
  const folded = fold(shown);
  const on = reckoning(written);
  const lexicons = languages === 'own' ? lexiconsFor(written.language) : allLexicons(written.language);
  // A short word is a day in one language and anything in another; figures are dates in all.
  const isTime = ({ at, end, kind }: Mention) =>
    languages === 'own'
      ? !is.test(shown.slice(at, end)) && !(kind === 'month' && on.language === 'pl' && isSurname(shown, at))
      : /\d/.test(folded.slice(at, end));
  const mentions = findMentions(folded, lexicons, on).filter(isTime);
  const nothing = mentions.length === 0;
  return {
    text: shown,
    folded,
    on,
    lexicons,
    mentions,
    breaks: nothing ? [] : findBreaks(shown, mentions),
    cues: nothing ? [] : findCues(folded, lexicons),
  };
}
