/**
 * How one language says what the verdicts look for. Every entry is a wording (see wording.ts): a space is any
 * white space, `*` the rest of a word, `~` up to five words, `( | )` a choice.
 */
export interface Phrases {
  /** ISO 639-1. */
  code: string;

  /** What mail programs put before the subject of an automatic reply, without the colon. */
  subjectPrefix: readonly string[];
  /** What people write as the subject of an absence note. */
  subjectAbsence: readonly string[];
  /** Subjects of acknowledgements. */
  subjectReceived: readonly string[];

  /** The writer, or the office, is away now or will be: never in the past. */
  absent: readonly string[];
  /** Mail is read seldom or late. */
  limited: readonly string[];
  /** An answer will come when the writer is back. */
  later: readonly string[];
  /** What to do where it cannot wait: notes have it, people hardly do. */
  urgent: readonly string[];
  /** Whom to turn to meanwhile. */
  deputy: readonly string[];
  thanks: readonly string[];
  /** "This is an automatic reply", "do not reply to this message", "your message will not be forwarded". */
  automated: readonly string[];
  /** "We have received your message", as a program says it. */
  received: readonly string[];
  /** What happens to a received message: a number, a queue, working hours. */
  processed: readonly string[];
  challenge: readonly string[];

  /** Someone has left the company for good. */
  left: readonly string[];
  /** Said by the one who left, so never typed that day. */
  leftSelf: readonly string[];
  /** "my successor", "contact X from now on". */
  successor: readonly string[];
  /** "send it to me", "I have taken over". */
  takingOver: readonly string[];

  /** "unsubscribe me", "never write again". */
  optOut: readonly string[];
  /** Opt-outs when they are the whole mail. */
  optOutAlone: readonly string[];

  /** Proposes to come back to it later, whether or not a time is named. */
  defer: readonly string[];
  /** Asks for contact: a deferral where a time to come stands beside it. */
  contact: readonly string[];
  /** No time or money now: a deferral where a time to come stands beside it. */
  notNow: readonly string[];
  /** Agrees to a time or to the matter, or says it is settled: an answer, whatever times are named. */
  agreed: readonly string[];
  /** Signs of a person who has read the mail. */
  person: readonly string[];
}
