import type { Collection, Db, Filter } from 'mongodb';
import { companyDomain, type Matchable, sameMailbox, topicOf } from '../domain/match.ts';
import { dueAt, type Thread } from '../domain/thread/thread.ts';
import { isDuplicate } from './database.ts';

/** A thread as stored: the fields beside it are derived from it, for the indexes. */
export type ThreadDocument = Omit<Thread, 'id'> & {
  _id: string;
  due: Date | null;
  people: string[];
  companies: string[];
  topic: string;
};

export interface ThreadStore {
  /** Stores a new thread; false when it was there already (its id comes from the mail that started it). */
  insert(thread: Thread): Promise<boolean>;
  /** Replaces the thread if nobody changed it since it was read; returns the stored one, or null when it was changed. */
  save(thread: Thread): Promise<Thread | null>;
  get(id: string): Promise<Thread | null>;
  /** Threads that a mail may belong to, by any of the five rules; `matchThread` decides. */
  candidates(message: Matchable, tokens: readonly string[], recipients: readonly string[]): Promise<Thread[]>;
  /** Running or held threads with one of these prospects, of every seller. */
  withProspect(address: string): Promise<Thread[]>;
  /** Ids and due times of threads that want to be woken, soonest first. */
  due(before: Date | null, limit: number): Promise<{ id: string; due: Date }[]>;
  /** Threads whose mails to the seller are still in their outbox. */
  withOutbox(limit: number): Promise<Thread[]>;
  /** When the oldest began that has not ended; null when all have. */
  oldestOpen(): Promise<Date | null>;
  /** How many have not ended. */
  count(): Promise<{ running: number; held: number }>;
  list(filter: { sellerId?: string; status?: Thread['status'] }, limit: number): Promise<Thread[]>;
}

/** How many threads one rule may find for a mail; the newest are taken. */
const mostCandidates = 500;

export async function threadStore(db: Db): Promise<ThreadStore> {
  const threads: Collection<ThreadDocument> = db.collection('threads');
  await threads.createIndexes([
    { key: { token: 1 }, unique: true },
    // Rules 1 to 5 of matching, one index each; the first three also find ended threads.
    { key: { knownIds: 1 } },
    { key: { people: 1, startedAt: -1 } },
    { key: { companies: 1, status: 1 } },
    { key: { topic: 1, status: 1 } },
    { key: { due: 1 } },
    { key: { status: 1 } },
    { key: { 'outbox.key': 1 } },
    { key: { sellerId: 1, startedAt: -1 } },
  ]);

  const many = async (filter: Filter<ThreadDocument>, limit: number) =>
    (await threads.find(filter).sort({ startedAt: -1 }).limit(limit).toArray()).map(toThread);

  return {
    async insert(thread) {
      try {
        await threads.insertOne(toDocument(thread));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async save(thread) {
      const next = { ...thread, version: thread.version + 1 };
      const result = await threads.replaceOne({ _id: thread.id, version: thread.version }, toDocument(next));
      return result.matchedCount === 1 ? next : null;
    },

    async get(id) {
      const found = await threads.findOne({ _id: id });
      return found && toThread(found);
    },

    async candidates(message, tokens, recipients) {
      const authors = message.from.map((author) => author.address);
      const ids = [...message.inReplyTo, ...message.references];
      const people = [...authors, ...recipients].map(sameMailbox);
      const companies = authors.map(companyDomain).filter((domain) => domain !== null);
      const topic = topicOf(message.subject);
      const open: Filter<ThreadDocument> = { status: { $in: ['running', 'held'] } };
      // A search for each rule: those whom a weak rule finds must never crowd out the thread that a mail names.
      const found = await Promise.all([
        ids.length > 0 ? many({ knownIds: { $in: ids } }, mostCandidates) : [],
        tokens.length > 0 ? many({ token: { $in: [...tokens] } }, mostCandidates) : [],
        people.length > 0 ? many({ people: { $in: people } }, mostCandidates) : [],
        companies.length > 0 ? many({ companies: { $in: companies }, ...open }, mostCandidates) : [],
        topic ? many({ topic, ...open }, mostCandidates) : [],
      ]);
      return [...new Map(found.flat().map((thread) => [thread.id, thread])).values()];
    },

    withProspect: (address) =>
      many({ people: sameMailbox(address), status: { $in: ['running', 'held'] } }, mostCandidates),

    async due(before, limit) {
      const when = before ? { $ne: null, $lte: before } : { $ne: null };
      const found = await threads
        .find({ due: when }, { projection: { due: 1 } })
        .sort({ due: 1 })
        .limit(limit)
        .toArray();
      return found.flatMap(({ _id, due }) => (due ? [{ id: _id, due }] : []));
    },

    withOutbox: (limit) => many({ 'outbox.key': { $exists: true } }, limit),

    async oldestOpen() {
      const [oldest] = await threads
        .find({ status: { $in: ['running', 'held'] } }, { projection: { startedAt: 1 } })
        .sort({ startedAt: 1 })
        .limit(1)
        .toArray();
      return oldest?.startedAt ?? null;
    },

    async count() {
      const [running, held] = await Promise.all([
        threads.countDocuments({ status: 'running' }),
        threads.countDocuments({ status: 'held' }),
      ]);
      return { running, held };
    },

    list: ({ sellerId, status }, limit) =>
      many({ ...(sellerId ? { sellerId } : {}), ...(status ? { status } : {}) }, limit),
  };
}

/** A thread as it lies in the database, with the fields that it is found by. */
export function toDocument({ id, ...thread }: Thread): ThreadDocument {
  const addresses = thread.prospects.map((prospect) => prospect.address);
  return {
    _id: id,
    ...thread,
    due: dueAt({ id, ...thread }),
    people: addresses.map(sameMailbox),
    companies: [...new Set(addresses.map(companyDomain).filter((domain) => domain !== null))],
    topic: topicOf(thread.subject),
  };
}

function toThread({
  _id,
  due: _due,
  people: _people,
  companies: _companies,
  topic: _topic,
  ...thread
}: ThreadDocument): Thread {
  return { id: _id, ...thread };
}

/**
 * Changes a stored thread by a pure transition, however many writers there are: the transition sees the newest
 * thread, and runs again when somebody else was faster. Returns the stored thread, or null when there is none.
 * `known` is the thread as it was read just now: where it is the newest still, it need not be read again.
 */
export async function changeThread(
  threads: ThreadStore,
  id: string,
  transition: (thread: Thread) => Thread,
  known?: Thread,
): Promise<Thread | null> {
  if (known) {
    const changed = transition(known);
    const saved = changed === known ? null : await threads.save(changed);
    if (saved) return saved;
  }
  for (;;) {
    const thread = await threads.get(id);
    if (!thread) return null;
    const changed = transition(thread);
    if (changed === thread) return thread;
    const saved = await threads.save(changed);
    if (saved) return saved;
  }
}
