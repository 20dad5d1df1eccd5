import type { Seller } from '../../config.ts';
import { nameOf, SendRefused } from '../../errors.ts';
import type { StoredNotice } from '../../store/notices.ts';
import type { NoticeParts } from './job.ts';

const MINUTE_MS = 60_000;
/** Product milliseconds between two tries: doubled each time, up to the most. All tries together take three days. */
const RETRY_MS = MINUTE_MS;
const LONGEST_RETRY_MS = 240 * MINUTE_MS;
const ATTEMPTS = 24;
const UNWRITTEN_RETRY_MS = 60 * MINUTE_MS;
/** A week: then the operator has read the log, or will not. */
const WRITABLE_MS = 7 * 24 * 60 * MINUTE_MS;

/**
 * Whether an earlier try did leave, after all: its sender stopped half-way, or lost the connection. A mailbox that
 * cannot be searched says nothing; then the notice goes out again, for a seller who hears it twice is better off than
 * one who never does. The Message-ID stays the same, so that most programs show one mail.
 */
export async function hasArrived(
  notice: StoredNotice,
  seller: Seller,
  messageId: string,
  parts: NoticeParts,
): Promise<boolean> {
  if (notice.state === 'pending') return false;
  try {
    return await parts.wasSent(seller, messageId);
  } catch (error) {
    parts.logger.warn(
      { notice: notice.name, thread: notice.threadId, error: nameOf(error) },
      'an earlier try of a notice could not be looked up',
    );
    return false;
  }
}

/** Whether somebody else is sending it at this moment, as far as can be told. */
export function isUnderWay({ state, touchedAt }: StoredNotice, { reservationMs }: NoticeParts): boolean {
  return state === 'sending' && Date.now() - touchedAt.getTime() < reservationMs;
}

/** A notice that cannot be written is tried again for some time: its template may be mended meanwhile. */
export async function unwritten({ key, at }: StoredNotice, parts: NoticeParts): Promise<number | null> {
  const now = parts.clock.now().getTime();
  if (now - at.getTime() > WRITABLE_MS) {
    await parts.notices.settle(key, 'failed');
    return null;
  }
  await parts.notices.postpone(key, 'pending', new Date(now + UNWRITTEN_RETRY_MS));
  return UNWRITTEN_RETRY_MS;
}

/** It did not leave, or nobody knows: tried again after a while, even after a "never": accounts are mended, too. */
export async function tryLater(
  { key, name, threadId, attempts }: StoredNotice,
  error: unknown,
  parts: NoticeParts,
): Promise<number | null> {
  const over = attempts >= ATTEMPTS;
  const state = error instanceof SendRefused ? 'pending' : 'unknown';
  parts.logger.error(
    { notice: name, thread: threadId, state: over ? 'failed' : state, error: nameOf(error) },
    'a notice to a seller did not leave',
  );
  if (over) {
    await parts.notices.settle(key, 'failed');
    return null;
  }
  const waitMs = Math.min(RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
  await parts.notices.postpone(key, state, new Date(parts.clock.now().getTime() + waitMs));
  return waitMs;
}
