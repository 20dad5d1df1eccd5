import type { Collection, Db } from 'mongodb';
import type { Thread } from '../domain/thread/thread.ts';

/** Deletes what is older than its retention time. Suppressions have none: they are never touched. */
export interface RetentionStore {
  /**
   * Deletes threads that ended before `before` and want nothing more (no reminder, nothing to tell the seller),
   * with their deliveries and notices. Returns how many threads.
   */
  deleteThreads(before: Date): Promise<number>;
  /** Deletes notices outside any thread, such as refused starts, from before. */
  deleteNotices(before: Date): Promise<number>;
  /** Deletes the records of mails that were taken in before. */
  deleteArrivals(before: Date): Promise<number>;
}

/** Threads at once: other work on the database goes on in between. */
const BATCH = 500;

export async function retentionStore(db: Db): Promise<RetentionStore> {
  const threads: Collection<Omit<Thread, 'id'> & { _id: string }> = db.collection('threads');
  const notices = db.collection('notices');
  const deliveries = db.collection('deliveries');
  await threads.createIndex({ 'end.at': 1 });

  return {
    async deleteThreads(before) {
      const over = {
        status: 'ended' as const,
        next: null,
        outbox: { $size: 0 },
        'end.at': { $lt: before },
      };
      for (let total = 0; ; ) {
        const found = await threads
          .find(over, { projection: { _id: 1 } })
          .limit(BATCH)
          .toArray();
        if (found.length === 0) return total;
        const ids = found.map(({ _id }) => _id);
        await deliveries.deleteMany({ threadId: { $in: ids } });
        await notices.deleteMany({ threadId: { $in: ids } });
        // The threads last: after a crash on the way they are found again, and what belongs to them with them.
        const { deletedCount } = await threads.deleteMany({ ...over, _id: { $in: ids } });
        total += deletedCount;
      }
    },

    async deleteNotices(before) {
      const told = { threadId: null, state: { $in: ['sent', 'failed', 'unknown'] }, at: { $lt: before } };
      return (await notices.deleteMany(told)).deletedCount;
    },

    async deleteArrivals(before) {
      return (await db.collection('arrivals').deleteMany({ at: { $lt: before } })).deletedCount;
    },
  };
}
