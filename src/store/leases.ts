import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './database.ts';

/** A lease as its holder sees it. `token` grows with each new holder: who has a smaller one was replaced. */
export interface Lease {
  name: string;
  token: number;
}

export interface LeaseStore {
  /** Takes a lease that nobody has, or whose holder was silent since it looked like `seen`; null when it is held. */
  take(name: string, owner: string, seen: LeaseState | null): Promise<Lease | null>;
  /** Says that the holder lives; false when somebody else has taken over. */
  beat(lease: Lease, owner: string): Promise<boolean>;
  /** Gives the lease up, so that the next one need not wait. */
  release(lease: Lease, owner: string): Promise<void>;
  look(name: string): Promise<LeaseState | null>;
}

/** What a challenger compares: as long as the beat changes, the holder lives. */
export interface LeaseState {
  owner: string | null;
  token: number;
  beat: number;
}

/** A lease that cannot be renewed soon is lost: waiting for a stalled server would only hide that. */
const soon = { timeoutMS: 3000 };

type LeaseDocument = LeaseState & { _id: string };

/**
 * Leases without clocks: the holder counts up a beat, and a challenger that has seen the same beat for long enough
 * by its own stopwatch takes over. Machines whose clocks disagree cannot both believe that they hold it for long.
 */
export function leaseStore(db: Db): LeaseStore {
  const leases: Collection<LeaseDocument> = db.collection('leases');
  return {
    async take(name, owner, seen) {
      if (!seen) {
        try {
          await leases.insertOne({ _id: name, owner, token: 1, beat: 0 });
          return { name, token: 1 };
        } catch (error) {
          if (isDuplicate(error)) return null;
          throw error;
        }
      }
      const { token, beat } = seen;
      const taken = await leases.updateOne(
        { _id: name, token, beat, owner: seen.owner },
        { $set: { owner }, $inc: { token: 1, beat: 1 } },
        soon,
      );
      return taken.modifiedCount === 1 ? { name, token: token + 1 } : null;
    },
    async beat({ name, token }, owner) {
      const alive = await leases.updateOne({ _id: name, owner, token }, { $inc: { beat: 1 } }, soon);
      return alive.matchedCount === 1;
    },
    async release({ name, token }, owner) {
      await leases.updateOne({ _id: name, owner, token }, { $set: { owner: null } });
    },
    async look(name) {
      const found = await leases.findOne({ _id: name }, soon);
      return found && { owner: found.owner, token: found.token, beat: found.beat };
    },
  };
}
