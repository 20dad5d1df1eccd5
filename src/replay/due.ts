import { dayAt, isOpen, nextBusinessDay, nextOpen, openingOn } from '../domain/calendar.ts';
import { sameMailbox } from '../domain/match.ts';
import { spreadOf } from '../domain/plan.ts';
import { type Sequence, type Step, stepAt } from '../domain/sequence.ts';
import { closedSilent, reminded, stepPutOff, stepSent, stopped } from '../domain/thread/step.ts';
import { liveProspects, type Thread } from '../domain/thread/thread.ts';
import type { Setting } from './setting.ts';

/** A step that would have left. */
export interface WouldSend {
  at: Date;
  step: string;
  kind: Step['kind'];
  /** The seller would have been asked first; the replay takes a yes for granted. */
  asks: boolean;
  /** Addresses that it would have gone to; none for a task, which goes to the seller. */
  to: string[];
}

/** What the whole mailbox has in common: who may not be written to, and who has had how many mails on a day. */
export class Limits {
  readonly #suppressed = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #perPersonPerDay: number;

  constructor(perPersonPerDay: number) {
    this.#perPersonPerDay = perPersonPerDay;
  }

  suppress(address: string): void {
    this.#suppressed.add(sameMailbox(address));
  }

  isSuppressed(address: string): boolean {
    return this.#suppressed.has(sameMailbox(address));
  }

  /** Takes a place in the day of each of them, unless one has had enough. */
  take(addresses: readonly string[], day: string): boolean {
    const places = [...new Set(addresses.map((address) => `${day} ${sameMailbox(address)}`))];
    if (places.some((place) => (this.#counts.get(place) ?? 0) >= this.#perPersonPerDay)) return false;
    for (const place of places) this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    return true;
  }
}

/**
 * Does what the thread wants done now, as a worker would, except that nothing leaves. `sent` is the step that would
 * have left.
 */
export function runDue(
  thread: Thread,
  sequence: Sequence,
  now: Date,
  limits: Limits,
  setting: Setting,
): { thread: Thread; sent: WouldSend | null } {
  switch (thread.next?.kind) {
    case 'remind':
      return { thread: reminded(thread, now), sent: null };
    case 'close':
      return { thread: closedSilent(thread, now), sent: null };
    case 'step':
      return runStep(thread, thread.next.occurrence, sequence, now, limits, setting);
    default:
      return { thread, sent: null };
  }
}

function runStep(
  thread: Thread,
  occurrence: number,
  sequence: Sequence,
  now: Date,
  limits: Limits,
  setting: Setting,
): { thread: Thread; sent: WouldSend | null } {
  const step = stepAt(sequence, occurrence);
  if (!step) return { thread: { ...thread, next: null }, sent: null };
  const to = step.kind === 'email' ? liveProspects(thread).map(({ address }) => address) : [];
  const refused = step.kind === 'email' ? refusal(thread, to, now, limits, setting) : null;
  if (refused) return { thread: refused, sent: null };
  const messageId = `<${thread.id}.${occurrence}@replay.invalid>`;
  const sent = { occurrence, step: step.name, kind: step.kind, messageId, template: '', at: now };
  return {
    thread: stepSent(thread, sent, sequence, setting.window),
    sent: { at: now, step: step.name, kind: step.kind, asks: step.approve, to },
  };
}

/** The thread when the mail may not leave now: not at all, or later. */
function refusal(
  thread: Thread,
  to: readonly string[],
  now: Date,
  limits: Limits,
  { window }: Setting,
): Thread | null {
  if (to.some((address) => limits.isSuppressed(address))) {
    const why = { rule: 'suppressed', text: 'A prospect is suppressed: nothing may be sent.' };
    return stopped(thread, 'opt-out', why, now);
  }
  const spread = spreadOf(thread.id);
  if (!isOpen(now, thread.place, window)) {
    return stepPutOff(thread, nextOpen(now, thread.place, window, spread));
  }
  const day = dayAt(now, thread.place);
  if (limits.take(to, day)) return null;
  const tomorrow = nextBusinessDay(day, thread.place, window);
  const text = `A prospect has had enough follow-ups that day, over all threads: put off to ${tomorrow}.`;
  return stepPutOff(thread, openingOn(tomorrow, thread.place, window, spread), {
    now,
    rule: 'limit:person',
    text,
  });
}
