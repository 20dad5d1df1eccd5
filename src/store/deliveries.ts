import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './database.ts';

/**
 * One step of one thread on its way out. `reserved`: a worker may be sending it; `sent`; `failed`: for certain
 * not delivered, may be tried again; `unknown`: may or may not have left, never tried again blindly.
 */
export interface Delivery {
  threadId: string;
  occurrence: number;
  state: 'reserved' | 'sent' | 'failed' | 'unknown';
  messageId: string;
  step: string;
  kind: 'email' | 'task';
  template: string;
  /** Product time that the mail carries as its Date. */
  date: Date;
  /** Machine time of the last change: leases are about processes, not about the story's clock. */
  touchedAt: Date;
  /** How often a send was begun. */
  attempts: number;
  /** How often an unknown outcome was looked up in vain. */
  lookups: number;
  /** The server's last words, without addresses. */
  response: string | null;
}

type DeliveryDocument = Delivery & { _id: string };

export interface DeliveryStore {
  /**
   * Claims the step: true for exactly one caller, whatever else runs. A delivery that failed for certain can be
   * claimed again; every other one that is there already belongs to somebody else or is done.
   */
  reserve(
    delivery: Pick<Delivery, 'threadId' | 'occurrence' | 'messageId' | 'step' | 'kind' | 'template' | 'date'>,
  ): Promise<boolean>;
  get(threadId: string, occurrence: number): Promise<Delivery | null>;
  /** Records the outcome. Only a reserved or unknown delivery has one to come: a sent one stays sent. */
  settle(
    threadId: string,
    occurrence: number,
    state: 'sent' | 'failed' | 'unknown',
    response: string | null,
  ): Promise<void>;
  /** Gives a reservation back before the send was begun: as if it had never been taken. */
  withdraw(threadId: string, occurrence: number, why: string): Promise<void>;
  /** Counts a look-up that found nothing; returns how many there were. */
  lookedUp(threadId: string, occurrence: number): Promise<number>;
  ofThread(threadId: string): Promise<Delivery[]>;
  /** How many may or may not have left. */
  countUnknown(): Promise<number>;
}

export async function deliveryStore(db: Db): Promise<DeliveryStore> {
  const deliveries: Collection<DeliveryDocument> = db.collection('deliveries');
  // The claim itself: whoever inserts the pair first sends it, the others get a duplicate key.
  await deliveries.createIndexes([
    { key: { threadId: 1, occurrence: 1 }, unique: true },
    { key: { state: 1, touchedAt: 1 } },
  ]);
  const id = (threadId: string, occurrence: number) => `${threadId}/${occurrence}`;

  return {
    async reserve(delivery) {
      const { threadId, occurrence } = delivery;
      const claim = {
        ...delivery,
        state: 'reserved' as const,
        touchedAt: new Date(),
        lookups: 0,
        response: null,
      };
      try {
        await deliveries.insertOne({ _id: id(threadId, occurrence), ...claim, attempts: 1 });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const again = await deliveries.updateOne(
        { _id: id(threadId, occurrence), state: 'failed' },
        { $set: claim, $inc: { attempts: 1 } },
      );
      return again.modifiedCount === 1;
    },

    async get(threadId, occurrence) {
      return deliveries.findOne({ _id: id(threadId, occurrence) }, { projection: { _id: 0 } });
    },

    async settle(threadId, occurrence, state, response) {
      await deliveries.updateOne(
        { _id: id(threadId, occurrence), state: { $in: ['reserved', 'unknown'] } },
        { $set: { state, response: response && withoutAddresses(response), touchedAt: new Date() } },
      );
    },

    async withdraw(threadId, occurrence, why) {
      await deliveries.updateOne(
        { _id: id(threadId, occurrence), state: 'reserved' },
        { $set: { state: 'failed', response: why, touchedAt: new Date() }, $inc: { attempts: -1 } },
      );
    },

    async lookedUp(threadId, occurrence) {
      const after = await deliveries.findOneAndUpdate(
        { _id: id(threadId, occurrence) },
        { $inc: { lookups: 1 }, $set: { touchedAt: new Date() } },
        { returnDocument: 'after' },
      );
      return after?.lookups ?? 0;
    },

    countUnknown: () => deliveries.countDocuments({ state: 'unknown' }),

    async ofThread(threadId) {
      return deliveries
        .find({ threadId }, { projection: { _id: 0 } })
        .sort({ occurrence: 1 })
        .toArray();
    },
  };
}

/** A server's words without the addresses that it quotes: what is kept here outlives whom they name. */
function withoutAddresses(words: string): string {
  return words.replace(/[^\s<>"']{1,64}@[^\s<>"']{1,255}/g, '…');
}
