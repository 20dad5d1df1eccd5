import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import { type App, type AppOptions, start } from '../../src/app.ts';
import { type Clock, fastClock } from '../../src/clock.ts';
import type { Config, MailboxAccount, SmtpAccount } from '../../src/config.ts';
import type { Message } from '../../src/domain/message.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import type { EndReason, Thread } from '../../src/domain/thread/thread.ts';
import { silentLogger } from '../../src/logger.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { connect } from '../../src/store/database.ts';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { sendMail } from './mail.ts';
import { testDatabase } from './mongo.ts';

/** Days that pass in a second. */
const DAYS_PER_SECOND = 5;

/** Always open: at this speed a window of seven hours would be missed as often as not. */
const alwaysOpen = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' };

export const people = {
  anna: 'anna@seller.example',
  bert: 'bert@seller.example',
  jan: 'jan@prospect.example',
  eva: 'eva@prospect.example',
  pia: 'pia@other.example',
  track: 'track@palaan.example',
};

export interface World {
  mail: SandboxMail;
  stores: Stores;
  clock: Clock;
  config: Config;
  /** A seller or prospect sends a mail through their own account. */
  write(mail: Written): Promise<string>;
  /** Resolves with the first mail in the mailbox, present or to come, that passes the test. */
  received(address: string, test: (message: Message) => boolean): Promise<Message>;
  /** Everything in a mailbox now. */
  inbox(address: string): Message[];
  /** Resolves when the newest thread has ended for this reason. */
  ended(reason: EndReason): Promise<void>;
  /** Resolves when so many mails were taken in that belong to no thread. */
  unmatched(count: number): Promise<void>;
  /** Resolves when so many mails were taken in with this outcome. */
  taken(outcome: string, count?: number): Promise<void>;
  /** Resolves with the first thread that passes the test, the newest ones first. */
  until(test: (thread: Thread) => boolean): Promise<Thread>;
  /** Resolves when the newest thread has an entry by this rule. */
  noted(rule: string): Promise<void>;
  /** Starts (another) worker on the same database. */
  work(): Promise<App>;
}

export interface Written {
  from: string;
  to: string | string[];
  cc?: string;
  bcc?: string;
  subject?: string;
  text?: string;
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
}

/** A whole world on this laptop: MongoDB, mail for everybody, a fast clock, and a worker unless told otherwise. */
export async function startWorld(
  options: {
    start?: string;
    config?: Partial<Config>;
    templates?: string;
    /** No worker yet. */
    idle?: boolean;
    /** What its workers do otherwise than others. */
    app?: Partial<AppOptions>;
  } = {},
): Promise<World> {
  const clock = fastClock(new Date(options.start ?? '2026-11-02T08:00:00Z'), DAYS_PER_SECOND * 86_400);
  const database = await testDatabase();
  const accounts = Object.values(people).map((address) => ({ address, password: 'secret' }));
  const mail = await startMail({ accounts, clock });
  onTestFinished(() => mail.close());
  const config: Config = { ...configFor(mail, database.uri, options.templates), ...options.config };
  // A test may bring a database of its own, which it can take away.
  const { client, db } = await connect(config.mongo.uri, config.mongo.database);
  onTestFinished(() => client.close());
  const stores = await openStores(db, config.suppression.key);

  async function work(): Promise<App> {
    const app = await start(config, {
      clock,
      logger: silentLogger(),
      processEveryMs: 50,
      sweepEveryMs: 500,
      reservationMs: 1000,
      ...options.app,
    });
    let running = true;
    const stop = async () => {
      if (running) await app.stop();
      running = false;
    };
    onTestFinished(stop);
    return { stop };
  }
  if (!options.idle) await work();

  async function taken(outcome: string, count = 1): Promise<void> {
    while ((await db.collection('arrivals').countDocuments({ outcome })) < count) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const inbox = (address: string): Message[] =>
    mail
      .messages(address)
      .map(({ raw, internalDate }) => readMessage(parseMime(raw), { receivedAt: internalDate }));

  return {
    mail,
    stores,
    clock,
    config,
    work,
    inbox,
    unmatched: (count) => taken('unmatched', count),
    taken,
    async until(test) {
      for (;;) {
        const found = (await stores.threads.list({}, 100)).find(test);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async ended(reason) {
      for (;;) {
        const [newest] = await stores.threads.list({}, 1);
        if (newest?.end?.reason === reason) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async noted(rule) {
      for (;;) {
        const [newest] = await stores.threads.list({}, 1);
        if (newest?.timeline.some((entry) => entry.rule === rule)) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    write: (written) => writeMail(mail, clock, written),
    received(address, test) {
      return new Promise((resolve) => {
        const look = (): boolean => {
          const found = inbox(address).find(test);
          if (found) resolve(found);
          return found !== undefined;
        };
        if (look()) return;
        const unsubscribe = mail.onDelivery(({ mailbox }) => {
          if (mailbox === address && look()) unsubscribe();
        });
      });
    },
  };
}

function configFor(mail: SandboxMail, uri: string, templates = path.resolve('templates')): Config {
  const mailbox = (id: string, user: string): MailboxAccount => ({
    id,
    ...mail.imap,
    secure: false,
    user,
    password: 'secret',
    folders: 'auto',
  });
  const account = (id: string, user: string): SmtpAccount => ({
    id,
    ...mail.smtp,
    secure: false,
    user,
    password: 'secret',
  });
  const seller = (id: string, name: string, address: string): Config['sellers'][number] => ({
    id,
    name,
    address,
    aliases: [],
    signature: name,
    language: 'en',
    place: { zone: 'Europe/Helsinki', country: 'FI' },
    sequence: 'gentle',
    smtp: account(id, address),
    mailboxes: [mailbox(id, address)],
  });
  return {
    mongo: { uri, database: new URL(uri).pathname.slice(1) },
    tracking: {
      address: people.track,
      mailbox: mailbox('tracking', people.track),
      // At this speed days pass before a new worker has looked for the first time.
      lookBackDays: 365,
      pollSeconds: 60,
    },
    trust: { authservIds: ['mail.sandbox.example'], dkim: false },
    notices: { from: { name: 'Palaan', address: people.track }, smtp: account('notices', people.track) },
    templates,
    defaults: { sequence: 'gentle', language: 'en' },
    window: alwaysOpen,
    limits: {
      perSellerPerDay: 50,
      minGapSeconds: 0,
      perPersonPerDay: 2,
      maxProspects: 20,
      noticesPerSellerPerDay: 200,
    },
    retention: { endedThreadsDays: 730, arrivalsDays: 180 },
    suppression: {},
    colleague: 'ask',
    health: { host: '127.0.0.1' },
    log: { level: 'silent' },
    sellers: [seller('anna', 'Anna Virtanen', people.anna), seller('bert', 'Bert Berg', people.bert)],
  };
}

async function writeMail(mail: SandboxMail, clock: Clock, written: Written): Promise<string> {
  const messageId = `<${Math.random().toString(36).slice(2)}@${written.from.split('@')[1]}>`;
  const { from, cc, subject, inReplyTo, headers } = written;
  const references = written.references ?? (inReplyTo ? [inReplyTo] : undefined);
  const to = [written.to, cc ?? [], written.bcc ?? []].flat();
  await sendMail(mail, from, {
    from,
    to: written.to,
    cc,
    subject,
    text: written.text ?? 'Hello.',
    inReplyTo,
    references,
    headers,
    messageId,
    date: clock.now(),
    envelope: { from, to },
  });
  return messageId;
}
