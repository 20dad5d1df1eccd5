import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './database.ts';

/** How far a folder has been handled: UIDs up to and including `uid`, within one UIDVALIDITY (RFC 9051 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  uid: number;
  /** When the server received the last message that was handled. */
  receivedAt: Date;
}

export interface CursorStore {
  get(mailbox: string, folder: string): Promise<Cursor | null>;
  /** Moves the cursor forward; within one UIDVALIDITY it never goes back. @throws FencedOff */
  set(mailbox: string, folder: string, cursor: Cursor): Promise<void>;
}

/** The watcher that wants to move the cursor was replaced by another one: what it knows may be old. */
export class FencedOff extends Error {
  override name = 'FencedOff';
}

type CursorDocument = Cursor & { _id: string; token: number };

/**
 * Cursors as one holder of the mailbox's lease may move them. `token` is the fencing token of that lease: once a
 * later holder has moved a cursor, an earlier one that was only slow cannot.
 */
export function cursorStore(db: Db, token: number): CursorStore {
  const cursors: Collection<CursorDocument> = db.collection('cursors');
  const id = (mailbox: string, folder: string) => `${mailbox}/${folder}`;
  return {
    async get(mailbox, folder) {
      const found = await cursors.findOne({ _id: id(mailbox, folder) });
      return found && { uidValidity: found.uidValidity, uid: found.uid, receivedAt: found.receivedAt };
    },
    async set(mailbox, folder, { uidValidity, uid, receivedAt }) {
      const _id = id(mailbox, folder);
      const mine = { $lte: token };
      const moved = await cursors.updateOne(
        { _id, uidValidity, token: mine },
        { $max: { uid, receivedAt }, $set: { token } },
      );
      if (moved.matchedCount === 1) return;
      try {
        // Another UIDVALIDITY, or the first look: the cursor begins anew, unless a later holder was here.
        await cursors.updateOne(
          { _id, token: mine },
          { $set: { uidValidity, uid, receivedAt, token } },
          { upsert: true },
        );
      } catch (error) {
        if (isDuplicate(error)) throw new FencedOff('Another worker watches this mailbox now.');
        throw error;
      }
    },
  };
}
