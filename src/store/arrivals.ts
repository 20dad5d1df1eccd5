import type { Collection, Db } from 'mongodb';
import type { Evidence } from '../domain/verdict/verdict.ts';

/** Where a mail lay when it was taken in. */
export interface ArrivalPlace {
  mailbox: string;
  folder: string;
  uidValidity: string;
  uid: number;
  /** When the server received it (INTERNALDATE). */
  receivedAt: Date;
}

/** A mail that is to be taken in again: where it lay, and at whose asking. */
export interface Asked extends ArrivalPlace {
  turn: number;
}

/** A mail that threads asked for and that was found nowhere. */
export interface Missing {
  key: string;
  /** Those that asked for it, and those that had heard it before. */
  threadIds: string[];
  /** What it was judged to be when it was read first; null where that is not known. */
  verdict: string | null;
  /** When the server received it (INTERNALDATE). */
  receivedAt: Date;
  /** Whether this was among the keys of what it is about. */
  isAbout(key: string): boolean;
}

/** What became of a mail: kept for `explain`-like questions, and so that a second look costs nothing. */
export interface ArrivalRecord extends ArrivalPlace {
  /** Identity of the mail, with the kind of mailbox that it was found in. */
  key: string;
  at: Date;
  /**
   * The verdict, or why none was needed: 'start', 'command', 'unproven', 'unmatched', 'unreadable'. Until it is known,
   * 'judging'; 'again' where a thread that opened later has asked for the mail, 'gone' where it was not found then.
   */
  outcome: string;
  threadIds: string[];
  evidence: Evidence[];
}

export interface ArrivalStore {
  /** Whether a mail needs no more handling: it was handled, and nothing has asked for it again. */
  seen(key: string): Promise<boolean>;
  /** Notes keys of what a mail is about, before its threads are looked for. Returns its turn, for `record`. */
  begin(
    arrival: Omit<ArrivalRecord, 'outcome' | 'threadIds' | 'evidence'> & { about: string[] },
  ): Promise<number>;
  /**
   * Stores what became of a mail; a second time changes nothing. Nor does it where a thread has asked for the mail
   * since its `turn` began: it may have come too late to be found.
   */
  record(arrival: ArrivalRecord, turn?: number): Promise<void>;
  /** Marks mails received since `since` that are about any of these, to be taken in again for a thread. Returns how many. */
  reconsider(about: readonly string[], since: Date, threadId: string): Promise<number>;
  /** Where the mails are that are to be taken in again. */
  toTakeAgain(mailboxes: readonly string[]): Promise<Asked[]>;
  /** Those of these, just looked for again, that were not found anywhere. */
  missing(places: readonly Asked[]): Promise<Missing[]>;
  /** These were looked for again: what was not found anywhere is gone, unless it was asked for once more meanwhile. */
  lookedAgain(places: readonly Asked[]): Promise<void>;
  /** Mails that could not be read at all, newest first, for the operator. */
  unreadable(limit: number): Promise<ArrivalRecord[]>;
  countUnreadable(): Promise<number>;
}

type ArrivalDocument = Omit<ArrivalRecord, 'key'> & {
  _id: string;
  /** Hashed keys of what the mail is about. */
  about: string[];
  /** How often a thread has asked for it. */
  turn: number;
};

/** What is read of a mail that was asked for. */
const asked = { mailbox: 1, folder: 1, uidValidity: 1, uid: 1, receivedAt: 1, turn: 1 };

/** Outcomes that are not the last word. A copy without proof must not stand in the way of one that has it. */
const open = ['judging', 'again', 'gone', 'unproven'];

/** `hash` makes of an address or a Message-ID what may be kept of mails that are none of our business. */
export async function arrivalStore(db: Db, hash: (value: string) => string): Promise<ArrivalStore> {
  const arrivals: Collection<ArrivalDocument> = db.collection('arrivals');
  await arrivals.createIndexes([{ key: { outcome: 1, at: -1 } }, { key: { at: 1 } }, { key: { about: 1 } }]);
  return {
    async seen(key) {
      const found = await arrivals.findOne({ _id: key }, { projection: { outcome: 1 } });
      return found !== null && !open.includes(found.outcome);
    },
    async begin({ key, about, ...rest }) {
      const stored = {
        ...rest,
        outcome: 'judging',
        threadIds: [],
        evidence: [],
        about: about.map(hash),
        turn: 0,
      };
      const begun = await arrivals.findOneAndUpdate(
        { _id: key },
        { $setOnInsert: stored },
        { upsert: true, returnDocument: 'after', projection: { turn: 1 } },
      );
      return begun?.turn ?? 0;
    },
    async record({ key, ...rest }, turn) {
      if (turn !== undefined) {
        await arrivals.updateOne({ _id: key, turn, outcome: { $in: open } }, { $set: rest });
        return;
      }
      const stored = { ...rest, about: [], turn: 0 };
      const proven = await arrivals.updateOne({ _id: key, outcome: 'unproven' }, { $set: stored });
      if (proven.matchedCount > 0) return;
      await arrivals.updateOne({ _id: key }, { $setOnInsert: stored }, { upsert: true });
    },
    async reconsider(about, since, threadId) {
      // By the mail servers' clocks: workers may be hours apart.
      const wanted = { receivedAt: { $gte: since }, about: { $in: about.map(hash) } };
      const ask = { $set: { outcome: 'again' }, $inc: { turn: 1 }, $addToSet: { threadIds: threadId } };
      return (await arrivals.updateMany(wanted, ask)).modifiedCount;
    },
    async toTakeAgain(mailboxes) {
      const found = arrivals.find({ outcome: 'again', mailbox: { $in: [...mailboxes] } });
      return found
        .project<Asked>({ ...asked, _id: 0 })
        .limit(500)
        .toArray();
    },
    async missing(places) {
      const missing: Missing[] = [];
      for (const { receivedAt: _, ...place } of places) {
        for (const { _id, threadIds, evidence, receivedAt, about } of await arrivals
          .find({ ...place, outcome: 'again' })
          .toArray()) {
          const verdict = evidence.find(({ where }) => where === 'verdict')?.rule ?? null;
          const isAbout = (key: string) => about.includes(hash(key));
          missing.push({ key: _id, threadIds, verdict, receivedAt, isAbout });
        }
      }
      return missing;
    },
    async lookedAgain(places) {
      for (const { receivedAt: _, ...place } of places) {
        await arrivals.updateMany({ ...place, outcome: 'again' }, { $set: { outcome: 'gone' } });
      }
    },
    countUnreadable: () => arrivals.countDocuments({ outcome: 'unreadable' }),
    async unreadable(limit) {
      const found = await arrivals.find({ outcome: 'unreadable' }).sort({ at: -1 }).limit(limit).toArray();
      return found.map(({ _id, ...rest }) => ({ key: _id, ...rest }));
    },
  };
}
