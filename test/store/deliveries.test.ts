import { describe, expect, it } from 'vitest';
import { deliveryStore } from '../../src/store/deliveries.ts';
import { pacingStore } from '../../src/store/pacing.ts';
import { later, monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

const claim = {
  threadId: 'thread1',
  occurrence: 0,
  messageId: '<t.thread1.0@palaan.example>',
  step: 'nudge',
  kind: 'email' as const,
  template: 'v1',
  date: monday,
};

describe('a step leaves at most once', () => {
  it('of many workers that reserve it at once, one may send it', async () => {
    const { db } = await testDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => deliveryStore(db)));
    const reserved = await Promise.all(stores.map((store) => store.reserve(claim)));
    expect(reserved.filter(Boolean)).toHaveLength(1);
  });

  it('may be tried again after a certain failure, and only then', async () => {
    const deliveries = await deliveryStore((await testDatabase()).db);
    await deliveries.reserve(claim);
    expect(await deliveries.reserve(claim)).toBe(false);
    await deliveries.settle('thread1', 0, 'failed', '451 later');
    expect(await Promise.all([deliveries.reserve(claim), deliveries.reserve(claim)])).toContain(false);
    expect(await deliveries.get('thread1', 0)).toMatchObject({ state: 'reserved', attempts: 2 });
    await deliveries.settle('thread1', 0, 'unknown', null);
    expect(await deliveries.reserve(claim)).toBe(false);
  });

  it('once it is known to have left, stays so', async () => {
    const deliveries = await deliveryStore((await testDatabase()).db);
    await deliveries.reserve(claim);
    await deliveries.settle('thread1', 0, 'sent', '250 ok');
    await deliveries.settle('thread1', 0, 'failed', 'late news');
    expect(await deliveries.get('thread1', 0)).toMatchObject({ state: 'sent', response: '250 ok' });
  });
});

describe('a seller’s mails leave one by one', () => {
  const pace = { perDay: 3, gapMs: 60_000 };

  it('with the least gap between them, whoever asks', async () => {
    const { db } = await testDatabase();
    const [one, other] = [pacingStore(db), pacingStore(db)];
    const asked = await Promise.all(
      [one, other, one, other].map((store) => store.take('anna', monday, '2026-11-02', pace)),
    );
    expect(asked.filter((turn) => turn.taken)).toHaveLength(1);
    expect(await one.take('anna', later(0.01), '2026-11-02', pace)).toEqual({
      taken: false,
      from: later(1 / 60),
    });
    expect(await one.take('anna', later(1), '2026-11-02', pace)).toEqual({ taken: true });
  });

  it('up to the limit of the day, and again on the next one', async () => {
    const pacing = pacingStore((await testDatabase()).db);
    for (const hour of [0, 1, 2])
      expect((await pacing.take('anna', later(hour), '2026-11-02', pace)).taken).toBe(true);
    expect(await pacing.take('anna', later(3), '2026-11-02', pace)).toEqual({ taken: false, from: null });
    expect((await pacing.take('anna', later(24), '2026-11-03', pace)).taken).toBe(true);
    expect((await pacing.take('bert', later(3), '2026-11-02', pace)).taken).toBe(true);
  });
});
