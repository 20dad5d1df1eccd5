import { describe, expect, it } from 'vitest';
import { defaultWindow, isOpen } from '../../../src/domain/calendar.ts';
import type { Thread } from '../../../src/domain/thread/thread.ts';
import { runDue } from '../../../src/jobs/step/step.ts';
import { aThread, helsinki, later, monday } from '../../support/builders.ts';
import { aWorker, type Worker } from '../../support/worker.ts';

/** Threads of both sellers that fell due at ten on Monday. */
async function due(
  worker: Worker,
  count: number,
  start: Parameters<typeof aThread>[0] = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `thread${index}`);
  for (const [index, id] of ids.entries()) {
    const sellerId = index % 2 === 0 ? 'anna' : 'bert';
    const address = `jan${index}@prospect.example`;
    const thread = aThread({
      id,
      token: `token${id}`,
      sellerId,
      prospects: [{ address, name: '', dead: false }],
      ...start,
    });
    await worker.open({ ...thread, next: { kind: 'step', occurrence: 0, at: monday } });
  }
  return ids;
}

async function thread(worker: Worker, id: string): Promise<Thread> {
  const found = await worker.stores.threads.get(id);
  if (!found) throw new Error(`no thread ${id}`);
  return found;
}

/** Lets the clock run and the worker do all that falls due; returns when each mail left. */
async function live(worker: Worker, from: Date, end: Date, minutes = 1): Promise<Date[]> {
  const times: Date[] = [];
  for (let at = from; at <= end; at = new Date(at.getTime() + minutes * 60_000)) {
    worker.at(at);
    const before = worker.left.length;
    for (const { id } of await worker.stores.threads.due(at, 1000)) await runDue(id, worker.parts);
    for (let sent = before; sent < worker.left.length; sent++) times.push(at);
  }
  return times;
}

/** The greatest number of times that one text stands in the list. */
function most(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => texts.filter((other) => other === text).length));
}

const noLimit = {
  perSellerPerDay: 50,
  minGapSeconds: 60,
  perPersonPerDay: 100,
  maxProspects: 20,
  noticesPerSellerPerDay: 200,
};

describe('while the operator has pulled the brake', () => {
  it('nothing leaves, and the timeline says so once', async () => {
    const worker = await aWorker();
    const [id = ''] = await due(worker, 1);
    await worker.stores.brake.pull(monday, '');
    await live(worker, monday, later(2), 5);
    expect(worker.left).toEqual([]);
    const { timeline, status, next } = await thread(worker, id);
    expect(timeline.filter(({ rule }) => rule === 'paused')).toHaveLength(1);
    expect(status).toBe('running');
    expect(next && next.at > later(2)).toBe(true);
  });

  it('a brake that is pulled in the last moment, during the look into the mailboxes, still holds', async () => {
    const worker = await aWorker();
    const [id = ''] = await due(worker, 1);
    worker.parts.mail.freshLook = async () => void (await worker.stores.brake.pull(monday, ''));
    await runDue(id, worker.parts);
    expect(worker.left).toEqual([]);
    expect(await worker.stores.deliveries.ofThread(id)).toEqual([]);
  });

  it('what fell due leaves afterwards one by one, inside the window, and each once', async () => {
    const worker = await aWorker({ config: { limits: noLimit } });
    const ids = await due(worker, 12);
    await worker.stores.brake.pull(monday, '');
    await live(worker, monday, later(1), 5);
    await worker.stores.brake.release();
    const times = await live(worker, later(1), later(2.5));
    expect(worker.left).toHaveLength(ids.length);
    expect(times.every((at) => isOpen(at, helsinki, defaultWindow))).toBe(true);
    // Two sellers, and a minute between two mails of one: never more than two in a minute.
    expect(most(times.map((at) => at.toISOString()))).toBeLessThanOrEqual(2);
    expect(new Set(worker.left.map(({ id }) => id)).size).toBe(ids.length);
  });

  it('somebody who puts the step off further is heeded', async () => {
    const worker = await aWorker();
    const [id = ''] = await due(worker, 1);
    await worker.stores.brake.pull(monday, '');
    const march = later(24 * 120);
    worker.stores.brake.pause = async () => {
      await worker.parts.keeper.change(id, (one) => ({
        ...one,
        next: one.next && { ...one.next, at: march },
      }));
      return { since: monday, reason: '' };
    };
    await runDue(id, { ...worker.parts, brake: worker.stores.brake });
    expect((await thread(worker, id)).next?.at).toEqual(march);
  });
});

describe('one person in many threads', () => {
  const limits = { ...noLimit, perPersonPerDay: 2, minGapSeconds: 0 };
  const jan = { prospects: [{ address: 'jan@prospect.example', name: '', dead: false }] };

  it('gets no more mails in a day than the limit; the others follow on business days', async () => {
    const worker = await aWorker({ config: { limits } });
    const ids = await due(worker, 5, jan);
    const days: string[] = [];
    for (let day = 0; day < 4; day++) {
      const times = await live(worker, later(24 * day), later(24 * day + 5.9), 10);
      days.push(...times.map((at) => at.toISOString().slice(0, 10)));
    }
    const first = ['2026-11-02', '2026-11-02', '2026-11-03', '2026-11-03', '2026-11-04'];
    expect(days.slice(0, ids.length)).toEqual(first);
    expect(most(days)).toBeLessThanOrEqual(2);
  });

  it('is told why in the timeline, and counted in whatever way the address is written', async () => {
    const worker = await aWorker({ config: { limits: { ...limits, perPersonPerDay: 1 } } });
    const [first = '', second = ''] = await due(worker, 2, jan);
    await worker.parts.keeper.change(second, (one) => ({
      ...one,
      prospects: [{ address: 'jan+work@prospect.example', name: '', dead: false }],
    }));
    await runDue(first, worker.parts);
    await runDue(second, worker.parts);
    expect(worker.left).toHaveLength(1);
    expect((await thread(worker, second)).timeline.at(-1)).toMatchObject({
      kind: 'put-off',
      rule: 'limit:person',
      text: expect.stringContaining('2026-11-03'),
    });
  });

  it('never gets more from two workers at once', async () => {
    const one = await aWorker({ config: { limits } });
    const other = await aWorker({ config: { limits }, database: one.database });
    const ids = await due(one, 8, jan);
    await Promise.all(ids.flatMap((id) => [one, other].map((worker) => runDue(id, worker.parts))));
    expect(one.left.length + other.left.length).toBe(2);
  });

  it('does not use up the day of the others in a thread that cannot leave', async () => {
    const worker = await aWorker({ config: { limits: { ...limits, perPersonPerDay: 1 } } });
    const eva = { address: 'eva@prospect.example', name: '', dead: false };
    const [toJan = '', toBoth = '', toEva = ''] = await due(worker, 3, jan);
    await worker.parts.keeper.change(toBoth, (thread) => ({
      ...thread,
      prospects: [eva, ...thread.prospects],
    }));
    await worker.parts.keeper.change(toEva, (thread) => ({ ...thread, prospects: [eva] }));
    for (const id of [toJan, toBoth, toEva]) await runDue(id, worker.parts);
    expect(worker.left.map(({ to }) => to.map(({ address }) => address))).toEqual([
      ['jan@prospect.example'],
      ['eva@prospect.example'],
    ]);
  });
});
