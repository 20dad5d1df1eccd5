import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/logger.ts';
import { dkimLimit } from '../../src/mail/dkim.ts';
import type { MailboxAccount } from '../../src/mail/imap/account.ts';
import { checkMailbox } from '../../src/mail/imap/check.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { isTruncated, judgementInput, sampleMails, samplesMissing } from '../support/judgement-input.ts';
import {
  accountOn,
  type MailServer,
  mailWithAttachment,
  messageIdOf,
  openMailProgram,
  plainMail,
  subjects,
  type Watched,
  watch,
} from '../support/mailbox.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

/** Their embedded message begins with an mbox "From " line, which servers skip and our parser does not. */
const oddities = new Set(['m-34825bee934f.eml', 'm-6436bcc700b4.eml']);

const onSamples = samplesMissing === null ? it : it.skip;
const notTried = samplesMissing === null ? '' : ` (not tried here: ${samplesMissing})`;

const day = 24 * 60 * 60 * 1000;

/** What a watched mailbox does, against any IMAP server. */
export function mailboxBehaviour(
  name: string,
  start: () => Promise<MailServer>,
  can: { hasFolders: boolean; newUser: () => string },
): void {
  describe(name, () => {
    let server: MailServer;
    let account: MailboxAccount;
    let program: ImapFlow;
    const open: Watched[] = [];
    const closing: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());
    beforeEach(async () => {
      account = accountOn(server, can.newUser());
      program = await openMailProgram(account);
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map(({ watcher }) => watcher.close()));
      await Promise.all(closing.splice(0).map((close) => close()));
      program.close();
    });

    const watching = (...args: Parameters<typeof watch>) => {
      const watched = watch(...args);
      open.push(watched);
      return watched;
    };
    const deliver = async (raw: Buffer, folder = 'INBOX', date = new Date()) => {
      const result = await program.append(folder, raw, [], date);
      if (result === false) throw new Error('not delivered');
      return result;
    };
    const proxied = async (options: Parameters<typeof startTcpProxy>[1] = {}) => {
      const proxy = await startTcpProxy(server.port, options);
      closing.push(proxy.close);
      return proxy;
    };

    it('hands over what is there on the first day, and nothing from before the look back', async () => {
      await deliver(plainMail('old'), 'INBOX', new Date(Date.now() - 60 * day));
      await deliver(plainMail('yesterday'), 'INBOX', new Date(Date.now() - day));
      await deliver(plainMail('today'));
      const { watcher, arrived } = watching(account);
      await watcher.start();
      expect(subjects(arrived)).toEqual(['yesterday', 'today']);
      expect(arrived[0]).toMatchObject({ mailbox: 'tracking', folder: 'INBOX', role: 'inbox' });
    });

    it('goes back to the oldest thread that waits for an answer, on its first day', async () => {
      await deliver(plainMail('the answer'), 'INBOX', new Date(Date.now() - 60 * day));
      const { watcher, arrived } = watching(account, {
        wantedSince: async () => new Date(Date.now() - 61 * day),
      });
      await watcher.start();
      expect(subjects(arrived)).toEqual(['the answer']);
    });

    it('hears of a new mail without being asked', async () => {
      const { watcher, arrived, until, states } = watching(account);
      await watcher.start();
      await until(() => states.includes('idle'));
      await deliver(plainMail('an answer'));
      await until(() => arrived.length === 1);
      expect(subjects(arrived)).toEqual(['an answer']);
    });

    it('leaves mail unread', async () => {
      await deliver(plainMail('unread'));
      const { watcher, arrived } = watching(account);
      await watcher.start();
      await watcher.freshLook();
      expect(arrived).toHaveLength(1);
      await program.mailboxOpen('INBOX');
      const mail = await program.fetchOne('1', { flags: true });
      expect(mail ? mail.flags?.has('\\Seen') : 'gone').toBe(false);
    });

    it('only peeks, only examines, and fetches texts without the attachment', async () => {
      await deliver(mailWithAttachment('with an offer', 2_000_000));
      let said = '';
      const proxy = await proxied({
        overhear: (chunk) => {
          said += chunk;
        },
      });
      const { watcher, arrived } = watching({ ...account, port: proxy.port });
      await watcher.start();
      expect(said).not.toMatch(/ SELECT |BODY\[|RFC822[ )]|STORE|EXPUNGE/);
      expect(said).toMatch(/EXAMINE/);
      expect(proxy.bytesFromServer()).toBeLessThan(20_000);
      const [alternative, attachment] = arrived[0]?.root.children ?? [];
      expect(alternative?.children.map((part) => [part.type, part.text?.trim()])).toEqual([
        ['text/plain', 'Kiitos, palataan päivän asiaan.'],
        ['text/html', '<p>Kiitos, palataan päivän asiaan.</p>'],
      ]);
      expect(attachment).toMatchObject({
        type: 'application/pdf',
        disposition: 'attachment',
        filename: 'offer.pdf',
        text: null,
      });
    });

    it('cuts a text at its limit and says so', async () => {
      await deliver(plainMail('long', 'A line of some length, again and again.\r\n'.repeat(20_000)));
      const { watcher, arrived } = watching(account);
      await watcher.start();
      expect(arrived[0]?.root.truncated).toBe(true);
      expect(arrived[0]?.root.text?.length).toBeGreaterThan(50_000);
      expect(arrived[0]?.root.text?.length).toBeLessThanOrEqual(64 * 1024);
    });

    it('goes on where it stopped', async () => {
      await deliver(plainMail('first'));
      const before = watching(account);
      await before.watcher.start();
      await before.watcher.close();
      await deliver(plainMail('second'));
      const after = watching(account, { cursors: before.cursors });
      await after.watcher.start();
      expect(subjects(after.arrived)).toEqual(['second']);
    });

    it('hands a message over again until what it causes is stored', async () => {
      await deliver(plainMail('one'));
      await deliver(plainMail('two'));
      let failures = 2;
      const { watcher, arrived, states } = watching(account, {
        handle: async (message) => {
          if (message.uid === 2 && failures-- > 0) throw new Error('no database');
        },
      });
      await watcher.start();
      expect(subjects(arrived)).toEqual(['one', 'two']);
      expect(states).not.toContain('lost');
    });

    it('does not move the cursor past a message that is being handled', async () => {
      await deliver(plainMail('one'));
      let seen: unknown = 'nothing';
      const { watcher, cursors } = watching(account, {
        handle: async ({ mailbox, folder }) => {
          seen = await cursors.get(mailbox, folder);
        },
      });
      await watcher.start();
      expect(seen).toBeNull();
      expect(cursors.all.get('tracking/INBOX')?.uid).toBe(1);
    });

    it('has handled all mail that was there when a fresh look ends', async () => {
      const { watcher, arrived } = watching(account);
      await watcher.start();
      for (let i = 0; i < 5; i += 1) {
        await deliver(plainMail(`answer ${i}`));
        await watcher.freshLook();
        expect(arrived).toHaveLength(i + 1);
      }
    });

    it('gives whoever asks during a look a look of their own', async () => {
      const { watcher, arrived } = watching(account, {
        handle: async ({ uid }) => {
          if (uid !== 1) return;
          // While the look is under way, another mail arrives and another caller asks.
          await deliver(plainMail('later'));
          asked = watcher.freshLook().then(() => arrived.length);
        },
      });
      let asked: Promise<number> | null = null;
      await watcher.start();
      await deliver(plainMail('earlier'));
      await watcher.freshLook();
      expect(await asked).toBe(2);
    });

    it('hears of a mail that arrives between its look and its rest', async () => {
      const { watcher, arrived, until } = watching(account, {
        handle: async ({ uid }) => {
          if (uid === 1) await deliver(plainMail('right behind'));
        },
      });
      await watcher.start();
      await deliver(plainMail('first'));
      await until(() => arrived.length === 2);
      expect(subjects(arrived)).toEqual(['first', 'right behind']);
    });

    it('reads what it can of a mail that is nested beyond all reason', async () => {
      const depth = 80;
      const opening = Array.from({ length: depth }, (_, i) => {
        const inner = `Content-Type: multipart/mixed; boundary=b${i + 1}`;
        return `--b${i}\r\n${i + 1 < depth ? inner : 'Content-Type: text/plain'}\r\n\r\n`;
      });
      const type = { 'Content-Type': 'multipart/mixed; boundary=b0' };
      await deliver(plainMail('nested', `${opening.join('')}Deep down.\r\n`, type));
      await deliver(plainMail('next'));
      const { watcher, arrived, setAside } = watching(account);
      await watcher.start();
      expect(subjects(arrived)).toEqual(['nested', 'next']);
      expect(setAside).toEqual([]);
    });

    it('is not confused by mail that is deleted and by gaps in the numbers', async () => {
      for (let i = 1; i <= 8; i += 1) await deliver(plainMail(`mail ${i}`));
      await program.mailboxOpen('INBOX');
      await program.messageDelete('2:5,8', { uid: true });
      const { watcher, arrived, cursors } = watching(account);
      await watcher.start();
      expect(subjects(arrived)).toEqual(['mail 1', 'mail 6', 'mail 7']);
      expect(cursors.all.get('tracking/INBOX')?.uid).toBe(8);
      await program.messageDelete('1:*', { uid: true });
      await watcher.freshLook();
      await deliver(plainMail('mail 9'));
      await watcher.freshLook();
      expect(subjects(arrived).at(-1)).toBe('mail 9');
    });

    it('reads many mails in order', async () => {
      for (let i = 0; i < 130; i += 1) {
        await deliver(i % 3 === 0 ? mailWithAttachment(`mail ${i}`, 10_000) : plainMail(`mail ${i}`));
      }
      const { watcher, arrived } = watching(account);
      await watcher.start();
      expect(subjects(arrived)).toEqual(Array.from({ length: 130 }, (_, i) => `mail ${i}`));
      expect(arrived.every(({ root }) => root.text !== null || root.children.length > 0)).toBe(true);
    });

    it('comes back after the connection was cut', async () => {
      const proxy = await proxied();
      const { watcher, arrived, states, until } = watching({ ...account, port: proxy.port });
      await watcher.start();
      await until(() => states.includes('idle'));
      proxy.cut();
      await until(() => states.includes('lost'));
      await deliver(plainMail('meanwhile'));
      proxy.restore();
      await until(() => arrived.length === 1);
      await watcher.freshLook();
      expect(subjects(arrived)).toEqual(['meanwhile']);
    });

    it('refuses a fresh look that it cannot have', async () => {
      const proxy = await proxied();
      const { watcher } = watching({ ...account, port: proxy.port }, { timing: { lookMs: 300 } });
      await watcher.start();
      proxy.cut();
      await expect(watcher.freshLook()).rejects.toMatchObject({ name: 'MailboxUnreadable' });
      await expect(watcher.freshLook()).rejects.toThrow(/Mailbox tracking/);
      proxy.restore();
      await expect(watcher.freshLook()).resolves.toBeUndefined();
    });

    it('notices a connection that has died silently', async () => {
      const proxy = await proxied();
      const { watcher, arrived, states, until } = watching(
        { ...account, port: proxy.port },
        { timing: { stallMs: 500 } },
      );
      await watcher.start();
      await until(() => states.includes('idle'));
      proxy.stall();
      await deliver(plainMail('unheard'));
      await until(() => states.includes('lost'));
      proxy.restore();
      await until(() => arrived.length === 1);
      expect(subjects(arrived)).toEqual(['unheard']);
    });

    it('polls where IDLE says nothing', async () => {
      const proxy = await proxied({ rewrite: (chunk) => chunk.replaceAll(/ IDLE\b/g, '') });
      const { watcher, arrived, until } = watching({ ...account, port: proxy.port }, { pollMs: 100 });
      await watcher.start();
      await deliver(plainMail('found by asking'));
      await until(() => arrived.length === 1);
      expect(subjects(arrived)).toEqual(['found by asking']);
    });

    it('finds a sent mail by its Message-ID, and knows when it is not there', async () => {
      const { watcher } = watching(account);
      await watcher.start();
      expect(await watcher.find(messageIdOf('in the inbox'))).toBeNull();
      await deliver(plainMail('in the inbox'));
      expect(await watcher.find(messageIdOf('in the inbox'))).toEqual({ folder: 'INBOX', uid: 1 });
      expect(await watcher.find('<a@b>\r\nA1 LOGOUT')).toBeNull();
    });

    it('finishes the message in hand before it closes', async () => {
      await deliver(plainMail('one'));
      await deliver(plainMail('two'));
      let finish = () => {};
      let begin = () => {};
      const hasBegun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const { watcher, arrived, cursors } = watching(account, {
        handle: () =>
          new Promise((resolve) => {
            finish = resolve;
            begin();
          }),
      });
      void watcher.start();
      await hasBegun;
      const closed = watcher.close();
      finish();
      await closed;
      expect(subjects(arrived)).toEqual(['one']);
      expect(cursors.all.get('tracking/INBOX')?.uid).toBe(1);
      await expect(watcher.freshLook()).rejects.toMatchObject({ name: 'MailboxUnreadable' });
    });

    it('says in a check what it would watch, and what is wrong', async () => {
      await deliver(plainMail('one'));
      const { watched } = await checkMailbox(account, silentLogger());
      expect(watched.at(-1)).toEqual({ path: 'INBOX', role: 'inbox', messages: 1 });
      const wrong = { ...account, password: 'wrong' };
      await expect(checkMailbox(wrong, silentLogger())).rejects.toThrow(/refused the login/);
      const missing = { ...account, folders: ['INBOX', 'Nowhere'] };
      await expect(checkMailbox(missing, silentLogger())).rejects.toThrow(/no folder "Nowhere"/);
    });

    it('does not keep a sender waiting for a login that is refused', async () => {
      const { watcher, states, until } = watching({ ...account, password: 'wrong' });
      void watcher.start();
      await until(() => states.includes('lost'));
      await expect(watcher.freshLook()).rejects.toThrow(/refused the login/);
    });

    onSamples(`tells judging of real mails what parsing them whole tells it${notTried}`, async () => {
      const mails = sampleMails().filter(({ name }) => !oddities.has(name));
      for (const { raw } of mails) await deliver(raw);
      const { watcher, arrived, setAside } = watching(account);
      await watcher.start();
      expect(setAside).toEqual([]);
      expect(arrived).toHaveLength(mails.length);
      for (const [i, { root }] of arrived.entries()) {
        if (isTruncated(root)) continue;
        const { name, raw } = mails[i] as { name: string; raw: Buffer };
        expect(judgementInput(root), name).toEqual(judgementInput(parseMime(raw)));
      }
    });

    describe.runIf(can.hasFolders)('with several folders', () => {
      it('reads archive, junk, trash and sent as well, each in its role, and no drafts', async () => {
        await deliver(plainMail('archived'), 'Archive');
        await deliver(plainMail('taken for spam'), 'Junk');
        await deliver(plainMail('deleted'), 'Trash');
        await deliver(plainMail('sent'), 'Sent');
        await deliver(plainMail('draft'), 'Drafts');
        await deliver(plainMail('received'));
        await program.append('INBOX', plainMail('half written'), ['\\Draft']);
        const { watcher, arrived } = watching(account);
        await watcher.start();
        const roles = subjects(arrived).map((subject, i) => [subject, arrived[i]?.role]);
        expect(Object.fromEntries(roles)).toEqual({
          archived: 'archive',
          'taken for spam': 'junk',
          deleted: 'trash',
          sent: 'sent',
          received: 'inbox',
          'half written': 'drafts',
        });
      });

      it('tells in a check which folders are not read', async () => {
        await program.mailboxCreate('Filed');
        expect((await checkMailbox(account, silentLogger())).unwatched).toContain('Filed');
        const all = await checkMailbox({ ...account, folders: ['INBOX', 'Filed'] }, silentLogger());
        expect(all.unwatched).not.toContain('Filed');
      });

      it('reads the folders of the configuration instead', async () => {
        await program.mailboxCreate('Clients');
        await deliver(plainMail('filed'), 'Clients');
        await deliver(plainMail('received'));
        const { watcher, arrived } = watching({ ...account, folders: ['Clients'] });
        await watcher.start();
        expect(subjects(arrived)).toEqual(['filed']);
      });

      it('finds a mail that moves to a folder which was read before', async () => {
        const { watcher, arrived } = watching(account);
        await watcher.start();
        await deliver(plainMail('mover'), 'INBOX');
        await program.mailboxOpen('INBOX');
        await program.messageMove('1:*', 'Archive');
        await watcher.freshLook();
        expect(subjects(arrived)).toContain('mover');
        expect(arrived.at(-1)).toMatchObject({ folder: 'Archive', role: 'archive' });
      });

      it('handles a mail once more where it was moved to in the meantime', async () => {
        const { watcher, arrived } = watching(account);
        await watcher.start();
        await deliver(plainMail('asked for'), 'INBOX');
        await watcher.freshLook();
        const [known] = arrived;
        await program.mailboxOpen('INBOX');
        await program.messageMove('1:*', 'Archive');
        await watcher.freshLook();
        arrived.length = 0;
        await watcher.readAgain(known ? [known] : []);
        expect(subjects(arrived)).toEqual(['asked for']);
        expect(arrived[0]?.folder).toBe('Archive');
      });

      it('handles a mail once more whose UID has lost its meaning', async () => {
        const { watcher, arrived } = watching(account);
        await watcher.start();
        await deliver(plainMail('asked for'), 'INBOX');
        await watcher.freshLook();
        const [known] = arrived.splice(0);
        await watcher.readAgain(known ? [{ ...known, uidValidity: '7' }] : []);
        expect(subjects(arrived)).toEqual(['asked for']);
      });

      it('gives the whole mail while it is handled, up to a limit', async () => {
        const raw = plainMail('signed');
        await deliver(raw, 'INBOX');
        const sources: (Buffer | null)[] = [];
        const { watcher } = watching(account, {
          handle: async ({ source }) => void sources.push(await source(100_000), await source(10)),
        });
        await watcher.start();
        expect(sources[0]?.toString()).toContain('Hello.');
        expect(sources[0]?.toString()).toContain('signed');
        expect(sources[1]).toBeNull();
      });

      it('gives a whole mail of nine megabytes', async () => {
        await deliver(mailWithAttachment('signed', 9_000_000));
        const sizes: (number | undefined)[] = [];
        const { watcher } = watching(account, {
          handle: async ({ source }) => void sizes.push((await source(dkimLimit))?.length),
        });
        await watcher.start();
        expect(sizes[0]).toBeGreaterThan(9_000_000);
      });

      it('reads a folder again when its UIDVALIDITY has changed', async () => {
        await deliver(plainMail('before'), 'Archive');
        const { watcher, cursors } = watching(account);
        await watcher.start();
        await watcher.close();
        const stale = cursors.all.get('tracking/Archive');
        cursors.all.set('tracking/Archive', { uidValidity: '7', uid: 4000, receivedAt: new Date() });
        const next = watching(account, { cursors });
        await next.watcher.start();
        expect(subjects(next.arrived)).toEqual(['before']);
        expect(cursors.all.get('tracking/Archive')).toEqual(stale);
      });

      it('keeps a copy in Sent, as read, once', async () => {
        const { watcher } = watching(account);
        await watcher.start();
        const date = new Date('2026-11-16T08:00:00Z');
        expect(await watcher.appendToSent(plainMail('follow-up'), date)).toBe('stored');
        expect(await watcher.appendToSent(plainMail('follow-up'), date)).toBe('present');
        expect(await watcher.find(messageIdOf('follow-up'))).toMatchObject({ folder: 'Sent' });
        await program.mailboxOpen('Sent');
        const copies = await program.fetchAll('1:*', { flags: true, internalDate: true });
        expect(copies).toHaveLength(1);
        expect(copies[0]?.flags?.has('\\Seen')).toBe(true);
        expect(copies[0]?.internalDate).toEqual(date);
      });
    });
  });
}
