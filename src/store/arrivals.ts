import type { Collection, Db } from 'mongodb';
import type { Evidence } from '../domain/verdict/verdict.ts';

/** Where a mail lay when it was taken in. */
export interface ArrivalPlace {
  mailbox: string;
  folder: string;
  uidValidity: string;
  uid: number;
}

/** What became of a mail: kept for `explain`-like questions, and so that a second look costs nothing. */
export interface ArrivalRecord extends ArrivalPlace {
  /** Identity of the mail, with the kind of mailbox that it was found in. */
  key: string;
  at: Date;
  /** The verdict, or why none was needed: 'start', 'command', 'unproven', 'unmatched', 'unreadable', 'again', 'gone'. */
  outcome: string;
  threadIds: string[];
  evidence: Evidence[];
  /** Message-IDs and addresses that an unmatched mail is about: a thread that opens a moment later may want it. */
  about: string[];
}

export interface ArrivalStore {
  /** Whether a mail needs no more handling: it was handled, and nothing has asked for it again. */
  seen(key: string): Promise<boolean>;
  /** Stores what became of a mail; a second time changes nothing. */
  record(arrival: ArrivalRecord): Promise<void>;
  /** Marks mails since `since` that belonged to no thread, and are about any of these, to be taken in again. */
  reconsider(about: readonly string[], since: Date): Promise<number>;
  /** Where the mails are that are to be taken in again. */
  toTakeAgain(mailboxes: readonly string[]): Promise<ArrivalPlace[]>;
  /** These were looked for again: what was not found there is gone, or was moved and is met elsewhere. */
  lookedAgain(places: readonly ArrivalPlace[]): Promise<void>;
  /** Mails that could not be read at all, newest first, for the operator. */
  unreadable(limit: number): Promise<ArrivalRecord[]>;
  countUnreadable(): Promise<number>;
}

type ArrivalDocument = Omit<ArrivalRecord, 'key'> & { _id: string };

/** `hash` makes of an address or a Message-ID what may be kept of mails that are none of our business. */
export async function arrivalStore(db: Db, hash: (value: string) => string): Promise<ArrivalStore> {
  const arrivals: Collection<ArrivalDocument> = db.collection('arrivals');
  await arrivals.createIndexes([{ key: { outcome: 1, at: -1 } }, { key: { at: 1 } }, { key: { about: 1 } }]);
  return {
    async seen(key) {
      const found = await arrivals.findOne({ _id: key }, { projection: { outcome: 1 } });
      return found !== null && found.outcome !== 'again' && found.outcome !== 'gone';
    },
    async record({ key, ...rest }) {
      const stored = { ...rest, about: rest.outcome === 'unmatched' ? rest.about.map(hash) : [] };
      const open = { _id: key, outcome: { $in: ['again', 'gone'] } };
      const again = await arrivals.updateOne(open, { $set: stored });
      if (again.matchedCount === 0)
        await arrivals.updateOne({ _id: key }, { $setOnInsert: stored }, { upsert: true });
    },
    async reconsider(about, since) {
      const wanted = { outcome: 'unmatched', at: { $gte: since }, about: { $in: about.map(hash) } };
      return (await arrivals.updateMany(wanted, { $set: { outcome: 'again' } })).modifiedCount;
    },
    async toTakeAgain(mailboxes) {
      const found = arrivals.find({ outcome: 'again', mailbox: { $in: [...mailboxes] } });
      return (await found.limit(500).toArray()).map(({ mailbox, folder, uidValidity, uid }) => ({
        mailbox,
        folder,
        uidValidity,
        uid,
      }));
    },
    async lookedAgain(places) {
      for (const place of places) {
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
