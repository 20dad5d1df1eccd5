import type { Place } from '../calendar.ts';
import type { Evidence } from '../verdict/verdict.ts';
import type { Notice } from './notice.ts';

/** A person whom the seller wrote to. `dead` once the address bounced hard: nothing is sent there again. */
export interface Prospect {
  address: string;
  name: string;
  dead: boolean;
}

/** What the thread does next by itself, and when (an instant in product time). */
export type Next =
  /**
   * Step number `occurrence` of the sequence leaves, counted from 0 with repeats. `waitsAnew`: it was put off by so many
   * days that spend none of its wait.
   */
  | { kind: 'step'; occurrence: number; at: Date; waitsAnew?: boolean }
  /** The quiet period after the last step is over: the thread closes as silent. */
  | { kind: 'close'; at: Date }
  /** The day that the prospect proposed has come: the seller is reminded with the prospect's words. */
  | { kind: 'remind'; at: Date; quote: string };

/** Why a thread waits although its next step may be due. */
export interface Hold {
  reason:
    | 'approval'
    | 'far-absence'
    | 'colleague'
    | 'same-subject'
    | 'unseen-mail'
    | 'hole'
    | 'mailbox-unreadable'
    | 'send-refused'
    | 'send-unknown';
  since: Date;
  /** When Palaan tries again by itself; null waits for the seller. */
  until: Date | null;
}

export type EndReason =
  | 'answered'
  | 'deferred'
  | 'opt-out'
  | 'bounced'
  | 'left'
  | 'seller-acted'
  | 'stopped'
  | 'replaced'
  | 'silent';

/** One line of the thread's history (promise 8). Never changed once written. */
export interface Entry {
  at: Date;
  /** What happened, stable for programs: 'started', 'sent', 'answered', 'held', 'snoozed', … */
  kind: string;
  /** The rule that decided, such as 'match:references' or 'dsn-failed'. */
  rule: string;
  /** One plain sentence for a person. */
  text: string;
  evidence: Evidence[];
  /** Message-ID of the mail that this is about, where there is one. */
  messageId?: string;
  /** Address of who wrote that mail: whoever is forgotten takes their words along. */
  from?: string;
  /** For a sent step: its name and the version of its template. */
  step?: string;
  template?: string;
}

export interface Thread {
  id: string;
  /** Grows by one with every stored change: a writer that saw an older one must look again. */
  version: number;
  /** The unguessable part of the thread's Reply-To address. */
  token: string;
  /** The seller's id in palaan.yaml. */
  sellerId: string;
  sequence: string;
  language: string;
  project: string;
  /** The subject of the first mail as it was. */
  subject: string;
  prospects: Prospect[];
  /** The step that the seller has said yes to, for steps that ask first. */
  approved: number | null;
  /** Where the prospect works, else the seller: for windows and holidays of what the prospect gets. */
  place: Place;
  /** Where the seller works: tasks come in the seller's hours. */
  sellerPlace: Place;
  /** The day that the seller named in the address, ISO, for steps on the agreed day. */
  agreedOn: string | null;
  /** Message-IDs of the thread, oldest first: a mail that names one belongs to it. */
  knownIds: string[];
  /** References of the next follow-up, oldest first; its last one is the parent. */
  references: string[];
  startedAt: Date;
  status: 'running' | 'held' | 'ended';
  next: Next | null;
  hold: Hold | null;
  end: { reason: EndReason; at: Date } | null;
  /** When the last step left, or when the wait began anew. */
  lastSentAt: Date;
  /** Keys of the mails that this thread has taken in: a second look at one changes nothing (promise 7). */
  handled: string[];
  timeline: Entry[];
  /** Mails to the seller that this change calls for; moved to the notices collection after it is stored. */
  outbox: Notice[];
}

/** When the thread wants to be woken, or null when only mail or a person moves it. */
export function dueAt(thread: Thread): Date | null {
  if (thread.status === 'held') return thread.hold?.until ?? null;
  return thread.next?.at ?? null;
}

/** Addresses that follow-ups go to. */
export function liveProspects(thread: Thread): Prospect[] {
  return thread.prospects.filter((prospect) => !prospect.dead);
}

/** The thread with one more line in its timeline. */
export function noted(thread: Thread, entry: Entry): Thread {
  return { ...thread, timeline: [...thread.timeline, entry] };
}

/** The thread with a notice to the seller; a notice whose key it already carries is not added again. */
export function told(thread: Thread, notice: Notice): Thread {
  if (thread.outbox.some((waiting) => waiting.key === notice.key)) return thread;
  return { ...thread, outbox: [...thread.outbox, notice] };
}

/** The thread ended for `reason`: nothing leaves any more, except a reminder where `next` holds one. */
export function ended(thread: Thread, reason: EndReason, at: Date, next: Next | null = null): Thread {
  return { ...thread, status: 'ended', end: { reason, at }, hold: null, next };
}

/** The thread put on hold; its next step stays planned. A hold for the seller outranks one that ends by itself. */
export function held(thread: Thread, hold: Hold): Thread {
  if (thread.status === 'ended') return thread;
  const current = thread.hold;
  if (current && current.until === null && hold.until !== null) return thread;
  return {
    ...thread,
    status: 'held',
    hold: current?.reason === hold.reason ? { ...hold, since: current.since } : hold,
  };
}

/** Whether the hold waits for a person's word about the thread, rather than for a mail's fate or for a server. */
export function waitsForWord({ reason }: Hold): boolean {
  return ['far-absence', 'colleague', 'same-subject', 'unseen-mail'].includes(reason);
}

/** The thread off its hold. Time spent on hold does not use up the wait of the next step. */
export function released(thread: Thread, now: Date): Thread {
  if (thread.status !== 'held' || !thread.hold) return thread;
  return {
    ...thread,
    status: 'running',
    hold: null,
    next: later(thread.next, now.getTime() - thread.hold.since.getTime()),
  };
}

function later(next: Next | null, ms: number): Next | null {
  return next && { ...next, at: new Date(next.at.getTime() + Math.max(0, ms)) };
}
