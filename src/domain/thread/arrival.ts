import type { SendWindow } from '../calendar.ts';
import type { Match } from '../match.ts';
import type { Sequence } from '../sequence.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Notice, NoticeName } from './notice.ts';
import type { Entry, Thread } from './thread.ts';

/** A mail that belongs to a thread, judged. */
export interface Arrival {
  /** Identity of the mail across mailboxes. */
  key: string;
  messageId: string | null;
  /** Message-IDs that it named, for the chain of references. */
  references: string[];
  from: string | null;
  verdict: Verdict;
  match: Match;
  /** The person's own words, already cut to a length that may be shown. */
  words: string;
}

/** What the transition needs to know besides the thread and the mail. */
export interface Rules {
  now: Date;
  sequence: Sequence;
  window: SendWindow;
  /** What a colleague's mail outside the thread does. */
  colleague: 'ask' | 'stop' | 'ignore';
}

/** The line that the mail leaves in the timeline. */
export function entry(arrival: Arrival, rules: Rules, kind: string, text: string): Entry {
  const verdictRule = arrival.verdict.evidence[0]?.rule ?? arrival.verdict.verdict;
  return {
    at: rules.now,
    kind,
    rule: verdictRule,
    text,
    evidence: [...arrival.match.evidence, ...arrival.verdict.evidence],
    ...(arrival.messageId ? { messageId: arrival.messageId } : {}),
    ...(arrival.from ? { from: arrival.from } : {}),
  };
}

/** A mail to the seller about it. */
export function notice(
  thread: Thread,
  arrival: Arrival,
  rules: Rules,
  name: NoticeName,
  data: Record<string, unknown>,
): Notice {
  return {
    key: `${thread.id}:${name}:${arrival.key}`,
    name,
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: rules.now,
    data,
    inReplyTo: arrival.messageId,
  };
}
