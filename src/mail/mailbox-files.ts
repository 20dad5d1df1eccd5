import { closeSync, type Dirent, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PalaanError, reason } from '../errors.ts';
import { mboxMails } from './mbox.ts';

/** What was found in a mailbox on disk; `where` is the file, in an mbox with the number of the mail (`Inbox#12`). */
export type FoundMail =
  | { kind: 'mail'; where: string; raw: Buffer }
  /** What somebody is still writing, or never sent: no mail yet. */
  | { kind: 'draft'; where: string }
  | { kind: 'unreadable'; where: string; error: string };

/** Of a longer mail the beginning is read: what decides stands there. */
const mostBytes = 32 * 1024 * 1024;
const deepestFolder = 20;

/** What IMAP folders and mail programs' files for drafts are called; UTF-7 where the name is not ASCII (RFC 3501 5.1.3). */
const draftNames =
  /(?:^|[./])(?:drafts?|unsent messages|templates|luonnokset|robocze|kopie robocze|szkice|utkast|kladder|entw(?:ü|&APw-)rfe|brouillons|borradores|concepten|bozze|rascunhos)(?:\.mbox)?$/i;

/**
 * Every mail of a mailbox on disk: a Maildir with its subfolders (Maildir++, or folders within folders), an mbox
 * file, one mail in a file, or a folder of these, however deep. Nothing is changed, links within are not
 * followed, and a file that cannot be read does not end the run.
 * @throws PalaanError when there is nothing at `path`
 */
export async function* mailsAt(path: string): AsyncGenerator<FoundMail> {
  const found = await stat(path).catch((error: unknown) => {
    throw new PalaanError(`${path} cannot be read: ${reason(error)}`, { cause: error });
  });
  if (found.isDirectory()) yield* mailsInFolder(path, 0);
  else yield* mailsInFile(path);
}

async function* mailsInFolder(folder: string, depth: number): AsyncGenerator<FoundMail> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'unreadable', where: folder, error: reason(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  if (isMaildirHalf(folder)) yield* mailsOfMaildir(folder, files);
  else yield* mailsAmong(folder, files);
  if (depth >= deepestFolder) return;
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of folders) {
    // A Maildir keeps there what is still being delivered: it is no mail yet.
    if (name === 'tmp' && folders.includes('cur')) continue;
    yield* mailsInFolder(join(folder, name), depth + 1);
  }
}

/** A Maildir keeps each mail in a file of its own under `cur` or `new`, and flags at the end of its name (":2,DS"). */
async function* mailsOfMaildir(half: string, files: readonly string[]): AsyncGenerator<FoundMail> {
  const allDrafts = isDrafts(dirname(half));
  for (const name of files) {
    if (name.startsWith('.')) continue;
    const where = join(half, name);
    if (allDrafts || /[:;!]2,[A-Z]*D[A-Z]*$/i.test(name)) yield { kind: 'draft', where };
    else yield mailInFile(where);
  }
}

async function* mailsAmong(folder: string, files: readonly string[]): AsyncGenerator<FoundMail> {
  for (const name of files) {
    const file = join(folder, name);
    if (isMailName(name) || isMbox(file)) yield* mailsInFile(file);
  }
}

async function* mailsInFile(file: string): AsyncGenerator<FoundMail> {
  if (!isMbox(file)) {
    yield mailInFile(file);
    return;
  }
  const draft = isDrafts(file);
  let number = 0;
  try {
    for await (const raw of mboxMails(file, mostBytes)) {
      number += 1;
      const where = `${file}#${number}`;
      yield draft ? { kind: 'draft', where } : { kind: 'mail', where, raw };
    }
  } catch (error) {
    yield { kind: 'unreadable', where: file, error: reason(error) };
  }
}

function mailInFile(where: string): FoundMail {
  try {
    return { kind: 'mail', where, raw: beginningOf(where, mostBytes) };
  } catch (error) {
    return { kind: 'unreadable', where, error: reason(error) };
  }
}

/** The first bytes of a file, at most `most`. Not in the background: mail after mail, the waits would take longer than the reading. */
export function beginningOf(file: string, most: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(handle).size, most));
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(handle, bytes, filled, bytes.length - filled, filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

function isMbox(file: string): boolean {
  try {
    return beginningOf(file, 5).toString('latin1') === 'From ';
  } catch {
    // Reading it as a mail will say why it cannot be read.
    return false;
  }
}

/** As mail programs save them, and numbered as in MH folders. */
function isMailName(name: string): boolean {
  return /\.eml$/i.test(name) || /^[1-9]\d*$/.test(name);
}

function isMaildirHalf(folder: string): boolean {
  return ['cur', 'new'].includes(basename(folder));
}

function isDrafts(folder: string): boolean {
  return draftNames.test(basename(folder));
}
