import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/mongo.ts';

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
