import { beforeEach, describe, expect, it } from 'vitest';
import { missing, unreadable } from '../../src/intake/unseen.ts';
import type { Unread } from '../../src/mail/imap/look.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { aThread, later } from '../support/builders.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';
import { takeRaw } from '../support/taking.ts';

const { anna, jan, track } = seats;

let world: StillWorld;
beforeEach(async () => {
  world = await stillWorld();
  await world.begin();
});

const lines = (fields: Record<string, string>) =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** A mail in the tracking mailbox of which only the header can be had, or not even that. */
function unread(fields: Record<string, string> | null, more: Partial<Unread> = {}): Unread {
  return {
    mailbox: world.config.tracking.mailbox.id,
    folder: 'INBOX',
    role: 'inbox',
    uid: 1,
    uidValidity: '1',
    receivedAt: later(1),
    header: fields && parseMime(Buffer.from(lines(fields))),
    problem: new Error('no'),
    ...more,
  };
}

async function annasThread() {
  const thread = aThread({ prospects: [{ address: jan, name: 'Jan Nowak', dead: false }] });
  await world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: later(100) } });
  return world.thread(thread.id);
}

describe('a mail that cannot be read', () => {
  it.each([
    ['from the prospect', { From: jan, To: anna }],
    ['that names the thread', { From: 'x@y.example', 'In-Reply-To': '<start@seller.example>' }],
    ['of a colleague', { From: 'eva@prospect.example', To: anna }],
    ['to the thread’s own address', { From: 'x@y.example', To: 'track+t.token1234567@palaan.example' }],
  ])('%s holds the thread and asks its seller', async (_what, fields: Record<string, string>) => {
    const { id } = await annasThread();
    expect(await unreadable(unread(fields), world.parts())).toEqual([id]);
    expect(await world.thread(id)).toMatchObject({ status: 'held', hold: { reason: 'unseen-mail' } });
    await world.recover(1);
    expect(world.inbox(anna).map(({ subject }) => subject)).toEqual(['Is there an answer? New website']);
  });

  it.each([
    ['of somebody else', { From: 'x@y.example', Subject: 'Sauna' }, {}],
    ['of which nothing can be had', null, {}],
    ['of the seller', { From: anna, To: jan, 'In-Reply-To': '<start@seller.example>' }, {}],
    ['that is a draft', { From: jan, To: anna }, { role: 'drafts' as const }],
    ['that is older than the thread', { From: jan, To: anna }, { receivedAt: later(-10) }],
  ])('%s changes nothing', async (_what, fields, more) => {
    const before = await annasThread();
    expect(await unreadable(unread(fields, more), world.parts())).toEqual([]);
    expect(await world.thread(before.id)).toEqual(before);
  });
});

describe('a mail that came before its start and is gone when it is looked for', () => {
  const start = {
    From: anna,
    To: jan,
    Cc: track,
    Subject: 'New website',
    'Message-ID': '<start@seller.example>',
    Date: later(0).toUTCString(),
  };

  const early = (fields: Record<string, string>) =>
    `${lines({ 'Message-ID': '<early@x.example>', ...fields })}Hello.`;

  /** Takes in the early mail and then the start, and looks in vain for the early mail. */
  async function overtaken(fields: Record<string, string>, receivedAt = later(0)) {
    const parts = world.parts();
    await takeRaw(early(fields), parts, receivedAt);
    await takeRaw(`${lines(start)}Hello.`, parts);
    const places = await parts.arrivals.toTakeAgain([parts.config.tracking.mailbox.id]);
    await missing(await parts.arrivals.missing(places), parts);
    const [thread] = await world.stores.threads.list({}, 10);
    return { asked: places.length, thread };
  }

  it.each([
    ['an answer', { From: jan, 'In-Reply-To': '<start@seller.example>' }, later(0)],
    [
      'an answer, dated early by a slow clock',
      { From: jan, 'In-Reply-To': '<start@seller.example>' },
      later(-5),
    ],
    ['a mail of the prospect’s own', { From: jan, Subject: 'Hi' }, later(0)],
    ['a colleague’s mail', { From: 'eva@prospect.example', Subject: 'Hi' }, later(0)],
  ])('%s holds the thread', async (_what, fields: Record<string, string>, at) => {
    const { asked, thread } = await overtaken(fields, at);
    expect(asked).toBe(1);
    expect(thread).toMatchObject({ status: 'held', hold: { reason: 'unseen-mail' } });
  });

  it.each([
    ['a mail from before the start', { From: jan, Subject: 'Hi' }, later(-5)],
    [
      'a newsletter',
      {
        From: jan,
        Subject: 'Hi',
        'List-Id': '<news.prospect.example>',
        Precedence: 'list',
        'List-Unsubscribe': '<mailto:u@prospect.example>',
      },
      later(0),
    ],
  ])('%s does not', async (_what, fields: Record<string, string>, at) => {
    const { asked, thread } = await overtaken(fields, at);
    expect(asked).toBe(1);
    expect(thread?.status).toBe('running');
  });

  it('is heard as usual when it turns up after all', async () => {
    const answer = { From: jan, 'In-Reply-To': '<start@seller.example>' };
    const { thread } = await overtaken(answer);
    expect(thread?.status).toBe('held');
    const parts = world.parts();
    await parts.arrivals.lookedAgain(await parts.arrivals.toTakeAgain([parts.config.tracking.mailbox.id]));
    await takeRaw(early(answer), parts);
    expect(await world.thread(thread?.id ?? '')).toMatchObject({
      status: 'ended',
      end: { reason: 'answered' },
    });
  });
});
