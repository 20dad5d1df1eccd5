import { describe, expect, it } from 'vitest';
import { brakeStore } from '../../src/store/brake.ts';
import { later, monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

describe('the emergency brake', () => {
  it('holds for every worker until it is let go', async () => {
    const { db } = await testDatabase();
    const [one, other] = [brakeStore(db), brakeStore(db)];
    expect(await other.pause()).toBeNull();
    await one.pull(monday, 'wrong template');
    expect(await other.pause()).toEqual({ since: monday, reason: 'wrong template' });
    expect(await other.release()).toEqual({ since: monday, reason: 'wrong template' });
    expect(await one.pause()).toBeNull();
    expect(await one.release()).toBeNull();
  });

  it('pulled twice holds since the first time', async () => {
    const brake = brakeStore((await testDatabase()).db);
    await brake.pull(monday, 'wrong template');
    expect(await brake.pull(later(1), '')).toEqual({ since: monday, reason: 'wrong template' });
  });
});
