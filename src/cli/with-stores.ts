import type { Config } from '../config.ts';
import { connect } from '../store/database.ts';
import { type PeopleStore, peopleStore } from '../store/people.ts';
import { openStores, type Stores } from '../store/stores.ts';
import { readConfig } from './config-option.ts';

/** What a command works with. */
export interface Desk {
  config: Config;
  stores: Stores;
  people: PeopleStore;
}

/** Connects to the database that palaan.yaml names, lets a command use it, and closes it again. */
export async function withStores(
  options: { config: string },
  use: (desk: Desk) => Promise<void>,
): Promise<void> {
  const config = await readConfig(options);
  const { client, db } = await connect(config.mongo.uri, config.mongo.database);
  try {
    const stores = await openStores(db, config.suppression.key);
    await use({ config, stores, people: peopleStore(db, stores.threads) });
  } finally {
    await client.close();
  }
}
