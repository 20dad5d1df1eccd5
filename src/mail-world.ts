import { MongoError } from 'mongodb';
import type { Clock } from './clock.ts';
import type { Config, Seller, SmtpAccount } from './config.ts';
import { reason } from './errors.ts';
import type { StepMail } from './jobs/step/step.ts';
import type { Logger } from './logger.ts';
import type { OutgoingMail } from './mail/compose.ts';
import type { Arrived, Place } from './mail/imap/look.ts';
import { type MailboxWatcher, watchMailbox } from './mail/imap/watch.ts';
import { isOwnMessageId } from './mail/message-id.ts';
import { createSender, type Sender } from './mail/send.ts';
import type { ArrivalStore } from './store/arrivals.ts';
import type { CursorStore } from './store/cursors.ts';

export interface MailWorldOptions {
  clock: Clock;
  logger: Logger;
  cursors: CursorStore;
  arrivals: ArrivalStore;
  takeIn(arrived: Arrived, isOwnId: (messageId: string) => boolean): Promise<void>;
}

/** All mailboxes that are watched and all accounts that mail leaves by. */
export interface MailWorld extends StepMail {
  readonly count: number;
  start(): void;
  sendNotice(mail: OutgoingMail): Promise<unknown>;
  close(): Promise<void>;
}

/** Connects nothing yet: `start` does, and senders connect when they first send. */
export function openMailWorld(config: Config, options: MailWorldOptions): MailWorld {
  const { logger } = options;
  const watchers = openWatchers(config, options);
  const senders = new Map<string, Sender>();
  const senderOf = (account: SmtpAccount): Sender => {
    const sender = senders.get(account.id) ?? createSender({ account, logger });
    senders.set(account.id, sender);
    return sender;
  };
  /** The tracking mailbox and the seller's own: where the answer may be. */
  const ofSeller = (seller: Seller): MailboxWatcher[] =>
    [config.tracking.mailbox, ...seller.mailboxes].flatMap(({ id }) => watchers.get(id) ?? []);

  return {
    count: watchers.size,
    start() {
      for (const watcher of watchers.values()) void watcher.start();
    },
    async freshLook(seller) {
      await Promise.all(ofSeller(seller).map((watcher) => watcher.freshLook()));
    },
    async wasSent(seller, messageId) {
      const found = await Promise.all(ofSeller(seller).map((watcher) => watcher.find(messageId)));
      return found.some((place) => place !== null);
    },
    send(seller, kind, mail) {
      return senderOf(kind === 'task' ? config.notices.smtp : seller.smtp).send(mail);
    },
    async fileSent(seller, mail, date) {
      const [first] = seller.mailboxes;
      if (first) await watchers.get(first.id)?.appendToSent(mail.raw, date);
    },
    sendNotice: (mail) => senderOf(config.notices.smtp).send(mail),
    async close() {
      await Promise.all([...watchers.values()].map((watcher) => watcher.close()));
      await Promise.all([...senders.values()].map((sender) => sender.close()));
    },
  };
}

function openWatchers(config: Config, options: MailWorldOptions): Map<string, MailboxWatcher> {
  const { clock, logger, cursors } = options;
  const domain = config.tracking.address.slice(config.tracking.address.lastIndexOf('@') + 1);
  const accounts = [config.tracking.mailbox, ...config.sellers.flatMap((seller) => seller.mailboxes)];
  const watchers = accounts.map((account) => {
    const watcher = watchMailbox(account, {
      cursors,
      logger,
      lookBackDays: config.tracking.lookBackDays,
      now: () => clock.now(),
      pollMs: config.tracking.pollSeconds * 1000,
      handle: (arrived) => handled(arrived, domain, options),
      unreadable: (place, error) => quarantine(place, error, options),
    });
    return [account.id, watcher] as const;
  });
  return new Map(watchers);
}

/**
 * Takes a mail in. When the database is away the mail waits; a mail that our own code stumbles over is set aside
 * with its UID, so that it never blocks those behind it.
 */
async function handled(arrived: Arrived, domain: string, options: MailWorldOptions): Promise<void> {
  try {
    await options.takeIn(arrived, (id) => isOwnMessageId(id, domain));
  } catch (error) {
    if (error instanceof MongoError) throw error;
    await quarantine(arrived, error, options);
  }
}

async function quarantine(
  place: Place,
  error: unknown,
  { arrivals, clock, logger }: MailWorldOptions,
): Promise<void> {
  const { mailbox, folder, uid, uidValidity } = place;
  const why = reason(error).slice(0, 200);
  logger.error(
    { mailbox, uid, error: why },
    'a mail could not be handled and is set aside; those behind it go on',
  );
  await arrivals.record({
    key: `unreadable:${mailbox}:${folder}:${uidValidity}:${uid}`,
    mailbox,
    folder,
    uid,
    at: clock.now(),
    outcome: 'unreadable',
    threadIds: [],
    evidence: [{ rule: 'unreadable', where: 'mailbox', quote: why }],
  });
}
