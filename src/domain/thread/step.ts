import { nextOpen, type SendWindow } from '../calendar.ts';
import { spreadOf } from '../plan.ts';
import type { Sequence } from '../sequence.ts';
import type { Evidence } from '../verdict/verdict.ts';
import type { Notice, NoticeName } from './notice.ts';
import { nextAfter } from './start.ts';
import {
  type EndReason,
  ended,
  type Hold,
  held,
  type Next,
  noted,
  type Thread,
  told,
  waitsForWord,
} from './thread.ts';

/** A step that left. */
export interface SentStep {
  occurrence: number;
  /** Its name and kind in the sequence. */
  step: string;
  kind: 'email' | 'task';
  messageId: string;
  /** Version of the template that was used. */
  template: string;
  at: Date;
}

/**
 * A step has left: the next one is planned, or the quiet period begins. An ended thread only remembers it. What was
 * heard between the mail and this moment counts: robots answer within milliseconds.
 */
export function stepSent(thread: Thread, sent: SentStep, sequence: Sequence, window: SendWindow): Thread {
  const chain = sent.kind === 'email' ? [...thread.references, sent.messageId] : thread.references;
  const remembered = noted(
    {
      ...thread,
      knownIds: [...new Set([...thread.knownIds, sent.messageId])],
      references: chain,
      lastSentAt: sent.at,
    },
    {
      at: sent.at,
      kind: 'sent',
      rule: `step:${sent.kind}`,
      text:
        sent.kind === 'email'
          ? `Sent “${sent.step}” to the prospect.`
          : `Sent the task “${sent.step}” to the seller.`,
      evidence: [],
      messageId: sent.messageId,
      step: sent.step,
      template: sent.template,
    },
  );
  if (thread.status === 'ended') return remembered;
  const planned = nextAfter(remembered, sequence, sent.occurrence, sent.at, window);
  const next = afterAbsence(thread, sent, planned, window);
  if (thread.hold && waitsForWord(thread.hold)) return { ...remembered, next };
  return { ...remembered, status: 'running', hold: null, next };
}

/** The step had been put off when it had left already: what was meant for it is meant for the next one. */
function afterAbsence({ id, next, place }: Thread, sent: SentStep, planned: Next, window: SendWindow): Next {
  if (next?.kind !== 'step' || next.occurrence !== sent.occurrence || next.at <= sent.at) return planned;
  const after = next.waitsAnew
    ? new Date(planned.at.getTime() + (next.at.getTime() - sent.at.getTime()))
    : planned.at > next.at
      ? planned.at
      : next.at;
  return { ...planned, at: nextOpen(after, place, window, spreadOf(id)) };
}

/** Whether the thread has been told that the mail with this Message-ID left; others may bear the same id. */
export function knowsSent({ timeline }: Thread, messageId: string): boolean {
  return timeline.some((line) => line.kind === 'sent' && line.messageId === messageId);
}

/** Whether a step that is due for the first time has left before, in a sequence that marketing has changed since. */
export function leftBefore({ timeline }: Thread, occurrence: number, { steps }: Sequence): boolean {
  const name = steps[occurrence]?.name;
  return name !== undefined && timeline.some((line) => line.kind === 'sent' && line.step === name);
}

/**
 * The same step, later: outside the window, or other mails go first. Somebody who meanwhile put it off further is
 * heeded. `why` is told once, however often the step is put off for it.
 */
export function stepPutOff(
  thread: Thread,
  at: Date,
  why?: { rule: string; text: string; now: Date },
): Thread {
  if (!thread.next || thread.status === 'ended') return thread;
  const later = { ...thread, next: { ...thread.next, at: at > thread.next.at ? at : thread.next.at } };
  if (!why || lastRule(thread) === why.rule) return later;
  return noted(later, { at: why.now, kind: 'put-off', rule: why.rule, text: why.text, evidence: [] });
}

/** A step could not leave. The reason is told once; the hold stays as it is when tried again in vain. */
export function stepHeld(
  thread: Thread,
  hold: Hold,
  why: {
    rule: string;
    text: string;
    evidence?: Evidence[];
    notice?: { name: NoticeName; key: string; data: Record<string, unknown> };
  },
): Thread {
  if (thread.status === 'ended') return thread;
  const again = thread.hold?.reason === hold.reason && lastRule(thread) === why.rule;
  const waiting = held(thread, hold);
  const informed = why.notice ? told(waiting, noticeOf(thread, hold.since, why.notice)) : waiting;
  if (again) return informed;
  return noted(informed, {
    at: hold.since,
    kind: 'held',
    rule: why.rule,
    text: why.text,
    evidence: why.evidence ?? [],
  });
}

/**
 * The step's mail has left already, as another step of the sequence that marketing has changed since: nobody gets it
 * twice. The next one is due after its wait.
 */
export function stepPassed(
  thread: Thread,
  occurrence: number,
  sequence: Sequence,
  window: SendWindow,
  now: Date,
): Thread {
  return noted(
    { ...thread, next: nextAfter(thread, sequence, occurrence, thread.lastSentAt, window) },
    {
      at: now,
      kind: 'skipped',
      rule: 'step-left-before',
      text: 'This step has left before, and the sequence was changed since: it goes on with the next one.',
      evidence: [],
    },
  );
}

/** The hold that ends by itself is over: the step is tried again, and is due as long as it was before. */
export function retry(thread: Thread): Thread {
  if (thread.status !== 'held' || !thread.hold?.until) return thread;
  return { ...thread, status: 'running' };
}

/** The quiet period is over. */
export function closedSilent(thread: Thread, now: Date): Thread {
  if (thread.status === 'ended') return thread;
  return noted(ended(thread, 'silent', now), {
    at: now,
    kind: 'stopped',
    rule: 'quiet-period',
    text: 'The last mail stayed without an answer: the thread is closed as silent.',
    evidence: [],
  });
}

/** The day that the prospect proposed has come. */
export function reminded(thread: Thread, now: Date): Thread {
  if (thread.next?.kind !== 'remind') return thread;
  const { quote } = thread.next;
  return told(
    noted(
      { ...thread, next: null },
      {
        at: now,
        kind: 'reminded',
        rule: 'deferral-due',
        text: 'The day that the prospect proposed has come: the seller is reminded.',
        evidence: [],
      },
    ),
    noticeOf(thread, now, { name: 'deferral-due', key: `${thread.id}:deferral-due`, data: { quote } }),
  );
}

/** A person or a rule outside the thread stopped it. */
export function stopped(
  thread: Thread,
  reason: EndReason,
  why: { rule: string; text: string },
  now: Date,
): Thread {
  if (thread.status === 'ended' && thread.next === null) return thread;
  const over = thread.status === 'ended' ? { ...thread, next: null } : ended(thread, reason, now);
  return noted(over, { at: now, kind: 'stopped', rule: why.rule, text: why.text, evidence: [] });
}

function lastRule(thread: Thread): string | undefined {
  return thread.timeline.at(-1)?.rule;
}

function noticeOf(
  thread: Thread,
  at: Date,
  notice: { name: NoticeName; key: string; data: Record<string, unknown> },
): Notice {
  return {
    key: notice.key,
    name: notice.name,
    sellerId: thread.sellerId,
    threadId: thread.id,
    at,
    data: notice.data,
    inReplyTo: thread.references[0] ?? null,
  };
}
