import { onTestFinished } from 'vitest';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import type { Clock } from '../../src/clock.ts';
import type { Config, SmtpAccount } from '../../src/config.ts';
import type { Message } from '../../src/domain/message.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import { dueAt, type Thread } from '../../src/domain/thread/thread.ts';
import { takeIn } from '../../src/intake/intake.ts';
import type { IntakeParts } from '../../src/intake/parts.ts';
import { type NoticeParts, sendNotice } from '../../src/jobs/notice/job.ts';
import { runDue, type StepParts } from '../../src/jobs/step/step.ts';
import { type SweepParts, sweep } from '../../src/jobs/sweep.ts';
import { createKeeper } from '../../src/keeper.ts';
import { silentLogger } from '../../src/logger.ts';
import { usualTiming } from '../../src/mail/imap/account.ts';
import { Looker } from '../../src/mail/imap/look.ts';
import { Session } from '../../src/mail/imap/session.ts';
import { isOwnMessageId } from '../../src/mail/message-id.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { createSender } from '../../src/mail/send.ts';
import { cursorStore } from '../../src/store/cursors.ts';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { loadTemplates } from '../../src/templates/load.ts';
import { later, monday } from './builders.ts';
import { MortalWorker } from './crash.ts';
import { testDatabase } from './mongo.ts';
import { aConfig } from './worker.ts';

export const seats = {
  anna: 'anna@seller.example',
  bert: 'bert@seller.example',
  jan: 'jan@prospect.example',
  eva: 'eva@prospect.example',
  track: 'track@palaan.example',
};

/** Everything that a worker does its jobs with, each call of which may be its last. */
export type WorkerParts = StepParts &
  NoticeParts &
  SweepParts &
  IntakeParts & {
    /** Reads what is new in the tracking mailbox, as far as the cursor has not come. */
    look(): Promise<void>;
    /** What the alarms have rung for since the worker began. */
    rung: { threads: Set<string>; notices: Set<string> };
  };

/** Stores, SMTP and IMAP that outlive their workers, and a clock that stands until it is moved. */
export interface StillWorld {
  mail: SandboxMail;
  stores: Stores;
  config: Config;
  now(): Date;
  /** Forgets all of an earlier story, and sets the clock back to Monday. */
  begin(): Promise<void>;
  /** A worker's parts; one that lives when none is given. */
  parts(worker?: MortalWorker): WorkerParts;
  /**
   * What the next start does, and so many half hours after it: look, sweep, and all that the alarms ring for. Works
   * to the end with a worker that lives, unless one is given.
   */
  recover(times: number, worker?: MortalWorker): Promise<void>;
  /** The mails in a mailbox since the story began. */
  inbox(address: string): Message[];
  /** The same as they are, one character for each byte. */
  raw(address: string): string[];
  /** Puts a mail into the tracking mailbox. */
  arrive(raw: string): void;
  open(thread: Thread): Promise<void>;
  thread(id: string): Promise<Thread>;
  /** What became of the mails that were taken in, in the order of the mailbox. */
  outcomes(): Promise<string[]>;
  /** How many mails in the mailbox the cursor has not come to. */
  unread(): Promise<number>;
}

export async function stillWorld(): Promise<StillWorld> {
  const { db } = await testDatabase();
  let now = monday;
  const clock: Clock = { now: () => now, toReal: (at) => at, realMs: (ms) => ms };
  const accounts = Object.values(seats).map((address) => ({ address, password: 'secret' }));
  const mail = await startMail({ accounts, clock });
  const stores = await openStores(db);
  const config = configOn(mail);
  const library = await loadTemplates(config.templates);
  const sender = createSender({ account: config.notices.smtp, logger: silentLogger() });
  const box = config.tracking.mailbox;
  const session = await Session.open({ ...box, ...mail.imap }, usualTiming, silentLogger());
  onTestFinished(async () => {
    await session.close();
    await sender.close();
    await mail.close();
  });
  const before = new Map<string, number>();

  const since = (address: string) => mail.messages(address).slice(before.get(address) ?? 0);
  const inbox = (address: string): Message[] =>
    since(address).map(({ raw, internalDate }) => readMessage(parseMime(raw), { receivedAt: internalDate }));

  const lookWith = async (worker: MortalWorker, handle: (parts: IntakeParts) => typeof takeIn | null) => {
    const intake = parts(worker);
    const take = handle(intake);
    const cursors = worker.steps('cursors', cursorStore(db, 1));
    const taker = {
      handle: async (arrived: Parameters<typeof takeIn>[0]) => void (await take?.(arrived, intake)),
      unreadable: async () => {},
    };
    const looker = new Looker(box.id, cursors, taker, silentLogger());
    const lookBack = { usual: later(-24), atFirst: async () => later(-24) };
    await looker.lookInto(session, { path: 'INBOX', role: 'inbox' }, lookBack, () => worker.isDead);
  };

  const parts = (worker = new MortalWorker()): WorkerParts => {
    const rung: WorkerParts['rung'] = { threads: new Set(), notices: new Set() };
    const alarms = worker.steps('alarms', {
      set: async (thread: Thread) => {
        const due = dueAt(thread);
        if (due && due <= now) rung.threads.add(thread.id);
      },
      notice: async (key: string) => void rung.notices.add(key),
    });
    const wrapped = Object.fromEntries(
      Object.entries(stores).map(([name, store]) => [name, worker.steps(name, store)]),
    ) as unknown as Stores;
    const send = worker.step('mail.send', sender.send);
    const wasSent = async (_seller: unknown, messageId: string) =>
      [seats.track, seats.anna, seats.bert].some((address) =>
        inbox(address).some(({ id }) => id === messageId),
      );
    return {
      ...wrapped,
      config,
      clock,
      logger: silentLogger(),
      keeper: createKeeper(wrapped.threads, wrapped.notices, alarms),
      alarms,
      rung,
      templates: worker.step('templates', async () => library),
      // The machine's clock goes on as usual: what is left behind is old at once.
      reservationMs: 0,
      freshMs: 60_000,
      send,
      wasSent: worker.step('mail.wasSent', wasSent),
      mail: worker.steps('mail', {
        freshLook: async () => undefined,
        wasSent,
        send: (_seller, _kind, letter) => sender.send(letter),
        fileSent: async () => undefined,
      } satisfies StepParts['mail']),
      takeAgain: async () => undefined,
      isOwnId: (id) => isOwnMessageId(id, 'palaan.example'),
      signedBy: async () => [],
      noticeWaits: alarms.notice,
      look: () => lookWith(worker, () => takeIn),
    };
  };

  async function halfHour(worker: WorkerParts): Promise<void> {
    await worker.look();
    await sweep(worker);
    for (const id of worker.rung.threads) await runDue(id, worker);
    for (const key of worker.rung.notices) await sendNotice(key, worker);
  }

  return {
    mail,
    stores,
    config,
    now: () => now,
    parts,
    inbox,
    raw: (address) => since(address).map(({ raw }) => raw.toString('latin1')),
    async begin() {
      now = monday;
      for (const { name } of await db.listCollections().toArray()) await db.collection(name).deleteMany({});
      await lookWith(new MortalWorker(), () => null);
      for (const address of Object.values(seats)) before.set(address, mail.messages(address).length);
    },
    async recover(times, worker) {
      for (let time = 0; time < times; time++) {
        now = later(0.5, now);
        await halfHour(parts(worker));
      }
    },
    arrive: (raw) => mail.deliver(seats.track, raw.replaceAll('\n', '\r\n'), 'INBOX', now),
    async open(thread) {
      const { keeper } = parts();
      await keeper.open(thread);
      // What a thread tells at its start is no part of the story.
      for (const key of await stores.notices.due(now, 0, 100)) await stores.notices.settle(key, 'sent');
    },
    async thread(id) {
      const found = await stores.threads.get(id);
      if (!found) throw new Error(`no thread ${id}`);
      return found;
    },
    async outcomes() {
      const taken = await db.collection('arrivals').find().sort({ uid: 1 }).toArray();
      return taken.map(({ outcome }) => String(outcome));
    },
    async unread() {
      const cursor = await cursorStore(db, 1).get(box.id, 'INBOX');
      return mail.messages(seats.track).filter(({ uid }) => uid > (cursor?.uid ?? 0)).length;
    },
  };
}

/** Two sellers on the sandbox, in a window that never closes. */
function configOn(mail: SandboxMail): Config {
  const base = aConfig();
  const account = (id: string): SmtpAccount => ({ id, ...mail.smtp, secure: false });
  const box = { ...base.tracking.mailbox, ...mail.imap, user: seats.track };
  return {
    ...base,
    tracking: { ...base.tracking, mailbox: box },
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' },
    limits: { ...base.limits, minGapSeconds: 0 },
    notices: { ...base.notices, smtp: account('notices') },
    sellers: base.sellers.map((seller) => ({ ...seller, smtp: account(seller.id) })),
  };
}
