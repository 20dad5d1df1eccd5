import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { takeIn } from './intake/intake.ts';
import { agendaAlarms, indexJobs } from './jobs/alarms.ts';
import { defineNoticeJob } from './jobs/notice/job.ts';
import { defineStepJob } from './jobs/step/job.ts';
import { defineSweepJob, sweep } from './jobs/sweep.ts';
import { createKeeper } from './keeper.ts';
import type { LeaseTiming } from './lease.ts';
import type { Logger } from './logger.ts';
import { openMailWorld } from './mail-world.ts';
import { cursorStore } from './store/cursors.ts';
import { connect } from './store/database.ts';
import { openStores } from './store/stores.ts';
import { liveTemplates } from './templates/live.ts';

export interface AppOptions {
  clock: Clock;
  logger: Logger;
  /** How often Agenda looks for due jobs, in machine milliseconds. */
  processEveryMs?: number;
  /** Machine milliseconds after which a reservation without an outcome counts as left behind by a crash. */
  reservationMs?: number;
  leaseTiming?: LeaseTiming;
}

export interface App {
  /** Finishes what is being sent or taken in, records it, and releases everything else. */
  stop(): Promise<void>;
}

const defaults = { processEveryMs: 5_000, reservationMs: 10 * 60_000 };

/** Puts everything together and starts it: this is the one place that constructs and connects. */
export async function start(config: Config, options: AppOptions): Promise<App> {
  const { clock, logger } = options;
  const { processEveryMs, reservationMs } = { ...defaults, ...options };
  const templates = await liveTemplates(config.templates, { logger });
  const { client, db } = await connect(config.mongo.uri, config.mongo.database);
  try {
    const stores = await openStores(db, config.suppression.key);
    await indexJobs(db);
    const owner = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
    const agenda = new Agenda({
      backend: new MongoBackend({ mongo: db, ensureIndex: true }),
      name: owner,
      processEvery: processEveryMs,
      maxConcurrency: 50,
    });
    agenda.on('error', (error: Error) =>
      logger.warn({ error: error.message }, 'a job could not be run or saved'),
    );
    agenda.on('fail', (error: Error) =>
      logger.error({ error: error.message }, 'a job failed; it is tried again'),
    );
    await agenda.ready;

    const alarms = agendaAlarms(agenda, clock);
    const keeper = createKeeper(stores.threads, stores.notices, alarms);
    const shared = { config, clock, logger, keeper, ...stores, templates: () => templates.current() };
    const mail = openMailWorld(config, {
      clock,
      logger,
      owner,
      leases: stores.leases,
      leaseTiming: options.leaseTiming,
      cursors: (token) => cursorStore(db, token),
      arrivals: stores.arrivals,
      takeIn: (arrived, isOwnId) => takeIn(arrived, { ...shared, isOwnId, noticeWaits: alarms.notice }),
    });
    defineStepJob(agenda, { ...shared, mail, reservationMs });
    defineNoticeJob(agenda, { ...shared, send: (notice) => mail.sendNotice(notice) });
    await defineSweepJob(agenda, { ...shared, alarms });
    await sweep({ ...shared, alarms });
    await agenda.start();
    logger.info({ sellers: config.sellers.length, mailboxes: mail.health().length }, 'palaan is watching');

    return {
      async stop() {
        // First no new work, then what is under way, then the connections it needs.
        await drained(agenda);
        await agenda.stop();
        await mail.close();
        await client.close();
        logger.info({}, 'palaan has stopped');
      },
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** A send that takes longer than this is not waited for: its reservation tells the next start what to do. */
const DRAIN_MS = 25_000;

/**
 * Waits for the jobs that run. Agenda's own drain can miss the last one, when that is removed after it has
 * completed: so it is asked again and again, each time for a moment.
 */
async function drained(agenda: Agenda): Promise<void> {
  const deadline = Date.now() + DRAIN_MS;
  while (Date.now() < deadline) {
    const { running } = await agenda.drain(100);
    if (running === 0) return;
  }
}
