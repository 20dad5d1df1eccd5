import { describe, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { deleteOld } from '../../src/jobs/retention.ts';
import { silentLogger } from '../../src/logger.ts';
import { retentionStore } from '../../src/store/retention.ts';
import { openStores } from '../../src/store/stores.ts';
import { aThread, later, monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

const days = (count: number) => later(24 * count);
const settings = { retention: { endedThreadsDays: 730, arrivalsDays: 180 } };

/** A database in which every thread began on the Monday, and the clean-up of a day in its future. */
async function house() {
  const { db } = await testDatabase();
  const stores = await openStores(db);
  const retention = await retentionStore(db);
  const cleanUp = (now: Date) => {
    const clock = { now: () => now, toReal: (at: Date) => at, realMs: (ms: number) => ms };
    return deleteOld({ config: settings, clock, logger: silentLogger(), retention });
  };
  const open = async (thread: Partial<Thread> & { id: string }) => {
    const { id, ...rest } = thread;
    await stores.threads.insert({ ...aThread({ id, token: `token${id}` }), outbox: [], ...rest });
    const step = { occurrence: 0, messageId: '<m@x>', step: 'nudge', kind: 'email' as const, template: 'v1' };
    await stores.deliveries.reserve({ threadId: id, ...step, date: monday });
    const notice = { name: 'receipt' as const, sellerId: 'anna', at: monday, data: {}, inReplyTo: null };
    await stores.notices.add({ key: `${id}:receipt`, threadId: id, ...notice });
  };
  const kept = async () => (await stores.threads.list({}, 100)).map(({ id }) => id).sort();
  return { db, stores, open, cleanUp, kept };
}

const ended = {
  status: 'ended' as const,
  next: null,
  hold: null,
  end: { reason: 'silent' as const, at: monday },
};

describe('what is kept', () => {
  it('of ended threads goes after its time, with deliveries and notices', async () => {
    const { db, open, cleanUp, kept } = await house();
    await open({ id: 'old', ...ended });
    await open({ id: 'later', ...ended, end: { reason: 'answered', at: days(10) } });
    await cleanUp(days(729));
    expect(await kept()).toEqual(['later', 'old']);
    await cleanUp(days(731));
    expect(await kept()).toEqual(['later']);
    for (const name of ['deliveries', 'notices']) {
      expect(await db.collection(name).distinct('threadId')).toEqual(['later']);
    }
  });

  it('is every thread that runs, is held, or has something to remind of or to tell', async () => {
    const { open, cleanUp, kept } = await house();
    await open({ id: 'running' });
    await open({ id: 'held', status: 'held', hold: { reason: 'approval', since: monday, until: null } });
    await open({ id: 'reminds', ...ended, next: { kind: 'remind', at: days(2000), quote: 'in some years' } });
    await open({ id: 'tells', ...ended, outbox: aThread().outbox });
    await cleanUp(days(1900));
    expect(await kept()).toEqual(['held', 'reminds', 'running', 'tells']);
  });

  it('of mails that came in is their record, for its own time', async () => {
    const { stores, cleanUp } = await house();
    const record = {
      mailbox: 'anna',
      folder: 'INBOX',
      uidValidity: '1',
      receivedAt: monday,
      outcome: 'answer',
    };
    await stores.arrivals.record({ ...record, key: 'old', uid: 1, at: monday, threadIds: [], evidence: [] });
    await stores.arrivals.record({
      ...record,
      key: 'new',
      uid: 2,
      at: days(10),
      threadIds: [],
      evidence: [],
    });
    await cleanUp(days(181));
    expect([await stores.arrivals.seen('old'), await stores.arrivals.seen('new')]).toEqual([false, true]);
  });

  it('for ever is every no', async () => {
    const { stores, cleanUp } = await house();
    await stores.suppressions.add('jan@prospect.example', 'opt-out', monday);
    await cleanUp(days(36_500));
    expect(await stores.suppressions.has('jan@prospect.example')).toBe(true);
  });

  it('of refused starts goes when it was told, and waits where it was not', async () => {
    const { stores, cleanUp } = await house();
    const notice = {
      name: 'start-refused' as const,
      sellerId: 'anna',
      threadId: null,
      at: monday,
      data: {},
      inReplyTo: null,
    };
    for (const key of ['told', 'waits']) await stores.notices.add({ key, ...notice });
    await stores.notices.settle('told', 'sent');
    await cleanUp(days(731));
    expect([await stores.notices.get('told'), await stores.notices.get('waits')]).toMatchObject([
      null,
      { key: 'waits' },
    ]);
  });
});
