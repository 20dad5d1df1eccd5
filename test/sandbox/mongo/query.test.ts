import { Double, Long, MaxKey, MinKey, ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/mongo.ts';
import type { AnyDocument } from './any-document.ts';

/** Inserts documents and gives the _ids that a query finds, in order of _id. */
async function finder(docs: AnyDocument[]): Promise<(query: AnyDocument) => Promise<unknown[]>> {
  const { db } = await testDatabase();
  const collection = db.collection<AnyDocument>('things');
  await collection.insertMany(docs);
  return async (query) =>
    (await collection.find(query, { sort: { _id: 1 }, projection: { _id: 1 } }).toArray()).map(
      ({ _id }) => _id,
    );
}

test('null finds null and missing, and $exists tells them apart', async () => {
  const find = await finder([
    { _id: 1, a: null },
    { _id: 2 },
    { _id: 3, a: 0 },
    { _id: 4, a: [] },
    { _id: 5, a: [null] },
  ]);
  expect(await find({ a: null })).toEqual([1, 2, 5]);
  expect(await find({ a: { $ne: null } })).toEqual([3, 4]);
  expect(await find({ a: { $exists: true } })).toEqual([1, 3, 4, 5]);
  expect(await find({ a: { $exists: false } })).toEqual([2]);
  expect(await find({ a: { $in: [null, 0] } })).toEqual([1, 2, 3, 5]);
  expect(await find({ a: { $nin: [null] } })).toEqual([3, 4]);
  expect(await find({ a: { $lte: null } })).toEqual([1, 2, 5]);
  expect(await find({ a: { $type: 'null' } })).toEqual([1, 5]);
});

test('null on a nested path: missing in one of an array is enough, a bare value in an array is not', async () => {
  const find = await finder([
    { _id: 1, a: { b: 1 } },
    { _id: 2, a: {} },
    { _id: 3, a: 5 },
    { _id: 4, a: [{ b: 1 }, {}] },
    { _id: 5, a: [1, 2] },
    { _id: 6, a: [] },
    { _id: 7 },
    { _id: 8, a: [{ b: null }] },
  ]);
  expect(await find({ 'a.b': null })).toEqual([2, 3, 4, 7, 8]);
  expect(await find({ 'a.b': { $exists: false } })).toEqual([2, 3, 5, 6, 7]);
  expect(await find({ 'a.b': { $ne: null } })).toEqual([1, 5, 6]);
});

test('arrays match by element, by number, and as a whole', async () => {
  const find = await finder([
    { _id: 1, a: [1, 2, 3] },
    { _id: 2, a: 2 },
    { _id: 3, a: [[2]] },
    { _id: 4, a: [{ b: 1 }, { b: 2, c: 3 }] },
    { _id: 5, a: { 0: 2 } },
  ]);
  expect(await find({ a: 2 })).toEqual([1, 2]);
  expect(await find({ a: [1, 2, 3] })).toEqual([1]);
  expect(await find({ a: [2] })).toEqual([3]);
  expect(await find({ 'a.1': 2 })).toEqual([1]);
  expect(await find({ 'a.0': 1 })).toEqual([1]);
  expect(await find({ 'a.b': 2 })).toEqual([4]);
  expect(await find({ 'a.1.c': 3 })).toEqual([4]);
  expect(await find({ 'a.b': 1, 'a.c': 3 })).toEqual([4]);
  expect(await find({ a: { $elemMatch: { b: 1, c: 3 } } })).toEqual([]);
  expect(await find({ a: { $elemMatch: { b: 2, c: 3 } } })).toEqual([4]);
  expect(await find({ a: { $elemMatch: { $gt: 1, $lt: 3 } } })).toEqual([1]);
  expect(await find({ a: { $gt: 2, $lt: 2 } })).toEqual([1]);
  expect(await find({ a: { $all: [1, 3] } })).toEqual([1]);
  expect(await find({ a: { $size: 3 } })).toEqual([1]);
  expect(await find({ a: { $size: 1 } })).toEqual([3]);
  expect(await find({ a: { $ne: 2 } })).toEqual([3, 4, 5]);
  expect(await find({ a: { $not: { $gt: 2 } } })).toEqual([2, 3, 4, 5]);
  expect(await find({ a: { $type: 'array' } })).toEqual([1, 3, 4]);
});

test('comparisons stay within a type, and numbers are one type', async () => {
  const find = await finder([
    { _id: 1, a: 5 },
    { _id: 2, a: new Double(5) },
    { _id: 3, a: Long.fromNumber(5) },
    { _id: 4, a: '5' },
    { _id: 5, a: new Date(5) },
    { _id: 6, a: true },
    { _id: 7, a: Number.NaN },
    { _id: 8, a: null },
    { _id: 9, a: { b: 5 } },
  ]);
  expect(await find({ a: 5 })).toEqual([1, 2, 3]);
  expect(await find({ a: { $gte: 5 } })).toEqual([1, 2, 3]);
  expect(await find({ a: { $lt: 6 } })).toEqual([1, 2, 3]);
  expect(await find({ a: { $gt: '4' } })).toEqual([4]);
  expect(await find({ a: { $gt: new Date(0) } })).toEqual([5]);
  expect(await find({ a: { $gt: false } })).toEqual([6]);
  expect(await find({ a: Number.NaN })).toEqual([7]);
  expect(await find({ a: { $lte: Number.NaN } })).toEqual([7]);
  expect(await find({ a: { $lt: Number.NaN } })).toEqual([]);
  expect(await find({ a: { $gt: {} } })).toEqual([9]);
  expect(await find({ a: { $gt: new MinKey(), $lt: new MaxKey() } })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await find({ a: { $type: 'number' } })).toEqual([1, 2, 3, 7]);
  expect(await find({ a: { $type: ['long', 'string'] } })).toEqual([3, 4]);
  expect(await find({ a: { $mod: [2, 1] } })).toEqual([1, 2, 3]);
});

test('the order of fields counts when documents are compared', async () => {
  const find = await finder([
    { _id: 1, a: { x: 1, y: 2 } },
    { _id: 2, a: { y: 2, x: 1 } },
  ]);
  expect(await find({ a: { x: 1, y: 2 } })).toEqual([1]);
  expect(await find({ 'a.x': 1, 'a.y': 2 })).toEqual([1, 2]);
});

test('dates and ObjectIds are equal by value, alone and in lists', async () => {
  const id = new ObjectId();
  const find = await finder([
    { _id: 1, at: new Date(1000), owner: id },
    { _id: 2, at: new Date(2000), owner: new ObjectId() },
  ]);
  expect(await find({ at: new Date(1000) })).toEqual([1]);
  expect(await find({ owner: new ObjectId(id.toHexString()) })).toEqual([1]);
  expect(await find({ owner: { $in: [id] } })).toEqual([1]);
  expect(await find({ owner: id.toHexString() })).toEqual([]);
  expect(await find({ at: { $gt: new Date(1000), $lte: new Date(2000) } })).toEqual([2]);
});

test('$or, $nor, $and and $not hold other conditions', async () => {
  const find = await finder([
    { _id: 1, a: 1, b: 1 },
    { _id: 2, a: 1 },
    { _id: 3, b: 1 },
  ]);
  expect(await find({ $or: [{ a: 1, b: 1 }, { a: { $exists: false } }] })).toEqual([1, 3]);
  expect(await find({ $nor: [{ a: 1 }, { b: 2 }] })).toEqual([3]);
  expect(await find({ $and: [{ a: 1 }, { $or: [{ b: 1 }, { b: 2 }] }] })).toEqual([1]);
  expect(await find({ a: { $not: { $eq: 1 } } })).toEqual([3]);
  expect(await find({ $expr: { $eq: ['$a', '$b'] } })).toEqual([1]);
});

test('regular expressions match strings and elements of arrays', async () => {
  const find = await finder([
    { _id: 1, s: 'Re: Offer' },
    { _id: 2, s: ['x', 'RE: offer'] },
    { _id: 3, s: 'none\nre: offer' },
    { _id: 4, s: 5 },
  ]);
  expect(await find({ s: /^re: /i })).toEqual([1, 2]);
  expect(await find({ s: /^re: /im })).toEqual([1, 2, 3]);
  expect(await find({ s: { $regex: '^Re', $options: '' } })).toEqual([1]);
  expect(await find({ s: { $not: /offer/i } })).toEqual([4]);
  expect(await find({ s: { $in: [/Offer/, 5] } })).toEqual([1, 4]);
});

test('names that JavaScript objects inherit are plain missing fields', async () => {
  const find = await finder([{ _id: 1 }, { _id: 2, constructor: 1 }]);
  expect(await find({ constructor: { $exists: true } })).toEqual([2]);
  expect(await find({ 'toString.length': { $exists: true } })).toEqual([]);
});

test('a sort follows the order of types, and takes the least or greatest element of an array', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertMany([
    { _id: 1, a: 'x' },
    { _id: 2, a: 3 },
    { _id: 3 },
    { _id: 4, a: [1, 9] },
    { _id: 5, a: new Date(0) },
    { _id: 6, a: [] },
    { _id: 7, a: true },
    { _id: 8, a: { b: 1 } },
  ]);
  const order = async (sort: Record<string, 1 | -1>) =>
    (await things.find().sort(sort).toArray()).map(({ _id }) => _id);
  expect(await order({ a: 1 })).toEqual([6, 3, 4, 2, 1, 8, 7, 5]);
  expect(await order({ a: -1 })).toEqual([5, 7, 8, 1, 4, 2, 3, 6]);
});

test('sort, skip and limit by two fields', async () => {
  const { db } = await testDatabase();
  const jobs = db.collection<AnyDocument>('jobs');
  await jobs.insertMany([
    { _id: 1, at: 2, priority: 0 },
    { _id: 2, at: 1, priority: 0 },
    { _id: 3, at: 1, priority: 10 },
    { _id: 4, at: 3, priority: 0 },
  ]);
  const cursor = jobs.find().sort({ at: 1, priority: -1 }).skip(1).limit(2);
  expect((await cursor.toArray()).map(({ _id }) => _id)).toEqual([2, 1]);
});

test('projections keep, leave out, cut arrays and reach into them', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 5] });
  const get = (projection: AnyDocument) => things.findOne({}, { projection });
  expect(await get({ a: 1 })).toEqual({ _id: 1, a: 1 });
  expect(await get({ _id: 0, 'b.c': 1 })).toEqual({ b: { c: 2 } });
  expect(await get({ list: 0, 'b.d': 0 })).toEqual({ _id: 1, a: 1, b: { c: 2 } });
  expect(await get({ _id: 0 })).toEqual({
    a: 1,
    b: { c: 2, d: 3 },
    list: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 5],
  });
  expect(await get({ _id: 0, 'list.x': 1 })).toEqual({ list: [{ x: 1 }, { x: 2 }] });
  expect(await get({ a: 1, list: { $slice: -1 } })).toEqual({ _id: 1, a: 1, list: [5] });
  expect(await get({ _id: 0, list: { $elemMatch: { x: 2 } } })).toEqual({ list: [{ x: 2, y: 2 }] });
  expect(await get({ _id: 0, sum: { $add: ['$a', '$b.c'] } })).toEqual({ sum: 3 });
  await expect(get({ a: 1, b: 0 })).rejects.toMatchObject({ code: 31254 });
});
