import type { Sequence } from '../sequence.ts';
import type { Evidence } from '../verdict/verdict.ts';
import { held, noted, type Thread, told } from './thread.ts';

/** A mail that may be the answer, and whose words nobody but its recipient can have seen. */
export interface UnseenMail {
  /** Identity of the event: a second time changes nothing. */
  key: string;
  /** Palaan could not read it, or it was deleted before Palaan knew of the thread that it belongs to. */
  why: 'unreadable' | 'gone';
  from: string | null;
  messageId: string | null;
  evidence: Evidence[];
}

const texts: Record<UnseenMail['why'], string> = {
  unreadable: 'A mail came that cannot be read and may be the answer: held until the seller decides.',
  gone: 'A mail that may be the answer was deleted before this thread was known: held until the seller decides.',
};

/** Missed is worse than over-careful: held, and the seller asked, who can look or remember. */
export function arrivedUnseen(thread: Thread, mail: UnseenMail, sequence: Sequence, now: Date): Thread {
  if (thread.status === 'ended' || thread.handled.includes(mail.key)) return thread;
  const { why, from, messageId, evidence } = mail;
  const entry = {
    at: now,
    rule: `unseen:${why}`,
    evidence,
    ...(messageId ? { messageId } : {}),
    ...(from ? { from } : {}),
  };
  const seen = { ...thread, handled: [...thread.handled, mail.key] };
  if (sequence.onAnswer === 'continue') {
    return noted(seen, {
      ...entry,
      kind: 'noted',
      text: 'A mail came that nobody could read; the tasks go on.',
    });
  }
  const waiting = held(seen, { reason: 'unseen-mail', since: now, until: null });
  return told(noted(waiting, { ...entry, kind: 'held', text: texts[why] }), {
    key: `${thread.id}:unseen-mail:${mail.key}`,
    name: 'unseen-mail',
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: now,
    data: { cause: why, from },
    inReplyTo: messageId,
  });
}
