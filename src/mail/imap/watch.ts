import { MailboxUnreadable, reason } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { type ImapTiming, isLoginRefused, type MailboxAccount, unreadable, usualTiming } from './account.ts';
import { type WatchedFolder, watchedFolders } from './folders.ts';
import { type Arrived, type CursorStore, type KnownPlace, Looker, NotHandled, type Unread } from './look.ts';
import { appendToSent, type Found, findMessage } from './sent.ts';
import { type FolderState, Session } from './session.ts';
import { Setbacks } from './setbacks.ts';
import { type Waiter, waiting } from './waiter.ts';

/** What a watched mailbox needs from the house. */
export interface WatchOptions {
  cursors: CursorStore;
  /** Resolves when all that the message causes is stored. Called for one message at a time. */
  handle: (arrived: Arrived) => Promise<void>;
  /** Keeps aside a message that cannot be read. */
  unreadable: (message: Unread) => Promise<void>;
  logger: Logger;
  /** How much of the past is read when a folder is seen for the first time. */
  lookBackDays: number;
  /** When the oldest thread began that an answer may be waiting for; null where there is none. */
  wantedSince?: () => Promise<Date | null>;
  /** The time by which mail servers date what they receive. */
  now: () => Date;
  /** Every folder is read at least this often, whatever IDLE says. */
  pollMs: number;
  /** 'idle': caught up and waiting. 'lost': cannot be read for now. */
  onState?: (state: 'connected' | 'idle' | 'lost', error?: unknown) => void;
  timing?: Partial<ImapTiming>;
}

/** Something to do with the open session, for someone who waits. */
interface Errand {
  waiter: Waiter<unknown>;
  run(session: Session): Promise<unknown>;
}

/** Who asked for a look soon wants the next thing; to begin and end IDLE in between takes longer than to wait. */
const LINGER_MS = 100;

const dayMs = 24 * 60 * 60 * 1000;

/** A mail that moves while we look may go where we have looked already: look again, but not for ever. */
const mostPasses = 3;

/** One watched mailbox. Nothing happens before `start`. */
export function watchMailbox(account: MailboxAccount, options: WatchOptions): MailboxWatcher {
  return new MailboxWatcher(account, options);
}

/**
 * One connection and one loop: errands, looks, rest. Whoever wants something waits for the loop, so commands never
 * cross. Deadlines of callers keep the process alive; poll and retry timers do not.
 */
export class MailboxWatcher {
  readonly #account: MailboxAccount;
  readonly #options: WatchOptions;
  readonly #timing: ImapTiming;
  readonly #looker: Looker;
  readonly #setbacks: Setbacks;
  readonly #closing = new AbortController();
  #loop: Promise<void> | null = null;
  #session: Session | null = null;
  #isLooking = false;
  /** Ends the rest or the pause that the loop is in. */
  #wake: () => void = () => {};

  /** The folders to read, home last; null when they must be listed (again). */
  #folders: WatchedFolder[] | null = null;
  /** What each folder was like at the last look. */
  readonly #seen = new Map<string, FolderState>();
  #news: 'none' | 'home' | 'everywhere' = 'everywhere';
  #lookedEverywhereAt = 0;

  #lookWaiters: Waiter<void>[] = [];
  #errands: Errand[] = [];
  #started: Promise<void> | null = null;
  #caughtUp: () => void = () => {};
  /** Somebody wanted something since the last rest. */
  #wasAsked = false;

  constructor(account: MailboxAccount, options: WatchOptions) {
    this.#account = account;
    this.#options = options;
    this.#timing = { ...usualTiming, ...options.timing };
    this.#looker = new Looker(account.id, options.cursors, options, options.logger);
    this.#setbacks = new Setbacks(this.#timing);
  }

  /**
   * Connects, trying again for ever, and watches until `close`. Resolves when everything that was there has been
   * handled once; do not wait for it where the start must not depend on a mail server.
   */
  start(): Promise<void> {
    this.#started ??= new Promise<void>((resolve) => {
      this.#caughtUp = resolve;
      this.#loop = this.#run();
    });
    return this.#started;
  }

  /**
   * Resolves when every message that was in any watched folder at the time of the call has been handled. Rejects
   * with MailboxUnreadable when that does not come about in time. Callers share a look only before it begins.
   */
  freshLook(): Promise<void> {
    return this.#wait<void>('a fresh look', (waiter) => this.#lookWaiters.push(waiter));
  }

  /**
   * Handles messages once more. One that is no longer where it was may have been moved to a folder that has been read
   * already, or its UID may have lost its meaning: then all that came since is handled, wherever it lies.
   */
  readAgain(places: readonly KnownPlace[]): Promise<void> {
    return this.#send('reading again', async (session) => {
      const folders = await this.#listFolders(session);
      const lost: KnownPlace[] = [];
      for (const place of places) {
        const folder = folders.find(({ path }) => path === place.folder);
        if (!folder || !(await this.#looker.readAgain(session, folder, place))) lost.push(place);
      }
      if (lost.length === 0) return;
      const since = new Date(Math.min(...lost.map(({ receivedAt }) => receivedAt.getTime())) - dayMs);
      for (const folder of folders) await this.#looker.readSince(session, folder, since);
    });
  }

  /** Looks for a Message-ID in Sent and the watched folders. Rejects with MailboxUnreadable rather than guess. */
  find(messageId: string): Promise<Found | null> {
    return this.#send('a search', (session) => findMessage(session, this.#account, messageId));
  }

  /** Stores a copy of a sent mail in Sent, as read, unless the mail is there already. */
  appendToSent(raw: Buffer, date: Date): Promise<'stored' | 'present'> {
    return this.#send('a copy to Sent', (session) => appendToSent(session, this.#account, raw, date));
  }

  /** Finishes the message in hand and releases the connection; whoever still waits is told. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake();
    // An errand finishes; a look may be cut, because the cursor knows how far it came.
    if (this.#isLooking) this.#session?.cut();
    await this.#loop;
    this.#rejectAll(this.#notWatched());
    this.#caughtUp();
  }

  async #run(): Promise<void> {
    while (!this.#isClosing()) {
      try {
        await this.#connectAndServe();
      } catch (error) {
        if (this.#isClosing()) return;
        this.#noteFailure(error);
        await this.#pause();
      }
    }
  }

  async #connectAndServe(): Promise<void> {
    const { logger, onState } = this.#options;
    const events = { onNews: (path: string) => this.#hear(path), onLost: () => this.#wake() };
    const session = await Session.open(this.#account, this.#timing, logger, events, this.#closing.signal);
    this.#session = session;
    try {
      onState?.('connected');
      this.#folders = null;
      this.#news = 'everywhere';
      while (!this.#isClosing()) {
        await this.#runErrands(session);
        await this.#look(session);
        await this.#rest(session);
      }
    } finally {
      this.#session = null;
      await session.close();
    }
  }

  #hear(path: string): void {
    const isHome = this.#folders?.at(-1)?.path === path;
    if (!isHome) this.#news = 'everywhere';
    else if (this.#news === 'none') this.#news = 'home';
    this.#wake();
  }

  async #runErrands(session: Session): Promise<void> {
    for (let errand = this.#errands[0]; errand !== undefined; errand = this.#errands[0]) {
      try {
        if (!errand.waiter.isOver) errand.waiter.resolve(await errand.run(session));
      } catch (error) {
        // Without a connection it stays first in the queue, until its deadline.
        if (!session.isUsable) throw error;
        errand.waiter.reject(error);
      }
      this.#errands.shift();
      this.#wasAsked = true;
    }
  }

  async #look(session: Session): Promise<void> {
    const waiters = this.#lookWaiters.splice(0);
    if (waiters.length > 0) this.#wasAsked = true;
    const where = waiters.length > 0 ? 'everywhere' : this.#news;
    this.#news = 'none';
    this.#isLooking = true;
    try {
      if (where === 'everywhere') await this.#lookEverywhere(session);
      // Home is opened even without news: an errand may have left another folder open, and IDLE watches one.
      else await this.#lookInto(session, await this.#home(session));
    } catch (error) {
      this.#lookWaiters.unshift(...waiters);
      throw error;
    } finally {
      this.#isLooking = false;
    }
    if (this.#isClosing()) this.#lookWaiters.unshift(...waiters);
    else this.#noteSuccess(waiters);
  }

  async #lookEverywhere(session: Session): Promise<void> {
    this.#lookedEverywhereAt = Date.now();
    for (let pass = 1; pass <= mostPasses; pass += 1) {
      const hasLeft = await this.#lookIntoAll(session);
      if (!hasLeft || this.#isClosing()) return;
      // What left may be in a folder that has just been made.
      this.#folders = null;
    }
  }

  /** True when a mail left a folder since the look before. A folder that cannot be read does not hide the others. */
  async #lookIntoAll(session: Session): Promise<boolean> {
    let hasLeft = false;
    let failure: unknown = null;
    for (const folder of await this.#listFolders(session)) {
      const before = this.#seen.get(folder.path);
      try {
        hasLeft = somethingLeft(before, await this.#lookInto(session, folder)) || hasLeft;
      } catch (error) {
        if (error instanceof NotHandled || !session.isUsable) throw error;
        failure ??= error;
      }
    }
    if (failure !== null) throw failure;
    return hasLeft;
  }

  async #lookInto(session: Session, folder: WatchedFolder): Promise<FolderState> {
    const { now, lookBackDays, wantedSince } = this.#options;
    // Servers search by whole days of a time zone of their own: one more for safety.
    const usual = new Date(now().getTime() - (lookBackDays + 1) * dayMs);
    const atFirst = async () => {
      const wanted = await wantedSince?.();
      return wanted && wanted < usual ? new Date(wanted.getTime() - dayMs) : usual;
    };
    const state = await this.#looker.lookInto(session, folder, { usual, atFirst }, () => this.#isClosing());
    this.#seen.set(folder.path, state);
    return state;
  }

  async #listFolders(session: Session): Promise<WatchedFolder[]> {
    this.#folders ??= watchedFolders(this.#account, await session.folders());
    return this.#folders;
  }

  async #home(session: Session): Promise<WatchedFolder> {
    return (await this.#listFolders(session)).at(-1) as WatchedFolder;
  }

  /** Until there is something to do; at the latest, until every folder must be read again. */
  async #rest(session: Session): Promise<void> {
    if (this.#hasWork()) return;
    if (this.#wasAsked) await this.#untilWoken(LINGER_MS, (woken) => woken);
    this.#wasAsked = false;
    if (this.#hasWork()) return;
    this.#options.onState?.('idle');
    await this.#untilWoken(this.#lookedEverywhereAt + this.#options.pollMs - Date.now(), (woken) =>
      session.rest(woken),
    );
    if (Date.now() - this.#lookedEverywhereAt >= this.#options.pollMs) {
      this.#folders = null;
      this.#news = 'everywhere';
    }
  }

  /** After a failure; whoever waits for something shortens it. */
  async #pause(): Promise<void> {
    const { leastMs, mostMs } = this.#setbacks.pause();
    const end = Date.now() + leastMs;
    while (!this.#isClosing() && Date.now() < end) await this.#untilWoken(end - Date.now(), (woken) => woken);
    if (!this.#hasWaiters()) await this.#untilWoken(mostMs - leastMs, (woken) => woken);
  }

  async #untilWoken(ms: number, wait: (woken: Promise<void>) => Promise<void>): Promise<void> {
    if (this.#isClosing() || ms <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, ms).unref();
    });
    try {
      await wait(woken);
    } finally {
      clearTimeout(timer);
      this.#wake = () => {};
    }
  }

  #hasWork(): boolean {
    return this.#hasWaiters() || this.#news !== 'none';
  }

  #hasWaiters(): boolean {
    return this.#lookWaiters.length > 0 || this.#errands.length > 0;
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #noteSuccess(waiters: readonly Waiter<void>[]): void {
    const { logger } = this.#options;
    if (this.#setbacks.count > 0) logger.info({ mailbox: this.#account.id }, 'mailbox is read again');
    this.#setbacks.clear();
    for (const waiter of waiters) waiter.resolve();
    this.#caughtUp();
  }

  #noteFailure(error: unknown): void {
    const { logger, onState } = this.#options;
    const level = this.#setbacks.count === 0 ? 'warn' : 'debug';
    const cause = error instanceof NotHandled ? error.cause : error;
    logger[level]({ mailbox: this.#account.id, reason: reason(cause) }, 'mailbox is not read; trying again');
    this.#setbacks.add(error);
    if (!(error instanceof NotHandled)) onState?.('lost', error);
    // What they want to send is held all the same.
    if (this.#setbacks.isHopeless) this.#rejectAll(unreadable(this.#account, 'reading', error));
  }

  #rejectAll(error: unknown): void {
    for (const waiter of this.#lookWaiters.splice(0)) waiter.reject(error);
    for (const { waiter } of this.#errands.splice(0)) waiter.reject(error);
  }

  #send<T>(doing: string, run: (session: Session) => Promise<T>): Promise<T> {
    const queue = (waiter: Waiter<T>) => this.#errands.push({ waiter: waiter as Waiter<unknown>, run });
    return this.#wait(doing, queue);
  }

  async #wait<T>(doing: string, queue: (waiter: Waiter<T>) => void): Promise<T> {
    if (this.#loop === null || this.#isClosing()) throw this.#notWatched();
    if (isLoginRefused(this.#setbacks.last)) throw this.#setbacks.last;
    const { lookMs } = this.#timing;
    const late = () => this.#setbacks.last ?? new Error(`it took longer than ${lookMs / 1000} s.`);
    const { waiter, answer } = waiting<T>(lookMs, () => unreadable(this.#account, doing, late()));
    queue(waiter);
    this.#wake();
    return answer;
  }

  #notWatched(): MailboxUnreadable {
    return new MailboxUnreadable(`Mailbox ${this.#account.id} is not being watched.`);
  }
}

/** A mail is missing from a folder that was looked at before, so that it may be in another by now. */
function somethingLeft(before: FolderState | undefined, after: FolderState): boolean {
  if (before?.uidValidity !== after.uidValidity) return true;
  return after.exists < before.exists + (after.uidNext - before.uidNext);
}
