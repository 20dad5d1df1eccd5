import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { onTestFinished } from 'vitest';
import { startMongo } from '../../sandbox/mongo/server.ts';

export interface TestDatabase {
  /** Connection string with the database's name in it: for a worker process, for Agenda, for `createStore`. */
  uri: string;
  db: Db;
  client: MongoClient;
  /** Drops the database and closes everything. A test body need not call it, a `beforeAll` must (in `afterAll`). */
  drop(): Promise<void>;
}

/**
 * An isolated database on the MongoDB that MONGODB_URI names, else on a stand-in of its own. Called in a test
 * (or its beforeEach) it is dropped when the test passes, and kept and named when it fails.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `palaan_test_${randomBytes(6).toString('hex')}`;
  const server = await mongoServer();
  const uri = withDatabase(server.uri, name);
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect();
  const db = client.db(name);
  let open = true;
  const close = async (failed: boolean): Promise<void> => {
    if (!open) return;
    open = false;
    if (failed) console.error(`database ${name} is kept: ${server.keptAt}`);
    else await db.dropDatabase();
    await client.close();
    await server.close(failed);
  };
  dropAfterTest(close);
  return { uri, db, client, drop: () => close(false) };
}

/** Whether tests run against a real MongoDB, which no test may kill. */
export const isRealMongo = Boolean(process.env.MONGODB_URI);

interface Server {
  uri: string;
  /** How to look at what a failed test left. */
  keptAt: string;
  close(keep: boolean): Promise<void>;
}

async function mongoServer(): Promise<Server> {
  const real = process.env.MONGODB_URI;
  if (real) return { uri: real, keptAt: 'on the server of MONGODB_URI', close: async () => {} };
  const dataDir = await mkdtemp(path.join(tmpdir(), 'palaan-test-mongo-'));
  const { uri, close } = await startMongo({ dataDir });
  return {
    uri,
    keptAt: `npm run sandbox:mongo -- --data ${dataDir}`,
    close: async (keep) => {
      await close();
      if (!keep) await rm(dataDir, { recursive: true });
    },
  };
}

/** Puts the database into the connection string; credentials stay good for the one that they were for. */
function withDatabase(uri: string, name: string): string {
  const [, start = uri, previous = '', options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const parameters = new URLSearchParams(options);
  if (start.includes('@') && !parameters.has('authSource')) parameters.set('authSource', previous || 'admin');
  const query = parameters.toString();
  return `${start}/${name}${query ? `?${query}` : ''}`;
}

function dropAfterTest(close: (failed: boolean) => Promise<void>): void {
  try {
    onTestFinished(({ task }) => close(task.result?.state === 'fail'));
  } catch {
    // Outside of a test, in a beforeAll: the caller drops.
  }
}
