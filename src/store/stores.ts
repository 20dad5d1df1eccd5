import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { type AllowanceStore, allowanceStore } from './allowances.ts';
import { type ArrivalStore, arrivalStore } from './arrivals.ts';
import { type BrakeStore, brakeStore } from './brake.ts';
import { type DeliveryStore, deliveryStore } from './deliveries.ts';
import { type LeaseStore, leaseStore } from './leases.ts';
import { type NoticeStore, noticeStore } from './notices.ts';
import { type PacingStore, pacingStore } from './pacing.ts';
import { type SuppressionStore, suppressionStore } from './suppressions.ts';
import { type ThreadStore, threadStore } from './threads.ts';

/** Every collection of the product. */
export interface Stores {
  threads: ThreadStore;
  deliveries: DeliveryStore;
  arrivals: ArrivalStore;
  leases: LeaseStore;
  notices: NoticeStore;
  suppressions: SuppressionStore;
  pacing: PacingStore;
  allowances: AllowanceStore;
  brake: BrakeStore;
}

/**
 * Opens the collections and makes their indexes. Hashes are made with `suppressionKey`, else with a key that is
 * made and kept in the database; what an earlier worker stored with that one is found either way.
 */
export async function openStores(db: Db, suppressionKey?: string): Promise<Stores> {
  const kept = await keptKey(db);
  const suppressions = await suppressionStore(db, suppressionKey ?? kept, [kept]);
  const [threads, deliveries, arrivals, notices, allowances] = await Promise.all([
    threadStore(db),
    deliveryStore(db),
    arrivalStore(db, suppressions.hash),
    noticeStore(db),
    allowanceStore(db, suppressions.hash),
  ]);
  return {
    threads,
    deliveries,
    arrivals,
    notices,
    suppressions,
    allowances,
    leases: leaseStore(db),
    pacing: pacingStore(db),
    brake: brakeStore(db),
  };
}

/** A random key that the first worker makes and all share. */
async function keptKey(db: Db): Promise<string> {
  const keys = db.collection<{ _id: string; value: string }>('keys');
  const kept = await keys.findOneAndUpdate(
    { _id: 'suppressions' },
    { $setOnInsert: { value: randomBytes(32).toString('base64url') } },
    { upsert: true, returnDocument: 'after' },
  );
  if (!kept) throw new Error('the key for suppressions could not be stored');
  return kept.value;
}
