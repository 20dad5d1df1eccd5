import { describe, expect, it } from 'vitest';
import { sendNotice } from '../../../src/jobs/notice/job.ts';
import type { Logger } from '../../../src/logger.ts';
import { silentLogger } from '../../../src/logger.ts';
import { later, monday } from '../../support/builders.ts';
import { aConfig, aWorker, type Worker } from '../../support/worker.ts';

const limited = (noticesPerSellerPerDay: number) => ({
  limits: { ...aConfig().limits, noticesPerSellerPerDay },
});

/** Queues refusals, which are about no thread, and returns their keys. */
async function queue(worker: Worker, count: number, sellerId = 'anna'): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, index) => `${sellerId}:${index}`);
  for (const key of keys) {
    const data = { cause: 'no-prospects', subject: 'New website' };
    await worker.stores.notices.add({
      key,
      name: 'start-refused',
      sellerId,
      threadId: null,
      at: monday,
      data,
      inReplyTo: null,
    });
  }
  return keys;
}

describe('mails to a seller', () => {
  it('wait while the brake is on, and leave afterwards', async () => {
    const worker = await aWorker();
    const [key = ''] = await queue(worker, 1);
    await worker.stores.brake.pull(monday, '');
    expect(await sendNotice(key, worker.parts)).toBeGreaterThan(0);
    expect(worker.left).toEqual([]);
    await worker.stores.brake.release();
    expect(await sendNotice(key, worker.parts)).toBeNull();
    expect(worker.left).toHaveLength(1);
  });

  it('beyond the limit of a day wait for the next one, and the operator is told in one line', async () => {
    const lines: unknown[] = [];
    const logger = { ...silentLogger(), error: (fields: unknown) => lines.push(fields) } as unknown as Logger;
    const worker = await aWorker({ config: limited(3) });
    const parts = { ...worker.parts, logger };
    const keys = await queue(worker, 6);
    const waits: (number | null)[] = [];
    for (const key of keys) waits.push(await sendNotice(key, parts));
    // Ten in the morning in Helsinki: fourteen hours are left of the day.
    expect(waits).toEqual([null, null, null, ...Array(3).fill(14 * 3_600_000)]);
    expect(lines).toEqual([{ seller: 'anna', limit: 3 }]);
    worker.at(later(14.1));
    for (const key of keys) await sendNotice(key, parts);
    expect(worker.left).toHaveLength(6);
  });

  it('are counted for each seller', async () => {
    const worker = await aWorker({ config: limited(10) });
    const keys = [...(await queue(worker, 10)), ...(await queue(worker, 10, 'bert'))];
    for (const key of keys) await sendNotice(key, worker.parts);
    expect(worker.left).toHaveLength(20);
  });

  it('never leave in greater number because two workers send them', async () => {
    const one = await aWorker({ config: limited(3) });
    const other = await aWorker({ config: limited(3), database: one.database });
    const keys = await queue(one, 6);
    await Promise.all(keys.flatMap((key) => [one, other].map((worker) => sendNotice(key, worker.parts))));
    expect(one.left.length + other.left.length).toBe(3);
  });
});
