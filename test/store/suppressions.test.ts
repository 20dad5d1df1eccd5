import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { openStores } from '../../src/store/stores.ts';
import { suppressionStore } from '../../src/store/suppressions.ts';
import { later, monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

const key = 'the first key of this database';

async function store() {
  const { db } = await testDatabase();
  return { db, suppressions: await suppressionStore(db, key) };
}

describe('a suppressed address', () => {
  it('is not written to, in whatever case and with whatever plus part it is given', async () => {
    const { suppressions } = await store();
    await suppressions.add('jan@prospect.example', 'opt-out', monday);
    expect(await suppressions.has('Jan+news@Prospect.example')).toBe(true);
    expect(await suppressions.has('eva@prospect.example')).toBe(false);
  });

  it('is stored as a hash that tells nothing of it', async () => {
    const { db, suppressions } = await store();
    await suppressions.add('jan@prospect.example', 'opt-out', monday);
    expect(JSON.stringify(await db.collection('suppressions').find({}).toArray())).not.toMatch(
      /jan|prospect/,
    );
    expect(await suppressions.list(10)).toMatchObject([
      { kind: 'address', reasons: ['opt-out'], at: monday, byHand: false },
    ]);
  });
});

describe('a suppressed domain', () => {
  it('covers everybody there and below it, and nobody above or beside it', async () => {
    const { suppressions } = await store();
    await suppressions.add('@sales.company.co.uk', 'operator', monday);
    const asked = ['jan@sales.company.co.uk', 'jan@eu.sales.company.co.uk', 'jan@company.co.uk'];
    expect(await Promise.all(asked.map((address) => suppressions.has(address)))).toEqual([true, true, false]);
    expect(await suppressions.has('jan@notsales.company.co.uk')).toBe(false);
  });

  it('may be one that many people share', async () => {
    const { suppressions } = await store();
    await suppressions.add('@gmail.com', 'operator', monday);
    expect(await suppressions.has('jan@gmail.com')).toBe(true);
  });

  it('is told as the reason for each address there', async () => {
    const { suppressions } = await store();
    await suppressions.add('@prospect.example', 'operator', monday);
    await suppressions.add('jan@prospect.example', 'complaint', later(1));
    expect((await suppressions.about('jan@prospect.example')).map((one) => one.kind).sort()).toEqual([
      'address',
      'domain',
    ]);
  });
});

describe('what can be taken back', () => {
  it('is what the operator put there', async () => {
    const { suppressions } = await store();
    await suppressions.add('jan@prospect.example', 'operator', monday);
    await suppressions.add('jan@prospect.example', 'forgotten', monday);
    expect(await suppressions.remove('JAN@prospect.example')).toBe('removed');
    expect(await suppressions.has('jan@prospect.example')).toBe(false);
    expect(await suppressions.remove('jan@prospect.example')).toBe('absent');
  });

  it.each([
    ['before', ['opt-out', 'operator']],
    ['after', ['operator', 'opt-out']],
  ])('is nothing that the person asked for, %s the operator did', async (_when, reasons) => {
    const { suppressions } = await store();
    for (const reason of reasons) await suppressions.add('jan@prospect.example', reason, monday);
    expect(await suppressions.remove('jan@prospect.example')).toBe('for ever');
    expect(await suppressions.about('jan@prospect.example')).toMatchObject([{ reasons, byHand: false }]);
  });
});

describe('the key', () => {
  it('that the database keeps is shared by all workers', async () => {
    const { db } = await testDatabase();
    const [one, other] = await Promise.all([openStores(db), openStores(db)]);
    await one.suppressions.add('jan@prospect.example', 'opt-out', monday);
    expect(await other.suppressions.has('jan@prospect.example')).toBe(true);
  });

  it('may be set later: what was suppressed before stays so', async () => {
    const { db } = await testDatabase();
    await (await openStores(db)).suppressions.add('jan@prospect.example', 'opt-out', monday);
    const { suppressions } = await openStores(db, key);
    expect(await suppressions.has('jan@prospect.example')).toBe(true);
  });

  it('that is lost or wrong is noticed before anybody is written to again', async () => {
    const { db } = await testDatabase();
    await (await openStores(db, key)).suppressions.add('jan@prospect.example', 'opt-out', monday);
    await expect(openStores(db, 'another key, by mistake')).rejects.toThrow(ConfigError);
    await expect(openStores(db)).rejects.toThrow('Put the key back');
  });
});
