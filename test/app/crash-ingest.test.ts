import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { aThread, later } from '../support/builders.ts';
import { crashAtEach, type MortalWorker } from '../support/crash.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';

const { anna, bert, jan, track } = seats;
const tokenAddress = 'track+t.token1234567@palaan.example';
const started = { 'In-Reply-To': '<start@seller.example>', References: '<start@seller.example>' };

let world: StillWorld;
beforeEach(async () => {
  world = await stillWorld();
});

/** Anna's thread with Jan, whose next step is far off. */
function annasThread(more: Partial<Thread> = {}): Promise<void> {
  const thread = aThread({ prospects: [{ address: jan, name: 'Jan Nowak', dead: false }] });
  return world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: later(100) }, ...more });
}

function mail(fields: Record<string, string>, text: string): string {
  const all = { Date: later(1).toUTCString(), 'Message-ID': '<mail@example.example>', ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join('')}\n${text}\n`;
}

function fromJan(text: string, fields: Record<string, string> = {}): string {
  const people = { From: jan, To: `${anna}, ${tokenAddress}` };
  return mail({ ...people, Subject: 'Re: New website', ...started, ...fields }, text);
}

function fromAnna(to: string, text: string, fields: Record<string, string> = {}): string {
  return mail({ From: anna, To: to, Subject: 'New website', ...fields }, text);
}

/** A worker dies over a mail that is new in the tracking mailbox; the next one goes on. */
async function takeIn(worker: MortalWorker, raw: string): Promise<void> {
  world.arrive(raw);
  world.arrive(mail({ From: 'shop@shop.example', To: track, 'Message-ID': '<2@shop.example>' }, 'Sale'));
  await worker.lives(world.parts(worker).look());
  await world.recover(1);
  await world.parts().look();
  expect(await world.unread()).toBe(0);
}

/** The one thread that Anna has, apart from those with these ids. */
async function annasOnly(...others: string[]): Promise<Thread> {
  const all = await world.stores.threads.list({ sellerId: 'anna' }, 10);
  const [thread, ...rest] = all.filter(({ id }) => !others.includes(id));
  expect(rest).toEqual([]);
  if (!thread) throw new Error('Anna has no thread');
  expect(thread.outbox).toEqual([]);
  return thread;
}

function entries(thread: Thread, kind: string): Thread['timeline'] {
  return thread.timeline.filter((entry) => entry.kind === kind);
}

/** Names of the notices that a seller got, by what their keys hold. */
function told(address: string): string[] {
  return world.inbox(address).map(({ subject }) => subject);
}

let points = 0;
afterAll(() => console.log(`crash points while taking in: ${points}`));

/** A story, once for each call at which its first worker can die. There are at least so many. */
async function everywhere(least: number, story: (worker: MortalWorker) => Promise<void>): Promise<void> {
  const calls = await crashAtEach(async (worker) => {
    await world.begin();
    await story(worker);
  });
  points += calls.length;
  expect(calls.length).toBeGreaterThanOrEqual(least);
}

describe('a worker that dies while it takes in', { timeout: 180_000 }, () => {
  it('a start: there is one thread, one receipt, and what overtook the start is taken in again', async () => {
    await everywhere(12, async (worker) => {
      world.arrive(fromJan('Yes, gladly.', { 'Message-ID': '<early@prospect.example>' }));
      await world.parts().look();
      expect(await world.outcomes()).toEqual(['unmatched']);
      const start = { Bcc: track, 'Message-ID': '<start@seller.example>', 'Delivered-To': track };
      await takeIn(worker, fromAnna(jan, 'Hello.', start));
      expect(await world.outcomes()).toEqual(['again', 'start', 'unmatched']);
      const thread = await annasOnly();
      expect(thread).toMatchObject({ status: 'running', next: { kind: 'step', occurrence: 0 } });
      expect(entries(thread, 'started')).toHaveLength(1);
      expect(told(anna)).toHaveLength(1);
    });
  });

  it('a start in a thread that runs already: the older one ends, the newer one runs', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      const again = {
        'Delivered-To': 'track+breakup@palaan.example',
        'Message-ID': '<again@seller.example>',
      };
      await takeIn(worker, fromAnna(jan, 'Hello again.', { ...again, ...started }));
      const older = await world.thread('thread1');
      expect(older).toMatchObject({ status: 'ended', end: { reason: 'replaced' } });
      expect(entries(older, 'stopped')).toHaveLength(1);
      expect(await annasOnly('thread1')).toMatchObject({ status: 'running', sequence: 'breakup' });
      expect(told(anna)).toHaveLength(1);
    });
  });

  it('a start that cannot be understood: the seller is told once', async () => {
    await everywhere(12, async (worker) => {
      await takeIn(worker, fromAnna(jan, 'Hello.', { 'Delivered-To': 'track+gentel@palaan.example' }));
      expect(await world.outcomes()).toEqual(['start-refused', 'unmatched']);
      expect(await world.stores.threads.list({}, 10)).toEqual([]);
      expect(told(anna)).toHaveLength(1);
    });
  });

  it('an answer: the thread ends, and the record says which it was', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      await takeIn(worker, fromJan('Yes, gladly.'));
      expect(await world.outcomes()).toEqual(['answer', 'unmatched']);
      const thread = await annasOnly();
      expect(thread).toMatchObject({ status: 'ended', end: { reason: 'answered' }, next: null });
      expect(entries(thread, 'answered')).toHaveLength(1);
    });
  });

  it('an opt-out: the address is suppressed, in other sellers’ threads too, and the seller told once', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      const theirs = aThread({
        id: 'thread2',
        token: 'token7654321',
        sellerId: 'bert',
        subject: 'A kitchen',
        messageId: '<kitchen@seller.example>',
      });
      await world.open({ ...theirs, prospects: [{ address: jan, name: '', dead: false }] });
      await takeIn(worker, fromJan('Please unsubscribe me from your list.'));
      expect(await world.outcomes()).toEqual(['opt-out', 'unmatched']);
      expect(await world.stores.suppressions.has(jan)).toBe(true);
      const thread = await annasOnly();
      expect(thread).toMatchObject({ status: 'ended', end: { reason: 'opt-out' }, next: null });
      expect(entries(thread, 'stopped')).toHaveLength(1);
      const other = await world.thread('thread2');
      expect(other).toMatchObject({ status: 'ended', end: { reason: 'opt-out' }, next: null });
      expect(entries(other, 'stopped')).toHaveLength(1);
      expect([told(anna).length, told(bert).length]).toEqual([1, 0]);
    });
  });

  it('an absence note: the step is put off once', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      await takeIn(
        worker,
        fromJan('I am away.', { 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' }),
      );
      expect(await world.outcomes()).toEqual(['auto-reply', 'unmatched']);
      const thread = await annasOnly();
      expect(thread).toMatchObject({ status: 'running', next: { at: later(100 + 7 * 24) } });
      expect(entries(thread, 'snoozed')).toHaveLength(1);
    });
  });

  it('a deferral: the seller is told once, and is to be reminded on the day', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      await takeIn(worker, fromJan('Let us come back to this on 15 March 2027.'));
      const thread = await annasOnly();
      expect(thread).toMatchObject({
        status: 'ended',
        end: { reason: 'deferred' },
        next: { kind: 'remind' },
      });
      expect(told(anna)).toHaveLength(1);
    });
  });

  it('a command: it is obeyed once, and answered once', async () => {
    await everywhere(12, async (worker) => {
      await annasThread();
      await takeIn(worker, fromAnna(tokenAddress, 'project: New kitchen\nsnooze: 2w'));
      expect(await world.outcomes()).toEqual(['command', 'unmatched']);
      const thread = await annasOnly();
      expect(thread).toMatchObject({ status: 'running', project: 'New kitchen' });
      expect(entries(thread, 'steered')).toHaveLength(2);
      expect(told(anna)).toHaveLength(1);
    });
  });

  it('“send again” about a mail whose fate nobody knew: it leaves once', async () => {
    await everywhere(12, async (worker) => {
      const hold = { reason: 'send-unknown' as const, since: later(0), until: null };
      await annasThread({ status: 'held', hold, next: { kind: 'step', occurrence: 0, at: later(0) } });
      const step = { step: 'nudge', kind: 'email' as const, template: '1', date: later(0) };
      const messageId = '<t.thread1.0.2222222222222222@palaan.example>';
      await world.stores.deliveries.reserve({ threadId: 'thread1', occurrence: 0, messageId, ...step });
      await world.stores.deliveries.settle('thread1', 0, 'unknown', null);
      await takeIn(worker, fromAnna(tokenAddress, 'send again'));
      await world.recover(1);
      expect(world.inbox(jan)).toHaveLength(1);
      expect(await annasOnly()).toMatchObject({ status: 'running', next: { kind: 'step', occurrence: 1 } });
      expect(told(anna)).toHaveLength(1);
    });
  });
});
