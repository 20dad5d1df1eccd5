import { ImapFlow } from 'imapflow';
import { silentLogger } from '../../src/logger.ts';
import type { MailboxAccount } from '../../src/mail/imap/account.ts';
import type { Arrived, Cursor, CursorStore, Unread } from '../../src/mail/imap/look.ts';
import { type MailboxWatcher, type WatchOptions, watchMailbox } from '../../src/mail/imap/watch.ts';

/** An IMAP server for a test. */
export interface MailServer {
  host: string;
  port: number;
  password: string;
  stop(): Promise<void>;
}

export function accountOn(
  server: MailServer,
  user: string,
  more: Partial<MailboxAccount> = {},
): MailboxAccount {
  const { host, port, password } = server;
  return { id: 'tracking', host, port, secure: false, user, password, folders: 'auto', ...more };
}

/** A mail program that uses the same account as the watcher. */
export async function openMailProgram(account: MailboxAccount): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: false,
    auth: { user: account.user, pass: account.password },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  return client;
}

/** Cursors in memory. */
export function memoryCursors(): CursorStore & { all: Map<string, Cursor> } {
  const all = new Map<string, Cursor>();
  return {
    all,
    get: async (mailbox, folder) => all.get(`${mailbox}/${folder}`) ?? null,
    set: async (mailbox, folder, cursor) => {
      all.set(`${mailbox}/${folder}`, cursor);
    },
  };
}

/** A watcher whose messages a test can wait for. */
export interface Watched {
  watcher: MailboxWatcher;
  arrived: Arrived[];
  setAside: Unread[];
  states: string[];
  cursors: ReturnType<typeof memoryCursors>;
  /** Resolves when `condition` holds, looking again whenever something happened to the watcher. */
  until(condition: () => boolean): Promise<void>;
}

/** Watches with short retries, an hourly poll and everything recorded. */
export function watch(account: MailboxAccount, options: Partial<WatchOptions> = {}): Watched {
  const arrived: Arrived[] = [];
  const setAside: Watched['setAside'] = [];
  const states: string[] = [];
  const cursors = (options.cursors as Watched['cursors'] | undefined) ?? memoryCursors();
  let checks: (() => void)[] = [];
  const happened = () => {
    for (const check of checks) check();
  };
  const watcher = watchMailbox(account, {
    logger: silentLogger(),
    lookBackDays: 14,
    now: () => new Date(),
    pollMs: 3_600_000,
    ...options,
    timing: { retryMs: 20, maxRetryMs: 100, ...options.timing },
    cursors,
    handle: async (message) => {
      try {
        await options.handle?.(message);
        arrived.push(message);
      } finally {
        happened();
      }
    },
    unreadable: async (message) => {
      setAside.push(message);
      happened();
    },
    onState: (state, error) => {
      states.push(state);
      options.onState?.(state, error);
      happened();
    },
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        checks = checks.filter((other) => other !== check);
        resolve();
      };
      checks.push(check);
      check();
    });
  return { watcher, arrived, setAside, states, cursors, until };
}

/** A short plain mail. */
export function plainMail(subject: string, text = 'Hello.', headers: Record<string, string> = {}): Buffer {
  const fields: Record<string, string> = {
    From: 'Anna Virtanen <anna@prospect.example>',
    To: 'Seller <seller@house.example>',
    Subject: subject,
    Date: 'Mon, 16 Nov 2026 10:00:00 +0200',
    'Message-ID': messageIdOf(subject),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const block = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${block.join('')}\r\n${text}\r\n`);
}

export function messageIdOf(subject: string): string {
  return `<${Buffer.from(subject).toString('hex')}@prospect.example>`;
}

/** Text, HTML and an attachment of about `attachmentBytes`. */
export function mailWithAttachment(subject: string, attachmentBytes: number): Buffer {
  const lines = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\r\n';
  const body = [
    '--outer',
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    '--inner',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Kiitos, palataan p=E4iv=E4n asiaan.',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<p>Kiitos, palataan päivän asiaan.</p>').toString('base64'),
    '--inner--',
    '--outer',
    'Content-Type: application/pdf; name="offer.pdf"',
    'Content-Disposition: attachment; filename="offer.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    `${lines.repeat(Math.ceil(attachmentBytes / lines.length))}--outer--`,
  ].join('\r\n');
  const type = { 'Content-Type': 'multipart/mixed; boundary=outer', 'Content-Transfer-Encoding': '7bit' };
  return plainMail(subject, body, type);
}

/** The subjects of messages, in the order in which they came. */
export function subjects(messages: readonly Arrived[]): string[] {
  return messages.map(({ root }) => root.headers.find((field) => field.name === 'subject')?.value ?? '');
}
