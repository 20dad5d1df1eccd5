import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './database.ts';

/**
 * How many mails somebody may get in a day. A place belongs to the mail that took it: trying the same mail again
 * uses up nothing.
 */
export interface AllowanceStore {
  /** Whether `mail` has a place, or there is one left. Takes none. */
  free(whom: string, day: string, mail: string, limit: number): Promise<boolean>;
  /**
   * Takes a place for `mail` on the calendar day: 'new', 'kept' where it had one, 'none' where all `limit` are
   * taken. Never more, however many workers ask at once.
   */
  take(whom: string, day: string, mail: string, limit: number): Promise<'new' | 'kept' | 'none'>;
}

interface AllowanceDocument {
  _id: string;
  mails: string[];
  /** Machine time, for the index that clears old days away. */
  touchedAt: Date;
}

/** Seconds after which a day is forgotten: every time zone is through with it. */
const KEPT_S = 3 * 86_400;

/** `hash` hides whom a count is about: addresses are not stored here. */
export async function allowanceStore(db: Db, hash: (text: string) => string): Promise<AllowanceStore> {
  const allowances: Collection<AllowanceDocument> = db.collection('allowances');
  await allowances.createIndex({ touchedAt: 1 }, { expireAfterSeconds: KEPT_S });
  const idOf = (whom: string, day: string) => `${day}:${hash(`allowance ${whom}`)}`;

  return {
    async free(whom, day, mail, limit) {
      const { mails = [] } = (await allowances.findOne({ _id: idOf(whom, day) })) ?? {};
      return mails.includes(mail) || mails.length < limit;
    },

    async take(whom, day, mail, limit) {
      const _id = idOf(whom, day);
      for (;;) {
        if (await push(allowances, _id, mail, limit)) return 'new';
        const { mails = [] } = (await allowances.findOne({ _id })) ?? {};
        if (mails.includes(mail)) return 'kept';
        if (mails.length >= limit) return 'none';
        // The day's first two mails met while they made its document: there is room, so it is tried again.
      }
    },
  };
}

/** False where the day is full or the mail is in it: then nothing matches, and the insert meets the document. */
async function push(
  allowances: Collection<AllowanceDocument>,
  _id: string,
  mail: string,
  limit: number,
): Promise<boolean> {
  try {
    await allowances.updateOne(
      { _id, mails: { $ne: mail }, [`mails.${limit - 1}`]: { $exists: false } },
      { $push: { mails: mail }, $set: { touchedAt: new Date() } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
