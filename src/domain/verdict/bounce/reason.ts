import { fold } from '../../wording.ts';
import type { BounceKind } from '../verdict.ts';
import { failureClass, isGeneric, replyCodeIn, statusIn } from './code.ts';
import { addressDead, addressDeadWeak } from './wording/address-dead.ts';
import { addressGone } from './wording/address-gone.ts';
import type { Family } from './wording/family.ts';
import { hostDead } from './wording/host-dead.ts';
import { mailboxFull } from './wording/mailbox-full.ts';
import { plainWords } from './wording/plain-words.ts';
import { policy, policyWeak } from './wording/policy.ts';
import { senderRefused } from './wording/sender-refused.ts';
import { expired, temporary } from './wording/temporary.ts';

/** What one recipient's failure means, and the words or code that say so. */
export interface Reason {
  kind: BounceKind;
  /** `mailbox-full`, `address-dead`, `status-5.1.1` … */
  name: string;
}

/** What a bounce says of one recipient. */
export interface FailureSigns {
  action: string | null;
  status: string | null;
  /** Diagnostic-Code, or the words beside the address in a bounce without fields. */
  diagnostic: string;
  /** All that the notice says, for when the diagnostic says nothing. */
  notice: string;
  /** Its subject, heard where nothing else says why. */
  subject?: string;
}

interface Said {
  family: Family;
  kind: BounceKind;
}

const MAX_TEXT = 4_000;

/** The families that say enough by themselves, in the order in which they win over each other. */
const plain: readonly Said[] = [
  { family: senderRefused, kind: 'soft' },
  { family: mailboxFull, kind: 'soft' },
  { family: expired, kind: 'soft' },
  { family: temporary, kind: 'soft' },
  { family: hostDead, kind: 'hard' },
  { family: addressDead, kind: 'hard' },
  { family: policy, kind: 'soft' },
];

/** Those that are heard after the status. */
const vague: readonly Said[] = [
  { family: policyWeak, kind: 'soft' },
  { family: addressDeadWeak, kind: 'hard' },
  { family: addressGone, kind: 'hard' },
];

/** What a subject may say: "Empfänger unbekannt". */
const gone: readonly Said[] = [
  { family: addressDead, kind: 'hard' },
  { family: addressGone, kind: 'hard' },
];

/**
 * Hard or soft. Codes lie (5.1.1 for a full mailbox, class 5 for trouble that will pass), so words go first:
 * a reason that may be gone tomorrow makes it soft whatever the code says; then an explicit class 4; then words
 * for a dead address or domain; a code stands alone where there are no words that anybody knows.
 */
export function reasonOf(signs: FailureSigns): Reason {
  if (signs.action === 'delayed') return { kind: 'delayed', name: 'delayed' };
  const diagnostic = plainWords(signs.diagnostic);
  const status = statusFrom(signs);
  const reply = replyCodeIn(signs.diagnostic.slice(0, MAX_TEXT));
  const severity = failureClass(status, reply);
  const said = familyIn(diagnostic, plain);
  if (said?.kind === 'soft') return said;
  // "5.1.1" of the report, "552 5.2.2" of the server that refused: it knows better.
  const theirs = meaningOfStatus(statusIn(signs.diagnostic.slice(0, MAX_TEXT)));
  if (theirs?.kind === 'soft' && said === null) return theirs;
  // "4.1.1" of a report that gave up, "550 mailbox does not exist" of the server.
  // So does a domain that the resolver did not find, where no server was asked at all (Gmail says 4.0.0).
  // "450 unverified address: host x said: 550 user unknown": the last word is the inner one.
  const isRefused =
    (reply === null ? diagnostic.includes('nxdomain') : reply >= 500) ||
    /\bsaid: 5[0-5]\d\b/.test(signs.diagnostic.slice(0, MAX_TEXT));
  const isFinal = signs.action === 'failed' && said?.kind === 'hard' && isRefused;
  if (severity === 4 && !isFinal) return { kind: 'soft', name: `status-${status ?? reply}` };
  const meant = said ?? meaningOfStatus(status) ?? familyIn(diagnostic, vague);
  if (meant) return meant;
  const notice = plainWords(signs.notice);
  const noticed = familyIn(notice, plain) ?? familyIn(notice, vague);
  if (noticed) return noticed;
  const subject = plainWords(signs.subject ?? '');
  const inSubject = reply === null ? familyIn(subject, gone) : null;
  if (inSubject) return inSubject;
  // Only a code says for good: words that nobody knows may tell of a full mailbox as well.
  const isVague = status === null || (isGeneric(status) && diagnostic !== '');
  if (reply === null && isVague) return { kind: 'soft', name: 'unexplained' };
  return { kind: 'hard', name: status ? `status-${status}` : `reply-${reply}` };
}

/** Whether a text has any words by which mail servers say why. */
export function tellsReason(text: string): boolean {
  const words = plainWords(text);
  return (familyIn(words, plain) ?? familyIn(words, vague)) !== null;
}

/** The status of the report; where that is the generic x.0.0 or missing, the one that the other server gave. */
function statusFrom(signs: FailureSigns): string | null {
  const reported = signs.status;
  if (reported && !isGeneric(reported)) return reported;
  return statusIn(signs.diagnostic.slice(0, MAX_TEXT)) ?? reported;
}

function familyIn(words: string, families: readonly Said[]): Reason | null {
  if (words === '') return null;
  const bare = fold(words);
  for (const { family, kind } of families) {
    if (occurs(family, words, bare)) return { kind, name: family.name };
  }
  return null;
}

/** The phrases of each family without accents: old servers write none ("sprobowac pozniej"). */
const barePhrases = new Map<Family, string[]>();

function occurs(family: Family, words: string, bare: string): boolean {
  let known = barePhrases.get(family);
  if (!known) {
    known = family.phrases.filter((one) => typeof one === 'string').map(fold);
    barePhrases.set(family, known);
  }
  return (
    known.some((phrase) => bare.includes(phrase)) ||
    family.phrases.some((phrase) => typeof phrase !== 'string' && phrase.test(family.isBare ? bare : words))
  );
}

/** RFC 3463, as far as a code without words can be believed. Null for the generic codes. */
function meaningOfStatus(status: string | null): Reason | null {
  if (status === null) return null;
  const name = `status-${status}`;
  const [, subject, detail] = status.split('.').map(Number);
  const hard = { kind: 'hard', name } as const;
  const soft = { kind: 'soft', name } as const;
  // Address: all but the sender's (x.1.7, x.1.8). Mailbox: disabled. System: takes no mail. Network: no route.
  if (subject === 1) return detail === 0 ? null : detail === 7 || detail === 8 ? soft : hard;
  if (subject === 2) return detail === 1 ? hard : soft;
  if (subject === 3) return detail === 2 ? hard : soft;
  if (subject === 4) return detail === 4 ? hard : soft;
  if (subject === 6 || subject === 7) return soft;
  return null;
}
