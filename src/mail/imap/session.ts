import {
  type FetchMessageObject,
  type FetchQueryObject,
  ImapFlow,
  type ListResponse,
  type SearchObject,
} from 'imapflow';
import type { Logger } from '../../logger.ts';
import { type ImapTiming, type MailboxAccount, unreadable } from './account.ts';

/** A folder as the server described it when it was opened. */
export interface FolderState {
  path: string;
  uidValidity: string;
  /** Every message that the folder held has a UID below this. */
  uidNext: number;
  /** How many messages the folder held. */
  exists: number;
}

/** Bounds on what one answer of a server may make us hold, above what `read.ts` and `dkim.ts` ask for. */
const answerLimits = { maxLineLength: 16 << 20, maxLiteralSize: 26 << 20, maxResponseSize: 32 << 20 };

/** What a session says of its own accord. */
export interface SessionEvents {
  /** The server announced messages in the open folder. */
  onNews(path: string): void;
  /** The connection has ended. */
  onLost(): void;
}

const deaf: SessionEvents = { onNews: () => {}, onLost: () => {} };

/**
 * One connection to a mailbox, read-only. imapflow tells some refusals by `false`, `undefined` or an empty list;
 * here every one of them is a MailboxUnreadable, because "nothing new" must never be said of what was not read.
 */
export class Session {
  readonly #account: MailboxAccount;
  readonly #client: ImapFlow;
  readonly #timing: ImapTiming;
  #refusesIdle = false;
  #listed: ListResponse[] | null = null;
  #failure: unknown = null;

  private constructor(account: MailboxAccount, client: ImapFlow, timing: ImapTiming, events: SessionEvents) {
    this.#account = account;
    this.#timing = timing;
    this.#client = client;
    client.on('error', (error) => {
      this.#failure ??= error;
    });
    client.on('close', () => events.onLost());
    client.on('exists', ({ path }) => events.onNews(path));
  }

  /** Connects and logs in, unless `giveUp` aborts before that is done; rejects with MailboxUnreadable. */
  static async open(
    account: MailboxAccount,
    timing: ImapTiming,
    logger: Logger,
    events: SessionEvents = deaf,
    giveUp?: AbortSignal,
  ): Promise<Session> {
    const client = new ImapFlow({
      host: account.host,
      port: account.port,
      secure: account.secure,
      auth: { user: account.user, pass: account.password },
      clientInfo: { name: 'palaan', version: false, vendor: false, 'support-url': false },
      // IDLE is ours to begin and to end; extensions that change what FETCH answers are not wanted.
      disableAutoIdle: true,
      disableAutoEnable: true,
      disableCompression: true,
      connectionTimeout: timing.connectMs,
      greetingTimeout: timing.connectMs,
      socketTimeout: timing.stallMs,
      logger: protocolLog(account, logger),
      ...answerLimits,
    });
    const session = new Session(account, client, timing, events);
    const cut = () => client.close();
    giveUp?.addEventListener('abort', cut);
    try {
      if (giveUp?.aborted) cut();
      await client.connect();
      return session;
    } catch (error) {
      cut();
      throw unreadable(account, 'connecting', error);
    } finally {
      giveUp?.removeEventListener('abort', cut);
    }
  }

  get isUsable(): boolean {
    return this.#client.usable;
  }

  get hasIdle(): boolean {
    return this.#client.capabilities.has('IDLE') && !this.#refusesIdle;
  }

  /** Every folder of the account, with its special use. */
  async folders(): Promise<ListResponse[]> {
    const sent = this.#account.sent;
    this.#listed = await this.#attempt('listing folders', () =>
      this.#client.list(sent === undefined ? {} : { specialUseHints: { sent } }),
    );
    return this.#listed;
  }

  /** As this connection listed them last; where a folder that was made since does not matter. */
  async knownFolders(): Promise<ListResponse[]> {
    return this.#listed ?? this.folders();
  }

  /** Opens a folder by EXAMINE, which shows what has arrived up to now and changes no flag. */
  async examine(path: string): Promise<FolderState> {
    const box = await this.#attempt(`opening ${path}`, () =>
      this.#client.mailboxOpen(path, { readOnly: true }),
    );
    const uidNext = box.uidNext || (await this.#highestUid(box.exists)) + 1;
    return { path: box.path, uidValidity: String(box.uidValidity), uidNext, exists: box.exists };
  }

  /** For servers that keep UIDNEXT to themselves: the last message has the highest UID. */
  async #highestUid(exists: number): Promise<number> {
    if (exists === 0) return 0;
    const last = await this.#attempt('reading the last UID', () =>
      this.#client.fetchOne(String(exists), { uid: true }),
    );
    return last.uid;
  }

  /** UIDs in the open folder, ascending. */
  async search(query: SearchObject): Promise<number[]> {
    return this.#attempt('searching', () => this.#client.search(query, { uid: true }));
  }

  /** What the server knows of `uids` in the open folder; it leaves out those that are gone. */
  async fetch(uids: readonly number[], query: FetchQueryObject): Promise<FetchMessageObject[]> {
    return this.#attempt('fetching', () => this.#client.fetchAll(uids.join(','), query, { uid: true }));
  }

  /** Stores a mail in a folder as read, with `date` as the time when it came there. */
  async append(path: string, raw: Buffer, date: Date): Promise<void> {
    // With a folder open for reading only, imapflow would leave \Seen out.
    if (this.#client.mailbox) await this.#attempt('closing', () => this.#client.mailboxClose());
    await this.#attempt(`storing into ${path}`, () => this.#client.append(path, raw, ['\\Seen'], date));
  }

  /**
   * Waits in IDLE, or without where the server has none, until `woken` resolves; the caller resolves it on
   * `onLost` too. Now and then the server must answer, so that a connection which died silently is noticed.
   */
  async rest(woken: Promise<void>): Promise<void> {
    // Well before the silence would count as a dead connection.
    const pauseMs = this.#timing.stallMs * 0.75;
    let isResting = true;
    const stopped = woken.then(() => {
      isResting = false;
    });
    while (isResting && this.isUsable) {
      const began = Date.now();
      let timer: NodeJS.Timeout | undefined;
      const pause = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, pauseMs).unref();
      });
      const idle = this.hasIdle ? this.#client.idle().catch(() => false) : pause;
      await Promise.race([stopped, idle, pause]);
      clearTimeout(timer);
      await this.#endIdle();
      // A server that ends IDLE at once is not asked for it again.
      if (isResting && Date.now() - began < Math.min(1000, pauseMs)) this.#refusesIdle = true;
    }
  }

  /** imapflow waits without limit for a server that was asked for IDLE and never took it up. */
  async #endIdle(): Promise<void> {
    if (!this.isUsable) return;
    const timer = setTimeout(() => this.cut(), this.#timing.stallMs);
    try {
      await this.#client.noop().catch(() => {});
    } finally {
      clearTimeout(timer);
    }
  }

  /** Says LOGOUT, and closes the connection whether or not that is answered. */
  async close(): Promise<void> {
    if (this.#client.usable) {
      const farewell = this.#client.logout().catch(() => false);
      await Promise.race([farewell, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    }
    this.#client.close();
  }

  /** Ends the connection at once; a command under way fails. */
  cut(): void {
    this.#client.close();
  }

  async #attempt<T>(doing: string, command: () => Promise<T>): Promise<Exclude<T, false | undefined>> {
    try {
      const result = await command();
      if (result === false || result === undefined) throw new Error('the server refused');
      return result as Exclude<T, false | undefined>;
    } catch (error) {
      throw unreadable(this.#account, doing, this.#failure ?? error);
    }
  }
}

/** imapflow's log may hold addresses and subjects: all of it goes to debug. */
function protocolLog(account: MailboxAccount, logger: Logger) {
  const debug = (entry: unknown) => logger.debug({ mailbox: account.id, imap: entry });
  return { trace: () => {}, debug, info: debug, warn: debug, error: debug, fatal: debug };
}
