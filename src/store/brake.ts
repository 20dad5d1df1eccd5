import type { Collection, Db } from 'mongodb';

/** Why nothing leaves, and since when. */
export interface Pause {
  since: Date;
  /** The operator's own words, '' when none. */
  reason: string;
}

/** The emergency brake: one for all workers on this database. */
export interface BrakeStore {
  /** The pause that holds now, or null. */
  pause(): Promise<Pause | null>;
  /** Pulls the brake; one that is pulled already stays as it is. Returns the pause that holds. */
  pull(at: Date, reason: string): Promise<Pause>;
  /** Lets it go; returns the pause that held, or null. */
  release(): Promise<Pause | null>;
}

const ALL = 'all';

export function brakeStore(db: Db): BrakeStore {
  const brake: Collection<Pause & { _id: string }> = db.collection('brake');
  return {
    async pause() {
      return brake.findOne({ _id: ALL }, { projection: { _id: 0 } });
    },
    async pull(at, reason) {
      const pause = await brake.findOneAndUpdate(
        { _id: ALL },
        { $setOnInsert: { since: at, reason } },
        { upsert: true, returnDocument: 'after', projection: { _id: 0 } },
      );
      return pause ?? { since: at, reason };
    },
    async release() {
      return brake.findOneAndDelete({ _id: ALL }, { projection: { _id: 0 } });
    },
  };
}
