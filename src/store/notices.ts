import type { Collection, Db, Filter } from 'mongodb';
import type { Notice } from '../domain/thread/notice.ts';
import { isDuplicate } from './database.ts';

/**
 * A mail to a seller. `pending` waits; `sending`: a worker is at it, or stopped while it was; `unknown`: may or may
 * not have left; `sent`; `failed`: given up.
 */
export interface StoredNotice extends Notice {
  state: 'pending' | 'sending' | 'sent' | 'unknown' | 'failed';
  attempts: number;
  /** Product time before which it is not tried (again). */
  notBefore: Date;
  /** Machine time of the last change of state. */
  touchedAt: Date;
}

export interface NoticeStore {
  /** Queues a notice; false when the same cause was told before. */
  add(notice: Notice): Promise<boolean>;
  get(key: string): Promise<StoredNotice | null>;
  /** Claims a notice for sending, as it was seen; null when another worker was faster. */
  claim(seen: StoredNotice): Promise<StoredNotice | null>;
  settle(key: string, state: 'sent' | 'failed'): Promise<void>;
  /** The notice is tried again, not before `notBefore` (product time). */
  postpone(key: string, state: 'pending' | 'unknown', notBefore: Date): Promise<void>;
  /**
   * Keys of notices that are to be tried at `now` (product time), those included that were being sent and have not
   * been heard of for `abandonedMs` machine milliseconds.
   */
  due(now: Date, abandonedMs: number, limit: number): Promise<string[]>;
}

type NoticeDocument = Omit<StoredNotice, 'key'> & { _id: string };

export async function noticeStore(db: Db): Promise<NoticeStore> {
  const notices: Collection<NoticeDocument> = db.collection('notices');
  await notices.createIndexes([
    { key: { state: 1, notBefore: 1 } },
    { key: { state: 1, touchedAt: 1 } },
    { key: { threadId: 1 } },
  ]);
  return {
    async add({ key, ...notice }) {
      try {
        await notices.insertOne({
          _id: key,
          ...notice,
          state: 'pending',
          attempts: 0,
          notBefore: notice.at,
          touchedAt: new Date(),
        });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async get(key) {
      const found = await notices.findOne({ _id: key });
      return found && toNotice(found);
    },
    async claim({ key, state, attempts }) {
      // Each claim counts up the attempts: who saw an older count was too late.
      const claimed = await notices.findOneAndUpdate(
        { _id: key, state, attempts },
        { $set: { state: 'sending', touchedAt: new Date() }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      );
      return claimed && toNotice(claimed);
    },
    async settle(key, state) {
      await notices.updateOne({ _id: key }, { $set: { state, touchedAt: new Date() } });
    },
    async postpone(key, state, notBefore) {
      await notices.updateOne({ _id: key }, { $set: { state, notBefore, touchedAt: new Date() } });
    },
    async due(now, abandonedMs, limit) {
      const waits: Filter<NoticeDocument> = {
        state: { $in: ['pending', 'unknown'] },
        notBefore: { $lte: now },
      };
      const abandoned: Filter<NoticeDocument> = {
        state: 'sending',
        touchedAt: { $lte: new Date(Date.now() - abandonedMs) },
      };
      const found = await notices
        .find({ $or: [waits, abandoned] }, { projection: { _id: 1 } })
        .sort({ notBefore: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => _id);
    },
  };
}

function toNotice({ _id, ...rest }: NoticeDocument): StoredNotice {
  return { key: _id, ...rest };
}
