import { describe, expect, it, onTestFinished } from 'vitest';
import { type LeaseHolder, strive } from '../src/lease.ts';
import { silentLogger } from '../src/logger.ts';
import { type LeaseStore, leaseStore } from '../src/store/leases.ts';
import { testDatabase } from './support/mongo.ts';

const timing = { beatMs: 20, silentMs: 200, giveUpMs: 120 };

/** A worker that strives for the lease, and what it is told. */
function worker(owner: string, leases: LeaseStore) {
  const told: string[] = [];
  const waiting: { what: RegExp; resolve: () => void }[] = [];
  const tell = (what: string) => {
    told.push(what);
    for (const one of waiting) if (one.what.test(what)) one.resolve();
  };
  const holder: LeaseHolder = strive(
    'mailbox:tracking',
    owner,
    (token) => {
      tell(`holds ${token}`);
      return async () => tell('let go');
    },
    { leases, logger: silentLogger(), timing },
  );
  onTestFinished(() => holder.close());
  const until = (what: RegExp) =>
    told.some((one) => what.test(one))
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiting.push({ what, resolve }));
  return { told, until, close: () => holder.close() };
}

describe('a mailbox is watched by one worker', () => {
  it('the first one holds the lease, and the next takes over at once when it stops', async () => {
    const leases = leaseStore((await testDatabase()).db);
    const first = worker('first', leases);
    await first.until(/holds 1/);
    const second = worker('second', leases);
    await first.close();
    await second.until(/holds 2/);
    expect(first.told).toEqual(['holds 1', 'let go']);
    expect(second.told).toEqual(['holds 2']);
  });

  it('a worker that falls silent lets go by itself before another one takes over', async () => {
    const leases = leaseStore((await testDatabase()).db);
    const cut = { now: false };
    const behindACut: LeaseStore = {
      ...leases,
      beat: (...args) => (cut.now ? Promise.reject(new Error('the network is cut')) : leases.beat(...args)),
    };
    const order: string[] = [];
    const first = worker('first', behindACut);
    await first.until(/holds 1/);
    const second = worker('second', leases);
    cut.now = true;
    await Promise.all([
      first.until(/let go/).then(() => order.push('first let go')),
      second.until(/holds 2/).then(() => order.push('second holds')),
    ]);
    expect(order).toEqual(['first let go', 'second holds']);
  });

  it('of many that strive at once, one gets it', async () => {
    const leases = leaseStore((await testDatabase()).db);
    const state = await leases.look('mailbox:x');
    const taken = await Promise.all(
      ['a', 'b', 'c', 'd'].map((owner) => leases.take('mailbox:x', owner, state)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});
