import { createHmac } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { domainsOf } from '../domain/mail-domain.ts';
import { sameMailbox } from '../domain/match.ts';
import { ConfigError } from '../errors.ts';

/** Reasons that the operator gives by hand, and may take back; every other one is a person's own no. */
const byHandReasons = ['operator', 'forgotten'];

/** One address or domain that is never written to, as far as it may be known. */
export interface Suppression {
  /** Keyed hash of the address, or of `@domain`. */
  hash: string;
  kind: 'address' | 'domain';
  /** 'opt-out', 'complaint', 'operator', 'forgotten', …, the first one first. */
  reasons: string[];
  at: Date;
  /** The operator put it there, and nobody asked for it: it can be taken back. */
  byHand: boolean;
}

interface SuppressionDocument extends Omit<Suppression, 'hash'> {
  _id: string;
  /** Which key the hash was made with. */
  key: string;
}

/**
 * Who must never be written to again (promise 6). Only a keyed hash is stored: it outlives erasure. A target is an
 * address, or `@domain` for everybody there and below.
 */
export interface SuppressionStore {
  /** Suppresses a target for every seller and sequence. A second time only adds the reason. */
  add(target: string, reason: string, at: Date): Promise<void>;
  /** Whether an address may not be written to: itself, or any domain above it. */
  has(address: string): Promise<boolean>;
  /** What keeps a target from being written to: its own suppression and those of the domains above it. */
  about(target: string): Promise<Suppression[]>;
  /** Takes back what the operator put there; a no that somebody said stays. */
  remove(target: string): Promise<'removed' | 'absent' | 'for ever'>;
  /** The newest first. */
  list(limit: number): Promise<Suppression[]>;
  /** The keyed hash of any text that is not to be stored. */
  hash(text: string): string;
}

/**
 * `key` is the operator's secret, and makes new hashes. `older` are keys from before: what was stored with them is
 * found too.
 *
 * @throws ConfigError where suppressions are stored that none of the keys can find: somebody's no would be lost.
 */
export async function suppressionStore(
  db: Db,
  key: string,
  older: readonly string[] = [],
): Promise<SuppressionStore> {
  const suppressions: Collection<SuppressionDocument> = db.collection('suppressions');
  const keys = [key, ...older.filter((one) => one !== key)];
  await refuseLostKey(suppressions, keys.map(nameOfKey));
  const filterOf = (targets: readonly string[]) => ({
    _id: { $in: targets.flatMap((target) => keys.map((one) => hashOf(one, target))) },
  });

  return {
    async add(target, reason, at) {
      const normal = sameMailbox(target);
      const byHand = byHandReasons.includes(reason);
      const fresh = { kind: kindOf(normal), key: nameOfKey(key), at };
      // One write decides: a no that comes while the operator takes something back is never lost.
      await suppressions.updateOne(
        { _id: hashOf(key, normal) },
        {
          $addToSet: { reasons: reason },
          $setOnInsert: byHand ? { ...fresh, byHand } : fresh,
          ...(byHand ? {} : { $set: { byHand } }),
        },
        { upsert: true },
      );
    },

    async has(address) {
      const found = await suppressions.findOne(filterOf(targetsOf(address)), { projection: { _id: 1 } });
      return found !== null;
    },

    async about(target) {
      return (await suppressions.find(filterOf(targetsOf(target))).toArray()).map(toSuppression);
    },

    async remove(target) {
      const own = filterOf([sameMailbox(target)]);
      const { deletedCount } = await suppressions.deleteMany({ ...own, byHand: true });
      if ((await suppressions.countDocuments(own)) > 0) return 'for ever';
      return deletedCount > 0 ? 'removed' : 'absent';
    },

    async list(limit) {
      return (await suppressions.find({}).sort({ at: -1 }).limit(limit).toArray()).map(toSuppression);
    },

    hash: (text) => hashOf(key, text),
  };
}

/** What may suppress a target: the mailbox itself, and the domains above it. */
function targetsOf(target: string): string[] {
  const normal = sameMailbox(target);
  return [...new Set([normal, ...domainsOf(normal).map((domain) => `@${domain}`)])];
}

function kindOf(target: string): Suppression['kind'] {
  return target.startsWith('@') ? 'domain' : 'address';
}

function hashOf(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Tells keys apart without telling them. */
function nameOfKey(key: string): string {
  return hashOf(key, 'the name of this key').slice(0, 10);
}

async function refuseLostKey(
  suppressions: Collection<SuppressionDocument>,
  known: readonly string[],
): Promise<void> {
  const lost = await suppressions.countDocuments({ key: { $nin: [...known] } });
  if (lost === 0) return;
  throw new ConfigError(
    `${lost} suppressed addresses were stored with another suppression.key and would be written to again. ` +
      'Put the key back that was there before.',
  );
}

function toSuppression({ _id, kind, reasons, at, byHand }: SuppressionDocument): Suppression {
  return { hash: _id, kind, reasons, at, byHand };
}
