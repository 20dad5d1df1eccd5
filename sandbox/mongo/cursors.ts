import { randomBytes } from 'node:crypto';
import { BSON } from 'bson';
import { CommandError } from './errors.ts';
import type { Doc } from './values.ts';
import { MAX_DOCUMENT_BYTES } from './wire.ts';

const FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  namespace: string;
  docs: Doc[];
  at: number;
  usedAt: number;
}

/** Results that a client reads batch by batch. Documents are never changed in place, so a cursor is a snapshot. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  /** The reply with the first batch; what does not fit waits for getMore, unless `single` says to drop it. */
  start(namespace: string, docs: Doc[], batchSize = FIRST_BATCH, single = false): Doc {
    this.forgetIdle();
    const cursor: Cursor = { namespace, docs, at: 0, usedAt: Date.now() };
    const firstBatch = nextBatch(cursor, batchSize);
    let id = 0n;
    if (cursor.at < docs.length && !single) {
      id = randomBytes(8).readBigInt64LE() & 0x7fff_ffff_ffff_ffffn;
      this.open.set(id, cursor);
    }
    return { cursor: { firstBatch, id, ns: namespace }, ok: 1 };
  }

  /** `batchSize` 0 leaves the size to the server. */
  more(id: bigint, namespace: string, batchSize: number): Doc {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace`,
      );
    }
    cursor.usedAt = Date.now();
    const nextBatchDocs = nextBatch(cursor, batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize);
    const isDone = cursor.at >= cursor.docs.length;
    if (isDone) this.open.delete(id);
    return { cursor: { nextBatch: nextBatchDocs, id: isDone ? 0n : id, ns: namespace }, ok: 1 };
  }

  kill(ids: bigint[]): Doc {
    const cursorsKilled = ids.filter((id) => this.open.delete(id));
    const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }

  private forgetIdle(): void {
    const limit = Date.now() - IDLE_MS;
    for (const [id, cursor] of this.open) if (cursor.usedAt < limit) this.open.delete(id);
  }
}

/** At most `batchSize` documents and 16 MB, but at least one where there is one and one is wanted. */
function nextBatch(cursor: Cursor, batchSize: number): Doc[] {
  const batch: Doc[] = [];
  let bytes = 0;
  while (cursor.at < cursor.docs.length && batch.length < batchSize) {
    const doc = cursor.docs[cursor.at] as Doc;
    bytes += BSON.calculateObjectSize(doc) + 16;
    if (batch.length > 0 && bytes > MAX_DOCUMENT_BYTES) break;
    batch.push(doc);
    cursor.at++;
  }
  return batch;
}
