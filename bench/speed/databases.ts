import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db, MongoClient } from 'mongodb';
import { connect } from '../../src/store/database.ts';
import { startProcess } from './processes.ts';
import type { StandIn } from './stand-in.ts';

export interface BenchDatabase {
  uri: string;
  name: string;
  db: Db;
}

/** A MongoDB server for one benchmark, and databases on it that go with it. */
export interface DatabaseServer {
  /** What it is, for the report. */
  kind: string;
  create(): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** The server that MONGODB_URI names, else a stand-in of its own process. */
export async function databaseServer(): Promise<DatabaseServer> {
  const real = process.env.MONGODB_URI;
  const { uri, end } = real ? { uri: real, end: async () => {} } : await standIn();
  const open: { client: MongoClient; db: Db }[] = [];
  return {
    kind: real ? 'MongoDB' : 'the stand-in of MongoDB',
    async create() {
      const name = `palaan_bench_${randomBytes(4).toString('hex')}`;
      const opened = await connect(uri, name);
      open.push(opened);
      return { uri, name, db: opened.db };
    },
    async stop() {
      for (const { client, db } of open) {
        await db.dropDatabase();
        await client.close();
      }
      await end();
    },
  };
}

async function standIn(): Promise<{ uri: string; end(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palaan-bench-mongo-'));
  const argument: StandIn = { mongo: folder };
  const { said, stop } = await startProcess<{ uri: string }>('stand-in.ts', argument);
  return {
    uri: said.uri,
    async end() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
