import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Agenda } from 'agenda';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { reason } from './errors.ts';
import { healthOf, openHealth } from './health.ts';
import { takeIn } from './intake/intake.ts';
import { missing, unreadable } from './intake/unseen.ts';
import { agendaAlarms, indexJobs } from './jobs/alarms.ts';
import { connectedBackend } from './jobs/backend.ts';
import { defineNoticeJob } from './jobs/notice/job.ts';
import { defineRetentionJob } from './jobs/retention.ts';
import { defineStepJob } from './jobs/step/job.ts';
import { defineSweepJob, sweep } from './jobs/sweep.ts';
import { domainOf } from './jobs/thread-values.ts';
import { jobsUnderWay } from './jobs/under-way.ts';
import { createKeeper } from './keeper.ts';
import type { LeaseTiming } from './lease.ts';
import type { Logger } from './logger.ts';
import { signedBy } from './mail/dkim.ts';
import type { ImapTiming } from './mail/imap/account.ts';
import { isOwnMessageId } from './mail/message-id.ts';
import type { SmtpTimeouts } from './mail/smtp-session.ts';
import { openMailWorld } from './mail-world.ts';
import type { MailboxHealth } from './mailboxes.ts';
import { cursorStore } from './store/cursors.ts';
import { connect, isAway } from './store/database.ts';
import { retentionStore } from './store/retention.ts';
import { openStores, type Stores } from './store/stores.ts';
import { type LiveTemplates, liveTemplates } from './templates/live.ts';

export interface AppOptions {
  clock: Clock;
  logger: Logger;
  /** How often Agenda looks for due jobs, in machine milliseconds. */
  processEveryMs?: number;
  /** Machine milliseconds after which a reservation without an outcome counts as left behind by a crash. */
  reservationMs?: number;
  /** Machine milliseconds for which a look at the mailboxes counts as fresh, from its beginning to that of the mail. */
  freshMs?: number;
  leaseTiming?: LeaseTiming;
  /** How often what a crash or an outage swallowed is made up for, in machine milliseconds. */
  sweepEveryMs?: number;
  /** How long mail servers may take; what is left out stays as usual. */
  imapTiming?: Partial<ImapTiming>;
  smtpTimeouts?: SmtpTimeouts;
  /** Ends the waiting for a database that is away at the start. */
  signal?: AbortSignal;
}

export interface App {
  /** Finishes what is being sent or taken in, records it, and releases everything else. */
  stop(): Promise<void>;
}

const defaults = { processEveryMs: 5_000, reservationMs: 10 * 60_000, freshMs: 60_000, sweepEveryMs: 60_000 };

/** What the health page reads: filled in as the worker comes to life. */
interface Vitals {
  stores: Stores | undefined;
  mailboxes: () => MailboxHealth[];
}

/**
 * Puts everything together and starts it: this is the one place that constructs and connects. Waits for a database
 * that is away, also one that goes away while the worker begins; a login that is refused is the operator's to mend.
 */
export async function start(config: Config, options: AppOptions): Promise<App> {
  const { logger, signal } = options;
  const templates = await liveTemplates(config.templates, { logger });
  const vitals: Vitals = { stores: undefined, mailboxes: () => [] };
  // Before anything else, so that a worker that waits for its database can be seen waiting.
  const health = await openHealth(config, logger, () => healthOf(vitals.stores, vitals.mailboxes()));
  try {
    for (;;) {
      try {
        const app = await begin(config, options, templates, vitals);
        return { stop: () => app.stop().finally(() => health?.close()) };
      } catch (error) {
        if (!isAway(error) || signal?.aborted) throw error;
        logger.warn({ error: reason(error) }, 'MongoDB is away: nothing is sent until it is back');
      }
      await setTimeout(CONNECT_AGAIN_MS, undefined, { signal });
    }
  } catch (error) {
    await health?.close();
    throw error;
  }
}

/** One try: all or nothing. */
async function begin(
  config: Config,
  options: AppOptions,
  templates: LiveTemplates,
  vitals: Vitals,
): Promise<App> {
  const { clock, logger } = options;
  const { processEveryMs, reservationMs, freshMs, sweepEveryMs } = { ...defaults, ...options };
  const { client, db } = await connect(config.mongo.uri, config.mongo.database);
  // What has been opened, for a try that comes to nothing.
  const opened: (() => Promise<unknown>)[] = [() => client.close()];
  try {
    const stores = await openStores(db, config.suppression.key);
    vitals.stores = stores;
    await indexJobs(db);
    const owner = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
    const agenda = new Agenda({
      backend: await connectedBackend(db),
      name: owner,
      processEvery: processEveryMs,
      maxConcurrency: 50,
    });
    agenda.on(
      'error',
      onceAMinute((error: Error) => {
        logger.warn({ error: error.message }, 'jobs cannot be run or saved for now');
      }),
    );
    agenda.on('fail', (error: Error) =>
      logger.error({ error: error.message }, 'a job failed; it is tried again'),
    );
    opened.unshift(() => agenda.stop());
    const underWay = jobsUnderWay(agenda);
    await agenda.ready;

    const alarms = agendaAlarms(agenda, clock);
    const keeper = createKeeper(stores.threads, stores.notices, alarms);
    const shared = { config, clock, logger, keeper, ...stores, templates: () => templates.current() };
    const isOwnId = (messageId: string) => isOwnMessageId(messageId, domainOf(config));
    const taking = { ...shared, isOwnId, signedBy, noticeWaits: alarms.notice };
    const mail = openMailWorld(config, {
      clock,
      logger,
      owner,
      leases: stores.leases,
      leaseTiming: options.leaseTiming,
      imapTiming: options.imapTiming,
      smtpTimeouts: options.smtpTimeouts,
      cursors: (token) => cursorStore(db, token),
      arrivals: stores.arrivals,
      threads: stores.threads,
      intake: {
        takeIn: (arrived) => takeIn(arrived, taking),
        unreadable: (unread) => unreadable(unread, taking),
        missing: (mails) => missing(mails, taking),
      },
    });
    opened.unshift(() => mail.close());
    vitals.mailboxes = () => mail.health();
    defineStepJob(agenda, { ...shared, mail, reservationMs, freshMs });
    defineNoticeJob(agenda, {
      ...shared,
      reservationMs,
      send: (notice) => mail.sendNotice(notice),
      wasSent: (seller, messageId) => mail.wasSent(seller, messageId),
    });
    const sweeping = { ...shared, alarms, reservationMs, takeAgain: () => mail.takeAgain() };
    await defineSweepJob(agenda, sweeping, sweepEveryMs);
    await defineRetentionJob(agenda, { ...shared, retention: await retentionStore(db) });
    await sweep({ ...sweeping, takeAgain: async () => {} });
    await agenda.start();
    const pause = await stores.brake.pause();
    if (pause) logger.warn({ since: pause.since }, 'all sending is paused until palaan resume');
    logger.info({ sellers: config.sellers.length, mailboxes: mail.health().length }, 'palaan is watching');

    return {
      async stop() {
        // First no new work, then what is under way, then the connections it needs.
        await agenda.stop().catch((error: unknown) => {
          logger.debug({ error: reason(error) }, 'locks could not be given back; they end by themselves');
        });
        await underWay.none(PATIENCE_MS);
        await mail.close();
        await client.close();
        logger.info({}, 'palaan has stopped');
      },
    };
  } catch (error) {
    for (const close of opened) await close().catch(() => undefined);
    vitals.stores = undefined;
    vitals.mailboxes = () => [];
    throw error;
  }
}

/** A send that takes longer than this is not waited for: its reservation tells the next start what to do. */
const PATIENCE_MS = 25_000;

/** How long a worker waits before it asks again for a database that is away. */
const CONNECT_AGAIN_MS = 5_000;

/** An outage makes every poll fail: one line a minute tells it as well as a thousand. */
function onceAMinute(tell: (error: Error) => void): (error: Error) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - toldAt < 60_000) return;
    toldAt = performance.now();
    tell(error);
  };
}
