import type { ListResponse } from 'imapflow';
import { MailboxUnreadable } from '../../errors.ts';
import type { MailboxAccount } from './account.ts';

/** What a folder is for; 'archive' is also Gmail's All Mail. */
export type FolderRole = 'inbox' | 'archive' | 'junk' | 'trash' | 'sent' | 'drafts' | 'other';

/** A folder that is read. */
export interface WatchedFolder {
  path: string;
  role: FolderRole;
}

/**
 * The folders to read, the one to idle in last (the inbox, where it is among them). With 'auto': the inbox, all
 * mail or else the archive, junk, trash (who deletes an answer has had one) and sent. Folders that are named must
 * exist: rejects with MailboxUnreadable.
 */
export function watchedFolders(account: MailboxAccount, listed: readonly ListResponse[]): WatchedFolder[] {
  const selectable = listed.filter((folder) => !folder.flags.has('\\Noselect'));
  const found =
    account.folders === 'auto'
      ? usualFolders(selectable)
      : account.folders.map((name) => namedFolder(account, name, selectable));
  const folders = [...new Set(found)].map((folder) => ({ path: folder.path, role: roleOf(folder) }));
  if (folders.length === 0) throw new MailboxUnreadable(`Mailbox ${account.id} has no folder to read.`);
  return [...folders.filter(isNotInbox), ...folders.filter((folder) => !isNotInbox(folder))];
}

/** Folders that hold mail and are not read: an answer that a rule of the server files there is not seen. */
export function unwatchedFolders(account: MailboxAccount, listed: readonly ListResponse[]): string[] {
  const watched = watchedFolders(account, listed).map(({ path }) => path);
  // All Mail holds what is in every other folder, too.
  if (listed.some(({ path, specialUse }) => specialUse === '\\All' && watched.includes(path))) return [];
  const others = listed.filter(({ path, flags }) => !watched.includes(path) && !flags.has('\\Noselect'));
  return others.filter((folder) => roleOf(folder) === 'other').map(({ path }) => path);
}

/** Where sent mail is kept, or null when neither the server nor palaan.yaml says. */
export function sentFolder(account: MailboxAccount, listed: readonly ListResponse[]): string | null {
  if (account.sent !== undefined) return namedFolder(account, account.sent, listed).path;
  return listed.find((folder) => folder.specialUse === '\\Sent')?.path ?? null;
}

function usualFolders(listed: readonly ListResponse[]): ListResponse[] {
  const marked = (use: string) => listed.filter((folder) => folder.specialUse === use);
  const allMail = marked('\\All');
  const archive = allMail.length > 0 ? allMail : marked('\\Archive');
  return [...archive, ...marked('\\Junk'), ...marked('\\Trash'), ...marked('\\Sent'), ...marked('\\Inbox')];
}

function namedFolder(account: MailboxAccount, name: string, listed: readonly ListResponse[]): ListResponse {
  const isNamed = (folder: ListResponse) => folder.path === name || (isInbox(name) && isInbox(folder.path));
  const folder = listed.find(isNamed);
  if (folder !== undefined) return folder;
  const known = listed.map((each) => each.path).join(', ');
  throw new MailboxUnreadable(`Mailbox ${account.id} has no folder "${name}". It has: ${known}.`);
}

function isInbox(name: string): boolean {
  return name.toUpperCase() === 'INBOX';
}

function isNotInbox(folder: WatchedFolder): boolean {
  return folder.role !== 'inbox';
}

function roleOf(folder: ListResponse): FolderRole {
  if (isInbox(folder.path)) return 'inbox';
  switch (folder.specialUse) {
    case '\\Inbox':
      return 'inbox';
    case '\\All':
    case '\\Archive':
      return 'archive';
    case '\\Junk':
      return 'junk';
    case '\\Trash':
      return 'trash';
    case '\\Sent':
      return 'sent';
    case '\\Drafts':
      return 'drafts';
    default:
      return 'other';
  }
}
