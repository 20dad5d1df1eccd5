import { type FoundTime, findReturn } from '../dates/return-date.ts';
import type { Message } from '../message.ts';
import { responderHeader, type SubjectSigns, subjectSigns } from './machine.ts';
import { ownReading, places, quoting, type Reading, reading } from './reading.ts';
import { findSuccessor } from './successor.ts';
import type { AutoReplyKind, Evidence, JudgeContext, Verdict } from './verdict.ts';
import { writtenOf } from './written.ts';

/** What a text says of itself, by the phrases in it. */
interface Signs {
  absent: Evidence | null;
  limited: Evidence | null;
  later: Evidence | null;
  urgent: Evidence | null;
  thanks: Evidence | null;
  automated: Evidence | null;
  received: Evidence | null;
  processed: Evidence | null;
  challenge: Evidence | null;
  left: Evidence | null;
  leftSelf: Evidence | null;
  person: Evidence | null;
}

const sayings = [
  'absent',
  'limited',
  'later',
  'urgent',
  'thanks',
  'automated',
  'received',
  'processed',
  'challenge',
  'left',
  'leftSelf',
  'person',
] as const;

/**
 * A reply by a program (RFC 3834): absence with the day of return, "no longer works here" with the successor, an
 * acknowledgement, or a challenge. A header or a program's subject proves it; without them the words must be a
 * note's and nothing else. Null for a person's mail.
 */
export function judgeAutoReply(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  const header = responderHeader(message);
  const subject = subjectSigns(message.subject);
  const signs = signsOf(own);
  const proof = header ?? subject.prefix ?? noteWithoutProof(message, own, subject, signs);
  if (!proof) return null;
  const time = findTime(message, own, subject, context);
  const kind = kindOf(signs, subject, time, proof);
  const evidence = [
    proof,
    ...Object.values(signs).filter((sign) => sign !== null && isOfKind(sign, kind)),
  ] as Evidence[];
  if (kind !== 'absence') {
    const successor = kind === 'left' ? findSuccessor(message, own) : null;
    return {
      verdict: 'auto-reply',
      kind,
      until: null,
      untilTo: null,
      successor,
      evidence: distinct(evidence),
    };
  }
  const { until, untilTo } = time ?? { until: null, untilTo: null };
  if (time) evidence.push(time.evidence);
  return { verdict: 'auto-reply', kind, until, untilTo, successor: null, evidence: distinct(evidence) };
}

function signsOf(own: Reading): Signs {
  const signs = sayings.map((saying) => {
    const place = places(saying, own)[0];
    return [saying, place ? quoting(`${saying}-phrase`, 'words', own, place) : null];
  });
  return Object.fromEntries(signs) as Signs;
}

function findTime(
  message: Message,
  own: Reading,
  subject: SubjectSigns,
  context: JudgeContext,
): FoundTime | null {
  const when = writtenOf(message, context);
  if (!when) return null;
  const inWords = findReturn(own.text, when);
  if (inWords) return inWords;
  const found = subject.note === '' || !subject.absence ? null : findReturn(subject.note, when);
  return found && { ...found, evidence: { ...found.evidence, where: 'subject' } };
}

function kindOf(signs: Signs, subject: SubjectSigns, time: FoundTime | null, proof: Evidence): AutoReplyKind {
  if (signs.left) return 'left';
  const isReceipt = signs.received !== null || subject.received;
  if (signs.challenge && !signs.absent) return 'challenge';
  if (signs.absent && (!isReceipt || time !== null || signs.limited !== null || signs.later !== null))
    return 'absence';
  if (isReceipt) return 'acknowledgement';
  if (signs.absent || subject.absence || time !== null || signs.limited) return 'absence';
  if (signs.processed && signs.thanks) return 'acknowledgement';
  // Nothing tells: what claims to be a reply holds the thread, a notification changes nothing.
  return /^auto-generated/i.test(proof.quote) && !subject.prefix ? 'acknowledgement' : 'absence';
}

const rulesOfKind: Record<AutoReplyKind, RegExp> = {
  absence: /^(?:absent|limited)/,
  left: /^left-/,
  acknowledgement: /^(?:received|processed|automated)/,
  challenge: /^challenge/,
};

function isOfKind({ rule }: Evidence, kind: AutoReplyKind): boolean {
  return rulesOfKind[kind].test(rule);
}

function distinct(evidence: Evidence[]): Evidence[] {
  return evidence.filter((each, index) => evidence.findIndex(({ rule }) => rule === each.rule) === index);
}

/**
 * A note that neither a header nor a program's subject gives away. People write "I'm out until Monday" too, so
 * several things that notes say must come together, and nothing that only a reader of our mail would say.
 */
function noteWithoutProof(
  message: Message,
  own: Reading,
  subject: SubjectSigns,
  signs: Signs,
): Evidence | null {
  if (signs.challenge && !subject.isAnswer) return signs.challenge;
  if (isPersonal(message, own, signs)) return null;
  if (signs.left) return leftWithoutProof(message, signs, subject);
  if (signs.absent) {
    const helps = [signs.limited, signs.automated, signs.urgent].filter((sign) => sign !== null).length;
    const softer = [signs.thanks, signs.later].filter((sign) => sign !== null).length;
    if (subject.absence || helps >= 1 || (softer >= 2 && !subject.isAnswer)) return signs.absent;
    return null;
  }
  if (subject.absence && (signs.later || signs.limited || signs.automated))
    return signs.later ?? signs.limited ?? signs.automated;
  if (signs.automated && (signs.received || signs.processed || signs.thanks || signs.limited))
    return signs.automated;
  if (subject.received && (signs.received || (signs.thanks && signs.processed)))
    return signs.received ?? signs.thanks;
  return null;
}

/** "This mailbox is no longer read", or a company's note from the mailbox of the one who left. */
function leftWithoutProof(message: Message, signs: Signs, subject: SubjectSigns): Evidence | null {
  if (signs.automated || (signs.leftSelf && !subject.isAnswer)) return signs.left;
  const names = nameParts(message);
  const sentence = signs.left ? reading(signs.left.quote, null).folded : '';
  return names.some((name) => sentence.includes(name)) || (signs.leftSelf && signs.thanks)
    ? signs.left
    : null;
}

function nameParts(message: Message): string[] {
  const name = message.from[0]?.name ?? '';
  return reading(name, null)
    .folded.split(/[\s,.]+/)
    .filter((part) => part.length >= 4);
}

const greeting =
  /^\s*(?:hi|hello|hei|moi|hej|hallo|czesc|dear|lieber|liebe|halla|hejsan|witam|panie|pani|szanowny|szanowna|sehr)\b([^\n]{0,60})/u;

/** A question, a greeting by name, or words that answer our mail. */
function isPersonal(message: Message, own: Reading, signs: Signs): boolean {
  if (signs.person || own.text.includes('?')) return true;
  const greeted = greeting.exec(own.folded)?.[1] ?? '';
  const names = [...message.to, ...message.cc].flatMap(({ name }) =>
    reading(name, null).folded.split(/[\s,.]+/),
  );
  return names.some((name) => name.length >= 3 && greeted.split(/[\s,.!:]+/).includes(name));
}
