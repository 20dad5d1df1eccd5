import { expect, test } from 'vitest';
import { isRealMongo, testDatabase } from '../../support/mongo.ts';
import type { AnyDocument } from './any-document.ts';

test('a duplicate key names the index and the value', async () => {
  const { db } = await testDatabase();
  const deliveries = db.collection<AnyDocument>('deliveries');
  await deliveries.createIndex({ thread: 1, step: 1 }, { unique: true });
  await deliveries.insertOne({ thread: 'a', step: 1 });
  await expect(deliveries.insertOne({ thread: 'a', step: 1 })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { thread: 1, step: 1 },
    keyValue: { thread: 'a', step: 1 },
    message: `E11000 duplicate key error collection: ${db.databaseName}.deliveries index: thread_1_step_1 dup key: { thread: "a", step: 1 }`,
  });
  await deliveries.insertOne({ thread: 'a', step: 2 });
  const collide = { $set: { step: 1 } };
  await expect(deliveries.updateOne({ step: 2 }, collide)).rejects.toMatchObject({ code: 11000 });
  await expect(deliveries.findOneAndUpdate({ step: 2 }, collide)).rejects.toMatchObject({
    code: 11000,
    keyValue: { thread: 'a', step: 1 },
  });
  const race = deliveries.updateOne(
    { thread: 'a', step: 1, state: 'new' },
    { $set: { n: 1 } },
    { upsert: true },
  );
  await expect(race).rejects.toMatchObject({ code: 11000 });
  expect(await deliveries.countDocuments({ step: 1 })).toBe(1);
});

test('the same _id twice is a duplicate, also as another type of number', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1 });
  await expect(things.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
  await expect(things.insertOne({ _id: [1] })).rejects.toMatchObject({ code: 2 });
});

test('an ordered insert stops at the first error, an unordered one goes on', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
  await expect(things.insertMany(docs)).rejects.toMatchObject({ code: 11000, result: { insertedCount: 1 } });
  await expect(things.insertMany(docs, { ordered: false })).rejects.toMatchObject({ code: 11000 });
  expect(await things.countDocuments()).toBe(2);
});

test('unique indexes: missing counts as null, unless sparse or partial', async () => {
  const { db } = await testDatabase();
  const plain = db.collection<AnyDocument>('plain');
  await plain.createIndex({ a: 1 }, { unique: true });
  await plain.insertOne({});
  await expect(plain.insertOne({ a: null })).rejects.toMatchObject({ code: 11000, keyValue: { a: null } });
  const sparse = db.collection<AnyDocument>('sparse');
  await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
  await sparse.insertMany([{}, {}, { a: 1 }]);
  await expect(sparse.insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
  const partial = db.collection<AnyDocument>('partial');
  await partial.createIndex({ thread: 1 }, { unique: true, partialFilterExpression: { state: 'running' } });
  await partial.insertMany([
    { thread: 1, state: 'closed' },
    { thread: 1, state: 'closed' },
    { thread: 1, state: 'running' },
  ]);
  await expect(partial.insertOne({ thread: 1, state: 'running' })).rejects.toMatchObject({ code: 11000 });
  await expect(partial.updateMany({ thread: 1 }, { $set: { state: 'running' } })).rejects.toMatchObject({
    code: 11000,
  });
});

test('a unique index over an array holds each of its elements', async () => {
  const { db } = await testDatabase();
  const threads = db.collection<AnyDocument>('threads');
  await threads.createIndex({ messageIds: 1 }, { unique: true });
  await threads.insertOne({ messageIds: ['a', 'b', 'b'] });
  await expect(threads.insertOne({ messageIds: ['c', 'b'] })).rejects.toMatchObject({
    code: 11000,
    keyValue: { messageIds: 'b' },
  });
  await threads.updateOne({ messageIds: 'a' }, { $pull: { messageIds: 'b' } } as AnyDocument);
  await threads.insertOne({ messageIds: ['c', 'b'] });
  expect(await threads.countDocuments({ messageIds: 'b' })).toBe(1);
  await threads.createIndex({ 'people.address': 1 });
  await threads.insertOne({ messageIds: ['d'], people: [{ address: 'x' }, { address: 'y' }] });
  expect(await threads.countDocuments({ 'people.address': 'y' })).toBe(1);
  await threads.createIndex({ l: 1, r: 1 });
  await expect(threads.insertOne({ messageIds: ['e'], l: [1], r: [2] })).rejects.toMatchObject({ code: 171 });
});

test('a unique index cannot be made over what is not unique', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
});

test('indexes: made twice is no error, made otherwise is a conflict', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.createIndex({ a: 1, b: -1 });
  expect(await things.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
  await expect(things.createIndex({ a: 1, b: -1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
  await expect(things.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  await expect(things.createIndex({ c: 1 }, { name: 'a_1_b_-1' })).rejects.toMatchObject({ code: 86 });
  await things.createIndex({ at: 1 }, { expireAfterSeconds: 60, name: 'ttl' });
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1_b_-1', 'ttl']);
  await things.dropIndex('ttl');
  await expect(things.dropIndex('ttl')).rejects.toMatchObject({ code: 27 });
  await expect(db.collection<AnyDocument>('none').indexes()).rejects.toMatchObject({ code: 26 });
});

test('the _id of a document cannot be changed', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1 });
  await expect(things.updateOne({ _id: 1 }, { $set: { _id: 2 } })).rejects.toMatchObject({ code: 66 });
  await things.updateOne({ _id: 1 }, { $set: { _id: 1 } });
});

test('unknown operators are refused wherever they stand, also when no document is there', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  const find = (query: AnyDocument) => things.find(query).toArray();
  await expect(find({ a: { $near: 1 } })).rejects.toMatchObject({ code: 2 });
  await expect(find({ a: { $similar: 1 } })).rejects.toMatchObject({
    code: 2,
    message: 'unknown operator: $similar',
  });
  await expect(find({ $some: [] })).rejects.toMatchObject({
    code: 2,
    message: expect.stringContaining('unknown top level operator: $some'),
  });
  await expect(find({ $or: [] })).rejects.toMatchObject({ code: 2 });
  await expect(find({ a: { $in: 1 } })).rejects.toMatchObject({ code: 2 });
  await expect(find({ a: { $elemMatch: { $what: 1 } } })).rejects.toMatchObject({ code: 2 });
  await expect(find({ $expr: { $what: 1 } })).rejects.toMatchObject({ code: 168 });
  await expect(things.updateOne({}, { $change: { a: 1 } } as never)).rejects.toMatchObject({ code: 9 });
  await expect(things.aggregate([{ $frob: {} }]).toArray()).rejects.toMatchObject({ code: 40324 });
  await expect(things.aggregate([{ $addFields: { a: { $frob: 1 } } }]).toArray()).rejects.toMatchObject({
    code: 168,
  });
  await expect(
    things.aggregate([{ $group: { _id: null, n: { $frob: 1 } } }]).toArray(),
  ).rejects.toMatchObject({ code: 15952 });
});

test('contradicting updates are refused', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ a: 1 });
  await expect(things.updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } })).rejects.toMatchObject({ code: 40 });
  await expect(things.updateOne({}, { $set: { 'a.b': 1 }, $unset: { a: '' } })).rejects.toMatchObject({
    code: 40,
  });
  await expect(things.updateOne({}, { $set: { 'a..b': 1 } })).rejects.toMatchObject({ code: 56 });
  await expect(
    things.updateOne({ a: 1, $and: [{ a: 1 }], b: 2 }, { $set: { c: 1 } }, { upsert: true }),
  ).rejects.toMatchObject({ code: 54 });
});

test('unknown commands, and what needs a replica set, are refused', async () => {
  const { db, client } = await testDatabase();
  await expect(db.command({ frobnicate: 1 })).rejects.toMatchObject({
    code: 59,
    codeName: 'CommandNotFound',
  });
  await expect(db.command({ find: 'things', frob: 1 })).rejects.toMatchObject({ code: 40415 });
  await expect(db.command({ getMore: 5n, collection: 'things' })).rejects.toMatchObject({ code: 43 });
  if (isRealMongo) return;
  await expect(
    db.collection<AnyDocument>('things').find().collation({ locale: 'fi' }).toArray(),
  ).rejects.toMatchObject({
    code: 238,
  });
  const session = client.startSession();
  session.startTransaction();
  await expect(db.collection<AnyDocument>('things').insertOne({}, { session })).rejects.toMatchObject({
    originalError: { code: 20 },
  });
  await session.endSession();
  const stream = db.collection<AnyDocument>('things').watch();
  await expect(stream.next()).rejects.toMatchObject({ code: 40573 });
  await stream.close();
});
