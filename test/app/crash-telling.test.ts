import { describe, expect, it } from 'vitest';
import { sendNotice } from '../../src/jobs/notice/job.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { aThread } from '../support/builders.ts';
import { crashAtEach } from '../support/crash.ts';
import { seats, stillWorld } from '../support/still-world.ts';

describe('a worker that dies while it tells the seller', { timeout: 180_000 }, () => {
  it('leaves one mail in the seller’s mailbox', async () => {
    const world = await stillWorld();
    const calls = await crashAtEach(async (worker) => {
      await world.begin();
      const thread = aThread();
      await world.stores.threads.insert(thread);
      await worker.lives(tellAll(world.parts(worker)));
      await world.recover(2);

      expect(world.inbox(seats.anna)).toHaveLength(1);
      const receipt = await world.stores.notices.get(`${thread.id}:receipt`);
      expect(receipt?.state).toBe('sent');
      expect((await world.thread(thread.id)).outbox).toEqual([]);
    });
    console.log(`crash points of telling: ${calls.length}`);
    expect(calls.length).toBeGreaterThanOrEqual(15);

    async function tellAll(parts: ReturnType<typeof world.parts>): Promise<void> {
      await sweep(parts);
      for (const key of parts.rung.notices) await sendNotice(key, parts);
    }
  });
});

describe('a notice whose connection is lost after DATA', () => {
  for (const fault of ['drop', 'lose'] as const) {
    it(`is looked for, and in the mailbox once (${fault})`, async () => {
      const world = await stillWorld();
      await world.begin();
      const thread = aThread();
      await world.stores.threads.insert(thread);
      world.mail.faults.afterData = fault;
      await world.recover(1);
      world.mail.faults.afterData = null;
      expect((await world.stores.notices.get(`${thread.id}:receipt`))?.state).toBe('unknown');
      await world.recover(1);
      expect(world.inbox(seats.anna)).toHaveLength(1);
    });
  }
});
