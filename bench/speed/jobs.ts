import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Db } from 'mongodb';
import type { Config } from '../../src/config.ts';
import { agendaAlarms, indexJobs } from '../../src/jobs/alarms.ts';
import { defineStepJob, stepJob } from '../../src/jobs/step/job.ts';
import { createKeeper } from '../../src/keeper.ts';
import { silentLogger } from '../../src/logger.ts';
import { openStores } from '../../src/store/stores.ts';
import { loadTemplates } from '../../src/templates/load.ts';
import { type Benchmark, byTurns, median } from './benchmark.ts';
import { type BenchDatabase, databaseServer } from './databases.ts';
import { houseConfig, mondayClock, overdue, storeThreads } from './house.ts';

const jobs = 5000;
const sellers = 20;

/**
 * Alarms that ring outside the window, as after an outage that ended at night: each thread is looked up, found due,
 * put off and stored, and its alarm is set anew. Against Agenda itself with a handler that does nothing.
 */
export const alarms: Benchmark = {
  name: 'jobs',
  async run(rounds) {
    const server = await databaseServer();
    try {
      const { ours, bare } = await byTurns(
        rounds,
        async () => putOffAll(await server.create()),
        async () => doNothing(await server.create()),
      );
      const [seconds, bareSeconds] = [median(ours), median(bare)];
      return [
        {
          title: `${jobs} due alarms, each put off, on ${server.kind}`,
          measured: `${Math.round(jobs / seconds)} jobs/s; ${Math.round(jobs / bareSeconds)} jobs/s with Agenda alone`,
          figure: { value: bareSeconds / seconds, unit: 'ratio', aim: null },
          notes: [],
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

/** Seconds from Agenda's start to the end of the last job. */
async function putOffAll({ db, uri, name }: BenchDatabase): Promise<number> {
  const agenda = await openAgenda(db);
  const clock = mondayClock();
  const config = atNight(houseConfig(noMail, { uri, name }, sellers));
  const stores = await openStores(db);
  const bells = agendaAlarms(agenda, clock);
  for (const thread of await storeThreads(db, config, jobs, overdue)) await bells.set(thread);
  const keeper = createKeeper(stores.threads, stores.notices, bells);
  const library = await loadTemplates(config.templates);
  defineStepJob(agenda, {
    ...stores,
    ...{ config, clock, keeper, logger: silentLogger(), reservationMs: 60_000, freshMs: 60_000 },
    templates: async () => library,
    mail: { freshLook: unwanted, wasSent: unwanted, send: unwanted, fileSent: unwanted },
  });
  const seconds = await secondsUntilDone(agenda, stepJob);
  const [late] = await stores.threads.due(clock.now(), 1);
  if (late) throw new Error('a thread was not put off');
  return seconds;
}

async function doNothing({ db }: BenchDatabase): Promise<number> {
  const agenda = await openAgenda(db);
  const due = new Date(Date.now() - 60_000);
  for (let number = 0; number < jobs; number += 1) {
    await agenda
      .create('nothing', { threadId: `thread${number}` })
      .schedule(due)
      .save();
  }
  agenda.define('nothing', async () => {}, {
    lockLifetime: 600_000,
    concurrency: 20,
    removeOnComplete: true,
  });
  return secondsUntilDone(agenda, 'nothing');
}

/** As app.ts sets it up. */
async function openAgenda(db: Db): Promise<Agenda> {
  const backend = new MongoBackend({ mongo: db, ensureIndex: true });
  const agenda = new Agenda({ backend, processEvery: 1000, maxConcurrency: 50 });
  await agenda.ready;
  await indexJobs(db);
  return agenda;
}

async function secondsUntilDone(agenda: Agenda, job: string): Promise<number> {
  let left = jobs;
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    agenda.on(`fail:${job}`, reject);
    agenda.on(`complete:${job}`, () => {
      left -= 1;
      if (left === 0) resolve();
    });
    void agenda.start();
  });
  const seconds = (performance.now() - begun) / 1000;
  await agenda.stop();
  return seconds;
}

/** It is Monday in the house, and the window opens on Tuesday. */
function atNight(config: Config): Config {
  return { ...config, window: { days: [2], from: '09:00', to: '16:00' } };
}

const nowhere = { host: '127.0.0.1', port: 1 };
const noMail = { imap: nowhere, smtp: nowhere };

async function unwanted(): Promise<never> {
  throw new Error('outside the window nobody asks for mail');
}
