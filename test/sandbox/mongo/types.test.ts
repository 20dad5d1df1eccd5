import {
  Binary,
  BSON,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { expect, test } from 'vitest';
import { isRealMongo, testDatabase } from '../../support/mongo.ts';

test('a document that was inserted is found again', async () => {
  const { db } = await testDatabase();
  const threads = db.collection('threads');
  const { insertedId } = await threads.insertOne({ project: 'New website', sentAt: new Date(5), size: 1.5 });
  expect(insertedId).toBeInstanceOf(ObjectId);
  expect(await threads.findOne({ project: 'New website' })).toEqual({
    _id: insertedId,
    project: 'New website',
    sentAt: new Date(5),
    size: 1.5,
  });
});

test('every type comes back as it went in, to the byte', async () => {
  const { db } = await testDatabase();
  const raw = db.collection('raw', { raw: true });
  const doc = {
    _id: new ObjectId(),
    int: new Int32(3),
    double: new Double(3),
    fraction: 0.5,
    negativeZero: -0,
    long: Long.fromNumber(3),
    huge: Long.MAX_VALUE,
    nan: Number.NaN,
    infinite: Number.NEGATIVE_INFINITY,
    none: null,
    text: 'Pieksämäki 🦊',
    flag: false,
    at: new Date(-5),
    bytes: new Binary(Buffer.from([1, 2, 3]), 5),
    pattern: new BSONRegExp('^re:', 'i'),
    time: new Timestamp({ t: 5, i: 7 }),
    least: new MinKey(),
    most: new MaxKey(),
    nested: { list: [new Double(1), { x: Long.ONE }, []], empty: {} },
  };
  await db.collection('raw').insertOne(doc);
  const found = (await raw.findOne({})) as unknown as Buffer;
  expect(Buffer.from(found).equals(BSON.serialize(doc))).toBe(true);
});

test('an update leaves the types of the other fields alone', async () => {
  const { db } = await testDatabase();
  const exact = db.collection('exact', { promoteValues: false });
  await exact.insertOne({ whole: new Double(2), long: Long.fromNumber(2) });
  await exact.updateOne({}, { $set: { touched: true } });
  expect(await exact.findOne({}, { projection: { _id: 0 } })).toEqual({
    whole: new Double(2),
    long: Long.fromNumber(2),
    touched: true,
  });
});

test('a field named __proto__ is a field like others', async () => {
  const { db } = await testDatabase();
  const things = db.collection('things');
  await things.insertOne(JSON.parse('{"__proto__": {"polluted": true}, "a": 1}'));
  await things.updateOne({ a: 1 }, { $set: { b: 1 } });
  const found = await things.findOne({ b: 1 });
  expect(Object.hasOwn(found ?? {}, '__proto__')).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.skipIf(isRealMongo)('a type that the stand-in does not know is refused, not mangled', async () => {
  const { db } = await testDatabase();
  const insert = db.collection('things').insertOne({ price: Decimal128.fromString('1.10') });
  await expect(insert).rejects.toMatchObject({ code: 238 });
});
