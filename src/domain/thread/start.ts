import type { Place, SendWindow } from '../calendar.ts';
import { sameMailbox } from '../match.ts';
import { closingTime, planStep } from '../plan.ts';
import type { Sequence } from '../sequence.ts';
import { projectFromSubject } from '../subject.ts';
import type { Evidence } from '../verdict/verdict.ts';
import { dueAt, ended, type Next, noted, type Prospect, type Thread, told } from './thread.ts';

/** What a seller's mail asked for, as far as it was understood. */
export interface Start {
  id: string;
  token: string;
  sellerId: string;
  language: string;
  project: string;
  subject: string;
  prospects: Prospect[];
  place: Place;
  /** Where the seller works; the prospect's place when left out. */
  sellerPlace?: Place;
  agreedOn: string | null;
  /** Message-ID of the seller's mail, and what it referred to, oldest first. */
  messageId: string;
  references: string[];
  /** Key of the seller's mail, so that a second copy of it starts nothing. */
  key: string;
  sentAt: Date;
  evidence: Evidence[];
}

/** Opens a thread with its first step planned and a receipt for the seller. */
export function openThread(start: Start, sequence: Sequence, window: SendWindow, now: Date): Thread {
  const thread: Thread = {
    id: start.id,
    version: 0,
    token: start.token,
    sellerId: start.sellerId,
    sequence: sequence.name,
    language: start.language,
    project: start.project,
    subject: start.subject,
    prospects: start.prospects,
    place: start.place,
    sellerPlace: start.sellerPlace ?? start.place,
    agreedOn: start.agreedOn,
    approved: null,
    knownIds: [...start.references, start.messageId],
    references: [...start.references, start.messageId],
    startedAt: start.sentAt,
    status: 'running',
    next: null,
    hold: null,
    end: null,
    lastSentAt: start.sentAt,
    handled: [start.key],
    timeline: [],
    outbox: [],
  };
  const planned = { ...thread, next: plannedStep(thread, sequence, 0, start.sentAt, window) };
  const first = dueAt(planned);
  const opened = noted(planned, {
    at: now,
    kind: 'started',
    rule: 'start:address',
    text: `Started ${sequence.name} for “${start.project}”${first ? `, first step on ${first.toISOString()}` : ''}.`,
    evidence: start.evidence,
    messageId: start.messageId,
  });
  return told(opened, {
    key: `${thread.id}:receipt`,
    name: 'receipt',
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: now,
    data: {},
    inReplyTo: start.messageId,
  });
}

/** Step `occurrence` of the thread's sequence, counted from `from`; null when the sequence is over. */
export function plannedStep(
  thread: Thread,
  sequence: Sequence,
  occurrence: number,
  from: Date,
  window: SendWindow,
): Thread['next'] {
  const planned = planStep(sequence, occurrence, {
    from,
    agreedOn: thread.agreedOn,
    place: thread.place,
    sellerPlace: thread.sellerPlace,
    window,
    seed: thread.id,
  });
  return planned && { kind: 'step', occurrence, at: planned.at };
}

/** What comes after step `occurrence`, counted from `from`: the next step, or the end of the quiet period. */
export function nextAfter(
  thread: Thread,
  sequence: Sequence,
  occurrence: number,
  from: Date,
  window: SendWindow,
): Next {
  return (
    plannedStep(thread, sequence, occurrence + 1, from, window) ?? {
      kind: 'close',
      at: closingTime(sequence, from, thread.place, window),
    }
  );
}

/**
 * One thread, one running sequence: whether the start is about what this thread is about, because the mail
 * continues its mails or is to the same person on the same project. An older mail never does, however late its worker.
 */
export function takesOver(start: Start, thread: Thread): boolean {
  if (thread.id === start.id || thread.sellerId !== start.sellerId || thread.status === 'ended') return false;
  if (thread.startedAt > start.sentAt) return false;
  if (start.references.some((id) => thread.knownIds.includes(id))) return true;
  const people = start.prospects.map(({ address }) => sameMailbox(address));
  return (
    projectFromSubject(thread.subject).toLowerCase() === start.project.toLowerCase() &&
    thread.prospects.some(({ address }) => people.includes(sameMailbox(address)))
  );
}

/** The seller started anew on the same mails: the older thread makes room. */
export function replaced(thread: Thread, byThreadId: string, now: Date): Thread {
  if (thread.status === 'ended') return thread;
  return noted(ended(thread, 'replaced', now), {
    at: now,
    kind: 'stopped',
    rule: 'start:replaced',
    text: `Replaced by thread ${byThreadId}, which the seller started on the same mails.`,
    evidence: [],
  });
}
