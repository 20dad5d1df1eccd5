import { createHmac } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { companyDomain, sameMailbox } from '../domain/match.ts';

/** Who must never be written to again (promise 6). Only a keyed hash is stored: it outlives erasure. */
export interface SuppressionStore {
  /** Suppresses one address for every seller and sequence; a second time changes nothing. */
  add(address: string, reason: string, at: Date): Promise<void>;
  has(address: string): Promise<boolean>;
}

/** `key` is the operator's secret; with another key the older suppressions are not found, so it must be kept. */
export function suppressionStore(db: Db, key: string): SuppressionStore {
  const suppressions: Collection<{ _id: string; reason: string; at: Date }> = db.collection('suppressions');
  const hash = (value: string) => createHmac('sha256', key).update(value).digest('base64url');
  return {
    async add(address, reason, at) {
      await suppressions.updateOne(
        { _id: hash(sameMailbox(address)) },
        { $setOnInsert: { reason, at } },
        { upsert: true },
      );
    },
    async has(address) {
      const domain = companyDomain(address);
      const keys = [sameMailbox(address), ...(domain ? [`@${domain}`] : [])].map(hash);
      return (await suppressions.findOne({ _id: { $in: keys } })) !== null;
    },
  };
}
