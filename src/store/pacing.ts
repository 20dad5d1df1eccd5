import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './database.ts';

/** How fast one seller's mail may leave. */
export interface Pace {
  perDay: number;
  gapMs: number;
}

export interface PacingStore {
  /**
   * Takes the seller's next place for a mail now, or says from when on there may be one. `day` is the seller's
   * calendar day. Two workers never take the same place.
   */
  take(
    sellerId: string,
    now: Date,
    day: string,
    pace: Pace,
  ): Promise<{ taken: true } | { taken: false; from: Date | null }>;
}

interface PacingDocument {
  _id: string;
  lastAt: Date;
  day: string;
  count: number;
}

export function pacingStore(db: Db): PacingStore {
  const pacing: Collection<PacingDocument> = db.collection('pacing');
  return {
    async take(sellerId, now, day, pace) {
      const early = new Date(now.getTime() - pace.gapMs);
      // Most mails find a place at once; who does not is told from when on there may be one.
      const placed = await pacing.updateOne(
        { _id: sellerId, day, count: { $lt: pace.perDay }, lastAt: { $lte: early } },
        { $set: { lastAt: now }, $inc: { count: 1 } },
      );
      if (placed.matchedCount === 1) return { taken: true };
      // A lost race only means that somebody else took a place: look again.
      for (;;) {
        const last = await pacing.findOne({ _id: sellerId });
        const count = last?.day === day ? last.count : 0;
        if (count >= pace.perDay) return { taken: false, from: null };
        const from = last ? new Date(last.lastAt.getTime() + pace.gapMs) : now;
        if (from > now) return { taken: false, from };
        const next = { lastAt: now, day, count: count + 1 };
        if (await takePlace(pacing, sellerId, last, next)) return { taken: true };
      }
    },
  };
}

async function takePlace(
  pacing: Collection<PacingDocument>,
  sellerId: string,
  last: PacingDocument | null,
  next: Omit<PacingDocument, '_id'>,
): Promise<boolean> {
  if (last) {
    const moved = await pacing.updateOne(
      { _id: sellerId, lastAt: last.lastAt, count: last.count },
      { $set: next },
    );
    return moved.matchedCount === 1;
  }
  try {
    await pacing.insertOne({ _id: sellerId, ...next });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
