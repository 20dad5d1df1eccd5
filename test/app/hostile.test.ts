import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { aThread, later } from '../support/builders.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';

const { anna, bert, jan, eva, track } = seats;
const token = 'track+t.token1234567@palaan.example';
const proven = { 'Authentication-Results': 'mail.palaan.example; dmarc=pass header.from=seller.example' };

let world: StillWorld;
beforeEach(async () => {
  world = await stillWorld();
  world.config.trust = { authservIds: ['mail.palaan.example'] };
  await world.begin();
});

let count = 0;
function mail(fields: Record<string, string>, text = 'Hello.'): string {
  count++;
  const all = { Date: later(1).toUTCString(), 'Message-ID': `<${count}@example.example>`, ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join('')}\n${text}\n`;
}

/** A proven start by Anna, taken in, with whatever follows at once. */
async function start(fields: Record<string, string>): Promise<Thread | undefined> {
  world.arrive(
    mail({ From: anna, To: jan, 'Delivered-To': track, Subject: 'New website', ...proven, ...fields }),
  );
  await world.recover(1);
  return (await world.stores.threads.list({}, 1))[0];
}

/** Anna's thread with Jan, whose step is far off. */
async function annasThread(): Promise<Thread> {
  const thread = aThread({ prospects: [{ address: jan, name: 'Jan Nowak', dead: false }] });
  await world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: later(100) } });
  return world.thread(thread.id);
}

/** Lets the thread's next step leave now; returns the mails as they lie in the mailboxes. */
async function followUp(thread: Thread): Promise<string[]> {
  await world
    .parts()
    .keeper.change(thread.id, (one) => ({ ...one, next: one.next && { ...one.next, at: world.now() } }));
  await world.recover(1);
  return [jan, eva].flatMap((address) => world.raw(address));
}

function header(raw: string): string {
  return raw.slice(0, raw.indexOf('\r\n\r\n'));
}

function encoded(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

describe('a header field that is smuggled in', () => {
  const evil = `\r\nBcc: ${eva}\r\nX-Evil: 1`;

  it('through a display name or a subject reaches nobody', async () => {
    const thread = await start({
      To: `${encoded(`Jan Nowak${evil}`)} <${jan}>`,
      Subject: encoded(`New website${evil}`),
    });
    if (!thread) throw new Error('no thread');
    const [raw = '', ...others] = await followUp(thread);
    expect(others).toEqual([]);
    expect(header(raw)).not.toMatch(/^(x-evil|bcc):/im);
    for (const notice of world.raw(anna)) expect(header(notice)).not.toMatch(/^(x-evil|bcc):/im);
  });

  it.each([
    ['in lines', `project: New website${evil}`],
    ['in odd lines', `project: New website\u2028Bcc: ${eva}\u0085X-Evil: 1\u000bX-Evil: 1`],
    ['in encoded words', `project: ${encoded(`New website${evil}`)}`],
  ])('through the project, %s, reaches nobody', async (_, text) => {
    const thread = await annasThread();
    const type = { 'Content-Type': 'text/plain; charset=utf-8' };
    world.arrive(mail({ From: anna, To: token, Subject: 'Re: the plan', ...type, ...proven }, text));
    await world.recover(1);
    expect((await world.thread(thread.id)).project).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}/u);
    const raws = [...(await followUp(thread)), ...world.raw(anna)];
    expect(raws).toHaveLength(2);
    for (const raw of raws) expect(header(raw)).not.toMatch(/^(x-evil|bcc):/im);
  });

  it('HTML and Markdown in names and subjects stay text', async () => {
    const name = '<img src=x onerror=alert(1)> [Jan](javascript:alert(2)) {{seller.email}}';
    const thread = await start({ To: `${encoded(name)} <${jan}>`, Subject: encoded(`**${name}**`) });
    if (!thread) throw new Error('no thread');
    const raws = [...(await followUp(thread)), ...world.raw(anna)];
    const mails = await Promise.all(raws.map((raw) => simpleParser(Buffer.from(raw, 'latin1'))));
    expect(mails).toHaveLength(2);
    for (const { html, text } of mails) {
      expect(html).not.toMatch(/<img|href="javascript/i);
      expect(text).toContain('{{seller.email}}');
    }
  });
});

describe('addresses with tricks', () => {
  it('a display name that looks like an address is no recipient', async () => {
    const to = `"${eva}" <${jan}>, =?utf-8?q?${eva.replace('@', '=40')}=2C?= <${jan}>`;
    expect((await start({ To: to }))?.prospects.map(({ address }) => address)).toEqual([jan]);
  });

  it('a group is opened, and an empty one is explained', async () => {
    const thread = await start({ To: `Customers: Jan <${jan}>, ${eva};` });
    expect(thread?.prospects.map(({ address }) => address)).toEqual([jan, eva]);
    await world.begin();
    expect(await start({ To: 'undisclosed-recipients:;' })).toBeUndefined();
    expect(await world.outcomes()).toEqual(['start-refused']);
    expect(world.inbox(anna)).toHaveLength(1);
  });

  it('one that no mail can be sent to holds the thread, and the seller is told', async () => {
    const thread = await start({ To: '"jan nowak"@prospect.example' });
    if (!thread) throw new Error('no thread');
    await followUp(thread);
    expect((await world.thread(thread.id)).hold?.reason).toBe('hole');
    const [, told] = world.inbox(anna);
    expect(told?.text).toContain('is not an address that mail can be sent to');
  });

  it('a look-alike of the seller’s domain is a stranger', async () => {
    expect(await start({ From: 'anna@sеller.example' })).toBeUndefined();
    expect(await start({ From: 'anna@seller.example.evil.example' })).toBeUndefined();
    expect(await start({ From: `${encoded(anna)} <anna@evil.example>` })).toBeUndefined();
    expect(await world.outcomes()).toEqual(['unmatched', 'unmatched', 'unmatched']);
    expect(world.inbox(anna)).toEqual([]);
  });

  it.each([
    'track+../../x@palaan.example',
    'track+..%2f..%2fetc@palaan.example',
    'track+constructor@palaan.example',
    'track+__proto__@palaan.example',
    'track+gentle.en.en.fi.3d.4d@palaan.example',
    `track+${'a'.repeat(100)}@palaan.example`,
  ])('%s starts nothing, and the seller is told why', async (address) => {
    expect(await start({ 'Delivered-To': address })).toBeUndefined();
    expect(await world.outcomes()).toEqual(['start-refused']);
    expect(world.inbox(anna)).toHaveLength(1);
  });

  it('a start with 200 prospects is refused and explained', async () => {
    const to = Array.from({ length: 200 }, (_, index) => `jan${index}@prospect.example`).join(',\n ');
    expect(await start({ To: to })).toBeUndefined();
    expect(world.inbox(anna)[0]?.text).toMatch(/200/);
  });
});

describe('who steers', () => {
  const stop = { To: token, Subject: 'Re: New website' };

  async function steeredBy(
    fields: Record<string, string>,
    text = 'project: Mine\nlanguage: pl',
  ): Promise<Thread> {
    const thread = await annasThread();
    world.arrive(mail({ ...stop, ...fields }, text));
    await world.recover(1);
    return world.thread(thread.id);
  }

  it('not the prospect, whose commands are an answer like any other', async () => {
    const thread = await steeredBy({ From: jan });
    expect(thread).toMatchObject({ project: 'New website', language: 'en', end: { reason: 'answered' } });
  });

  it('not another seller', async () => {
    const before = await annasThread();
    world.arrive(mail({ ...stop, From: bert, ...proven }, 'stop'));
    await world.recover(1);
    expect(await world.thread(before.id)).toEqual(before);
    expect([...world.inbox(anna), ...world.inbox(bert)]).toEqual([]);
  });

  it.each([
    ['without any proof', {}],
    [
      'with a failed check',
      { 'Authentication-Results': 'mail.palaan.example; dmarc=fail header.from=seller.example' },
    ],
    [
      'with the results of a stranger’s server',
      { 'Authentication-Results': 'mail.evil.example; dmarc=pass header.from=seller.example' },
    ],
    [
      'with proof for another domain',
      { 'Authentication-Results': 'mail.palaan.example; dmarc=pass header.from=evil.example' },
    ],
    [
      'with proof in a comment',
      { 'Authentication-Results': 'mail.palaan.example (; dmarc=pass header.from=seller.example); none' },
    ],
  ])('not somebody in the seller’s name %s: that leaves a trace, and nothing else', async (_, fields) => {
    const before = await annasThread();
    world.arrive(mail({ ...stop, From: anna, References: '<start@seller.example>', ...fields }, 'stop'));
    await world.recover(1);
    expect(await world.thread(before.id)).toEqual(before);
    expect(await world.outcomes()).toEqual(['unproven']);
    expect(world.inbox(anna)).toEqual([]);
  });

  it.each([
    ['in one field', `${anna}, evil@evil.example`],
    ['in two fields', `${anna}\nFrom: evil@evil.example`],
  ])('not a mail with two authors %s', async (_, From) => {
    const thread = await steeredBy({ From, ...proven, References: '<start@seller.example>' });
    expect(thread).toMatchObject({ project: 'New website', language: 'en' });
    expect(thread.timeline.map(({ kind }) => kind)).not.toContain('restarted');
    expect(thread.timeline.map(({ kind }) => kind)).not.toContain('steered');
    expect(thread.next === null || thread.next.at >= later(100)).toBe(true);
  });

  it.each([
    ['with the recipient’s envelope', 'spf=pass smtp.mailfrom=jan@prospect.example'],
    ['with the seller’s envelope', 'spf=fail smtp.mailfrom=anna@seller.example'],
  ])(
    'not a recipient who redirects the seller’s signed mail to us %s: the seller is told',
    async (_, spf) => {
      const results = `${proven['Authentication-Results']}; ${spf}`;
      const id = { 'Message-ID': '<first@seller.example>' };
      expect(await start({ ...id, 'Authentication-Results': results })).toBeUndefined();
      expect(world.inbox(anna).map(({ subject }) => subject)).toEqual(['Not started: New website']);
      // The seller's own copy, which came later.
      expect(await start(id)).toMatchObject({ status: 'running' });
    },
  );

  it('the seller, whose mail took the same way and names us in Cc', async () => {
    const results = `${proven['Authentication-Results']}; spf=pass smtp.mailfrom=jan@prospect.example`;
    expect(await start({ Cc: track, 'Authentication-Results': results })).toMatchObject({
      status: 'running',
    });
  });

  it('the seller, in the same way', async () => {
    const thread = await steeredBy({ From: anna, ...proven });
    expect(thread).toMatchObject({ project: 'Mine', language: 'pl', status: 'running' });
  });
});
