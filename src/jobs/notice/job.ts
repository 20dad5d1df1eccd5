import { createHash } from 'node:crypto';
import type { Agenda } from 'agenda';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Config, Seller } from '../../config.ts';
import { tokenAddress } from '../../domain/tracking-address.ts';
import { nameOf, SendRefused } from '../../errors.ts';
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
  /** Whether a mail with this Message-ID is in one of the seller's mailboxes. */
  wasSent(seller: Seller, messageId: string): Promise<boolean>;
  /** Machine milliseconds after which a claim without an outcome counts as left behind by a crash. */
  reservationMs: number;
}

const RETRY_MS = 60_000;
const ATTEMPTS = 8;

/** One job for each mail to a seller that waits. */
export function defineNoticeJob(agenda: Agenda, parts: NoticeParts): void {
  agenda.define<z.infer<typeof noticeData>>(
    noticeJob,
    async (job) => {
      const { key } = noticeData.parse(job.attrs.data);
      const again = await sendNotice(key, parts);
      job.attrs.nextRunAt = again ? new Date(Date.now() + parts.clock.realMs(again)) : null;
    },
    { concurrency: 10, removeOnComplete: true, backoff: ({ attempt }) => RETRY_MS * Math.min(attempt, 10) },
  );
}

/**
 * Sends one notice, claimed so that no other worker sends it too. Returns the milliseconds after which to try
 * again, or null when there is nothing more to do.
 */
export async function sendNotice(key: string, parts: NoticeParts): Promise<number | null> {
  const wait = await waitMs(key, parts);
  if (wait) return wait;
  const notice = await parts.notices.claim(key, new Date(Date.now() - parts.reservationMs));
  if (!notice) return null;
  const seller = parts.config.sellers.find((one) => one.id === notice.sellerId);
  const mail = seller && (await write(notice, seller, parts));
  if (!mail) {
    await parts.notices.settle(key, 'failed');
    return null;
  }
  try {
    if (!(await leftBefore(notice, seller, mail, parts))) await parts.send(mail);
    await parts.notices.settle(key, 'sent');
    return null;
  } catch (error) {
    return unsent(notice, error, parts);
  }
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

/**
 * An earlier try may have left all the same: nobody wants the same notice twice. Where that cannot be seen it is sent
 * again, for a thread may wait for ever for an answer to a question that was never asked.
 */
async function leftBefore(
  { name, threadId, attempts }: StoredNotice,
  seller: Seller,
  { messageId }: OutgoingMail,
  parts: NoticeParts,
): Promise<boolean> {
  if (attempts === 1) return false;
  try {
    return await parts.wasSent(seller, messageId);
  } catch (error) {
    parts.logger.warn(
      { notice: name, thread: threadId, error: nameOf(error) },
      'whether a notice left before could not be looked up',
    );
    return false;
  }
}

/** Tried again, except what the server refuses for good. */
async function unsent(notice: StoredNotice, error: unknown, parts: NoticeParts): Promise<number | null> {
  const { key, name, attempts } = notice;
  const permanent = error instanceof SendRefused && error.permanent;
  const again = !permanent && attempts < ATTEMPTS;
  const state = again ? 'pending' : error instanceof SendRefused ? 'failed' : 'unknown';
  await parts.notices.settle(key, state);
  parts.logger.error(
    { notice: name, thread: notice.threadId, state, error: nameOf(error) },
    'a notice to a seller did not leave',
  );
  return again ? RETRY_MS * 2 ** attempts : null;
}

/** A notice's key holds what a Message-ID may not. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
