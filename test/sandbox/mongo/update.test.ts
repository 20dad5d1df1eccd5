import { Double, Int32, Long, ObjectId, type UpdateOptions } from 'mongodb';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/mongo.ts';
import type { AnyDocument } from './any-document.ts';

/** Inserts `before`, updates it, and gives what became of it. */
async function updated(
  before: AnyDocument,
  update: AnyDocument,
  options: UpdateOptions = {},
  query: AnyDocument = {},
): Promise<AnyDocument | null> {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1, ...before });
  await things.updateOne(query, update, options);
  return things.findOne({}, { projection: { _id: 0 } });
}

test('$set makes the documents on the way, pads arrays, and keeps what is beside', async () => {
  expect(await updated({ a: { x: 1 } }, { $set: { 'a.b.c': 1, 'list.1': 2 } })).toEqual({
    a: { x: 1, b: { c: 1 } },
    list: { 1: 2 },
  });
  expect(await updated({ list: [1] }, { $set: { 'list.3': 4, 'list.0': 0 } })).toEqual({
    list: [0, null, null, 4],
  });
  expect(await updated({ list: [{ a: 1 }] }, { $set: { 'list.0.b': 2 } })).toEqual({
    list: [{ a: 1, b: 2 }],
  });
  await expect(updated({ a: 5 }, { $set: { 'a.b': 1 } })).rejects.toMatchObject({ code: 28 });
});

test('new fields stand in the order of their names', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1, z: 0 });
  await things.updateOne({}, { $set: { c: 1, a: 1 }, $inc: { b: 1 } });
  expect(Object.keys((await things.findOne()) ?? {})).toEqual(['_id', 'z', 'a', 'b', 'c']);
});

test('$unset removes a field, and empties an element of an array', async () => {
  expect(await updated({ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } })).toEqual({
    b: { d: 2 },
  });
  expect(await updated({ list: [1, 2, 3] }, { $unset: { 'list.1': '' } })).toEqual({ list: [1, null, 3] });
});

test('$inc, $mul, $min and $max', async () => {
  expect(await updated({ n: 5, m: 5 }, { $inc: { n: -2, fresh: 3 }, $mul: { m: 3, zero: 7 } })).toEqual({
    n: 3,
    fresh: 3,
    m: 15,
    zero: 0,
  });
  expect(await updated({ a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 3 } })).toEqual({
    a: 3,
    b: 5,
    c: 1,
  });
  expect(await updated({ at: new Date(5) }, { $max: { at: new Date(9) } })).toEqual({ at: new Date(9) });
  await expect(updated({ s: 'x' }, { $inc: { s: 1 } })).rejects.toMatchObject({ code: 14 });
  await expect(updated({ s: null }, { $inc: { s: 1 } })).rejects.toMatchObject({ code: 14 });
});

test('arithmetic keeps the types of numbers, and an int that overflows becomes a long', async () => {
  const { db } = await testDatabase();
  const numbers = db.collection<AnyDocument>('numbers', { promoteValues: false });
  await numbers.insertOne({
    _id: 1,
    int: 2147483647,
    long: Long.fromNumber(1),
    double: new Double(1),
    other: 1,
  });
  await numbers.updateOne({}, { $inc: { int: 1, long: 1, double: 1, other: 0.5 } });
  expect(await numbers.findOne()).toEqual({
    _id: new Int32(1),
    int: Long.fromNumber(2147483648),
    long: Long.fromNumber(2),
    double: new Double(2),
    other: new Double(1.5),
  });
});

test('$push appends, inserts, sorts and cuts', async () => {
  expect(await updated({ a: [1] }, { $push: { a: 2, b: 'x' } })).toEqual({ a: [1, 2], b: ['x'] });
  expect(await updated({ a: [1] }, { $push: { a: { $each: [2, 3] } } })).toEqual({ a: [1, 2, 3] });
  expect(await updated({ a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } })).toEqual({
    a: [2, 3, 4],
  });
  expect(await updated({}, { $push: { a: { $each: [3, 4, 5], $slice: 2 } } })).toEqual({ a: [3, 4] });
  expect(await updated({ a: [3] }, { $push: { a: { $each: [1, 2], $sort: -1 } } })).toEqual({ a: [3, 2, 1] });
  expect(await updated({ a: [1] }, { $push: { a: { $each: [0], $position: 0 } } })).toEqual({ a: [0, 1] });
  expect(await updated({ a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } })).toEqual({
    a: [{ n: 1 }, { n: 2 }],
  });
  await expect(updated({ a: 1 }, { $push: { a: 2 } })).rejects.toMatchObject({ code: 2 });
});

test('$addToSet adds what is not there, and leaves old doubles alone', async () => {
  const id = new ObjectId();
  expect(await updated({ a: [1, 1] }, { $addToSet: { a: { $each: [1, 2, 2] } } })).toEqual({ a: [1, 1, 2] });
  expect(await updated({ a: [id] }, { $addToSet: { a: new ObjectId(id.toHexString()) } })).toEqual({
    a: [id],
  });
  expect(await updated({ a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } })).toEqual({
    a: [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ],
  });
});

test('$pull, $pullAll and $pop take elements away', async () => {
  expect(await updated({ a: [1, 2, 3, [2]] }, { $pull: { a: 2 } })).toEqual({ a: [1, 3, [2]] });
  expect(await updated({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } })).toEqual({ a: [1] });
  expect(await updated({ a: [{ id: 1, x: 1 }, { id: 2 }] }, { $pull: { a: { id: 1 } } })).toEqual({
    a: [{ id: 2 }],
  });
  expect(await updated({ a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } })).toEqual({ a: [1] });
  expect(await updated({ a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } })).toEqual({
    a: [1, 2],
    b: [2],
  });
});

test('$rename moves a field', async () => {
  expect(await updated({ a: 1, b: 2 }, { $rename: { a: 'c.d', none: 'x' } })).toEqual({ b: 2, c: { d: 1 } });
});

test('the positional $ is the element that the query found', async () => {
  const steps = {
    steps: [
      { n: 1, state: 'sent' },
      { n: 2, state: 'new' },
      { n: 3, state: 'new' },
    ],
  };
  expect(await updated(steps, { $set: { 'steps.$.state': 'sent' } }, {}, { 'steps.state': 'new' })).toEqual({
    steps: [
      { n: 1, state: 'sent' },
      { n: 2, state: 'sent' },
      { n: 3, state: 'new' },
    ],
  });
  expect(
    await updated(steps, { $set: { 'steps.$': 0 } }, {}, { steps: { $elemMatch: { n: 3, state: 'new' } } }),
  ).toEqual({
    steps: [{ n: 1, state: 'sent' }, { n: 2, state: 'new' }, 0],
  });
  expect(await updated({ a: [4, 5, 6] }, { $inc: { 'a.$': 10 } }, {}, { a: { $gte: 5 } })).toEqual({
    a: [4, 15, 6],
  });
  await expect(updated({ a: [1] }, { $set: { 'a.$': 2 } }, {}, { _id: 1 })).rejects.toMatchObject({
    code: 2,
  });
});

test('$[] is every element, $[name] those that its array filter finds', async () => {
  const before = {
    steps: [
      { n: 1, tries: [1, 5] },
      { n: 2, tries: [7] },
    ],
  };
  expect(await updated(before, { $inc: { 'steps.$[].n': 1 } })).toEqual({
    steps: [
      { n: 2, tries: [1, 5] },
      { n: 3, tries: [7] },
    ],
  });
  expect(
    await updated(before, { $set: { 'steps.$[s].n': 0 } }, { arrayFilters: [{ 's.n': { $gte: 2 } }] }),
  ).toEqual({
    steps: [
      { n: 1, tries: [1, 5] },
      { n: 0, tries: [7] },
    ],
  });
  expect(
    await updated(before, { $set: { 'steps.$[].tries.$[t]': 0 } }, { arrayFilters: [{ t: { $gte: 5 } }] }),
  ).toEqual({
    steps: [
      { n: 1, tries: [1, 0] },
      { n: 2, tries: [0] },
    ],
  });
  await expect(updated(before, { $set: { 'steps.$[s].n': 0 } })).rejects.toMatchObject({ code: 2 });
  await expect(updated(before, { $set: { n: 0 } }, { arrayFilters: [{ s: 1 }] })).rejects.toMatchObject({
    code: 9,
  });
});

test('an update by pipeline computes from the document itself', async () => {
  expect(await updated({ a: 1, b: 2 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }])).toEqual(
    { b: 2, sum: 3 },
  );
});

test('an upsert starts from what the query says for certain', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  const result = await things.updateOne(
    { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 'x' }] },
    { $set: { f: 1 }, $setOnInsert: { g: 2 }, $inc: { n: 1 }, $push: { list: 1 } } as AnyDocument,
    { upsert: true },
  );
  expect(result.upsertedCount).toBe(1);
  const doc = await things.findOne({ _id: result.upsertedId as ObjectId });
  expect(doc).toEqual({ _id: result.upsertedId, a: 1, b: { c: 2 }, e: 'x', f: 1, g: 2, list: [1], n: 1 });
  expect(Object.keys(doc ?? {})[0]).toBe('_id');
});

test('$setOnInsert is for the insert alone, and an _id in the query is kept', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  const upsert = (n: number) =>
    things.updateOne({ _id: 'mailbox' }, { $set: { seen: n }, $setOnInsert: { first: n } }, { upsert: true });
  expect(await upsert(1)).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'mailbox' });
  expect(await upsert(2)).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
  expect(await upsert(2)).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  expect(await things.find().toArray()).toEqual([{ _id: 'mailbox', seen: 2, first: 1 }]);
});

test('replaceOne keeps the _id, and upserts with the _id of the query only', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.replaceOne({ _id: 5, a: 1 }, { b: 1 }, { upsert: true });
  expect(await things.findOne()).toEqual({ _id: 5, b: 1 });
  await things.replaceOne({ b: 1 }, { c: 1 });
  expect(await things.findOne()).toEqual({ _id: 5, c: 1 });
  await expect(things.replaceOne({ c: 1 }, { _id: 6, c: 1 })).rejects.toMatchObject({ code: 66 });
});

test('updateMany and deleteMany count what they touched', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertMany([
    { _id: 1, a: 1 },
    { _id: 2, a: 1, b: 1 },
    { _id: 3, a: 2 },
  ]);
  expect(await things.updateMany({ a: 1 }, { $set: { b: 1 } })).toMatchObject({
    matchedCount: 2,
    modifiedCount: 1,
  });
  expect((await things.deleteMany({ b: 1 })).deletedCount).toBe(2);
  expect(await things.countDocuments()).toBe(1);
});

test('findOneAndUpdate takes the first in sort order, and gives it before or after', async () => {
  const { db } = await testDatabase();
  const jobs = db.collection<AnyDocument>('jobs');
  await jobs.insertMany([
    { _id: 1, at: new Date(3), priority: 0 },
    { _id: 2, at: new Date(1), priority: 0 },
    { _id: 3, at: new Date(1), priority: 5 },
  ]);
  const sort = { at: 1, priority: -1 } as const;
  const lock = { $set: { locked: true } };
  expect(
    await jobs.findOneAndUpdate({ locked: null }, lock, { sort, returnDocument: 'after' }),
  ).toMatchObject({ _id: 3, locked: true });
  const before = await jobs.findOneAndUpdate({ locked: null }, lock, { sort, returnDocument: 'before' });
  expect(before).toEqual({ _id: 2, at: new Date(1), priority: 0 });
  expect(await jobs.findOneAndDelete({ locked: null })).toMatchObject({ _id: 1 });
  expect(await jobs.findOneAndUpdate({ locked: null }, lock)).toBeNull();
});

test('findOneAndUpdate with upsert says what it made', async () => {
  const { db } = await testDatabase();
  const jobs = db.collection<AnyDocument>('jobs');
  const options = { upsert: true, returnDocument: 'after', includeResultMetadata: true } as const;
  const result = await jobs.findOneAndUpdate({ name: 'digest', type: 'single' }, { $set: { n: 1 } }, options);
  expect(result.value).toMatchObject({ name: 'digest', type: 'single', n: 1 });
  expect(result.lastErrorObject).toEqual({ n: 1, updatedExisting: false, upserted: result.value?._id });
  const before = await jobs.findOneAndUpdate(
    { name: 'other' },
    { $set: { n: 1 } },
    { upsert: true, returnDocument: 'before' },
  );
  expect(before).toBeNull();
});
