import { MailboxUnreadable, reason } from '../../errors.ts';

/** One mailbox to watch, as palaan.yaml describes it. */
export interface MailboxAccount {
  /** Its name in palaan.yaml: the only name that logs and messages use. */
  id: string;
  host: string;
  port: number;
  /** TLS from the first byte (port 993); otherwise STARTTLS where the server offers it. */
  secure: boolean;
  user: string;
  password: string;
  /** Folder names, or 'auto': the inbox, the archive (or all mail), junk and sent, as the server marks them. */
  folders: string[] | 'auto';
  /** The folder that holds sent mail, where the server does not mark it. */
  sent?: string;
}

/** How long things may take, in milliseconds of the machine's clock. */
export interface ImapTiming {
  /** To connect and to be greeted. */
  connectMs: number;
  /** Without a single byte from the server while it owes an answer. */
  stallMs: number;
  /** For a fresh look, a search or a copy to Sent, reconnecting included. */
  lookMs: number;
  /** The first pause after a failure; it doubles up to `maxRetryMs`. */
  retryMs: number;
  maxRetryMs: number;
}

export const usualTiming: ImapTiming = {
  connectMs: 20_000,
  stallMs: 45_000,
  lookMs: 60_000,
  retryMs: 1_000,
  maxRetryMs: 60_000,
};

/** What imapflow puts on its errors, as far as it is used here. */
interface ImapError extends Error {
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  mailboxMissing?: boolean;
}

/** The error that a person reads when `doing` (such as 'reading Archive') was not possible. Holds no user name. */
export function unreadable(account: MailboxAccount, doing: string, cause: unknown): MailboxUnreadable {
  if (cause instanceof MailboxUnreadable) return cause;
  return new MailboxUnreadable(`Mailbox ${account.id}: ${doing} failed: ${whatHappened(account, cause)}`, {
    cause,
  });
}

/** The server refused the name or the password: trying again soon would only lock the account. */
export function isLoginRefused(error: unknown): boolean {
  const cause = error instanceof MailboxUnreadable ? error.cause : error;
  return (cause as ImapError | undefined)?.authenticationFailed === true;
}

function whatHappened(account: MailboxAccount, cause: unknown): string {
  const error = (cause ?? {}) as ImapError;
  const server = `${account.host}:${account.port}`;
  if (error.authenticationFailed) return `${server} refused the login. Check its user and password.`;
  if (error.mailboxMissing) return 'there is no such folder. `palaan check` lists the folders.';
  switch (error.code) {
    case 'ECONNREFUSED':
      return `nothing listens on ${server}. Check host and port.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the name ${account.host} cannot be resolved.`;
    case 'CONNECT_TIMEOUT':
    case 'GREETING_TIMEOUT':
      return `${server} did not answer in time. Check port and "secure".`;
    case 'ETIMEOUT':
      return `${server} stopped answering.`;
    case 'NoConnection':
    case 'EConnectionClosed':
    case 'ClosedAfterConnectText':
    case 'ClosedAfterConnectTLS':
      return `${server} closed the connection.`;
    default:
      return error.responseText ? `${server} answered: ${error.responseText}` : reason(cause);
  }
}
