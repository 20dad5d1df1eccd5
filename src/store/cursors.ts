import type { Collection, Db } from 'mongodb';

/** How far a folder has been handled: UIDs up to and including `uid`, within one UIDVALIDITY (RFC 9051 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  uid: number;
}

export interface CursorStore {
  get(mailbox: string, folder: string): Promise<Cursor | null>;
  /** Moves the cursor forward; within one UIDVALIDITY it never goes back. */
  set(mailbox: string, folder: string, cursor: Cursor): Promise<void>;
}

export function cursorStore(db: Db): CursorStore {
  const cursors: Collection<Cursor & { _id: string }> = db.collection('cursors');
  const id = (mailbox: string, folder: string) => `${mailbox}/${folder}`;
  return {
    async get(mailbox, folder) {
      const found = await cursors.findOne({ _id: id(mailbox, folder) });
      return found && { uidValidity: found.uidValidity, uid: found.uid };
    },
    async set(mailbox, folder, { uidValidity, uid }) {
      const _id = id(mailbox, folder);
      // Two workers may read the same folder: the slower one must not pull the cursor back.
      const moved = await cursors.updateOne({ _id, uidValidity }, { $max: { uid } });
      if (moved.matchedCount === 1) return;
      await cursors.updateOne({ _id }, { $set: { uidValidity, uid } }, { upsert: true });
    },
  };
}
