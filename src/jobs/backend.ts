import { MongoBackend } from '@agendajs/mongo-backend';
import type { Db } from 'mongodb';

/**
 * Where Agenda keeps its jobs. Agenda connects its backend without listening to a refusal, and then waits for ever to
 * be ready; so it gets one that has connected already.
 *
 * @throws the driver's error when the database goes away meanwhile.
 */
export async function connectedBackend(db: Db): Promise<MongoBackend> {
  const backend = new ConnectsOnce({ mongo: db, ensureIndex: true });
  await backend.connect();
  return backend;
}

class ConnectsOnce extends MongoBackend {
  #connected: Promise<void> | null = null;

  override connect(): Promise<void> {
    this.#connected ??= super.connect();
    return this.#connected;
  }
}
