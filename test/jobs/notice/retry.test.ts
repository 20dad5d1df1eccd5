import { expect, it } from 'vitest';
import { SendRefused, SendUnknown } from '../../../src/errors.ts';
import { sendNotice } from '../../../src/jobs/notice/job.ts';
import { later, monday } from '../../support/builders.ts';
import { aWorker, type Worker } from '../../support/worker.ts';

const key = 'anna:refused';

/** A worker with one mail to a seller, queued on Monday at ten. */
async function aWorkerWithOneNotice(): Promise<Worker> {
  const worker = await aWorker();
  await worker.stores.notices.add({
    key,
    name: 'start-refused',
    sellerId: 'anna',
    threadId: null,
    at: monday,
    data: { cause: 'no-prospects', subject: 'New website' },
    inReplyTo: null,
  });
  return worker;
}

/** What the next try meets instead of a server that says yes. */
function failOnce(worker: Worker, error: Error): void {
  const { send } = worker.parts;
  worker.parts.send = async () => {
    worker.parts.send = send;
    throw error;
  };
}

/** Keys that the sweep would ring for. */
function due(worker: Worker): Promise<string[]> {
  return worker.stores.notices.due(worker.parts.clock.now(), worker.parts.reservationMs, 10);
}

it('is tried again when nobody knows whether it left, for a seller who hears it twice still hears it', async () => {
  const worker = await aWorkerWithOneNotice();
  failOnce(worker, new SendUnknown('The connection was lost.'));
  expect(await sendNotice(key, worker.parts)).toBe(60_000);
  expect(await due(worker)).toEqual([]);
  worker.at(later(0.1));
  expect(await due(worker)).toEqual([key]);
  expect(await sendNotice(key, worker.parts)).toBeNull();
  expect(worker.left).toHaveLength(1);
});

it('is not sent again when it is found in the seller’s mailbox', async () => {
  const worker = await aWorkerWithOneNotice();
  failOnce(worker, new SendUnknown('The connection was lost.'));
  await sendNotice(key, worker.parts);
  worker.parts.wasSent = async () => true;
  expect(await sendNotice(key, worker.parts)).toBeNull();
  expect(worker.left).toEqual([]);
  expect(await worker.stores.notices.get(key)).toMatchObject({ state: 'sent', attempts: 1 });
});

it('leaves after all when the worker died while it sent it, and not while another one may be at it', async () => {
  const worker = await aWorkerWithOneNotice();
  const seen = await worker.stores.notices.get(key);
  if (seen) await worker.stores.notices.claim(seen);
  expect(await sendNotice(key, worker.parts)).toBeNull();
  expect(await due(worker)).toEqual([]);
  worker.parts.reservationMs = 0;
  expect(await due(worker)).toEqual([key]);
  await sendNotice(key, worker.parts);
  expect(worker.left).toHaveLength(1);
});

it('outlives a server that says never for a day', async () => {
  const worker = await aWorkerWithOneNotice();
  let at = monday;
  while (at < later(24)) {
    failOnce(worker, new SendRefused('No.', { permanent: true, code: 550 }));
    const waitMs = await sendNotice(key, worker.parts);
    at = new Date(at.getTime() + (waitMs ?? 0));
    worker.at(at);
  }
  expect(worker.left).toEqual([]);
  await sendNotice(key, worker.parts);
  expect(worker.left).toHaveLength(1);
});

it('is claimed by one worker only', async () => {
  const worker = await aWorkerWithOneNotice();
  await Promise.all([sendNotice(key, worker.parts), sendNotice(key, worker.parts)]);
  expect(worker.left).toHaveLength(1);
});
