import { once } from 'node:events';
import { connect } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxMail, startMail } from '../../../sandbox/mail/start.ts';
import { imapSession, sendMail } from '../../support/mail.ts';

const anna = 'anna@seller.example';
const bob = 'bob@prospect.example';

let mail: SandboxMail;
let sessions: ImapFlow[] = [];

beforeEach(async () => {
  mail = await startMail({
    accounts: [
      { address: anna, password: 'secret' },
      { address: bob, password: 'secret' },
    ],
  });
});

afterEach(async () => {
  for (const session of sessions) session.close();
  sessions = [];
  await mail.close();
});

/** What imapflow found; it says false for nothing. */
function found<T>(value: T | false | undefined): T {
  if (!value) throw new Error('nothing was found');
  return value;
}

async function open(address: string, folder = 'INBOX', options = {}): Promise<ImapFlow> {
  const session = await imapSession(mail, address, options);
  sessions.push(session);
  await session.mailboxOpen(folder);
  return session;
}

function plain(subject: string, body = 'Hello', headers = ''): string {
  return `From: Bob <${bob}>\r\nTo: ${anna}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@prospect.example>\r\n${headers}\r\n${body}\r\n`;
}

const nested = [
  'From: Bob <bob@prospect.example>, "Team, Sales" <team@prospect.example>',
  'Subject: =?utf-8?Q?Hyv=C3=A4=C3=A4_p=C3=A4iv=C3=A4=C3=A4?=',
  'Message-ID: <nested@prospect.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="outer"',
  '',
  'preamble',
  '--outer',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Terve, käyn läpi tarjouksen.',
  'Toinen rivi.',
  '--inner',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Terve</p>',
  '--inner--',
  '',
  '--outer',
  'Content-Type: message/rfc822',
  '',
  'Subject: inside',
  'From: carl@other.example',
  '',
  'the original text',
  '--outer',
  'Content-Type: application/pdf; name="offer; final.pdf"',
  'Content-Disposition: attachment; filename="offer; final.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjQK',
  '--outer--',
  '',
].join('\r\n');

describe('a mail program at the sandbox', () => {
  it('is refused with a wrong password', async () => {
    const auth = { user: anna, pass: 'wrong' };
    await expect(imapSession(mail, anna, { auth })).rejects.toMatchObject({ authenticationFailed: true });
  });

  it('logs in by LOGIN as well as by AUTHENTICATE', async () => {
    for (const loginMethod of ['LOGIN', 'AUTH=PLAIN'] as const) {
      const session = await open(anna, 'INBOX', { auth: { user: anna, pass: 'secret', loginMethod } });
      expect(session.authenticated).toBeTruthy();
    }
  });

  it('sees its own mail only', async () => {
    await sendMail(mail, bob, { from: bob, to: anna, subject: 'For Anna', text: 'x' });
    const [hers, his] = [await open(anna), await open(bob)];
    expect(hers.mailbox).toMatchObject({ exists: 1 });
    expect(his.mailbox).toMatchObject({ exists: 0 });
  });

  it('finds the usual folders with their uses', async () => {
    const session = await open(anna);
    const folders = await session.list();
    const uses = Object.fromEntries(folders.map((folder) => [folder.path, folder.specialUse]));
    expect(uses).toEqual({
      INBOX: '\\Inbox',
      Sent: '\\Sent',
      Archive: '\\Archive',
      Junk: '\\Junk',
      Drafts: '\\Drafts',
      Trash: '\\Trash',
    });
  });

  it('hears of new mail while it idles', async () => {
    const session = await open(anna);
    const heard = new Promise((resolve) => session.once('exists', resolve));
    void session.idle();
    mail.deliver(anna, plain('now'));
    expect(await heard).toMatchObject({ path: 'INBOX', count: 1, prevCount: 0 });
  });

  it('hears of new mail again after it has fetched the first', async () => {
    const session = await open(anna);
    for (const count of [1, 2, 3]) {
      const heard = new Promise((resolve) => session.once('exists', resolve));
      void session.idle();
      mail.deliver(anna, plain(`mail-${count}`));
      expect(await heard).toMatchObject({ count });
      expect(await session.fetchOne('*', { envelope: true })).toMatchObject({
        envelope: { subject: `mail-${count}` },
      });
    }
  });

  it('reads the structure of nested and embedded parts', async () => {
    mail.deliver(anna, nested);
    const session = await open(anna);
    const message = found(await session.fetchOne('1', { bodyStructure: true, envelope: true, size: true }));
    expect(message.size).toBe(Buffer.byteLength(nested));
    expect(message.envelope?.from).toEqual([
      { name: 'Bob', address: bob },
      { name: 'Team, Sales', address: 'team@prospect.example' },
    ]);
    expect(message.envelope?.subject).toBe('Hyvää päivää');
    const types = (node: typeof message.bodyStructure): unknown =>
      node?.childNodes ? [node.type, ...node.childNodes.map(types)] : node?.type;
    expect(types(message.bodyStructure)).toEqual([
      'multipart/mixed',
      ['multipart/alternative', 'text/plain', 'text/html'],
      ['message/rfc822', 'text/plain'],
      'application/pdf',
    ]);
    const pdf = message.bodyStructure?.childNodes?.[2];
    expect(pdf).toMatchObject({ part: '3', disposition: 'attachment', encoding: 'base64' });
    expect(pdf?.dispositionParameters).toMatchObject({ filename: 'offer; final.pdf' });
  });

  it('reads parts, their headers and the embedded message byte for byte', async () => {
    mail.deliver(anna, nested);
    const session = await open(anna);
    const bodyParts = ['1.1', '1.1.mime', '2', '2.header', '2.text', '2.1', '3', 'text', '7'];
    const message = found(await session.fetchOne('1', { bodyParts }));
    const part = (key: string) => message.bodyParts?.get(key)?.toString('utf8');
    expect(part('1.1')).toBe('Terve, käyn läpi tarjouksen.\r\nToinen rivi.');
    expect(part('1.1.mime')).toContain('Content-Transfer-Encoding: 8bit\r\n\r\n');
    expect(part('2')).toBe('Subject: inside\r\nFrom: carl@other.example\r\n\r\nthe original text');
    expect(part('2.header')).toBe('Subject: inside\r\nFrom: carl@other.example\r\n\r\n');
    expect(part('2.text')).toBe('the original text');
    expect(part('2.1')).toBe('the original text');
    expect(part('3')).toBe('JVBERi0xLjQK');
    expect(part('text')).toBe(nested.slice(nested.indexOf('preamble')));
    expect(part('7')).toBe('');
  });

  it('reads a piece of a part, of long and short messages in one fetch', async () => {
    mail.deliver(anna, plain('short', 'abc'));
    mail.deliver(anna, plain('long', '0123456789'.repeat(10)));
    const session = await open(anna);
    const pieces: string[] = [];
    for await (const message of session.fetch('1:*', {
      bodyParts: [{ key: '1', start: 2, maxLength: 20 }],
    })) {
      pieces.push(message.bodyParts?.get('1')?.toString() ?? '');
    }
    expect(pieces).toEqual(['c\r\n', '23456789012345678901']);
  });

  it('reads chosen header fields, folded ones whole', async () => {
    mail.deliver(
      anna,
      plain('headers', 'x', 'References: <a@x.example>\r\n <b@x.example>\r\nX-Other: no\r\n'),
    );
    const session = await open(anna);
    const message = found(await session.fetchOne('1', { headers: ['References', 'Message-ID'] }));
    expect(message?.headers?.toString()).toBe(
      'Message-ID: <headers@prospect.example>\r\nReferences: <a@x.example>\r\n <b@x.example>\r\n\r\n',
    );
  });

  it('leaves mail unread when it peeks', async () => {
    mail.deliver(anna, nested);
    const session = await open(anna);
    await session.fetchOne('1', { source: true, bodyParts: ['1.1'], headers: true });
    expect(mail.messages(anna)[0]?.flags).not.toContain('\\Seen');
  });

  it('finds a message by its Message-ID, by header words, by date and by nested keys', async () => {
    mail.deliver(anna, plain('one'), 'INBOX', new Date('2026-02-01T10:00:00Z'));
    mail.deliver(anna, nested, 'INBOX', new Date('2026-02-03T10:00:00Z'));
    const session = await open(anna);
    const search = (query: Parameters<ImapFlow['search']>[0]) => session.search(query, { uid: true });
    expect(await search({ header: { 'Message-ID': '<nested@prospect.example>' } })).toEqual([2]);
    expect(await search({ header: { 'Message-ID': '<never@prospect.example>' } })).toEqual([]);
    expect(await search({ subject: 'päivää' })).toEqual([2]);
    expect(await search({ since: new Date('2026-02-02') })).toEqual([2]);
    expect(await search({ before: new Date('2026-02-02') })).toEqual([1]);
    expect(await search({ or: [{ subject: 'one', from: 'bob' }, { uid: '2' }], seen: false })).toEqual([
      1, 2,
    ]);
    expect(await search({ not: { uid: '1' } })).toEqual([2]);
  });

  it('reads by UID ranges after earlier mail was expunged', async () => {
    for (const subject of ['a', 'b', 'c', 'd']) mail.deliver(anna, plain(subject));
    const session = await open(anna);
    await session.messageDelete('2', { uid: true });
    const seen: [number, number][] = [];
    for await (const message of session.fetch('3:*', { uid: true }, { uid: true }))
      seen.push([message.seq, message.uid]);
    expect(seen).toEqual([
      [2, 3],
      [3, 4],
    ]);
    // RFC 3501: 9:* names the last message even when its UID is lower.
    const last = await session.fetchAll('9:*', { uid: true }, { uid: true });
    expect(last.map((message) => message.uid)).toEqual([4]);
  });

  it('tells other sessions of mail that is removed', async () => {
    mail.deliver(anna, plain('a'));
    mail.deliver(anna, plain('b'));
    const [first, second] = [await open(anna), await open(anna)];
    const told = new Promise((resolve) => second.once('expunge', resolve));
    void second.idle();
    await first.messageDelete('1');
    expect(await told).toMatchObject({ seq: 1 });
    expect(await second.fetchOne('1', { envelope: true })).toMatchObject({ uid: 2 });
  });

  it('keeps a copy in Sent, byte for byte', async () => {
    const session = await open(anna);
    const raw = Buffer.from(plain('sent', 'Päivää, tässä tarjous {12}\r\nkiitos'));
    const answer = await session.append('Sent', raw, ['\\Seen'], new Date('2026-02-03T10:00:00Z'));
    expect(answer).toMatchObject({ uid: 1, destination: 'Sent' });
    const [stored] = mail.messages(anna, 'Sent');
    expect(stored?.raw.equals(raw)).toBe(true);
    expect(stored).toMatchObject({ flags: ['\\Seen'], internalDate: new Date('2026-02-03T10:00:00Z') });
  });

  it('moves mail to the archive', async () => {
    mail.deliver(anna, plain('a'));
    const session = await open(anna);
    await session.messageMove('1', 'Archive');
    expect(mail.messages(anna)).toHaveLength(0);
    expect(mail.messages(anna, 'Archive')).toHaveLength(1);
  });

  it('reads only what has changed since a mod-sequence', async () => {
    for (const subject of ['a', 'b', 'c']) mail.deliver(anna, plain(subject));
    const session = await open(anna);
    const before = found(session.mailbox).highestModseq;
    await session.messageFlagsAdd('2', ['\\Flagged']);
    const changed = await session.fetchAll(
      '1:*',
      { flags: true },
      { uid: true, changedSince: before || undefined },
    );
    expect(changed.map((message) => message.uid)).toEqual([2]);
  });

  it('says that a folder is missing', async () => {
    const session = await open(anna);
    await expect(session.mailboxOpen('Nowhere')).rejects.toMatchObject({ serverResponseCode: 'NONEXISTENT' });
    await expect(session.append('Nowhere', plain('a'))).rejects.toMatchObject({
      serverResponseCode: 'TRYCREATE',
    });
  });

  it('works with a server that knows neither IDLE nor CONDSTORE', async () => {
    await mail.close();
    mail = await startMail({
      accounts: [{ address: anna, password: 'secret' }],
      without: ['IDLE', 'CONDSTORE'],
    });
    const session = await open(anna);
    expect(session.capabilities.has('IDLE')).toBe(false);
    expect(session.capabilities.has('CONDSTORE')).toBe(false);
    mail.deliver(anna, plain('a'));
    await session.noop();
    expect(session.mailbox).toMatchObject({ exists: 1 });
  });
});

describe('an IMAP server that misbehaves', () => {
  it('cuts the sessions of one account', async () => {
    const [hers, his] = [await open(anna), await open(bob)];
    const closed = new Promise((resolve) => hers.once('close', resolve));
    mail.faults.dropImap(anna);
    await closed;
    await his.noop();
    expect(his.usable).toBe(true);
  });

  it('refuses new sessions', async () => {
    mail.faults.refuseImap = true;
    await expect(imapSession(mail, anna)).rejects.toThrow();
  });

  it('keeps silent, and speaks again', async () => {
    const client = connect(mail.imap.port, mail.imap.host);
    await once(client, 'data'); // the greeting
    mail.faults.stallImap = true;
    const heard = new Promise<void>((resolve) => {
      mail.faults.imapCommand = () => {
        resolve();
        return null;
      };
    });
    client.write('1 NOOP\r\n');
    await heard;
    mail.faults.stallImap = false;
    client.write('2 NOOP\r\n');
    const [answer] = await once(client, 'data');
    expect(String(answer)).toMatch(/^2 OK/);
    client.destroy();
  });

  it('answers NO to a chosen command', async () => {
    const session = await open(anna);
    mail.faults.imapCommand = (command) => (command === 'UID SEARCH' ? 'NO' : null);
    expect(await session.search({ all: true }, { uid: true })).toBe(false);
    await session.noop();
  });

  it('gives new UIDs with a new UIDVALIDITY', async () => {
    for (const subject of ['a', 'b']) mail.deliver(anna, plain(subject));
    const before = await open(anna);
    await before.messageDelete('1');
    mail.setUidValidity(anna, 99);
    const after = await open(anna);
    expect(after.mailbox).toMatchObject({ uidValidity: 99n, uidNext: 2 });
    expect(mail.messages(anna).map((message) => message.uid)).toEqual([1]);
  });
});
