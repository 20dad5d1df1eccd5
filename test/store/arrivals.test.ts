import { describe, expect, it } from 'vitest';
import { arrivalStore } from '../../src/store/arrivals.ts';
import { monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

const place = { mailbox: 'tracking', folder: 'INBOX', uidValidity: '7', uid: 3, receivedAt: monday };
const record = { ...place, key: 'tracking:mail', at: monday, threadIds: [], evidence: [] };
const store = async () => arrivalStore((await testDatabase()).db, (value) => `#${value}`);

describe('a mail that was taken in', () => {
  it('needs no more handling', async () => {
    const arrivals = await store();
    expect(await arrivals.seen(record.key)).toBe(false);
    await arrivals.record({ ...record, outcome: 'start' });
    expect(await arrivals.seen(record.key)).toBe(true);
  });

  it('without proof does not stand in the way of a copy that has one', async () => {
    const arrivals = await store();
    await arrivals.record({ ...record, outcome: 'unproven' });
    expect(await arrivals.seen(record.key)).toBe(false);
    await arrivals.record({ ...record, outcome: 'start' });
    expect(await arrivals.seen(record.key)).toBe(true);
  });

  it('is asked for until it was looked for since the last who asked', async () => {
    const arrivals = await store();
    await arrivals.begin({ ...place, key: record.key, at: monday, about: ['who'] });
    await arrivals.reconsider(['who'], monday, 'thread');
    const first = await arrivals.toTakeAgain(['tracking']);
    expect(first).toEqual([{ ...place, turn: 1 }]);
    // While it is looked for, another thread opens that wants it.
    await arrivals.reconsider(['who'], monday, 'thread');
    await arrivals.lookedAgain(first);
    const second = await arrivals.toTakeAgain(['tracking']);
    expect(second).toEqual([{ ...place, turn: 2 }]);
    await arrivals.lookedAgain(second);
    expect(await arrivals.toTakeAgain(['tracking'])).toEqual([]);
  });
});
