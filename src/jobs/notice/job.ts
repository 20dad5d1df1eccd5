import { createHash } from 'node:crypto';
import type { Agenda } from 'agenda';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Config, Seller } from '../../config.ts';
import { tokenAddress } from '../../domain/tracking-address.ts';
import { nameOf } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { composeNotice, type OutgoingMail } from '../../mail/compose.ts';
import { messageIdFor } from '../../mail/message-id.ts';
import type { AllowanceStore } from '../../store/allowances.ts';
import type { BrakeStore } from '../../store/brake.ts';
import type { NoticeStore, StoredNotice } from '../../store/notices.ts';
import type { SuppressionStore } from '../../store/suppressions.ts';
import type { ThreadStore } from '../../store/threads.ts';
import type { TemplateLibrary } from '../../templates/library.ts';
import { domainOf } from '../thread-values.ts';
import { waitMs } from './permit.ts';
import { renderNotice } from './render.ts';
import { hasArrived, isUnderWay, tryLater, unwritten } from './retry.ts';

export const noticeJob = 'notice';
export const noticeData = z.strictObject({ key: z.string().min(1) });

export interface NoticeParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  notices: NoticeStore;
  threads: ThreadStore;
  suppressions: SuppressionStore;
  allowances: AllowanceStore;
  brake: BrakeStore;
  templates(): Promise<TemplateLibrary>;
  send(mail: OutgoingMail): Promise<unknown>;
  /** Whether a mail with this Message-ID is in the tracking mailbox or in one of the seller's. */
  wasSent(seller: Seller, messageId: string): Promise<boolean>;
  /** Machine milliseconds after which a notice that was being sent counts as left behind by a crash. */
  reservationMs: number;
}

/** One job for each mail to a seller that waits. */
export function defineNoticeJob(agenda: Agenda, parts: NoticeParts): void {
  agenda.define<z.infer<typeof noticeData>>(
    noticeJob,
    async (job) => {
      const { key } = noticeData.parse(job.attrs.data);
      const again = await sendNotice(key, parts);
      job.attrs.nextRunAt = again ? new Date(Date.now() + parts.clock.realMs(again)) : null;
    },
    {
      concurrency: 10,
      removeOnComplete: true,
      backoff: ({ attempt }) => parts.clock.realMs(60_000) * Math.min(attempt, 10),
    },
  );
}

/**
 * Sends one notice, claimed so that no other worker sends it too. Returns the milliseconds after which to try
 * again, or null when there is nothing more to do.
 */
export async function sendNotice(key: string, parts: NoticeParts): Promise<number | null> {
  const wait = await waitMs(key, parts);
  if (wait) return wait;
  const seen = await parts.notices.get(key);
  if (!seen || seen.state === 'sent' || seen.state === 'failed' || isUnderWay(seen, parts)) return null;
  const seller = parts.config.sellers.find((one) => one.id === seen.sellerId);
  const mail = seller && (await write(seen, seller, parts));
  if (seller && !mail) return unwritten(seen, parts);
  if (!mail || (await hasArrived(seen, seller, mail.messageId, parts))) {
    await parts.notices.settle(key, mail ? 'sent' : 'failed');
    return null;
  }
  const notice = await parts.notices.claim(seen);
  if (!notice) return null;
  try {
    await parts.send(mail);
  } catch (error) {
    return tryLater(notice, error, parts);
  }
  await parts.notices.settle(key, 'sent');
  return null;
}

async function write(notice: StoredNotice, seller: Seller, parts: NoticeParts): Promise<OutgoingMail | null> {
  const thread = notice.threadId ? await parts.threads.get(notice.threadId) : null;
  const { config } = parts;
  try {
    const rendered = await renderNotice(notice, thread, seller, parts);
    return await composeNotice({
      from: config.notices.from,
      to: [{ name: seller.name, address: seller.address }],
      replyTo: thread ? [tokenAddress(config.tracking.address, thread.token)] : [],
      subject: rendered.subject,
      text: rendered.text,
      html: rendered.html,
      messageId: messageIdFor(notice.threadId ?? 'notice', `n-${digest(notice.key)}`, domainOf(config)),
      inReplyTo: notice.inReplyTo ?? undefined,
      references: notice.inReplyTo ? [notice.inReplyTo] : [],
      date: parts.clock.now(),
    });
  } catch (error) {
    parts.logger.error(
      { notice: notice.name, thread: notice.threadId, error: nameOf(error) },
      'a notice to a seller cannot be written',
    );
    return null;
  }
}

/** A notice's key holds what a Message-ID may not. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
