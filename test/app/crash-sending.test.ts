import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { messageIdFor } from '../../src/mail/message-id.ts';
import { aThread, monday } from '../support/builders.ts';
import { crashAtEach, type MortalWorker } from '../support/crash.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';

const { anna, jan, track } = seats;
const id = 'thread1';

let world: StillWorld;
let points = 0;
beforeEach(async () => {
  world = await stillWorld();
});
afterAll(() => console.log(`crash points while sending: ${points}`));

/** The story of one thread, once for each call at which its first worker can die. */
async function everywhere(
  least: number,
  more: Partial<Thread>,
  story: (worker: MortalWorker) => Promise<void>,
): Promise<void> {
  const calls = await crashAtEach(async (worker) => {
    await world.begin();
    world.mail.faults.afterData = null;
    const thread = aThread({ prospects: [{ address: jan, name: 'Jan Nowak', dead: false }] });
    await world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: monday }, ...more });
    await story(worker);
    expect((await world.thread(id)).outbox).toEqual([]);
    expect((await world.stores.deliveries.ofThread(id)).length).toBeLessThanOrEqual(1);
  });
  points += calls.length;
  expect(calls.length).toBeGreaterThanOrEqual(least);
}

/** The first worker lives through so many half hours, or dies in them; afterwards another one lives through the rest. */
async function live(worker: MortalWorker, times = 1): Promise<void> {
  await worker.lives(world.recover(times, worker));
}

/** One mail is there, and all that follows from it. */
async function sentOnce(): Promise<void> {
  const [mail, ...others] = world.inbox(jan);
  expect(others).toEqual([]);
  expect(mail?.id).toBe(messageIdFor(id, 0, 'palaan.example'));
  expect(await world.stores.deliveries.get(id, 0)).toMatchObject({ state: 'sent', messageId: mail?.id });
  const thread = await world.thread(id);
  expect(thread).toMatchObject({ status: 'running', hold: null, next: { kind: 'step', occurrence: 1 } });
  expect(entries(thread, 'sent')).toMatchObject([{ messageId: mail?.id, step: 'nudge' }]);
  expect(told()).toEqual([]);
}

/** Nobody can know whether it left: nothing more is sent, and the seller is asked once. */
async function askedOnce(): Promise<void> {
  expect(await world.stores.deliveries.get(id, 0)).toMatchObject({ state: 'unknown' });
  const thread = await world.thread(id);
  expect(thread).toMatchObject({ status: 'held', hold: { reason: 'send-unknown', until: null } });
  expect(entries(thread, 'sent')).toEqual([]);
  expect(told()).toEqual(['Did it leave? New website']);
}

async function isAsked(): Promise<boolean> {
  return (await world.thread(id)).hold?.reason === 'send-unknown';
}

function entries(thread: Thread, kind: string): Thread['timeline'] {
  return thread.timeline.filter((entry) => entry.kind === kind);
}

/** Subjects of the notices in the seller's mailbox. */
function told(): string[] {
  return world.inbox(anna).map(({ subject }) => subject);
}

describe('a worker that dies', { timeout: 180_000 }, () => {
  it('while it sends a step: one mail leaves, or none and the seller is asked', async () => {
    let asked = 0;
    await everywhere(22, {}, async (worker) => {
      await live(worker);
      await world.recover(4);
      if (!(await isAsked())) return sentOnce();
      asked++;
      expect(world.inbox(jan)).toEqual([]);
      await askedOnce();
    });
    // Only where it had reserved the step and had not begun to send it.
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('while it settles a mail of which it only turns out later that it left', async () => {
    await everywhere(18, {}, async (worker) => {
      world.mail.faults.afterData = 'drop';
      await world.recover(1);
      world.mail.faults.afterData = null;
      expect(world.inbox(jan)).toHaveLength(1);
      await live(worker);
      await world.recover(4);
      await sentOnce();
    });
  });

  it('while it looks in vain for a mail that was lost: it is never sent again, and the seller is asked', async () => {
    await everywhere(33, {}, async (worker) => {
      world.mail.faults.afterData = 'lose';
      await world.recover(1);
      world.mail.faults.afterData = null;
      await live(worker, 3);
      await world.recover(4);
      expect(world.inbox(jan)).toEqual([]);
      await askedOnce();
    });
  });

  it('over a server that says later: it leaves once, later', async () => {
    await everywhere(22, {}, async (worker) => {
      world.mail.faults.afterData = { code: 451, text: '4.3.0 Try again later' };
      await live(worker);
      world.mail.faults.afterData = null;
      await world.recover(4);
      if (await isAsked()) await askedOnce();
      else await sentOnce();
    });
  });

  it('over a server that refuses the mail: the seller is told once', async () => {
    await everywhere(33, {}, async (worker) => {
      const policy = { code: 554, text: '5.7.1 Message refused by policy' };
      world.mail.faults.rcpt = (address) => (address === jan ? policy : null);
      await live(worker);
      await world.recover(4);
      world.mail.faults.rcpt = () => null;
      expect(world.inbox(track)).toEqual([]);
      if (await isAsked()) return askedOnce();
      const thread = await world.thread(id);
      expect(thread).toMatchObject({ status: 'held', hold: { reason: 'send-refused', until: null } });
      expect(told()).toHaveLength(1);
    });
  });

  it('over a server that does not know the prospect: the thread ends, or the seller is asked', async () => {
    await everywhere(33, {}, async (worker) => {
      world.mail.setBehaviour(jan, 'refuse');
      await live(worker);
      await world.recover(4);
      world.mail.setBehaviour(jan, 'deliver');
      expect(world.inbox(track)).toEqual([]);
      if (await isAsked()) return askedOnce();
      const thread = await world.thread(id);
      expect(thread).toMatchObject({ status: 'ended', end: { reason: 'bounced' }, next: null });
      expect(told()).toHaveLength(1);
    });
  });

  it('over a mail with a hole: the seller is told once', async () => {
    await everywhere(24, { project: '' }, async (worker) => {
      await live(worker);
      await world.recover(4);
      expect(world.inbox(jan)).toEqual([]);
      expect(await world.thread(id)).toMatchObject({ status: 'held', hold: { reason: 'hole' } });
      expect(told()).toHaveLength(1);
    });
  });

  it('at the end of the quiet period: the thread closes once', async () => {
    await everywhere(10, { next: { kind: 'close', at: monday } }, async (worker) => {
      await live(worker);
      await world.recover(1);
      const thread = await world.thread(id);
      expect(thread).toMatchObject({ status: 'ended', end: { reason: 'silent' }, next: null });
      expect(entries(thread, 'stopped')).toHaveLength(1);
    });
  });

  it('on the day that a prospect proposed: the seller is reminded once', async () => {
    const next = { kind: 'remind' as const, at: monday, quote: 'Back to this on Monday.' };
    const over = { status: 'ended' as const, end: { reason: 'deferred' as const, at: monday }, next };
    await everywhere(20, over, async (worker) => {
      await live(worker);
      await world.recover(1);
      expect(await world.thread(id)).toMatchObject({ status: 'ended', next: null });
      expect(told()).toHaveLength(1);
    });
  });
});
