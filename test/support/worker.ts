import path from 'node:path';
import type { Clock } from '../../src/clock.ts';
import type { Config, Seller } from '../../src/config.ts';
import type { Message } from '../../src/domain/message.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import type { NoticeParts } from '../../src/jobs/notice/job.ts';
import type { StepParts } from '../../src/jobs/step/step.ts';
import { createKeeper } from '../../src/keeper.ts';
import { silentLogger } from '../../src/logger.ts';
import type { OutgoingMail } from '../../src/mail/compose.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { loadTemplates } from '../../src/templates/load.ts';
import { helsinki, monday } from './builders.ts';
import { type TestDatabase, testDatabase } from './mongo.ts';

/** The jobs of one worker on a real database, with a clock that stands still and a post that only collects. */
export interface Worker {
  database: TestDatabase;
  stores: Stores;
  config: Config;
  parts: StepParts & NoticeParts;
  /** Every mail that left, oldest first. */
  left: Message[];
  /** Moves the clock. */
  at(moment: Date): void;
  open(thread: Thread): Promise<void>;
}

/** `database`: that of another worker, to share the work with it. */
export async function aWorker(
  options: { config?: Partial<Config>; database?: TestDatabase } = {},
): Promise<Worker> {
  const database = options.database ?? (await testDatabase());
  const stores = await openStores(database.db);
  const config = { ...aConfig(), ...options.config };
  const library = await loadTemplates(config.templates);
  const left: Message[] = [];
  let now = monday;
  const clock: Clock = { now: () => now, toReal: (at) => at, realMs: (ms) => ms };
  const post = async (mail: OutgoingMail) => {
    left.push(readMessage(parseMime(mail.raw)));
    return { accepted: mail.envelope.to, rejected: [], response: '250 ok' };
  };
  const keeper = createKeeper(stores.threads, stores.notices, {
    set: async () => undefined,
    notice: async () => undefined,
  });
  return {
    database,
    stores,
    config,
    left,
    at(moment) {
      now = moment;
    },
    async open(thread) {
      await keeper.open(thread);
    },
    parts: {
      ...stores,
      config,
      clock,
      keeper,
      logger: silentLogger(),
      templates: async () => library,
      reservationMs: 60_000,
      freshMs: 60_000,
      send: post,
      wasSent: async () => false,
      mail: {
        freshLook: async () => undefined,
        wasSent: async () => false,
        send: (_seller, _kind, mail) => post(mail),
        fileSent: async () => undefined,
      },
    },
  };
}

/** Settings with two sellers, whose servers nobody connects to. */
export function aConfig(): Config {
  const account = (id: string) => ({ id, host: '127.0.0.1', port: 1, secure: false });
  const mailbox = (id: string) => ({
    ...account(id),
    user: id,
    password: 'secret',
    folders: 'auto' as const,
  });
  const seller = (id: string): Seller => ({
    id,
    name: `${id} Seller`,
    address: `${id}@seller.example`,
    aliases: [],
    signature: id,
    language: 'en',
    place: helsinki,
    sequence: 'gentle',
    smtp: account(id),
    mailboxes: [mailbox(id)],
  });
  return {
    mongo: { uri: 'mongodb://127.0.0.1:1', database: 'palaan' },
    tracking: {
      address: 'track@palaan.example',
      mailbox: mailbox('tracking'),
      lookBackDays: 0,
      pollSeconds: 60,
    },
    trust: 'none',
    notices: { from: { name: 'Palaan', address: 'track@palaan.example' }, smtp: account('notices') },
    templates: path.resolve('templates'),
    defaults: { sequence: 'gentle', language: 'en' },
    window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '16:00' },
    limits: {
      perSellerPerDay: 50,
      minGapSeconds: 60,
      perPersonPerDay: 2,
      maxProspects: 20,
      noticesPerSellerPerDay: 200,
    },
    health: { host: '127.0.0.1' },
    retention: { endedThreadsDays: 730, arrivalsDays: 180 },
    suppression: {},
    colleague: 'ask',
    log: { level: 'silent' },
    sellers: [seller('anna'), seller('bert')],
  };
}
