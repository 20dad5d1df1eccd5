import { Double, Long } from 'mongodb';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/mongo.ts';
import type { AnyDocument } from './any-document.ts';

async function sales(): Promise<{ run(pipeline: AnyDocument[]): Promise<AnyDocument[]> }> {
  const { db } = await testDatabase();
  await db.collection<AnyDocument>('threads').insertMany([
    { _id: 1, seller: 'anna', state: 'running', mails: 2, at: new Date(3), tags: ['a', 'b'] },
    { _id: 2, seller: 'anna', state: 'answered', mails: 4, at: new Date(1), tags: [] },
    { _id: 3, seller: 'ben', state: 'running', mails: 1, at: new Date(2), tags: ['b'] },
    { _id: 4, seller: 'carl', state: 'running', at: new Date(9) },
  ]);
  await db.collection<AnyDocument>('sellers').insertMany([
    { _id: 'anna', zone: 'Europe/Helsinki' },
    { _id: 'ben', zone: 'Europe/Warsaw' },
  ]);
  return { run: (pipeline) => db.collection<AnyDocument>('threads').aggregate(pipeline).toArray() };
}

test('$match, $group and $sort', async () => {
  const { run } = await sales();
  expect(
    await run([
      { $match: { state: 'running' } },
      {
        $group: {
          _id: '$seller',
          n: { $sum: 1 },
          mails: { $sum: '$mails' },
          last: { $max: '$at' },
          first: { $min: '$mails' },
        },
      },
      { $sort: { _id: -1 } },
    ]),
  ).toEqual([
    { _id: 'carl', n: 1, mails: 0, last: new Date(9), first: null },
    { _id: 'ben', n: 1, mails: 1, last: new Date(2), first: 1 },
    { _id: 'anna', n: 1, mails: 2, last: new Date(3), first: 2 },
  ]);
});

test('$group by several fields, by dates, and of missing fields', async () => {
  const { run } = await sales();
  expect(await run([{ $group: { _id: { s: '$state', at: '$at' } } }, { $count: 'n' }])).toEqual([{ n: 4 }]);
  expect(
    await run([
      { $sort: { at: 1 } },
      {
        $group: {
          _id: null,
          firsts: { $first: '$seller' },
          all: { $push: '$mails' },
          states: { $addToSet: '$state' },
          mean: { $avg: '$mails' },
        },
      },
    ]),
  ).toEqual([
    {
      _id: null,
      firsts: 'anna',
      all: [4, 1, 2],
      states: expect.arrayContaining(['running', 'answered']),
      mean: 7 / 3,
    },
  ]);
  expect(await run([{ $group: { _id: '$mails' } }, { $sort: { _id: 1 } }])).toEqual([
    { _id: null },
    { _id: 1 },
    { _id: 2 },
    { _id: 4 },
  ]);
});

test('$lookup by fields, and by a pipeline with variables', async () => {
  const { run } = await sales();
  const joined = await run([
    { $match: { _id: { $in: [1, 4] } } },
    { $lookup: { from: 'sellers', localField: 'seller', foreignField: '_id', as: 'who' } },
    { $project: { who: 1 } },
    { $sort: { _id: 1 } },
  ]);
  expect(joined).toEqual([
    { _id: 1, who: [{ _id: 'anna', zone: 'Europe/Helsinki' }] },
    { _id: 4, who: [] },
  ]);
  const byPipeline = await run([
    { $match: { _id: 3 } },
    {
      $lookup: {
        from: 'sellers',
        let: { name: '$seller' },
        pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$name'] } } }, { $project: { _id: 0 } }],
        as: 'who',
      },
    },
  ]);
  expect(byPipeline[0]?.who).toEqual([{ zone: 'Europe/Warsaw' }]);
});

test('$unwind, $project, $addFields, $skip and $limit', async () => {
  const { run } = await sales();
  expect(
    await run([{ $unwind: '$tags' }, { $sort: { _id: 1, tags: 1 } }, { $project: { tags: 1 } }]),
  ).toEqual([
    { _id: 1, tags: 'a' },
    { _id: 1, tags: 'b' },
    { _id: 3, tags: 'b' },
  ]);
  expect(
    await run([{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'n' }]),
  ).toEqual([{ n: 5 }]);
  expect(
    await run([
      { $sort: { at: -1 } },
      { $skip: 1 },
      { $limit: 1 },
      { $addFields: { many: { $gte: ['$mails', 2] }, label: { $concat: ['$seller', '/', '$state'] } } },
      { $project: { _id: 0, many: 1, label: 1 } },
    ]),
  ).toEqual([{ many: true, label: 'anna/running' }]);
  expect(await run([{ $limit: 2 }, { $skip: 1 }, { $project: { _id: 1 } }])).toEqual([{ _id: 2 }]);
});

test('a pipeline leaves the stored documents as they were', async () => {
  const { run } = await sales();
  await run([{ $unwind: '$tags' }, { $set: { 'extra.deep': 1 } }, { $unset: 'seller' }]);
  expect((await run([{ $match: { _id: 1 } }]))[0]).toEqual({
    _id: 1,
    seller: 'anna',
    state: 'running',
    mails: 2,
    at: new Date(3),
    tags: ['a', 'b'],
  });
});

test('$project and $addFields reach into documents and arrays, and leave the rest', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  await things.insertOne({ _id: 1, a: { b: 1, c: 2 }, list: [{ x: 1, y: 1 }, { x: 2 }] });
  const run = async (stage: AnyDocument) => (await things.aggregate([stage]).toArray())[0];
  expect(await run({ $addFields: { a: { d: '$a.b' }, 'list.z': 0 } })).toEqual({
    _id: 1,
    a: { b: 1, c: 2, d: 1 },
    list: [
      { x: 1, y: 1, z: 0 },
      { x: 2, z: 0 },
    ],
  });
  expect(
    await run({ $project: { _id: 0, a: { c: 1 }, xs: '$list.x', 'n.sum': { $add: ['$a.b', '$a.c'] } } }),
  ).toEqual({
    a: { c: 2 },
    xs: [1, 2],
    n: { sum: 3 },
  });
  expect(await run({ $project: { 'list.x': 0, a: 0 } })).toEqual({ _id: 1, list: [{ y: 1 }, {}] });
  expect(await run({ $replaceRoot: { newRoot: { $mergeObjects: ['$a', { e: 5 }] } } })).toEqual({
    b: 1,
    c: 2,
    e: 5,
  });
  expect(await run({ $set: { a: '$$REMOVE', list: { $size: '$list' } } })).toEqual({ _id: 1, list: 2 });
});

test('longs and whole doubles pass through a pipeline, and are summed up as such', async () => {
  const { db } = await testDatabase();
  const exact = db.collection<AnyDocument>('exact', { promoteValues: false });
  await exact.insertMany([
    { n: Long.MAX_VALUE.subtract(1), d: new Double(1) },
    { n: Long.ONE, d: new Double(2) },
  ]);
  const [sums] = await exact
    .aggregate([{ $group: { _id: null, n: { $sum: '$n' }, d: { $sum: '$d' } } }])
    .toArray();
  expect(sums).toMatchObject({ n: Long.MAX_VALUE, d: new Double(3) });
  await exact.updateMany({}, [{ $set: { copy: '$n' } }]);
  expect(await exact.findOne({ d: 2 }, { projection: { _id: 0 } })).toEqual({
    n: Long.ONE,
    d: new Double(2),
    copy: Long.ONE,
  });
});

test('countDocuments and distinct', async () => {
  const { db } = await testDatabase();
  const things = db.collection<AnyDocument>('things');
  expect(await things.countDocuments()).toBe(0);
  await things.insertMany([{ a: [1, 2], b: { c: 'x' } }, { a: 2, b: { c: 'y' } }, {}]);
  expect(await things.countDocuments({ a: 2 })).toBe(2);
  expect(await things.countDocuments({}, { skip: 1, limit: 1 })).toBe(1);
  expect(await things.estimatedDocumentCount()).toBe(3);
  expect((await things.distinct('a')).sort()).toEqual([1, 2]);
  expect(await things.distinct('b.c', { a: 2 })).toEqual(['x', 'y']);
});
