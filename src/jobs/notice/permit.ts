import type { Seller } from '../../config.ts';
import { dayAt, nextDay, startOfDay } from '../../domain/calendar.ts';
import { PAUSED_RETRY_MS } from '../step/limits.ts';
import type { NoticeParts } from './job.ts';

/**
 * Milliseconds that a notice has to wait before it may leave, or null: while the operator's brake is on, and when
 * its seller has got so many today that two machines may be answering each other. It stays queued, untouched.
 */
export async function waitMs(key: string, parts: NoticeParts): Promise<number | null> {
  if (await parts.brake.pause()) return PAUSED_RETRY_MS;
  const notice = await parts.notices.get(key);
  const seller = parts.config.sellers.find((one) => one.id === notice?.sellerId);
  if (notice?.state !== 'pending' || !seller) return null;
  return untilThereIsRoom(key, seller, parts);
}

async function untilThereIsRoom(key: string, seller: Seller, parts: NoticeParts): Promise<number | null> {
  const { allowances, clock, config, logger } = parts;
  const limit = config.limits.noticesPerSellerPerDay;
  const now = clock.now();
  const day = dayAt(now, seller.place);
  if ((await allowances.take(`notices ${seller.id}`, day, key, limit)) !== 'none') return null;
  // One line for the day, not one for each notice: the first to find it full tells the operator.
  if ((await allowances.take(`notices ${seller.id} full`, day, 'told', 1)) === 'new') {
    logger.error(
      { seller: seller.id, limit },
      'a seller has got all notices that a day allows; the others wait for tomorrow. Does a machine answer them?',
    );
  }
  return startOfDay(nextDay(day, seller.place), seller.place).getTime() - now.getTime();
}
