import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { type Clock, weekClock } from '../../src/clock.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { connect } from '../../src/store/database.ts';
import { openStores } from '../../src/store/stores.ts';
import { type SandboxMail, startMail } from '../mail/start.ts';
import { serverName } from '../mail/trace.ts';
import { startMongo } from '../mongo/server.ts';
import { everybody, password, pekka, sellers, trackingAddress } from './cast.ts';
import { startWorker, type Worker } from './worker.ts';

/** Everything that runs for the demo. */
export interface World {
  clock: Clock;
  mail: SandboxMail;
  mongoUri: string;
  /** The worker's palaan.yaml. */
  configFile: string;
  /** Where the worker's log is kept. */
  logFile: string;
  /** What the command line needs in its environment to look at this world. */
  environment: Record<string, string>;
  worker: Worker;
  /** All threads as the worker has stored them: for the table, never for the verification. */
  threads(): Promise<Thread[]>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** What the clock shows when the world is opened. */
  start: Date;
  /** On average; slower while offices are open, so that there is time to see what happens. */
  daysPerSecond: number;
  imapPort?: number;
  smtpPort?: number;
  mongoPort?: number;
}

/** The repository, whose templates and command line the demo uses. */
export const home = path.resolve(import.meta.dirname, '../..');
const database = 'palaan';

/**
 * Starts MongoDB's stand-in, the mail servers and the worker, a process of its own like in production, which
 * tells when it watches its mailboxes. What has been started is stopped again when something fails.
 */
export async function openWorld(options: WorldOptions): Promise<World> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'palaan-demo-'));
    closers.push(() => rm(folder, { recursive: true }));
    const realStart = new Date();
    const speeds = speedsFor(options.daysPerSecond);
    const clock = weekClock(options.start, speeds, realStart);
    const mongo = await startMongo({ port: options.mongoPort, dataDir: path.join(folder, 'mongo') });
    closers.push(() => mongo.close());
    const mail = await openMail(clock, options);
    closers.push(() => mail.close());

    const configFile = path.join(folder, 'palaan.yaml');
    const logFile = path.join(folder, 'worker.log');
    await writeFile(configFile, stringify(settings(mail, mongo.uri)));
    const environment = {
      PALAAN_CLOCK: `${options.start.toISOString()} ${speeds.office}/${speeds.night} ${realStart.toISOString()}`,
      DEMO_PASSWORD: password,
    };
    const worker = startWorker({ home, configFile, environment }, logFile);
    closers.push(() => worker.stop());
    return {
      clock,
      mail,
      mongoUri: mongo.uri,
      configFile,
      logFile,
      environment,
      worker,
      threads: () => storedThreads(mongo.uri),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Office hours (50 of a week's 168) take nine tenths of the time: a day's send window is open for most of a second. */
function speedsFor(daysPerSecond: number): { office: number; night: number } {
  const average = daysPerSecond * 86_400;
  return { office: (average * 50) / 168 / 0.9, night: (average * 118) / 168 / 0.1 };
}

async function openMail(clock: Clock, { imapPort, smtpPort }: WorldOptions): Promise<SandboxMail> {
  const accounts = [...everybody, { name: 'Palaan', address: trackingAddress }].map(({ name, address }) => ({
    name,
    address,
    password,
  }));
  return startMail({
    accounts,
    hosted: [pekka.address.slice(pekka.address.indexOf('@') + 1)],
    behaviours: { [pekka.address]: 'bounce' },
    clock,
    imapPort,
    smtpPort,
  });
}

/** palaan.yaml of this world: the defaults wherever there is one. */
function settings(mail: SandboxMail, mongoUri: string): unknown {
  const account = (user: string) => ({ user, password: { env: 'DEMO_PASSWORD' }, secure: false });
  const imap = (user: string) => ({ ...mail.imap, ...account(user) });
  const smtp = (user: string) => ({ ...mail.smtp, ...account(user) });
  return {
    mongo: { uri: mongoUri, database },
    tracking: {
      address: trackingAddress,
      imap: imap(trackingAddress),
      smtp: smtp(trackingAddress),
      lookBackDays: 30,
    },
    trust: { authservIds: [serverName] },
    templates: path.join(home, 'templates'),
    sellers: sellers.map(({ id, name, address, language, place }) => ({
      id,
      name,
      address,
      language,
      zone: place.zone,
      country: place.country,
      company: 'Kaari',
      smtp: smtp(address),
      imap: imap(address),
    })),
  };
}

async function storedThreads(mongoUri: string): Promise<Thread[]> {
  const { client, db } = await connect(mongoUri, database);
  try {
    const { threads } = await openStores(db);
    return await threads.list({}, 1000);
  } finally {
    await client.close();
  }
}
