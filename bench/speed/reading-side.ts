/** One side of the reading benchmark, in a process of its own so that its peak memory is its own. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
  /** By how much the peak of resident memory rose, in MB. */
  peakMb: number;
  /** By how much memory in use had grown at the end, without garbage, in MB: nothing may pile up. */
  keptMb: number;
  /** Characters of text that were found, so that nobody wins by not reading. */
  characters: number;
}

let count = 0;
let characters = 0;
const { side, account, mails, warmUp } = argumentOf<ReadingTask>();
const read = side === 'ours' ? readAsWeDo : readBare;

await read(warmUp);
count = 0;
characters = 0;
const before = { used: usedMb(), peak: peakMb(), cpu: process.cpuUsage(), at: performance.now() };
await read(account);
const seconds = (performance.now() - before.at) / 1000;
const { user, system } = process.cpuUsage(before.cpu);
if (count !== mails) throw new Error(`${count} of ${mails} mails were read`);
say({
  seconds,
  cpuSeconds: (user + system) / 1_000_000,
  peakMb: peakMb() - before.peak,
  keptMb: usedMb() - before.used,
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
    unreadable: async ({ problem }) => {
      throw problem;
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
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

function usedMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}
