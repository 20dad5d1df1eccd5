import { batchSize, type ReadMessage, readBatch, readSource, setAside } from './read.ts';
import type { Session } from './session.ts';

/** How often a message may fail to be read, or take the connection down with it, before it is set aside. */
const mostTries = 5;

/**
 * Reads messages in batches, and one by one where a batch has failed, so that one message which the server cannot
 * deliver, or which ends the connection, is found out. Remembers across connections.
 */
export class CarefulReader {
  /** By folder: the UIDs of a batch that failed, with how often each failed alone. */
  readonly #suspects = new Map<string, Map<number, number>>();

  /**
   * What can be read of `uids` in the open folder `path`, in order. While one batch is being handled, the server works
   * on the next. A failure is to be tried again later.
   */
  async *read(session: Session, path: string, uids: readonly number[]): AsyncGenerator<ReadMessage> {
    let ahead: Promise<ReadMessage[]> | null = null;
    for (let at = 0; at < uids.length; at += batchSize) {
      const batch = uids.slice(at, at + batchSize);
      const messages = await this.#readTogether(session, path, batch, ahead);
      if (messages === null) {
        ahead = null;
        yield* this.#readOneByOne(session, path, batch);
      } else {
        ahead = this.#readAhead(session, path, uids.slice(at + batchSize, at + 2 * batchSize));
        yield* messages;
      }
    }
  }

  /** Null where they must be read one by one, as when the server refuses to answer for all of them at once. */
  async #readTogether(
    session: Session,
    path: string,
    uids: readonly number[],
    begun: Promise<ReadMessage[]> | null,
  ): Promise<ReadMessage[] | null> {
    if (this.#areSuspect(path, uids)) return null;
    try {
      return await (begun ?? readBatch(session, uids));
    } catch (error) {
      this.#suspects.set(path, new Map(uids.map((uid) => [uid, 0])));
      if (session.isUsable) return null;
      throw error;
    }
  }

  /** Null where there is nothing to read. What goes wrong is heard when the batch's turn comes, if it comes. */
  #readAhead(session: Session, path: string, uids: readonly number[]): Promise<ReadMessage[]> | null {
    if (uids.length === 0 || this.#areSuspect(path, uids)) return null;
    const messages = readBatch(session, uids);
    messages.catch(() => {});
    return messages;
  }

  #areSuspect(path: string, uids: readonly number[]): boolean {
    const suspects = this.#suspects.get(path);
    return suspects !== undefined && uids.some((uid) => suspects.has(uid));
  }

  async *#readOneByOne(session: Session, path: string, uids: readonly number[]): AsyncGenerator<ReadMessage> {
    for (const uid of uids) yield* await this.#readAlone(session, path, uid);
    this.#suspects.delete(path);
  }

  /** None when the message is gone, else one. */
  async #readAlone(session: Session, path: string, uid: number): Promise<ReadMessage[]> {
    const suspects = this.#suspects.get(path);
    const tries = suspects?.get(uid) ?? 0;
    try {
      // A server that answers for nothing must not get all its messages set aside: it has to answer for this one.
      if (tries >= mostTries)
        return await setAside(
          session,
          uid,
          `It could not be read in ${mostTries} tries.`,
          tries === mostTries,
        );
      if (tries > 0) return await readSource(session, uid);
      return await readBatch(session, [uid]);
    } catch (error) {
      suspects?.set(uid, tries + 1);
      throw error;
    }
  }
}
