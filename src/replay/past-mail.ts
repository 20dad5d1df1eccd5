import { identityOf } from '../domain/identity.ts';
import { aboutWhom, type Matchable, withOriginal } from '../domain/match.ts';
import { header, type Message } from '../domain/message.ts';
import { readMessage } from '../domain/read-message.ts';
import { judge } from '../domain/verdict/judge.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import { isOwnMessageId } from '../mail/message-id.ts';
import { parseMime } from '../mail/mime.ts';
import type { Setting } from './setting.ts';
import { isFromSeller, type NoStart, outsiders, trackingOf, type Wish, wishOf } from './wish.ts';

/** What is kept of a mail to play it: small, so that a hundred thousand of them fit into memory. */
export interface PastMail extends Matchable {
  /** The file that it lies in, in an mbox with its number. */
  where: string;
  /** Identity of the mail across folders. */
  key: string;
  /** When it was received, else sent. */
  at: Date;
  verdict: Verdict;
  /** The beginning of the person's own words. */
  words: string;
  /** Addresses that a machine's mail is about. */
  about: string[];
  fromSeller: boolean;
  /** An answer of the seller to Palaan itself. */
  isCommand: boolean;
  wish: Wish | NoStart | null;
}

/** Why a mail cannot be played. */
export type Unplayable = 'draft' | 'undated' | 'no mail';

/** Shown words are cut to this many characters. */
const SHOWN_WORDS = 400;
const MOST_REFERENCES = 50;
/** A clock may be a day ahead; what is dated later tells nothing about when it came. */
const AHEAD_MS = 24 * 60 * 60_000;

/** Reads and judges a stored mail, as the intake would have done when it came. */
export function readPastMail(raw: Buffer, where: string, setting: Setting, now: Date): PastMail | Unplayable {
  const root = parseMime(raw);
  if (root.headers.length === 0) return 'no mail';
  const message = readMessage(root);
  if (isGmailDraft(message)) return 'draft';
  const at = message.receivedAt;
  if (!at || at.getTime() > now.getTime() + AHEAD_MS) return 'undated';
  return detached({ ...essence(message, setting), where, at, wish: wishOf(message, at, setting) });
}

function essence(message: Message, setting: Setting): Omit<PastMail, 'where' | 'at' | 'wish'> {
  const { tracking } = setting;
  const domain = tracking?.slice(tracking.lastIndexOf('@') + 1);
  const verdict = judge(message, {
    isOwnId: (id) => domain !== undefined && isOwnMessageId(id, domain),
    sellerAddresses: setting.addresses,
  });
  const { id, inReplyTo, references, from, subject } = message;
  const mail = withOriginal(
    { id, inReplyTo, references: references.slice(-MOST_REFERENCES), from, subject },
    verdict,
  );
  return {
    ...mail,
    key: identityOf(message),
    verdict,
    words: message.words.own.slice(0, SHOWN_WORDS),
    about: aboutWhom(verdict),
    fromSeller: isFromSeller(message, setting),
    isCommand: isCommand(message, setting),
  };
}

/** An answer to Palaan alone: it steers, and is no mail in the prospect's thread. */
function isCommand(message: Message, setting: Setting): boolean {
  const toToken = trackingOf(message, setting).some((address) => address.kind === 'token');
  return toToken && isFromSeller(message, setting) && outsiders(message, setting).length === 0;
}

/** Gmail's export keeps all folders in one file, and names them in a header, in the user's language. */
function isGmailDraft(message: Message): boolean {
  const labels = header(message.headers, 'x-gmail-labels') ?? '';
  return /(?:^|,)\s*(?:drafts?|luonnokset|wersje robocze|entwürfe|utkast|brouillons|borradores)\s*(?:,|$)/i.test(
    labels,
  );
}

/** A copy whose strings do not hold on to the whole text that they were cut from. */
function detached<Value>(value: Value): Value {
  return structuredClone(value);
}
