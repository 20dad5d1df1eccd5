import { describe, expect, it } from 'vitest';
import { cursorStore } from '../../src/store/cursors.ts';
import { monday } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

describe('how far a folder has been read', () => {
  it('only moves forward within one UIDVALIDITY, and begins anew with another', async () => {
    const cursors = cursorStore((await testDatabase()).db, 1);
    expect(await cursors.get('tracking', 'INBOX')).toBeNull();
    await cursors.set('tracking', 'INBOX', { uidValidity: '7', uid: 10, receivedAt: monday });
    await cursors.set('tracking', 'INBOX', { uidValidity: '7', uid: 4, receivedAt: monday });
    expect(await cursors.get('tracking', 'INBOX')).toEqual({ uidValidity: '7', uid: 10, receivedAt: monday });
    await cursors.set('tracking', 'INBOX', { uidValidity: '8', uid: 2, receivedAt: monday });
    expect(await cursors.get('tracking', 'INBOX')).toEqual({ uidValidity: '8', uid: 2, receivedAt: monday });
  });

  it('is not moved by a watcher that was replaced, however late it wakes up', async () => {
    const { db } = await testDatabase();
    const [older, newer] = [cursorStore(db, 1), cursorStore(db, 2)];
    await older.set('tracking', 'INBOX', { uidValidity: '7', uid: 10, receivedAt: monday });
    await newer.set('tracking', 'INBOX', { uidValidity: '8', uid: 3, receivedAt: monday });
    await expect(
      older.set('tracking', 'INBOX', { uidValidity: '7', uid: 11, receivedAt: monday }),
    ).rejects.toThrow(/another worker/i);
    expect(await newer.get('tracking', 'INBOX')).toEqual({ uidValidity: '8', uid: 3, receivedAt: monday });
  });
});
