import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { takeIn } from '../../src/intake/intake.ts';
import { runDue } from '../../src/jobs/step/step.ts';
import { silentLogger } from '../../src/logger.ts';
import type { Arrived } from '../../src/mail/imap/look.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { createSender } from '../../src/mail/send.ts';
import { aThread, later, monday } from '../support/builders.ts';
import { nextDelivery } from '../support/mail.ts';
import { type StillWorld, seats, stillWorld, type WorkerParts } from '../support/still-world.ts';
import { listenFor, startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { people, startWorld, type World } from '../support/world.ts';

const id = 'thread1';
const jan = { address: seats.jan, name: 'Jan Nowak', dead: false };

let world: StillWorld;

async function openThread(more: Partial<Thread> = {}): Promise<void> {
  await world.begin();
  const next = { kind: 'step' as const, occurrence: 0, at: monday };
  await world.open({ ...aThread({ prospects: [jan] }), next, ...more });
}

/** A network on the way to the SMTP server that stands still from the first line which begins so. */
async function stallingAt(port: number, line: string): Promise<{ proxy: TcpProxy; stalled: Promise<void> }> {
  let reached: () => void = () => {};
  const stalled = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let passed = false;
  const proxy = await startTcpProxy(port, {
    overhear: listenFor(line, () => {
      if (passed) return;
      passed = true;
      // The line itself still gets through; the answer to it waits.
      setImmediate(() => {
        proxy.stall();
        reached();
      });
    }),
    rewrite: (text) => text,
  });
  onTestFinished(() => proxy.close());
  return { proxy, stalled };
}

/** A worker whose own mail goes through that network. */
function slowWorker(proxy: TcpProxy): WorkerParts {
  const parts = world.parts();
  const account = { ...world.config.notices.smtp, port: proxy.port };
  const sender = createSender({ account, logger: silentLogger() });
  onTestFinished(() => sender.close());
  return { ...parts, mail: { ...parts.mail, send: (_seller, _kind, mail) => sender.send(mail) } };
}

async function expectSentOnce(): Promise<void> {
  const mails = world.inbox(seats.jan);
  expect(mails).toHaveLength(1);
  expect(await world.stores.deliveries.get(id, 0)).toMatchObject({ state: 'sent', messageId: mails[0]?.id });
  const { status, next, timeline, outbox } = await world.thread(id);
  expect({ status, next }).toMatchObject({ status: 'running', next: { kind: 'step', occurrence: 1 } });
  expect(timeline.filter(({ kind }) => kind === 'sent')).toHaveLength(1);
  expect(outbox).toEqual([]);
}

describe('several workers at one thread', () => {
  beforeEach(async () => {
    world = await stillWorld();
  });

  it.each([
    ['whose reservations hold', 60_000],
    ['whose reservations are old at once', 0],
  ])('%s send its step once', async (_, reservationMs) => {
    for (let round = 0; round < 12; round++) {
      await openThread();
      const workers = [1, 2, 3, 4].map(() => ({ ...world.parts(), reservationMs }));
      await Promise.all(workers.map((worker) => runDue(id, worker)));
      await world.recover(2);
      await expectSentOnce();
    }
  });

  it('do not send it again while the first one still waits for the answer to its mail', async () => {
    await openThread();
    const { proxy, stalled } = await stallingAt(world.mail.smtp.port, '\r\n.\r\n');
    const arrives = nextDelivery(world.mail, seats.jan);
    const first = runDue(id, slowWorker(proxy));
    await Promise.all([stalled, arrives]);
    await world.recover(4);
    await expectSentOnce();
    proxy.restore();
    await first;
    await world.recover(1);
    await expectSentOnce();
    expect(world.inbox(seats.anna)).toEqual([]);
  });

  it('ask the seller while the first one hangs; when it leaves after all, everything goes on', async () => {
    await openThread();
    const { proxy, stalled } = await stallingAt(world.mail.smtp.port, 'MAIL FROM');
    const first = runDue(id, slowWorker(proxy));
    await stalled;
    await world.recover(4);
    expect(world.inbox(seats.jan)).toEqual([]);
    expect((await world.thread(id)).hold).toMatchObject({ reason: 'send-unknown', until: null });
    expect(world.inbox(seats.anna)).toHaveLength(1);
    proxy.restore();
    await first;
    await world.recover(1);
    await expectSentOnce();
  });
});

function clockAt(now: Date): Clock {
  return { now: () => now, toReal: (at) => at, realMs: (ms) => ms };
}

/** A mail as every worker gets it. */
function arrived(fields: Record<string, string>, text: string): Arrived {
  const all = { Date: later(1).toUTCString(), 'Message-ID': '<mail@example.example>', ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const raw = Buffer.from(`${lines.join('')}\r\n${text}\r\n`);
  const place = { mailbox: 'tracking', folder: 'INBOX', role: 'inbox' as const, uid: 1, uidValidity: '1' };
  return { ...place, receivedAt: later(1), size: raw.length, root: parseMime(raw), source: async () => raw };
}

describe('several workers at one mail', () => {
  beforeEach(async () => {
    world = await stillWorld();
  });

  const toThread = {
    To: `${seats.anna}, track+t.token1234567@palaan.example`,
    References: '<start@seller.example>',
  };
  const fromJan = { From: seats.jan, Subject: 'Re: New website', ...toThread };
  const toUs = { From: seats.anna, To: 'track+t.token1234567@palaan.example', Subject: 'Re: the plan' };
  const start = { From: seats.anna, To: seats.jan, 'Delivered-To': seats.track, Subject: 'New kitchen' };
  const away = { ...fromJan, 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' };

  it.each([
    ['an answer', arrived(fromJan, 'Yes, gladly.'), 'answered', 0],
    ['an opt-out', arrived(fromJan, 'Please unsubscribe me from your list.'), 'stopped', 1],
    ['an absence note', arrived(away, 'I am away.'), 'snoozed', 0],
    ['a command', arrived(toUs, 'project: Old website'), 'steered', 1],
    ['a start', arrived(start, 'Hello.'), 'started', 1],
  ])('%s has one effect', async (_, mail, kind, notices) => {
    for (let round = 0; round < 5; round++) {
      await openThread({ next: { kind: 'step', occurrence: 0, at: later(100) } });
      await Promise.all([1, 2, 3, 4].map(() => takeIn(mail, world.parts())));
      await world.recover(1);
      const threads = await world.stores.threads.list({}, 10);
      const newest = threads.find(({ project }) => project === 'New kitchen') ?? threads[0];
      expect(newest?.timeline.filter((entry) => entry.kind === kind)).toHaveLength(1);
      expect(world.inbox(seats.anna)).toHaveLength(notices);
      expect(await world.outcomes()).toHaveLength(1);
    }
  });
});

describe('a worker that is late', () => {
  beforeEach(async () => {
    world = await stillWorld();
  });

  it('with an older start ends no thread that a newer one opened', async () => {
    await world.begin();
    const fields = { From: seats.anna, To: seats.jan, 'Delivered-To': seats.track, Subject: 'New kitchen' };
    const older = arrived(fields, 'Hello.');
    const newer = arrived({ ...fields, 'Message-ID': '<newer@example.example>' }, 'Hello again.');
    await takeIn(older, world.parts());
    await takeIn({ ...newer, uid: 2, receivedAt: later(2) }, { ...world.parts(), clock: clockAt(later(2)) });
    const late = world.parts();
    await takeIn(older, { ...late, arrivals: { ...late.arrivals, seen: async () => false } });
    const threads = await world.stores.threads.list({}, 10);
    expect(threads.map(({ status }) => status)).toEqual(['running', 'ended']);
  });

  it('sends its mail once, although the seller said “send again” before being asked', async () => {
    await openThread();
    const { proxy, stalled } = await stallingAt(world.mail.smtp.port, 'MAIL FROM');
    const first = runDue(id, slowWorker(proxy));
    await stalled;
    await world.recover(1);
    const toUs = { From: seats.anna, To: 'track+t.token1234567@palaan.example', Subject: 'Re: the plan' };
    await takeIn(arrived(toUs, 'send again'), world.parts());
    await runDue(id, world.parts());
    proxy.restore();
    await first;
    expect(world.inbox(seats.jan)).toHaveLength(1);
  });
});

/** A world whose sellers' mail goes through a network that can stand still, and its first follow-up on the way. */
async function sendingWorld(): Promise<{
  world: World;
  proxy: TcpProxy;
  stop(): Promise<void>;
  first: string;
}> {
  const world = await startWorld({ idle: true });
  const { proxy, stalled } = await stallingAt(world.mail.smtp.port, '\r\n.\r\n');
  for (const seller of world.config.sellers) seller.smtp = { ...seller.smtp, port: proxy.port };
  const { stop } = await world.work();
  const { anna, jan, track } = people;
  const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
  await world.received(jan, (mail) => mail.references.includes(first));
  await stalled;
  return { world, proxy, stop, first };
}

describe('a worker that is told to stop while it sends', () => {
  it('waits for the server’s answer, and records it', async () => {
    const { world, proxy, stop } = await sendingWorld();
    const stopped = stop();
    proxy.restore();
    await stopped;
    const [thread] = await world.stores.threads.list({}, 1);
    expect(thread).toMatchObject({ status: 'running', next: { kind: 'step', occurrence: 1 } });
    const states = await world.stores.deliveries.ofThread(thread?.id ?? '');
    expect(states.map(({ state }) => state)).toEqual(['sent']);
  });

  it('records that nobody knows when the connection is lost, and the next one finds the mail', async () => {
    const { world, proxy, stop, first } = await sendingWorld();
    const stopped = stop();
    proxy.cut();
    await stopped;
    const [thread] = await world.stores.threads.list({}, 1);
    const deliveries = await world.stores.deliveries.ofThread(thread?.id ?? '');
    expect(deliveries.map(({ state, response }) => [state, response])).toEqual([['unknown', null]]);
    proxy.restore();
    await world.work();
    // The step after it: the first one is settled, and was not sent again.
    const second = await world.received(
      people.jan,
      (mail) => mail.references.at(-1) !== first && mail.references.includes(first),
    );
    const followUps = world.inbox(people.jan).filter((mail) => mail.references.includes(first));
    expect(followUps.map(({ id }) => id)).toEqual([second.inReplyTo[0], second.id]);
  });
});

describe('three workers on one database', () => {
  it('share the work: each mail leaves once, and the seller gets one receipt', async () => {
    const world = await startWorld();
    await Promise.all([world.work(), world.work()]);
    const { anna, jan, eva, pia } = people;
    const bcc = 'track+breakup@palaan.example';
    for (const to of [jan, eva, pia]) await world.write({ from: anna, to, bcc, subject: `For ${to}` });
    for (const to of [jan, eva, pia]) {
      await world.until(({ subject, end }) => subject === `For ${to}` && end?.reason === 'silent');
    }
    for (const to of [jan, eva, pia]) {
      expect(world.inbox(to).map(({ subject }) => subject)).toEqual([`For ${to}`, `Re: For ${to}`]);
    }
    expect(world.inbox(anna)).toHaveLength(3);
  });
});
