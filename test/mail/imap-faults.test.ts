import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import type { MailboxAccount } from '../../src/mail/imap/account.ts';
import {
  accountOn,
  mailWithAttachment,
  messageIdOf,
  plainMail,
  subjects,
  type Watched,
  watch,
} from '../support/mailbox.ts';
import { type Rewrite, startTcpProxy } from '../support/tcp-proxy.ts';

const password = 'secret-of-the-test';
const addresses = Array.from({ length: 60 }, (_, i) => `user${i}@house.example`);

let mail: SandboxMail;
let next = 0;
let address = '';
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  mail = await startMail({ accounts: addresses.map((each) => ({ address: each, password })) });
});
afterAll(() => mail.close());
afterEach(async () => {
  mail.faults.imapCommand = () => null;
  mail.faults.refuseImap = false;
  await Promise.all(closing.splice(0).map((close) => close()));
});

function newAccount(port = mail.imap.port): MailboxAccount {
  address = addresses[next++] as string;
  return accountOn({ host: '127.0.0.1', port, password, stop: async () => {} }, address);
}

function watching(account: MailboxAccount, options: Parameters<typeof watch>[1] = {}): Watched {
  const watched = watch(account, options);
  closing.unshift(() => watched.watcher.close());
  return watched;
}

async function behind(rewrite: Rewrite): Promise<number> {
  const proxy = await startTcpProxy(mail.imap.port, { rewrite });
  closing.push(proxy.close);
  return proxy.port;
}

describe('a server that fails', () => {
  const commands = ['CAPABILITY', 'LOGIN', 'LIST', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'NOOP', 'IDLE'];
  const faults = ['NO', 'BAD', 'BYE', 'drop'] as const;

  for (const command of commands) {
    it(`loses nothing and does nothing twice over when ${command} fails once in any way`, async () => {
      for (const fault of faults) {
        const account = newAccount();
        mail.deliver(address, plainMail('before'));
        const { watcher, arrived, cursors } = watching(account);
        let left = 1;
        mail.faults.imapCommand = (each) => (each === command && left-- > 0 ? fault : null);
        void watcher.start();
        // A login that is refused refuses those who wait as well; the next try succeeds.
        await watcher.freshLook().catch(() => watcher.freshLook());
        mail.deliver(address, plainMail('after'));
        left = 1;
        await watcher.freshLook().catch(() => watcher.freshLook());
        expect(subjects(arrived)).toEqual(['before', 'after']);
        expect(cursors.all.get('tracking/INBOX')?.uid).toBe(2);
      }
    });
  }

  for (const command of ['EXAMINE', 'UID SEARCH', 'UID FETCH', 'LIST']) {
    it(`has no fresh look while ${command} is refused`, async () => {
      const account = newAccount();
      const { watcher, arrived } = watching(account, { timing: { lookMs: 200 } });
      mail.faults.imapCommand = (each) => (each === command ? 'NO' : null);
      void watcher.start();
      mail.deliver(address, plainMail('unread'));
      await expect(watcher.freshLook()).rejects.toMatchObject({ name: 'MailboxUnreadable' });
      expect(arrived).toEqual([]);
    });
  }

  it('does not keep the inbox from being read where another folder cannot be', async () => {
    const { watcher, arrived, until } = watching(newAccount(), { timing: { lookMs: 300 } });
    let examined = 0;
    // The archive is opened first.
    mail.faults.imapCommand = (each) => (each === 'EXAMINE' && examined++ % 4 === 0 ? 'NO' : null);
    void watcher.start();
    mail.deliver(address, plainMail('an answer'));
    await until(() => arrived.length === 1);
    expect(subjects(arrived)).toEqual(['an answer']);
    await expect(watcher.freshLook()).rejects.toMatchObject({ name: 'MailboxUnreadable' });
  });

  it('says that it cannot search rather than that there is nothing', async () => {
    const { watcher } = watching(newAccount(), { timing: { lookMs: 200 } });
    await watcher.start();
    mail.deliver(address, plainMail('sent'), 'Sent');
    mail.faults.imapCommand = (each) => (each === 'UID SEARCH' ? 'NO' : null);
    await expect(watcher.find(messageIdOf('sent'))).rejects.toMatchObject({ name: 'MailboxUnreadable' });
  });

  it('is watched again when it comes back', async () => {
    const account = newAccount();
    mail.faults.refuseImap = true;
    const { watcher, arrived, states, until } = watching(account);
    void watcher.start();
    await until(() => states.filter((state) => state === 'lost').length > 2);
    mail.deliver(address, plainMail('patience'));
    mail.faults.refuseImap = false;
    await until(() => arrived.length === 1);
    expect(subjects(arrived)).toEqual(['patience']);
  });

  it('reads a folder again after its UIDVALIDITY has changed', async () => {
    const account = newAccount();
    mail.deliver(address, plainMail('one'));
    const { watcher, arrived, cursors } = watching(account);
    await watcher.start();
    mail.setUidValidity(address, 77);
    await watcher.freshLook();
    expect(subjects(arrived)).toEqual(['one', 'one']);
    expect(cursors.all.get('tracking/INBOX')).toMatchObject({ uidValidity: '77', uid: 1 });
  });

  it('reads from the last handled mail on when UIDVALIDITY changed during a long outage', async () => {
    const account = newAccount();
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    mail.deliver(address, plainMail('long handled'), 'INBOX', daysAgo(60));
    mail.deliver(address, plainMail('handled last'), 'INBOX', daysAgo(40));
    mail.deliver(address, plainMail('came meanwhile'), 'INBOX', daysAgo(30));
    const { watcher, arrived, cursors } = watching(account, { lookBackDays: 0 });
    cursors.all.set('tracking/INBOX', { uidValidity: '9', uid: 2, receivedAt: daysAgo(40) });
    await watcher.start();
    expect(subjects(arrived)).toEqual(['handled last', 'came meanwhile']);
  });
});

describe('a mailbox in which nothing happens', () => {
  it('is watched over one connection, which the silence does not end', async () => {
    let silences = 0;
    let enough = () => {};
    const often = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const proxy = await startTcpProxy(mail.imap.port, {
      overhear: (chunk) => {
        if (chunk.startsWith('DONE') && ++silences === 8) enough();
      },
    });
    closing.push(proxy.close);
    const { watcher, states } = watching(newAccount(proxy.port), { timing: { stallMs: 400 } });
    await watcher.start();
    await often;
    expect(proxy.connections()).toBe(1);
    expect(states).not.toContain('lost');
  });
});

describe('a message that is trouble', () => {
  it('is read from its source where the server describes it in a way that nobody can parse', async () => {
    const port = await behind((chunk) =>
      chunk.replaceAll('BODYSTRUCTURE (', `BODYSTRUCTURE ${'('.repeat(40)}`),
    );
    const account = newAccount(port);
    mail.deliver(address, plainMail('odd'));
    mail.deliver(address, mailWithAttachment('with an offer', 5000));
    const { watcher, arrived, setAside } = watching(account);
    await watcher.start();
    expect(setAside).toEqual([]);
    expect(subjects(arrived)).toEqual(['odd', 'with an offer']);
    expect(arrived[0]?.root.text).toContain('Hello.');
  });

  it('is read from its source where the server keeps a section back', async () => {
    const port = await behind((chunk) => chunk.replaceAll(/BODY\[1\]<0> \{/g, 'BODY[7]<0> {'));
    const account = newAccount(port);
    mail.deliver(address, plainMail('without text'));
    const { watcher, arrived } = watching(account);
    await watcher.start();
    expect(arrived[0]?.root.text).toContain('Hello.');
  });

  it('is set aside when it ends the connection again and again, and those behind it go on', async () => {
    const port = await behind((chunk, end) => {
      if (chunk.includes('poisoned')) end();
      return chunk;
    });
    const account = newAccount(port);
    for (const subject of ['one', 'poisoned', 'three']) mail.deliver(address, plainMail(subject));
    const { watcher, arrived, setAside, cursors } = watching(account);
    await watcher.start();
    expect(subjects(arrived)).toEqual(['one', 'three']);
    expect(setAside).toMatchObject([{ mailbox: 'tracking', folder: 'INBOX', role: 'inbox', uid: 2 }]);
    expect(cursors.all.get('tracking/INBOX')?.uid).toBe(3);
    await watcher.freshLook();
  });

  /** A server that takes back an answer which `what` finds in it. */
  async function refusing(what: RegExp): Promise<MailboxAccount> {
    let isRefusing = false;
    const port = await behind((chunk) => {
      isRefusing ||= chunk.includes('refused') && what.test(chunk);
      return chunk.replace(/^(\w+) OK [^\r\n]*/m, (line, tag) => {
        const answer = isRefusing ? `${tag} NO this message cannot be converted` : line;
        isRefusing = false;
        return answer;
      });
    });
    return newAccount(port);
  }

  it('is set aside when the server refuses to deliver it', async () => {
    const account = await refusing(/./);
    for (const subject of ['one', 'refused', 'three']) mail.deliver(address, plainMail(subject));
    const { watcher, arrived, setAside } = watching(account);
    await watcher.start();
    expect(subjects(arrived)).toEqual(['one', 'three']);
    expect(setAside.map(({ uid }) => uid)).toEqual([2]);
    expect(setAside[0]?.header).toBeNull();
  });

  it('is set aside with its header where the server shows no more', async () => {
    const account = await refusing(/BODYSTRUCTURE|BODY\[\]/);
    for (const subject of ['one', 'refused', 'three']) mail.deliver(address, plainMail(subject));
    const { watcher, setAside } = watching(account);
    await watcher.start();
    expect(setAside.map(({ uid }) => uid)).toEqual([2]);
    expect(setAside[0]?.header?.headers.find(({ name }) => name === 'subject')?.value).toBe('refused');
  });

  it('does not get its neighbours set aside when the network fails while they are read', async () => {
    let failures = 2;
    const port = await behind((chunk, end) => {
      if (chunk.includes('BODYSTRUCTURE') && failures-- > 0) end();
      return chunk;
    });
    const account = newAccount(port);
    for (const subject of ['one', 'two', 'three']) mail.deliver(address, plainMail(subject));
    const { watcher, arrived, setAside } = watching(account);
    await watcher.start();
    expect(subjects(arrived)).toEqual(['one', 'two', 'three']);
    expect(setAside).toEqual([]);
  });

  it('is bounded, whatever size its header has', async () => {
    const account = newAccount();
    mail.deliver(address, plainMail('vast', 'Hello.', { 'X-Padding': 'word '.repeat(600_000) }));
    mail.deliver(address, plainMail('next'));
    const { watcher, arrived } = watching(account);
    await watcher.start();
    expect(subjects(arrived)).toEqual(['vast', 'next']);
  });
});
