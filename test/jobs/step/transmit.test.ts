import { expect, it } from 'vitest';
import { runDue } from '../../../src/jobs/step/step.ts';
import { aThread, later, monday } from '../../support/builders.ts';
import { aWorker, type Worker } from '../../support/worker.ts';

/** A worker with one thread that fell due at ten on Monday. */
async function aWorkerWithOneDue(): Promise<Worker> {
  const worker = await aWorker();
  await worker.open({ ...aThread(), next: { kind: 'step', occurrence: 0, at: monday } });
  return worker;
}

it('does not leave when the window closes while it is being prepared', async () => {
  const worker = await aWorkerWithOneDue();
  const { pacing } = worker.parts;
  worker.parts.pacing = {
    take: async (...asked) => {
      worker.at(later(6.5));
      return pacing.take(...asked);
    },
  };
  await runDue('thread1', worker.parts);
  expect(worker.left).toEqual([]);
  worker.parts.pacing = pacing;
  await runDue('thread1', worker.parts);
  const thread = await worker.stores.threads.get('thread1');
  expect(thread?.status).toBe('running');
  expect(thread?.next?.at.getTime()).toBeGreaterThan(later(20).getTime());
});

it('does not leave once the look is old, and leaves after the next one', async () => {
  const worker = await aWorkerWithOneDue();
  const { deliveries, freshMs } = worker.parts;
  worker.parts.deliveries = {
    ...deliveries,
    reserve: async (claim) => {
      worker.parts.freshMs = 0;
      return deliveries.reserve(claim);
    },
  };
  await runDue('thread1', worker.parts);
  expect(worker.left).toEqual([]);
  expect(await deliveries.get('thread1', 0)).toMatchObject({ state: 'failed', attempts: 0 });
  worker.parts.deliveries = deliveries;
  worker.parts.freshMs = freshMs;
  worker.at(later(0.5));
  await runDue('thread1', worker.parts);
  expect(worker.left).toHaveLength(1);
  expect(await deliveries.get('thread1', 0)).toMatchObject({ state: 'sent', attempts: 1 });
});

it('is held while reading the mailboxes takes longer than a look is fresh', async () => {
  const worker = await aWorkerWithOneDue();
  worker.parts.freshMs = 0;
  await runDue('thread1', worker.parts);
  expect(worker.left).toEqual([]);
  const thread = await worker.stores.threads.get('thread1');
  expect(thread?.hold?.reason).toBe('mailbox-unreadable');
});
