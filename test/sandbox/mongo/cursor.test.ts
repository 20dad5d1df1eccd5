import { expect, test } from 'vitest';
import { testDatabase } from '../../support/mongo.ts';
import type { AnyDocument } from './any-document.ts';

test('getMore reads many documents, batch by batch, each once', async () => {
  const { db } = await testDatabase();
  const many = db.collection<AnyDocument>('many');
  await many.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: i, text: 'x'.repeat(100) })));
  const ids = async (batchSize?: number) =>
    (await many.find({}, { batchSize }).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const all = Array.from({ length: 5000 }, (_, i) => i);
  expect(await ids()).toEqual(all);
  expect(await ids(60)).toEqual(all);
  expect(await many.find().limit(1000).toArray()).toHaveLength(1000);
  expect(await many.aggregate([{ $match: { _id: { $gte: 2500 } } }]).toArray()).toHaveLength(2500);
});

test('a result larger than a message comes in several', async () => {
  const { db } = await testDatabase();
  const large = db.collection<AnyDocument>('large');
  const text = 'ä'.repeat(1_500_000);
  for (let i = 0; i < 12; i++) await large.insertOne({ i, text });
  const found = await large.find({}, { batchSize: 1000 }).toArray();
  expect(found.map(({ i, text: { length } }) => [i, length])).toEqual(
    Array.from({ length: 12 }, (_, i) => [i, 1_500_000]),
  );
});

test('a cursor that was closed is gone', async () => {
  const { db } = await testDatabase();
  const many = db.collection<AnyDocument>('many');
  await many.insertMany(Array.from({ length: 300 }, (_, i) => ({ i })));
  const cursor = many.find({}, { batchSize: 10 });
  await cursor.next();
  const { id } = cursor;
  await cursor.close();
  await expect(db.command({ getMore: id, collection: 'many' })).rejects.toMatchObject({ code: 43 });
});

test('collections and databases are listed and dropped', async () => {
  const { db, client } = await testDatabase();
  await db.createCollection('empty');
  await db.collection<AnyDocument>('full').insertOne({});
  expect((await db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['empty', 'full']);
  expect(await db.listCollections({ name: 'full' }, { nameOnly: true }).toArray()).toHaveLength(1);
  const names = async () =>
    (await client.db('admin').admin().listDatabases({ nameOnly: true })).databases.map(({ name }) => name);
  expect(await names()).toContain(db.databaseName);
  await db.collection<AnyDocument>('full').drop();
  expect(await db.collection<AnyDocument>('full').countDocuments()).toBe(0);
  await db.dropDatabase();
  expect(await names()).not.toContain(db.databaseName);
});

test('a bulk write runs its operations in order', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  const result = await things.bulkWrite([
    { insertOne: { document: { _id: 1, n: 1 } } },
    { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
    { replaceOne: { filter: { _id: 2 }, replacement: { n: 5 }, upsert: true } },
    { deleteMany: { filter: { n: { $lt: 3 } } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
  expect(await things.find().toArray()).toEqual([{ _id: 2, n: 5 }]);
});
