/** One side of the reading benchmark, in a process of its own so that its peak memory is its own. */
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { readMessage } from '../../src/domain/read-message.ts';
import { silentLogger } from '../../src/logger.ts';
import type { MailboxAccount } from '../../src/mail/imap/account.ts';
import type { Cursor } from '../../src/mail/imap/look.ts';
import { watchMailbox } from '../../src/mail/imap/watch.ts';
import { argumentOf, say } from './processes.ts';

export interface ReadingTask {
  side: 'ours' | 'bare';
  account: MailboxAccount;
  mails: number;
  /** Some mails to be read first: a worker runs for weeks, and what is compiled in its first second is no matter. */
  warmUp: MailboxAccount;
}

export interface Reading {
  seconds: number;
  /** Of this process. */
  cpuSeconds: number;
  /** Peak resident memory after a quarter of the mails, and after all, above what it was before the first, in MB. */
  quarterMb: number;
  grownMb: number;
  mails: number;
  /** Characters of text that were found, so that nobody wins by not reading. */
  characters: number;
}

let count = 0;
let characters = 0;
let quarterMb = 0;
let memoryBefore = 0;
const { side, account, mails, warmUp } = argumentOf<ReadingTask>();
const read = side === 'ours' ? readAsWeDo : readBare;
await read(warmUp);
count = 0;
characters = 0;
memoryBefore = peakMb();
const cpuBefore = process.cpuUsage();
const begun = performance.now();
await read(account);

const { user, system } = process.cpuUsage(cpuBefore);
say({
  seconds: (performance.now() - begun) / 1000,
  cpuSeconds: (user + system) / 1_000_000,
  quarterMb,
  grownMb: peakMb() - memoryBefore,
  mails: count,
  characters,
} satisfies Reading);

/** From the first look to words without quotes, as a running worker does it. */
async function readAsWeDo(account: MailboxAccount): Promise<void> {
  let cursor: Cursor | null = null;
  const watcher = watchMailbox(account, {
    cursors: {
      get: async () => cursor,
      set: async (_mailbox, _folder, moved) => {
        cursor = moved;
      },
    },
    handle: async ({ root, receivedAt }) => found(readMessage(root, { receivedAt }).text),
    unreadable: async (_place, error) => {
      throw error;
    },
    logger: silentLogger(),
    lookBackDays: 1,
    now: () => new Date(),
    pollMs: 3_600_000,
  });
  await watcher.start();
  await watcher.close();
}

/** The two libraries as their own documentation puts them together. */
async function readBare(account: MailboxAccount): Promise<void> {
  const { host, port, user, password } = account;
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  for await (const { source } of client.fetch('1:*', { source: true })) {
    found((await simpleParser(source ?? '')).text ?? '');
  }
  await client.logout();
}

function found(text: string): void {
  count += 1;
  characters += text.length;
  if (count === Math.floor(mails / 4)) quarterMb = peakMb() - memoryBefore;
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}
