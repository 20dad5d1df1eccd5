import {
  type FoundTime,
  findReturn,
  foreignReturn,
  returnIn,
  returnWithoutCue,
} from '../dates/return-date.ts';
import type { Written } from '../dates/written.ts';
import { header, type Message } from '../message.ts';
import { anyWording, fold } from '../wording.ts';
import { hasAddress } from './bounce/signs/text.ts';
import { saysGone } from './bounce/wording/address-gone.ts';
import { challenges } from './challenge.ts';
import { namesReturn, noReplySender, responderHeader, type SubjectSigns, subjectSigns } from './machine.ts';
import { tellsNewAddress } from './moved.ts';
import { botIn, noteWithoutProof } from './note.ts';
import { ownReading, type Reading, says, sign } from './reading.ts';
import { formCopy } from './receipt-form.ts';
import { findSuccessor } from './successor.ts';
import { byAgent } from './ticket.ts';
import type { AutoReplyKind, Evidence, JudgeContext, Verdict } from './verdict.ts';
import { timesOf, writtenOf } from './written.ts';

/**
 * A reply by a program (RFC 3834): absence with the day of return, "no longer works here" with the successor, an
 * acknowledgement, or a challenge. A header or a program's subject proves it; without them the words must be a
 * note's and nothing else. Null for a person's mail.
 */
export function judgeAutoReply(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  const subject = subjectSigns(message.subject, message.language);
  const mark = responderHeader(message) ?? subject.prefix;
  const proof = mark ?? noteWithoutProof(message, own, subject) ?? confirmedByNobody(message, own);
  if (!proof || byAgent(message)) return null;
  const isCopied = formCopy(own) !== null;
  // Where the words are a receipt's, a time is when the house is open, or by when it answers.
  const isProven = mark !== null && !says('received', own) && !subject.received;
  const isGone = says('left', own) || leaves.test(own.text);
  const time = isGone || isCopied ? null : findTime(message, subject, isProven, context);
  const kind = isGone ? 'left' : kindOf(own, subject, time, proof, isCopied);
  const told = tellingOf[kind].map((saying) => sign(saying, own));
  const evidence = distinct([proof, ...told, kind === 'absence' && time ? time.evidence : null]);
  return {
    verdict: 'auto-reply',
    kind,
    until: kind === 'absence' && time ? time.until : null,
    untilTo: kind === 'absence' && time ? time.untilTo : null,
    successor: kind === 'left' ? findSuccessor(message, own) : null,
    evidence,
  };
}

/** "noreply@…" that thanks for a mail, or says that it has come in, answers ours; a newsletter of such a sender does not. */
function confirmedByNobody(message: Message, own: Reading): Evidence | null {
  const sender = noReplySender(message);
  if (sender === null || header(message.headers, 'list-unsubscribe') !== null) return null;
  return says('received', own) || (says('thanks', own) && says('processed', own)) ? sender : null;
}

/**
 * The day of return: in the words, else in a subject that is a note of its own. Where the words say only until when
 * somebody is away, a subject that names the day of return ("returning 14.09.2026") says it better.
 */
function findTime(
  message: Message,
  subject: SubjectSigns,
  isProven: boolean,
  context: JudgeContext,
): FoundTime | null {
  const when = writtenOf(message, context);
  const times = timesOf(message, context);
  if (!when || !times) return null;
  if (namesReturn(message.subject)) {
    const named = timeInSubject(subject, when);
    if (named?.evidence.rule === 'return-day') return named;
  }
  const inWords =
    returnIn(times) ?? foreignReturn(times, when) ?? (isProven ? returnWithoutCue(times) : null);
  const isStated = inWords !== null && inWords.evidence.rule !== 'last-day-away';
  if (isStated || !subject.absence || subject.note === '') return inWords;
  const inSubject = timeInSubject(subject, when);
  return inWords && inSubject?.evidence.rule !== 'return-day' ? inWords : inSubject;
}

function timeInSubject({ note }: SubjectSigns, when: Written): FoundTime | null {
  const found = findReturn(note, when);
  return found && { ...found, evidence: { ...found.evidence, where: 'subject' } };
}

function kindOf(
  own: Reading,
  subject: SubjectSigns,
  time: FoundTime | null,
  proof: Evidence,
  isCopied: boolean,
): AutoReplyKind {
  const isReceipt = subject.received || says('received', own) || isCopied;
  const isAbsent = says('absent', own) || (time !== null && says('later', own));
  if (!isAbsent && challenges(own)) return 'challenge';
  if (!says('absent', own) && tellsNewAddress(own.folded) && hasAddress([own.text])) return 'left';
  // A receipt may say "our office is closed at weekends", or by when somebody answers; an absence note has more to tell.
  const isPromised = time !== null && promised.test(fold(time.evidence.quote));
  const isMore = !isPromised && (time !== null || says('limited', own) || says('later', own));
  if (isAbsent && (!isReceipt || isMore)) return 'absence';
  // "This address is closed, and your mail is not read."
  if (!isAbsent && time === null && saysGone(own.text.slice(0, 1_000))) return 'left';
  if (isReceipt || (time === null && botIn(own) !== null)) return 'acknowledgement';
  if (isAbsent || subject.absence || time !== null || says('limited', own)) return 'absence';
  if (says('processed', own) && says('thanks', own)) return 'acknowledgement';
  // Nothing tells: what claims to be a reply holds the thread, a notification changes nothing.
  return /^auto-generated/i.test(proof.quote) && !subject.prefix ? 'acknowledgement' : 'absence';
}

/** "Harriet Cole left Fenwick Joinery on 30 April": by its capitals, since samples are left as well. */
const leaves =
  /\p{Lu}\p{Ll}{1,20} (?:has (?:now )?|have )?(?:left|moved on from|departed|retired from) (?:the )?\p{Lu}\p{Ll}/u;

/** By when an answer is promised, which is no day of return. */
const promised = anyWording(
  'at the latest|no later than|within',
  'spätestens|innerhalb|binnen',
  'viimeistään|kuluessa',
  'senast|inom',
  'najpóźniej|w ciągu',
);

/** The phrases that show each kind. */
const tellingOf = {
  absence: ['absent', 'limited'],
  left: ['left'],
  acknowledgement: ['received', 'processed', 'automated'],
  challenge: ['challenge'],
} as const;

function distinct(evidence: (Evidence | null)[]): Evidence[] {
  const told = evidence.filter((each) => each !== null);
  return told.filter((each, index) => told.findIndex(({ rule }) => rule === each.rule) === index);
}
