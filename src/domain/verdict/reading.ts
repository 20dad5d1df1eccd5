import type { Message } from '../message.ts';
import { fold, type Span } from '../wording.ts';
import { evidence } from './evidence.ts';
import { type Saying, said } from './phrases/vocabulary.ts';
import type { Evidence } from './verdict.ts';

/** More than anybody writes in a note; hostile mail ends here. */
const readLimit = 8_192;

/** A text ready for looking for phrases in it. */
export interface Reading {
  text: string;
  folded: string;
  language: string | null;
}

export function reading(text: string, language: string | null): Reading {
  const shown = text.slice(0, readLimit).normalize('NFC');
  return { text: shown, folded: fold(shown), language };
}

const ownReadings = new WeakMap<Message, Reading>();

/** The person's own words; the whole text where nothing was told apart. */
export function ownReading(message: Message): Reading {
  let own = ownReadings.get(message);
  if (!own) {
    const words =
      message.words.own.trim() === '' && message.words.quote === '' ? message.text : message.words.own;
    own = reading(words, message.language);
    ownReadings.set(message, own);
  }
  return own;
}

const found = new WeakMap<Reading, Map<Saying, Span[]>>();

/** Swedish "låter" (sounds), which folded is "later". */
const sounds = /^låter$/i;

/** Where a text says it; looked for once, since several verdicts ask. */
export function places(saying: Saying, of: Reading): Span[] {
  let known = found.get(of);
  if (!known) {
    known = new Map();
    found.set(of, known);
  }
  let spans = known.get(saying);
  if (!spans) {
    spans = said(saying, of.folded, of.language).filter(
      ({ at, end }) => !sounds.test(of.text.slice(at, end)),
    );
    known.set(saying, spans);
  }
  return spans;
}

/** Where a link leads; its question mark asks nothing. */
const link = /https?:\/\/\S+/g;

/** Whether a text asks anything. */
export function asks({ text }: Reading): boolean {
  return text.replace(link, '').includes('?');
}

/** Whether a text says it. */
export function says(saying: Saying, of: Reading): boolean {
  return places(saying, of).length > 0;
}

/** The first place where a text says it, as evidence; null where it does not. */
export function sign(saying: Saying, of: Reading): Evidence | null {
  const place = places(saying, of)[0];
  return place ? quoting(`${saying}-phrase`, 'words', of, place) : null;
}

/** The words of `span` with what stands around them, for evidence. */
export function quoting(rule: string, where: string, { text }: Reading, { at, end }: Span): Evidence {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const from = at - start > 80 ? text.lastIndexOf(' ', at - 60) + 1 : start;
  return evidence(rule, where, text.slice(from, Math.max(end, from + 200)));
}
