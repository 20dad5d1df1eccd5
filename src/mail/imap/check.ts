import type { Logger } from '../../logger.ts';
import { type MailboxAccount, usualTiming } from './account.ts';
import { type FolderRole, sentFolder, unwatchedFolders, watchedFolders } from './folders.ts';
import { Session } from './session.ts';

/** What `palaan check` says of a mailbox. */
export interface MailboxCheck {
  /** The folders that will be watched, with the number of messages in each. */
  watched: { path: string; role: FolderRole; messages: number }[];
  /** Those that hold mail and are not watched. */
  unwatched: string[];
  /** Every folder that the account has. */
  folders: string[];
  /** Where copies of sent mail go, or null when the server marks no such folder. */
  sent: string | null;
  /** The server announces new mail at once (RFC 2177); otherwise it is polled. */
  idle: boolean;
}

/** Logs in and opens every folder that would be watched. Rejects with MailboxUnreadable, which says what to do. */
export async function checkMailbox(account: MailboxAccount, logger: Logger): Promise<MailboxCheck> {
  const session = await Session.open(account, usualTiming, logger);
  try {
    const listed = await session.folders();
    const watched: MailboxCheck['watched'] = [];
    for (const folder of watchedFolders(account, listed)) {
      watched.push({ ...folder, messages: (await session.examine(folder.path)).exists });
    }
    const folders = listed.map((folder) => folder.path);
    const unwatched = unwatchedFolders(account, listed);
    return { watched, unwatched, folders, sent: sentFolder(account, listed), idle: session.hasIdle };
  } finally {
    await session.close();
  }
}
