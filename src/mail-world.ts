import { MongoError } from 'mongodb';
import type { Clock } from './clock.ts';
import type { Config, Seller, SmtpAccount } from './config.ts';
import { MailboxUnreadable, reason } from './errors.ts';
import type { StepMail } from './jobs/step/step.ts';
import type { Logger } from './logger.ts';
import type { OutgoingMail } from './mail/compose.ts';
import type { ImapTiming } from './mail/imap/account.ts';
import type { Arrived, Unread } from './mail/imap/look.ts';
import { createSender, type Sender } from './mail/send.ts';
import type { SmtpTimeouts } from './mail/smtp-session.ts';
import { type MailboxesOptions, type MailboxHealth, openMailboxes } from './mailboxes.ts';
import type { ArrivalStore, Missing } from './store/arrivals.ts';
import type { ThreadStore } from './store/threads.ts';

export interface MailWorldOptions extends Omit<MailboxesOptions, 'watch'> {
  clock: Clock;
  logger: Logger;
  arrivals: ArrivalStore;
  threads: ThreadStore;
  imapTiming?: Partial<ImapTiming>;
  smtpTimeouts?: SmtpTimeouts;
  intake: {
    takeIn(arrived: Arrived): Promise<void>;
    /** Returns the ids of the threads that are held for it. */
    unreadable(mail: Unread): Promise<string[]>;
    missing(mails: readonly Missing[]): Promise<void>;
  };
}

/** All mailboxes that are watched and all accounts that mail leaves by. */
export interface MailWorld extends StepMail {
  health(): MailboxHealth[];
  /** Takes in again what a new thread has asked for. */
  takeAgain(): Promise<void>;
  sendNotice(mail: OutgoingMail): Promise<unknown>;
  close(): Promise<void>;
}

/** Begins to watch; senders connect when they first send. */
export function openMailWorld(config: Config, options: MailWorldOptions): MailWorld {
  const { clock, logger } = options;
  const mailboxes = openMailboxes(config, {
    ...options,
    watch: {
      lookBackDays: config.tracking.lookBackDays,
      wantedSince: () => options.threads.oldestOpen(),
      now: () => clock.now(),
      pollMs: config.tracking.pollSeconds * 1000,
      timing: options.imapTiming,
      handle: (arrived) => handled(arrived, options),
      unreadable: (mail) => quarantine(mail, options),
    },
  });
  const senders = new Map<string, Sender>();
  const senderOf = (account: SmtpAccount): Sender => {
    const sender =
      senders.get(account.id) ??
      createSender({ account: { ...account, timeouts: options.smtpTimeouts ?? account.timeouts }, logger });
    senders.set(account.id, sender);
    return sender;
  };
  /** The tracking mailbox and the seller's own: where the answer may be. */
  const ofSeller = (seller: Seller) =>
    mailboxes.connections([config.tracking.mailbox, ...seller.mailboxes].map(({ id }) => id));

  /** Reads once more what a thread has asked for that opened after the mail was taken in. */
  async function takeAgain(ids: readonly string[]): Promise<void> {
    const places = await options.arrivals.toTakeAgain(ids);
    for (const id of new Set(places.map((place) => place.mailbox))) {
      const [mailbox] = await mailboxes.connections([id]);
      await mailbox?.readAgain(places.filter((place) => place.mailbox === id));
    }
    await options.intake.missing(await options.arrivals.missing(places));
    await options.arrivals.lookedAgain(places);
  }

  return {
    health: () => mailboxes.health(),
    async freshLook(seller) {
      const ids = [config.tracking.mailbox, ...seller.mailboxes].map(({ id }) => id);
      await takeAgain(ids);
      await Promise.all((await mailboxes.connections(ids)).map((mailbox) => mailbox.freshLook()));
    },
    takeAgain: () => takeAgain(mailboxes.health().map(({ id }) => id)),
    async wasSent(seller, messageId) {
      const found = await Promise.all((await ofSeller(seller)).map((mailbox) => mailbox.find(messageId)));
      return found.some((place) => place !== null);
    },
    send(seller, kind, mail, signal) {
      return senderOf(kind === 'task' ? config.notices.smtp : seller.smtp).send(mail, signal);
    },
    async fileSent(seller, mail, date) {
      const [first] = seller.mailboxes;
      const [mailbox] = first ? await mailboxes.connections([first.id]) : [];
      await mailbox?.appendToSent(mail.raw, date);
    },
    sendNotice: (mail) => senderOf(config.notices.smtp).send(mail),
    async close() {
      await mailboxes.close();
      await Promise.all([...senders.values()].map((sender) => sender.close()));
    },
  };
}

/**
 * Takes a mail in. When the database is away the mail waits; a mail that our own code stumbles over is set aside
 * with its UID, so that it never blocks those behind it.
 */
async function handled(arrived: Arrived, options: MailWorldOptions): Promise<void> {
  try {
    await options.intake.takeIn(arrived);
  } catch (error) {
    // Neither the database nor a connection that is lost while the whole mail is fetched is the mail's fault.
    if (error instanceof MongoError || error instanceof MailboxUnreadable) throw error;
    await quarantine({ ...arrived, header: arrived.root, problem: error }, options);
  }
}

async function quarantine(
  mail: Unread,
  { arrivals, clock, intake, logger }: MailWorldOptions,
): Promise<void> {
  const { mailbox, folder, uid, uidValidity, receivedAt } = mail;
  const why = reason(mail.problem).slice(0, 200);
  logger.error(
    { mailbox, uid, error: why },
    'a mail could not be handled and is set aside; those behind it go on',
  );
  const threadIds = await intake.unreadable(mail);
  await arrivals.record({
    key: `unreadable:${mailbox}:${folder}:${uidValidity}:${uid}`,
    mailbox,
    folder,
    uid,
    uidValidity,
    receivedAt,
    at: clock.now(),
    outcome: 'unreadable',
    threadIds,
    evidence: [{ rule: 'unreadable', where: 'mailbox', quote: why }],
  });
}
