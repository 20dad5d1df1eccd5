import type { Config, MailboxAccount } from './config.ts';
import { type LeaseHolder, type LeaseTiming, strive } from './lease.ts';
import type { Logger } from './logger.ts';
import { type MailboxWatcher, watchMailbox } from './mail/imap/watch.ts';
import { type CursorStore, FencedOff } from './store/cursors.ts';
import type { LeaseStore } from './store/leases.ts';

type WatchOptions = Parameters<typeof watchMailbox>[1];

export interface MailboxesOptions {
  /** This worker, among all that share the database. */
  owner: string;
  leases: LeaseStore;
  leaseTiming?: LeaseTiming;
  /** The cursors as the holder of this fencing token may move them. */
  cursors(token: number): CursorStore;
  logger: Logger;
  watch: Omit<WatchOptions, 'cursors' | 'logger' | 'onState'>;
}

/** How a mailbox is, for health: whether this worker watches it, and whether it can be read. */
export interface MailboxHealth {
  id: string;
  watching: boolean;
  readable: boolean;
}

/** A visitor's connection is closed when nobody has asked for so long. */
const VISIT_MS = 60_000;

/**
 * One mailbox and this worker's connection to it. Of all workers, the holder of the mailbox's lease watches; the
 * others visit when they need a fresh look, for a mail may be handled by anyone, any number of times.
 */
class Mailbox {
  readonly #account: MailboxAccount;
  readonly #options: MailboxesOptions;
  readonly #lease: LeaseHolder;
  #watcher: MailboxWatcher | null = null;
  #visitor: { watcher: MailboxWatcher; timer: NodeJS.Timeout } | null = null;
  #readable = false;

  constructor(account: MailboxAccount, options: MailboxesOptions) {
    this.#account = account;
    this.#options = options;
    const { leases, logger, leaseTiming, owner } = options;
    this.#lease = strive(`mailbox:${account.id}`, owner, (token) => this.#hold(token), {
      leases,
      logger,
      timing: leaseTiming,
    });
  }

  health(): MailboxHealth {
    return { id: this.#account.id, watching: this.#watcher !== null, readable: this.#readable };
  }

  /** The connection to ask: the watcher's, else a visitor's. */
  async connection(): Promise<MailboxWatcher> {
    if (this.#watcher) return this.#watcher;
    const token = (await this.#options.leases.look(`mailbox:${this.#account.id}`))?.token ?? 0;
    // While we asked, the lease may have come to us, or another caller may have begun a visit.
    if (this.#watcher) return this.#watcher;
    this.#visitor ??= {
      watcher: this.#open(asVisitor(this.#options.cursors(token))),
      timer: setTimeout(() => undefined, 0),
    };
    clearTimeout(this.#visitor.timer);
    this.#visitor.timer = setTimeout(() => void this.#endVisit(), VISIT_MS).unref();
    return this.#visitor.watcher;
  }

  async close(): Promise<void> {
    await this.#lease.close();
    await this.#endVisit();
  }

  #hold(token: number): () => Promise<void> {
    const watcher = this.#open(this.#options.cursors(token));
    this.#watcher = watcher;
    return async () => {
      if (this.#watcher === watcher) this.#watcher = null;
      await watcher.close();
    };
  }

  #open(cursors: CursorStore): MailboxWatcher {
    const { watch, logger } = this.#options;
    const watcher = watchMailbox(this.#account, {
      ...watch,
      logger,
      cursors,
      onState: (state) => {
        this.#readable = state !== 'lost';
      },
    });
    void watcher.start();
    return watcher;
  }

  async #endVisit(): Promise<void> {
    const visit = this.#visitor;
    this.#visitor = null;
    if (!visit) return;
    clearTimeout(visit.timer);
    await visit.watcher.close();
  }
}

/**
 * A visitor handles what it finds, and need not be the one who moves the cursor: when the lease has changed hands since
 * it came, the new holder does.
 */
function asVisitor(cursors: CursorStore): CursorStore {
  return {
    get: cursors.get,
    async set(mailbox, folder, cursor) {
      try {
        await cursors.set(mailbox, folder, cursor);
      } catch (error) {
        if (!(error instanceof FencedOff)) throw error;
      }
    },
  };
}

/** All mailboxes of palaan.yaml. */
export interface Mailboxes {
  /** Connections to those with these ids. */
  connections(ids: readonly string[]): Promise<MailboxWatcher[]>;
  health(): MailboxHealth[];
  close(): Promise<void>;
}

/** Begins to strive for every mailbox; nothing fails when a mail server is away. */
export function openMailboxes(config: Config, options: MailboxesOptions): Mailboxes {
  const accounts = [config.tracking.mailbox, ...config.sellers.flatMap((seller) => seller.mailboxes)];
  const mailboxes = new Map(accounts.map((account) => [account.id, new Mailbox(account, options)]));
  return {
    connections: (ids) => Promise.all(ids.flatMap((id) => mailboxes.get(id)?.connection() ?? [])),
    health: () => [...mailboxes.values()].map((mailbox) => mailbox.health()),
    async close() {
      await Promise.all([...mailboxes.values()].map((mailbox) => mailbox.close()));
    },
  };
}
