import { describe, expect, it } from 'vitest';
import { runDue } from '../../src/jobs/step/step.ts';
import { aThread, monday } from '../support/builders.ts';
import { crashAtEach } from '../support/crash.ts';
import { type CrashWorld, crashWorld, seats } from '../support/crash-world.ts';

/** A thread whose first step is due now. */
async function dueThread(world: CrashWorld): Promise<string> {
  const thread = aThread({ prospects: [{ address: seats.jan, name: 'Jan Nowak', dead: false }] });
  await world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: monday } });
  return thread.id;
}

describe('a worker that dies while it sends a step', () => {
  it('leaves, wherever that is, one mail, or none and a question to the seller', async () => {
    const world = await crashWorld();
    const ends = { sent: 0, asked: 0 };
    const covered = await crashAtEach(async (worker) => {
      await world.begin();
      const id = await dueThread(world);
      await worker.lives(runDue(id, world.parts(worker)));
      await world.recover(4);

      const mails = world.inbox(seats.jan);
      const [delivery, ...others] = await world.stores.deliveries.ofThread(id);
      const thread = await world.thread(id);
      const told = world.inbox(seats.anna).map(({ subject }) => subject);
      const sent = thread.timeline.filter(({ kind }) => kind === 'sent');
      expect(others).toEqual([]);
      expect(thread.outbox).toEqual([]);
      if (mails.length === 1) {
        expect(delivery).toMatchObject({ state: 'sent', messageId: mails[0]?.id });
        expect(thread).toMatchObject({
          status: 'running',
          hold: null,
          next: { kind: 'step', occurrence: 1 },
        });
        expect(sent).toMatchObject([{ messageId: mails[0]?.id, step: 'nudge' }]);
        expect(told).toEqual([]);
        ends.sent++;
      } else {
        expect(mails).toEqual([]);
        expect(delivery?.state).toBe('unknown');
        expect(thread).toMatchObject({ status: 'held', hold: { reason: 'send-unknown', until: null } });
        expect(sent).toEqual([]);
        expect(told).toHaveLength(1);
        ends.asked++;
      }
    });
    console.log(`crash points of the send path: ${covered.length}; ended as`, ends);
    console.log(covered.map(({ call }) => call).join(' '));
  });
});
