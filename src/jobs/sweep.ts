import type { Agenda } from 'agenda';
import type { Clock } from '../clock.ts';
import { reason } from '../errors.ts';
import type { Alarms, Keeper } from '../keeper.ts';
import type { Logger } from '../logger.ts';
import type { NoticeStore } from '../store/notices.ts';
import type { ThreadStore } from '../store/threads.ts';

export const sweepJob = 'sweep';

export interface SweepParts {
  threads: ThreadStore;
  notices: NoticeStore;
  keeper: Keeper;
  alarms: Alarms;
  clock: Clock;
  logger: Logger;
  /** Takes in again what a new thread has asked for. */
  takeAgain(): Promise<void>;
  /** Machine milliseconds after which what was being sent counts as left behind by a crash. */
  reservationMs: number;
}

const AT_ONCE = 1000;

/** The sweep makes up for every alarm that a crash or an outage swallowed. One worker does it at a time. */
export async function defineSweepJob(agenda: Agenda, parts: SweepParts, everyMs: number): Promise<void> {
  agenda.define(sweepJob, () => sweep(parts), { concurrency: 1, lockLifetime: 5 * everyMs });
  // Whoever starts has swept just now.
  await agenda.every(everyMs, sweepJob, undefined, { skipImmediate: true });
}

/**
 * Sets the alarm of every thread that is overdue, queues notices that are still in an outbox, and wakes the postman
 * for those that wait. Nothing here sends: it only rings bells, so it may run at any time.
 */
export async function sweep({
  threads,
  notices,
  keeper,
  alarms,
  clock,
  logger,
  takeAgain,
  reservationMs,
}: SweepParts): Promise<void> {
  try {
    for (const thread of await threads.withOutbox(AT_ONCE)) await keeper.follow(thread);
    for (const { id } of await threads.due(clock.now(), AT_ONCE)) {
      const thread = await threads.get(id);
      if (thread) await alarms.set(thread);
    }
    for (const key of await notices.due(clock.now(), reservationMs, AT_ONCE)) await alarms.notice(key);
    await takeAgain();
  } catch (error) {
    logger.warn({ error: reason(error) }, 'a sweep could not finish; the next one goes on');
  }
}
