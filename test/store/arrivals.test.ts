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
});
