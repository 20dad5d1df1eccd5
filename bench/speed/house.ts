import path from 'node:path';
import type { Db } from 'mongodb';
import { type Clock, fastClock } from '../../src/clock.ts';
import type { Config, MailboxAccount, Seller } from '../../src/config.ts';
import type { Sequence } from '../../src/domain/sequence.ts';
import { openThread } from '../../src/domain/thread/start.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { type ThreadDocument, toDocument } from '../../src/store/threads.ts';
import { loadTemplates } from '../../src/templates/load.ts';
import type { MailPorts } from './stand-in.ts';

/** Where the house keeps its threads. */
export interface HouseDatabase {
  uri: string;
  name: string;
}

export const trackingAddress = 'track@palaan.example';

const begin = new Date('2026-11-02T08:00:00Z');

/** A minute before the clock starts. */
export const overdue = new Date(begin.getTime() - 60_000);

/** A clock that runs as clocks do, from a Monday morning on: no benchmark depends on the day on which it is run. */
export function mondayClock(): Clock {
  return fastClock(begin, 1);
}

export function sellerAddress(number: number): string {
  return `seller${number}@house.example`;
}

export function prospectAddress(number: number): string {
  return `prospect${number}@buyer${Math.floor(number / 5)}.example`;
}

/** Settings of a house whose sellers send by one relay, without a gap and within a window that never closes. */
export function houseConfig(mail: MailPorts, database: HouseDatabase, sellers: number): Config {
  const relay = { id: 'relay', ...mail.smtp, secure: false };
  const mailbox = (id: string, user: string): MailboxAccount => ({
    ...{ id, ...mail.imap, secure: false, user, password: 'secret' },
    folders: 'auto',
  });
  const seller = (number: number): Seller => {
    const [id, address] = [`seller${number}`, sellerAddress(number)];
    return {
      ...{ id, name: `Seller ${number}`, address, aliases: [], signature: `Seller ${number}` },
      ...{ language: 'en', place: { zone: 'Europe/Helsinki', country: 'FI' }, sequence: 'gentle' },
      ...{ smtp: relay, mailboxes: [mailbox(id, address)] },
    };
  };
  return {
    mongo: { uri: database.uri, database: database.name },
    tracking: {
      address: trackingAddress,
      mailbox: mailbox('tracking', trackingAddress),
      lookBackDays: 0,
      pollSeconds: 60,
    },
    trust: { authservIds: ['mail.sandbox.example'] },
    notices: { from: { name: 'Palaan', address: trackingAddress }, smtp: relay },
    templates: path.resolve(import.meta.dirname, '../../templates'),
    defaults: { sequence: 'gentle', language: 'en' },
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' },
    limits: {
      perSellerPerDay: 10_000,
      minGapSeconds: 0,
      perPersonPerDay: 10,
      maxProspects: 20,
      noticesPerSellerPerDay: 200,
    },
    health: { host: '127.0.0.1' },
    retention: { endedThreadsDays: 730, arrivalsDays: 180 },
    suppression: {},
    colleague: 'ask',
    log: { level: 'silent' },
    sellers: Array.from({ length: sellers }, (_, number) => seller(number)),
  };
}

/** Thread number `number`: to a prospect of its own, its receipt sent, its first follow-up due at `due`. */
function thread(number: number, seller: Seller, sequence: Sequence, due: Date): Thread {
  const opened = openThread(
    {
      ...{ id: `thread${number}`, token: `token${String(number).padStart(7, '0')}`, sellerId: seller.id },
      ...{ language: 'en', project: `Website ${number}`, subject: `Website ${number}` },
      prospects: [{ address: prospectAddress(number), name: `Prospect ${number}`, dead: false }],
      ...{ place: seller.place, agreedOn: null, messageId: startId(number), references: [] },
      ...{ key: `start${number}`, sentAt: new Date(due.getTime() - 86_400_000), evidence: [] },
    },
    sequence,
    { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' },
    due,
  );
  return { ...opened, outbox: [], next: { kind: 'step', occurrence: 0, at: due } };
}

/** The Message-ID of the seller's mail that began thread number `number`. */
export function startId(number: number): string {
  return `<start${number}@house.example>`;
}

/** Stores `count` threads whose first follow-up is due at `due`. */
export async function storeThreads(db: Db, config: Config, count: number, due: Date): Promise<Thread[]> {
  const sequence = (await loadTemplates(config.templates)).sequence('gentle');
  if (!sequence) throw new Error('there is no sequence gentle');
  const threads = Array.from({ length: count }, (_, number) => {
    const seller = config.sellers[number % config.sellers.length] as Seller;
    return thread(number, seller, sequence, due);
  });
  const documents = db.collection<ThreadDocument>('threads');
  for (let at = 0; at < count; at += 1000) {
    await documents.insertMany(threads.slice(at, at + 1000).map(toDocument));
  }
  return threads;
}
