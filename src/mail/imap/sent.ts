import type { ListResponse } from 'imapflow';
import { header } from '../../domain/message.ts';
import { MailboxUnreadable } from '../../errors.ts';
import { parseHeaderFields } from '../decode.ts';
import type { MailboxAccount } from './account.ts';
import { sentFolder, watchedFolders } from './folders.ts';
import type { Session } from './session.ts';

/** Where a mail was found. */
export interface Found {
  folder: string;
  uid: number;
}

/**
 * Looks for a Message-ID (with angle brackets) in Sent, then in the watched folders. Null means that none of them
 * shows it now; a folder that cannot be searched rejects with MailboxUnreadable.
 */
export async function findMessage(
  session: Session,
  account: MailboxAccount,
  messageId: string,
): Promise<Found | null> {
  const listed = await session.folders();
  const watched = watchedFolders(account, listed).map((folder) => folder.path);
  const sent = sentFolder(account, listed);
  for (const path of new Set(sent === null ? watched : [sent, ...watched])) {
    const uid = await findIn(session, path, messageId);
    if (uid !== null) return { folder: path, uid };
  }
  return null;
}

/**
 * Stores a mail in Sent, as read. Does nothing when its Message-ID is there: some servers file what they send, and
 * a copy whose confirmation was lost must not be made twice. Rejects with MailboxUnreadable when there is no Sent.
 */
export async function appendToSent(
  session: Session,
  account: MailboxAccount,
  raw: Buffer,
  date: Date,
): Promise<'stored' | 'present'> {
  const path = knownSent(account, await session.knownFolders());
  const id = header(parseHeaderFields(raw), 'message-id');
  if (id !== null && (await findIn(session, path, id)) !== null) return 'present';
  await session.append(path, raw, date);
  return 'stored';
}

function knownSent(account: MailboxAccount, listed: readonly ListResponse[]): string {
  const path = sentFolder(account, listed);
  if (path !== null) return path;
  const known = listed.map((folder) => folder.path).join(', ');
  throw new MailboxUnreadable(
    `Mailbox ${account.id} marks no folder as sent mail. Name it with "sent"; it has: ${known}.`,
  );
}

async function findIn(session: Session, path: string, messageId: string): Promise<number | null> {
  // What no Message-ID can be is on no server, and must not get into a command.
  if (!/^<[!-~]{1,996}>$/.test(messageId)) return null;
  const folder = await session.examine(path);
  if (folder.exists === 0) return null;
  const uids = await session.search({ header: { 'message-id': messageId } });
  return uids.at(-1) ?? null;
}
