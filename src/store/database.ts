import { type Db, MongoClient, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { endWaitsWithTheirConnection } from './driver.ts';

/**
 * Connects to MongoDB and returns the database. Every write of the product waits for the majority where there
 * is a replica set: an acknowledged reservation must survive a failover (promise 2).
 *
 * @throws the driver's error when no server answers within `timeoutMs`.
 */
export async function connect(
  uri: string,
  database: string,
  options: { timeoutMs: number } = { timeoutMs: 10_000 },
): Promise<{ client: MongoClient; db: Db }> {
  endWaitsWithTheirConnection();
  const client = new MongoClient(uri, {
    appName: 'palaan',
    serverSelectionTimeoutMS: options.timeoutMs,
    // A server that is back is noticed within seconds, also when a half-open connection hides it.
    connectTimeoutMS: 5_000,
    heartbeatFrequencyMS: 2_000,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
  });
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw error;
  }
  return { client, db: client.db(database) };
}

/** Whether nobody answers there, rather than somebody who says no. */
export function isAway(error: unknown): boolean {
  return error instanceof MongoServerSelectionError || error instanceof MongoNetworkError;
}

/** MongoDB's code for a violated unique index: somebody else was first. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
