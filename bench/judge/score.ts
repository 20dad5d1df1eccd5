import type { Message } from '../../src/domain/message.ts';
import type { Verdict } from '../../src/domain/verdict/verdict.ts';
import type { Expected } from './labels.ts';

/** How one mail fared. A field is null where the label says nothing of it. */
export interface Score {
  expected: Expected;
  /** 'auto-reply/absence', or 'error'. */
  got: string;
  error: string | null;
  verdict: Verdict | null;
  isVerdictRight: boolean;
  isRecipientRight: boolean | null;
  isDayRight: boolean | null;
  isSuccessorRight: boolean | null;
  areWordsRight: boolean | null;
  words: string;
  /** The language as it was detected. */
  language: string | null;
}

export function scoreMail(expected: Expected, judged: { message: Message; verdict: Verdict } | Error): Score {
  if (judged instanceof Error) return { ...failed, expected, error: judged.message };
  const { message, verdict } = judged;
  const got = nameOf(verdict);
  return {
    expected,
    got,
    error: null,
    verdict,
    isVerdictRight: expected.loose || isOneOf(got, expected.right),
    isRecipientRight: recipientRight(expected, verdict),
    isDayRight: dayRight(expected, verdict),
    isSuccessorRight: successorRight(expected, verdict),
    areWordsRight: wordsRight(expected, message.words.own),
    words: message.words.own,
    language: message.language,
  };
}

const failed: Omit<Score, 'expected' | 'error'> = {
  got: 'error',
  verdict: null,
  isVerdictRight: false,
  isRecipientRight: null,
  isDayRight: null,
  isSuccessorRight: null,
  areWordsRight: null,
  words: '',
  language: null,
};

function nameOf(verdict: Verdict): string {
  return 'kind' in verdict && verdict.kind ? `${verdict.verdict}/${verdict.kind}` : verdict.verdict;
}

/** A bare verdict in the label allows every kind. */
export function isOneOf(got: string, right: readonly string[]): boolean {
  return right.includes(got) || right.includes(got.split('/', 1)[0] ?? '');
}

/** All addresses that the label names are among those that failed (or are delayed). */
function recipientRight(expected: Expected, verdict: Verdict): boolean | null {
  if (expected.recipients.length === 0 || !expected.label.startsWith('bounce')) return null;
  if (verdict.verdict !== 'bounce') return false;
  const named = new Set(verdict.recipients.map((recipient) => recipient.address.toLowerCase()));
  return expected.recipients.every((address) => named.has(address));
}

function dayRight(expected: Expected, verdict: Verdict): boolean | null {
  const { days } = expected;
  if (days === null || !('until' in verdict)) return null;
  if (days.exact.length === 0 && days.from === null) return verdict.until === null;
  if (verdict.until === null) return false;
  const isInside =
    days.from !== null && days.to !== null && verdict.until >= days.from && verdict.until <= days.to;
  return isInside || days.exact.includes(verdict.until);
}

function successorRight(expected: Expected, verdict: Verdict): boolean | null {
  if (expected.successor === null || !('successor' in verdict)) return null;
  const address = verdict.successor?.address ?? null;
  return expected.successor.length === 0
    ? address === null
    : address !== null && expected.successor.includes(address);
}

/** The label's words and no others, blanks and wrapping aside; the closing (the label's signature) may stay. */
function wordsRight(expected: Expected, own: string): boolean | null {
  if (expected.ownWords === null) return null;
  const got = squeeze(own);
  const wanted = squeeze(expected.ownWords);
  if (got === wanted) return true;
  if (got.startsWith(wanted)) return isClosing(got.slice(wanted.length), expected.signature ?? '');
  return wanted.startsWith(got) && isShortClosing(wanted.slice(got.length));
}

/** Nothing beside the words of the signature, or a greeting of a few words before it. */
function isClosing(rest: string, signature: string): boolean {
  const signed = squeeze(signature);
  const before = rest.endsWith(signed) ? rest.slice(0, rest.length - signed.length) : rest;
  return signed.startsWith(rest.trim()) || isShortClosing(before);
}

function isShortClosing(text: string): boolean {
  return text.trim().length <= 40 && !/[?!]/.test(text);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
