import type { Part } from '../../domain/message.ts';
import type { Logger } from '../../logger.ts';
import { CarefulReader } from './careful.ts';
import type { FolderRole, WatchedFolder } from './folders.ts';
import { type ReadMessage, rawSource } from './read.ts';
import type { FolderState, Session } from './session.ts';

/** How far a folder has been handled: every message up to this UID, under this UIDVALIDITY (RFC 3501 section 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  uid: number;
  /** When the server received the last of them: where to begin again when UIDs lose their meaning. */
  receivedAt: Date;
}

/** Servers search by whole days of a time zone of their own: one more for safety. */
const dayMs = 24 * 60 * 60 * 1000;

/** After a crash so many are handled once more at most, which changes nothing; to move for each would cost a write. */
const MAILS_PER_MOVE = 20;

/** Keeps the cursors. `set` may be called again with what it has. */
export interface CursorStore {
  get(mailbox: string, folder: string): Promise<Cursor | null>;
  set(mailbox: string, folder: string, cursor: Cursor): Promise<void>;
}

/** Where a message lies. */
export interface Place {
  /** The mailbox's id in palaan.yaml. */
  mailbox: string;
  folder: string;
  role: FolderRole;
  uid: number;
  uidValidity: string;
}

/** Where a message lay when it was handled. */
export interface KnownPlace {
  folder: string;
  uidValidity: string;
  uid: number;
  /** When the server received it (INTERNALDATE). */
  receivedAt: Date;
}

/** A message in a watched folder. The same mail arrives again when it is moved, and after a change of UIDVALIDITY. */
export interface Arrived extends Place {
  /** When the server received it (INTERNALDATE). */
  receivedAt: Date;
  /** Bytes of the whole mail. */
  size: number;
  root: Part;
  /** The whole mail as it is, null when it is longer than `limit` bytes: only while it is being handled. */
  source(limit: number): Promise<Buffer | null>;
}

/** A message that cannot be read. */
export interface Unread extends Place {
  receivedAt: Date;
  /** As much as the server shows of it, if anything: at least its header. */
  header: Part | null;
  problem: unknown;
}

/** Whoever takes the messages. The cursor moves on when the promise resolves, and only then. */
export interface Taker {
  handle(arrived: Arrived): Promise<void>;
  /** A message that nobody can read: kept aside and shown, so that those behind it go on. */
  unreadable(message: Unread): Promise<void>;
}

/** What a message caused could not be stored: no fault of the mailbox. */
export class NotHandled extends Error {
  override name = 'NotHandled';
}

/** From when on a folder is read whose UIDs tell nothing. */
export interface LookBack {
  usual: Date;
  /** For a folder that nobody has read before: threads may be older than its being watched. */
  atFirst(): Promise<Date>;
}

/** Brings the folders of one mailbox up to date. */
export class Looker {
  readonly #mailbox: string;
  readonly #cursors: CursorStore;
  readonly #taker: Taker;
  readonly #logger: Logger;
  readonly #reader = new CarefulReader();
  /** By folder, the cursors as we last saw them. Others only move them on, past what they have handled. */
  readonly #known = new Map<string, Cursor>();

  constructor(mailbox: string, cursors: CursorStore, taker: Taker, logger: Logger) {
    this.#mailbox = mailbox;
    this.#cursors = cursors;
    this.#taker = taker;
    this.#logger = logger;
  }

  /**
   * Handles every message that `folder` holds now and that was not handled before, oldest first; a folder seen for
   * the first time, or under a new UIDVALIDITY, as far back as `lookBack` says. Stops early, between two messages, when
   * `isClosing`.
   */
  async lookInto(
    session: Session,
    folder: WatchedFolder,
    lookBack: LookBack,
    isClosing: () => boolean,
  ): Promise<FolderState> {
    const state = await session.examine(folder.path);
    const cursor = await this.#cursor(folder);
    const since = cursor === null ? await stored(lookBack.atFirst) : lookBack.usual;
    const uids = await this.#unhandled(session, folder, state, cursor, since);
    if (uids === null) return state;
    await this.#takeAll(session, folder, state, uids, isClosing);
    // Beyond the last message that is there: those in between are gone for good.
    const isBehind = uids.at(-1) !== state.uidNext - 1;
    if (isBehind && !isClosing()) {
      await this.#moveCursor(folder, state, state.uidNext - 1, cursor?.receivedAt ?? since);
    }
    return state;
  }

  /** Handles a message once more, if it is still there; the cursor stays where it is. Returns whether it was. */
  async readAgain(
    session: Session,
    folder: WatchedFolder,
    { uidValidity, uid }: KnownPlace,
  ): Promise<boolean> {
    const state = await session.examine(folder.path);
    if (state.uidValidity !== uidValidity) return false;
    return this.#handAll(session, folder, state, [uid]);
  }

  /** Handles every message once more that the server received since; those that need no more cost little. */
  async readSince(session: Session, folder: WatchedFolder, since: Date): Promise<void> {
    const state = await session.examine(folder.path);
    if (state.exists > 0) await this.#handAll(session, folder, state, await session.search({ since }));
  }

  async #handAll(
    session: Session,
    folder: WatchedFolder,
    state: FolderState,
    uids: number[],
  ): Promise<boolean> {
    let found = false;
    for await (const message of this.#reader.read(session, folder.path, uids)) {
      await this.#hand(session, folder, state, message);
      found = true;
    }
    return found;
  }

  /** UIDs to read, below UIDNEXT; null when the cursor is at the end already. */
  async #unhandled(
    session: Session,
    folder: WatchedFolder,
    state: FolderState,
    cursor: Cursor | null,
    since: Date,
  ): Promise<number[] | null> {
    const last = state.uidNext - 1;
    if (cursor?.uidValidity === state.uidValidity) {
      if (cursor.uid >= last) return null;
      const uids = await session.search({ uid: `${cursor.uid + 1}:${last}` });
      return uids.filter((uid) => uid > cursor.uid && uid <= last);
    }
    const what = cursor === null ? 'first look' : 'UIDVALIDITY has changed: reading again';
    this.#logger.info({ mailbox: this.#mailbox, role: folder.role, messages: state.exists }, what);
    if (state.exists === 0) return [];
    // UIDs mean nothing across the change, dates do: whatever came since the last mail that was handled.
    const handledUntil = cursor ? new Date(cursor.receivedAt.getTime() - dayMs) : since;
    const uids = await session.search({ since: handledUntil < since ? handledUntil : since });
    return uids.filter((uid) => uid <= last);
  }

  /** Handles them one by one, and moves the cursor past those that are done, whatever ends it. */
  async #takeAll(
    session: Session,
    folder: WatchedFolder,
    state: FolderState,
    uids: number[],
    isClosing: () => boolean,
  ): Promise<void> {
    const done: ReadMessage[] = [];
    const move = async () => {
      const last = done.at(-1);
      done.length = 0;
      if (last) await this.#moveCursor(folder, state, last.uid, last.receivedAt);
    };
    try {
      for await (const message of this.#reader.read(session, folder.path, uids)) {
        if (isClosing()) return;
        await this.#hand(session, folder, state, message);
        done.push(message);
        if (done.length >= MAILS_PER_MOVE) await move();
      }
    } finally {
      await move();
    }
  }

  async #hand(
    session: Session,
    folder: WatchedFolder,
    state: FolderState,
    message: ReadMessage,
  ): Promise<void> {
    const { uid, receivedAt, size, root, header, problem } = message;
    const role = message.isDraft ? 'drafts' : message.isSent ? 'sent' : folder.role;
    const place = { mailbox: this.#mailbox, folder: folder.path, role, uid, uidValidity: state.uidValidity };
    const source = async (limit: number) => (size > limit ? null : rawSource(session, uid, limit));
    if (root === null) {
      this.#logger.warn({ mailbox: this.#mailbox, role, uid }, 'a message cannot be read');
      await stored(() => this.#taker.unreadable({ ...place, receivedAt, header, problem }));
    } else {
      await stored(() => this.#taker.handle({ ...place, receivedAt, size, root, source }));
    }
  }

  /** Asked for once: most looks find nothing new, and need not ask the database how far we are. */
  async #cursor(folder: WatchedFolder): Promise<Cursor | null> {
    const known = this.#known.get(folder.path);
    if (known !== undefined) return known;
    const cursor = await stored(() => this.#cursors.get(this.#mailbox, folder.path));
    if (cursor !== null) this.#known.set(folder.path, cursor);
    return cursor;
  }

  async #moveCursor(folder: WatchedFolder, state: FolderState, uid: number, receivedAt: Date): Promise<void> {
    const cursor = { uidValidity: state.uidValidity, uid, receivedAt };
    await stored(() => this.#cursors.set(this.#mailbox, folder.path, cursor));
    this.#known.set(folder.path, cursor);
  }
}

/** Tells a failure behind us from one of the mailbox. */
async function stored<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new NotHandled('What a message caused could not be stored.', { cause });
  }
}
