import type { Collection, Db } from 'mongodb';
import type { Evidence } from '../domain/verdict/verdict.ts';

/** What became of a mail: kept for `explain`-like questions, and so that a second look costs nothing. */
export interface ArrivalRecord {
  /** Identity of the mail, with the kind of mailbox that it was found in. */
  key: string;
  mailbox: string;
  folder: string;
  uid: number;
  at: Date;
  /** The verdict, or why none was needed: 'start', 'command', 'unproven', 'unmatched', 'unreadable'. */
  outcome: string;
  threadIds: string[];
  evidence: Evidence[];
}

export interface ArrivalStore {
  seen(key: string): Promise<boolean>;
  /** Stores what became of a mail; a second time changes nothing. */
  record(arrival: ArrivalRecord): Promise<void>;
  /** Mails that could not be read at all, newest first, for the operator. */
  unreadable(limit: number): Promise<ArrivalRecord[]>;
  countUnreadable(): Promise<number>;
}

export async function arrivalStore(db: Db): Promise<ArrivalStore> {
  const arrivals: Collection<Omit<ArrivalRecord, 'key'> & { _id: string }> = db.collection('arrivals');
  await arrivals.createIndexes([{ key: { outcome: 1, at: -1 } }, { key: { at: 1 } }]);
  return {
    async seen(key) {
      return (await arrivals.findOne({ _id: key }, { projection: { _id: 1 } })) !== null;
    },
    async record({ key, ...rest }) {
      await arrivals.updateOne({ _id: key }, { $setOnInsert: rest }, { upsert: true });
    },
    countUnreadable: () => arrivals.countDocuments({ outcome: 'unreadable' }),
    async unreadable(limit) {
      const found = await arrivals.find({ outcome: 'unreadable' }).sort({ at: -1 }).limit(limit).toArray();
      return found.map(({ _id, ...rest }) => ({ key: _id, ...rest }));
    },
  };
}
