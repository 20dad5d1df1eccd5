import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { type MongoServer, startMongo } from '../../../sandbox/mongo/server.ts';
import type { AnyDocument } from './any-document.ts';
import { mongoProcess } from './mongo-process.ts';

// All of these kill or damage the server: they are for the stand-in alone, whatever MONGODB_URI says.

async function dataDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'palaan-journal-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Runs a server for as long as `use` takes, and gives the warnings of its start. */
async function withServer(dataDir: string, use: (client: MongoClient) => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const server: MongoServer = await startMongo({ dataDir, warn: (message) => warnings.push(message) });
  const client = new MongoClient(server.uri);
  try {
    await use(client);
  } finally {
    await client.close();
    await server.close();
  }
  return warnings;
}

const things = (client: MongoClient) => client.db('test').collection<AnyDocument>('things');
const idsOf = async (client: MongoClient) =>
  (await things(client).find().sort({ _id: 1 }).toArray()).map(({ _id }: AnyDocument) => _id);

test('everything is there again after a restart: documents, indexes, drops', async () => {
  const dataDir = await dataDirectory();
  await withServer(dataDir, async (client) => {
    await things(client).createIndex({ a: 1 }, { unique: true });
    await things(client).insertMany([
      { _id: 1, a: 1, list: ['x'] },
      { _id: 2, a: 2 },
      { _id: 3, a: 3 },
    ]);
    await things(client).updateOne({ _id: 1 }, { $push: { list: 'y' } } as AnyDocument);
    await things(client).deleteOne({ _id: 2 });
    await client.db('test').collection('gone').insertOne({});
    await client.db('test').collection('gone').drop();
    await client.db('other').collection('x').insertOne({});
    await client.db('other').dropDatabase();
  });
  await withServer(dataDir, async (client) => {
    expect(await things(client).find().toArray()).toEqual([
      { _id: 1, a: 1, list: ['x', 'y'] },
      { _id: 3, a: 3 },
    ]);
    await expect(things(client).insertOne({ a: 3 })).rejects.toMatchObject({ code: 11000 });
    expect((await client.db('test').collections()).map(({ collectionName }) => collectionName)).toEqual([
      'things',
    ]);
    expect((await client.db().admin().listDatabases()).databases.map(({ name }) => name)).toEqual(['test']);
  });
});

test('a torn end is cut off with a warning, and what was acknowledged stays', async () => {
  const dataDir = await dataDirectory();
  const file = path.join(dataDir, 'journal.bson');
  await withServer(dataDir, async (client) => {
    await things(client).insertOne({ _id: 1 });
    await things(client).insertOne({ _id: 2 });
  });
  const whole = await readFile(file);
  for (const cut of [1, 5, 20, 40]) {
    await writeFile(file, whole.subarray(0, whole.length - cut));
    const warnings = await withServer(dataDir, async (client) => {
      expect(await idsOf(client)).toEqual([1]);
      await things(client).insertOne({ _id: 3 });
    });
    expect(warnings).toEqual([expect.stringContaining('a write that was never finished')]);
    expect(await withServer(dataDir, async (client) => expect(await idsOf(client)).toEqual([1, 3]))).toEqual(
      [],
    );
  }
  await writeFile(file, whole);
  await appendFile(file, Buffer.alloc(100));
  const warnings = await withServer(dataDir, async (client) => expect(await idsOf(client)).toEqual([1, 2]));
  expect(warnings).toHaveLength(1);
});

test('damage in the middle is refused with its place, and the file is left alone', async () => {
  const dataDir = await dataDirectory();
  const file = path.join(dataDir, 'journal.bson');
  await withServer(dataDir, async (client) => {
    for (let i = 0; i < 10; i++) await things(client).insertOne({ _id: i });
  });
  const whole = await readFile(file);
  for (const at of [0, 25, 30, 60, 200]) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] as number) ^ 0x40;
    await writeFile(file, damaged);
    await expect(startMongo({ dataDir })).rejects.toThrow(/is damaged at byte|is not a journal/);
    expect(await readFile(file)).toEqual(damaged);
  }
});

test('a journal much longer than its data is rewritten at the start', async () => {
  const dataDir = await dataDirectory();
  const file = path.join(dataDir, 'journal.bson');
  const text = 'x'.repeat(50_000);
  await withServer(dataDir, async (client) => {
    for (let i = 0; i < 100; i++)
      await things(client).updateOne({ _id: 1 }, { $set: { text, i } }, { upsert: true });
    await things(client).createIndex({ i: 1 }, { unique: true });
  });
  const before = (await stat(file)).size;
  await withServer(dataDir, async (client) => {
    await things(client).insertOne({ _id: 2, i: 0 });
  });
  expect((await stat(file)).size).toBeLessThan(before / 50);
  await withServer(dataDir, async (client) => {
    expect(await idsOf(client)).toEqual([1, 2]);
    await expect(things(client).insertOne({ i: 99 })).rejects.toMatchObject({ code: 11000 });
  });
});

test('two servers never share a directory', async () => {
  const dataDir = await dataDirectory();
  await withServer(dataDir, async () => {
    await expect(startMongo({ dataDir })).rejects.toThrow(/is in use by process/);
  });
});

test('an empty or half written first line is a fresh start', async () => {
  const dataDir = await dataDirectory();
  const file = path.join(dataDir, 'journal.bson');
  await writeFile(file, '');
  await withServer(dataDir, async (client) => void (await things(client).insertOne({ _id: 1 })));
  await truncate(file, 5);
  await withServer(dataDir, async (client) => expect(await idsOf(client)).toEqual([]));
});

test('what was acknowledged survives a kill -9 in the middle of writing', async () => {
  const dataDir = await dataDirectory();
  const { child, uri } = await mongoProcess('--port', '0', '--data', dataDir);
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 500, retryWrites: false });
  const acknowledged: number[] = [];
  const write = async (first: number): Promise<void> => {
    for (let i = first; ; i += 10) {
      await things(client).insertOne({ _id: i, text: 'x'.repeat(i % 1000) });
      acknowledged.push(i);
      if (acknowledged.length === 500) child.kill('SIGKILL');
    }
  };
  const writers = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => write(i)));
  expect(writers.every(({ status }) => status === 'rejected')).toBe(true);
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  await client.close();
  await withServer(dataDir, async (again) => {
    const found = new Set(await idsOf(again));
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    // At most one write of each writer was under way without an answer.
    expect(found.size - acknowledged.length).toBeLessThanOrEqual(10);
  });
});

test('the command says where it listens, ends on SIGTERM, and names a port that is taken', async () => {
  const { child, uri } = await mongoProcess('--port', '0');
  expect(uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+$/);
  const port = uri.split(':').at(-1) as string;
  const second = spawn(process.execPath, ['--import', 'tsx', 'sandbox/mongo/main.ts', '--port', port]);
  let said = '';
  second.stderr.on('data', (chunk) => {
    said += chunk;
  });
  expect(await once(second, 'exit')).toEqual([1, null]);
  expect(said).toContain(`Port ${port} is in use`);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
