import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import type { Delivery } from '../../src/store/deliveries.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { people, startWorld, type World } from '../support/world.ts';

const { anna, jan } = people;
const breakup = 'track+breakup@palaan.example';

/** Anna's mail to Jan, with a breakup mail to come in a week: 1.4 seconds, time enough to break something. */
async function waiting(world: World, subject: string | undefined = 'New website'): Promise<string> {
  const first = await world.write({ from: anna, to: jan, bcc: breakup, subject });
  await world.received(anna, (mail) => mail.inReplyTo.includes(first));
  return first;
}

/** What Palaan sent to Jan in answer to that mail. */
function followUps(world: World, first: string): Message[] {
  return world.inbox(jan).filter((mail) => mail.references.includes(first));
}

/** Subjects of the notices that the seller got beside the receipt. */
function told(world: World): string[] {
  return world
    .inbox(anna)
    .map(({ subject }) => subject)
    .filter((subject) => !subject.startsWith('Follow-ups: '));
}

function notice(world: World, start: string): Promise<Message> {
  return world.received(anna, (mail) => mail.subject.startsWith(start));
}

/** The seller answers one of Palaan's mails. */
async function answer(world: World, to: Message, text: string): Promise<void> {
  const [address] = to.replyTo;
  const subject = `Re: ${to.subject}`;
  await world.write({ from: anna, to: address?.address ?? '', subject, inReplyTo: to.id ?? '', text });
}

async function delivery(world: World): Promise<Delivery | undefined> {
  const [thread] = await world.stores.threads.list({}, 1);
  const [first] = await world.stores.deliveries.ofThread(thread?.id ?? '');
  return first;
}

/** Mail servers that are given up soon, and a log that is kept. */
function impatient() {
  const lines: { level: number; msg: string; thread?: string }[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const imapTiming = { lookMs: 300, retryMs: 20, maxRetryMs: 50 };
  return { lines, app: { logger, imapTiming, leaseTiming: { beatMs: 50, silentMs: 500, giveUpMs: 300 } } };
}

describe('a mailbox that may hold the answer cannot be read', () => {
  it('nothing leaves, operator and seller are told, and when it is back it leaves once', async () => {
    const { lines, app } = impatient();
    const world = await startWorld({ app });
    const first = await waiting(world);
    world.mail.faults.imapCommand = (command, address) =>
      address === anna && command === 'EXAMINE' ? 'NO' : null;
    const held = await world.until(({ status }) => status === 'held');
    expect(held.hold?.reason).toBe('mailbox-unreadable');
    await notice(world, 'Follow-ups wait');
    expect(followUps(world, first)).toEqual([]);
    expect(lines.map(({ msg }) => msg)).toContain('no fresh look, no send: a mailbox cannot be read');
    expect(JSON.stringify(lines)).not.toMatch(/anna@|jan@/);

    world.mail.faults.imapCommand = () => null;
    await world.ended('silent');
    expect(followUps(world, first)).toHaveLength(1);
    expect(told(world)).toEqual(['Follow-ups wait: a mailbox cannot be read']);
  });

  it('an answer that came there meanwhile is seen before anything leaves', async () => {
    const world = await startWorld({ app: impatient().app });
    const first = await waiting(world);
    world.mail.faults.refuseImap = true;
    world.mail.faults.dropImap();
    await world.until(({ hold }) => hold?.reason === 'mailbox-unreadable');
    await world.write({ from: jan, to: anna, subject: 'Re: New website', inReplyTo: first, text: 'Gladly.' });
    world.mail.faults.refuseImap = false;
    await world.ended('answered');
    expect(followUps(world, first)).toEqual([]);
  });
});

describe('the server', () => {
  it('says later, twice: the mail leaves once, and nobody is bothered', async () => {
    const world = await startWorld();
    const first = await waiting(world);
    let times = 0;
    const later = { code: 451, text: '4.7.1 Greylisted, try again later' };
    world.mail.faults.rcpt = (address) => (address === jan && ++times <= 2 ? later : null);
    await world.ended('silent');
    expect(followUps(world, first)).toHaveLength(1);
    expect(await delivery(world)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(told(world)).toEqual([]);
  });

  it('does not know the prospect any more: the thread ends, and the seller is told', async () => {
    const world = await startWorld();
    const first = await waiting(world);
    world.mail.setBehaviour(jan, 'refuse');
    await world.ended('bounced');
    await notice(world, 'Address does not work');
    expect(followUps(world, first)).toEqual([]);
  });

  it('refuses the mail at DATA: the seller is told once, and can try again', async () => {
    const world = await startWorld({ idle: true });
    const policy = '554 5.7.1 Message refused by policy';
    let refuses = true;
    let asked = 0;
    const proxy = await startTcpProxy(world.mail.smtp.port, {
      rewrite: (text) => {
        if (!refuses || !text.startsWith('354')) return text;
        asked++;
        return `${policy}\r\n`;
      },
    });
    onTestFinished(() => proxy.close());
    for (const { smtp } of world.config.sellers) smtp.port = proxy.port;
    await world.work();
    const first = await waiting(world);
    const notSent = await notice(world, 'Not sent');
    expect(notSent.text).toContain('refused by policy');
    expect((await world.until(({ status }) => status === 'held')).hold?.until).toBeNull();
    expect(asked).toBe(1);
    refuses = false;
    await answer(world, notSent, 'now');
    await world.ended('silent');
    expect(followUps(world, first)).toHaveLength(1);
    expect(told(world).filter((subject) => subject.startsWith('Not sent'))).toHaveLength(1);
  });
});

describe('the connection is lost after DATA', () => {
  it('and the mail has left: it is found by its Message-ID, and never sent again', async () => {
    const world = await startWorld();
    const first = await waiting(world);
    world.mail.faults.afterData = { once: 'drop' };
    await world.received(jan, (mail) => mail.references.includes(first));
    await world.noted('send-unknown:0');
    await world.ended('silent');
    expect(followUps(world, first)).toHaveLength(1);
    expect(await delivery(world)).toMatchObject({ state: 'sent', response: 'found by its Message-ID' });
    expect(told(world)).toEqual([]);
  });

  it.each([
    ['send again', 1],
    ['leave it', 0],
  ])('and the mail is lost: it is not sent blindly; the seller says “%s”', async (word, mails) => {
    const world = await startWorld();
    const first = await waiting(world);
    // Days pass within a second: a fault that lasted would swallow every try to ask the seller.
    world.mail.faults.afterData = { once: 'lose' };
    await world.noted('send-unknown:0');
    const asked = await notice(world, 'Did it leave?');
    expect(followUps(world, first)).toEqual([]);
    await answer(world, asked, word);
    await world.ended('silent');
    expect(followUps(world, first)).toHaveLength(mails);
    expect(told(world).filter((subject) => subject.startsWith('Did it leave?'))).toHaveLength(1);
  });
});

describe('a mail that cannot be written', () => {
  it('because a value is missing: the seller is told which, names it, and it leaves', async () => {
    const world = await startWorld();
    const first = await world.write({ from: anna, to: jan, bcc: breakup });
    const asked = await notice(world, 'On hold, something is missing');
    expect(asked.text).toContain('Missing: project');
    expect(followUps(world, first)).toEqual([]);
    await answer(world, asked, 'project: New website');
    const mail = await world.received(jan, ({ references }) => references.includes(first));
    expect(mail.text).toContain('Have you given up on New website?');
    expect(followUps(world, first)).toHaveLength(1);
  });

  it('because a template was saved broken: the last good version leaves, and the mended one afterwards', async () => {
    const templates = await mkdtemp(path.join(tmpdir(), 'palaan-test-templates-'));
    onTestFinished(() => rm(templates, { recursive: true }));
    await cp('templates', templates, { recursive: true });
    const file = path.join(templates, 'breakup/breakup.en.md');
    const world = await startWorld({ templates });
    const first = await waiting(world);
    await writeFile(file, 'Have you given up on {{projct}}? {{#if');
    const mail = await world.received(jan, ({ references }) => references.includes(first));
    expect(mail.text).toContain('Have you given up on New website?');
    await writeFile(file, 'Shall we forget {{project}}?');
    const second = await waiting(world, 'New kitchen');
    const other = await world.received(jan, ({ references }) => references.includes(second));
    expect(other.text).toContain('Shall we forget New kitchen?');
  });
});
