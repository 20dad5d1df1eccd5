import type { Collection, Db, Filter } from 'mongodb';
import type { Notice } from '../domain/thread/notice.ts';
import { isDuplicate } from './database.ts';

/** A mail to a seller that waits, is being sent, is sent, or could not be sent. */
export interface StoredNotice extends Notice {
  state: 'pending' | 'sending' | 'sent' | 'unknown' | 'failed';
  attempts: number;
  /** Machine time of the last change of state. */
  touchedAt: Date;
}

export interface NoticeStore {
  /** Queues a notice; false when the same cause was told before. */
  add(notice: Notice): Promise<boolean>;
  get(key: string): Promise<StoredNotice | null>;
  /**
   * Claims one for sending: one that is pending, or whose sender has not been heard of since `abandoned` (machine
   * time). Null when there is none.
   */
  claim(key: string, abandoned: Date): Promise<StoredNotice | null>;
  settle(key: string, state: StoredNotice['state']): Promise<void>;
  /** Keys of notices that wait, or that a sender claimed before `abandoned` (machine time) and never settled. */
  pending(limit: number, abandoned: Date): Promise<string[]>;
}

type NoticeDocument = Omit<StoredNotice, 'key'> & { _id: string };

export async function noticeStore(db: Db): Promise<NoticeStore> {
  const notices: Collection<NoticeDocument> = db.collection('notices');
  await notices.createIndexes([{ key: { state: 1, touchedAt: 1 } }, { key: { threadId: 1 } }]);
  return {
    async add({ key, ...notice }) {
      try {
        await notices.insertOne({
          _id: key,
          ...notice,
          state: 'pending',
          attempts: 0,
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
      if (!found) return null;
      const { _id, ...rest } = found;
      return { key: _id, ...rest };
    },
    async claim(key, abandoned) {
      const found = await notices.findOneAndUpdate(
        { _id: key, ...waiting(abandoned) },
        { $set: { state: 'sending', touchedAt: new Date() }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      );
      if (!found) return null;
      const { _id, ...rest } = found;
      return { key: _id, ...rest };
    },
    async settle(key, state) {
      await notices.updateOne({ _id: key }, { $set: { state, touchedAt: new Date() } });
    },
    async pending(limit, abandoned) {
      const found = await notices
        .find(waiting(abandoned), { projection: { _id: 1 } })
        .sort({ touchedAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => _id);
    },
  };
}

/** Notices that nobody is sending. */
function waiting(abandoned: Date): Filter<NoticeDocument> {
  return { $or: [{ state: 'pending' }, { state: 'sending', touchedAt: { $lt: abandoned } }] };
}
