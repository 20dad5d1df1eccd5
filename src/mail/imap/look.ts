import type { Part } from '../../domain/message.ts';
import type { Logger } from '../../logger.ts';
import type { FolderRole, WatchedFolder } from './folders.ts';
import { batchSize, type ReadMessage, readBatch, readSource } from './read.ts';
import type { FolderState, Session } from './session.ts';

/** How far a folder has been handled: every message up to this UID, under this UIDVALIDITY (RFC 3501 section 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  uid: number;
}

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

/** A message in a watched folder. The same mail arrives again when it is moved, and after a change of UIDVALIDITY. */
export interface Arrived extends Place {
  /** When the server received it (INTERNALDATE). */
  receivedAt: Date;
  /** Bytes of the whole mail. */
  size: number;
  root: Part;
}

/** Whoever takes the messages. The cursor moves on when the promise resolves, and only then. */
export interface Taker {
  handle(arrived: Arrived): Promise<void>;
  /** A message that nobody can read: kept aside and shown, so that those behind it go on. */
  unreadable(place: Place, error: unknown): Promise<void>;
}

/** What a message caused could not be stored: no fault of the mailbox. */
export class NotHandled extends Error {
  override name = 'NotHandled';
}

/** How often a message may take the connection down with it before it is kept aside. */
const mostDeaths = 3;

/** Brings the folders of one mailbox up to date, and remembers across connections which message is trouble. */
export class Looker {
  readonly #mailbox: string;
  readonly #cursors: CursorStore;
  readonly #taker: Taker;
  readonly #logger: Logger;
  /** By folder: UIDs whose reading once ended the connection, with how often they did it alone. */
  readonly #suspects = new Map<string, Map<number, number>>();

  constructor(mailbox: string, cursors: CursorStore, taker: Taker, logger: Logger) {
    this.#mailbox = mailbox;
    this.#cursors = cursors;
    this.#taker = taker;
    this.#logger = logger;
  }

  /**
   * Handles every message that `folder` holds now and that was not handled before, oldest first; a folder seen for
   * the first time, or under a new UIDVALIDITY, from `since` on. Stops early, between two messages, when `isClosing`.
   */
  async lookInto(
    session: Session,
    folder: WatchedFolder,
    since: Date,
    isClosing: () => boolean,
  ): Promise<FolderState> {
    const state = await session.examine(folder.path);
    const uids = await this.#unhandled(session, folder, state, since);
    if (uids === null) return state;
    for (let at = 0; at < uids.length; at += batchSize) {
      for await (const message of this.#read(session, folder.path, uids.slice(at, at + batchSize))) {
        if (isClosing()) return state;
        await this.#take(folder, state, message);
      }
    }
    // Beyond the last message that is there: those in between are gone for good.
    const isBehind = uids.at(-1) !== state.uidNext - 1;
    if (isBehind && !isClosing()) await this.#moveCursor(folder, state, state.uidNext - 1);
    return state;
  }

  /** UIDs to read, below UIDNEXT; null when the cursor is at the end already. */
  async #unhandled(
    session: Session,
    folder: WatchedFolder,
    state: FolderState,
    since: Date,
  ): Promise<number[] | null> {
    const cursor = await stored(() => this.#cursors.get(this.#mailbox, folder.path));
    const last = state.uidNext - 1;
    if (cursor?.uidValidity === state.uidValidity) {
      if (cursor.uid >= last) return null;
      const uids = await session.search({ uid: `${cursor.uid + 1}:${last}` });
      return uids.filter((uid) => uid > cursor.uid && uid <= last);
    }
    const what = cursor === null ? 'first look' : 'UIDVALIDITY has changed: reading again';
    this.#logger.info({ mailbox: this.#mailbox, role: folder.role, messages: state.exists }, what);
    if (state.exists === 0) return [];
    const uids = await session.search({ since });
    return uids.filter((uid) => uid <= last);
  }

  async *#read(session: Session, path: string, uids: readonly number[]): AsyncGenerator<ReadMessage> {
    const suspects = this.#suspects.get(path);
    if (suspects === undefined || !uids.some((uid) => suspects.has(uid))) {
      const messages = await this.#readTogether(session, path, uids);
      if (messages !== null) return yield* messages;
    }
    for (const uid of uids) yield* await this.#readAlone(session, path, uid);
    this.#suspects.delete(path);
  }

  /** Null when the server will not answer for all of them at once, but may for each. */
  async #readTogether(
    session: Session,
    path: string,
    uids: readonly number[],
  ): Promise<ReadMessage[] | null> {
    try {
      return await readBatch(session, uids);
    } catch (error) {
      if (session.isUsable) return null;
      this.#suspects.set(path, new Map(uids.map((uid) => [uid, 0])));
      throw error;
    }
  }

  async #readAlone(session: Session, path: string, uid: number): Promise<ReadMessage[]> {
    const suspects = this.#suspects.get(path);
    const deaths = suspects?.get(uid) ?? 0;
    if (deaths >= mostDeaths) return [gaveUp(uid)];
    try {
      return deaths === 0 ? await readBatch(session, [uid]) : [await readSource(session, uid)];
    } catch (error) {
      if (!session.isUsable) {
        suspects?.set(uid, deaths + 1);
        throw error;
      }
      return [await readSource(session, uid)];
    }
  }

  async #take(folder: WatchedFolder, state: FolderState, message: ReadMessage): Promise<void> {
    const { uid, receivedAt, size, root } = message;
    const role = message.isDraft ? 'drafts' : message.isSent ? 'sent' : folder.role;
    const place = { mailbox: this.#mailbox, folder: folder.path, role, uid, uidValidity: state.uidValidity };
    if (root === null) {
      this.#logger.warn({ mailbox: this.#mailbox, role, uid }, 'a message cannot be read');
      await stored(() => this.#taker.unreadable(place, message.problem));
    } else {
      await stored(() => this.#taker.handle({ ...place, receivedAt, size, root }));
    }
    await this.#moveCursor(folder, state, uid);
  }

  #moveCursor(folder: WatchedFolder, state: FolderState, uid: number): Promise<void> {
    const cursor = { uidValidity: state.uidValidity, uid };
    return stored(() => this.#cursors.set(this.#mailbox, folder.path, cursor));
  }
}

function gaveUp(uid: number): ReadMessage {
  const problem = new Error(`The connection ended ${mostDeaths} times while this message was read.`);
  return { uid, receivedAt: new Date(), size: 0, isDraft: false, isSent: false, root: null, problem };
}

/** Tells a failure behind us from one of the mailbox. */
async function stored<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new NotHandled('What a message caused could not be stored.', { cause });
  }
}
