import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Collection } from '../../../sandbox/mongo/collection.ts';
import { CommandError } from '../../../sandbox/mongo/errors.ts';
import { Index } from '../../../sandbox/mongo/index.ts';
import { Journal } from '../../../sandbox/mongo/journal.ts';
import { matcherOf } from '../../../sandbox/mongo/match.ts';
import { sortDocuments, sortFields } from '../../../sandbox/mongo/sort.ts';
import type { Doc } from '../../../sandbox/mongo/values.ts';

/** Documents as BSON gives them: with a prototype, and all or some of their fields. */
const plain = { noNullPrototype: true } as const;
const sparse = { requiredKeys: [], noNullPrototype: true } as { requiredKeys: []; noNullPrototype: true };

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom<unknown>(null, 'a', 'b', true, 2.5, 3n, Number.NaN, new Date(1), new Date(2)),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ c: scalar }, sparse) },
  { weight: 1, arbitrary: fc.array(fc.record({ c: scalar }, sparse), { maxLength: 2 }) },
);
const doc = fc.record({ a: value, b: value, d: scalar }, sparse);

const operator = fc.oneof(
  value,
  fc.record({ $gte: scalar }, plain),
  fc.record({ $gt: scalar, $lt: scalar }, plain),
  fc.record({ $lte: scalar }, plain),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }, plain),
  fc.record({ $ne: scalar }, plain),
  fc.record({ $exists: fc.boolean() }, plain),
);
const fields = fc.record({ a: operator, b: operator, d: operator, 'a.c': operator }, sparse);
const query = fc.oneof(
  fields,
  fc.tuple(fields, fields).map(([first, second]) => ({ $or: [first, second] })),
  fc.tuple(fields, fields).map(([first, second]) => ({ ...first, $and: [second] })),
);
const direction = fc.constantFrom<1 | -1>(1, -1);
const sort = fc.oneof(
  fc.constant({}),
  fc.record({ a: direction }, plain),
  fc.record({ b: direction, d: direction }, plain),
  fc.record({ d: direction, a: direction }, plain),
);
const index = fc.record(
  {
    key: fc.constantFrom<Doc>(
      { a: 1 },
      { b: -1 },
      { 'a.c': 1 },
      { d: 1, a: -1 },
      { b: 1, d: -1 },
      { d: 1, a: 1 },
    ),
    sparse: fc.boolean(),
    partialFilterExpression: fc.constantFrom<Doc>({ d: 1 }, { a: { $exists: true } }, { d: { $gte: 2 } }),
  },
  { requiredKeys: ['key'], noNullPrototype: true },
);

/** Documents in a collection, each then given another content or taken away, so that indexes had to follow. */
function collectionOf(docs: Doc[], indexes: Doc[]): Collection {
  const collection = new Collection('db.things', new Journal());
  for (const [i, spec] of indexes.entries()) collection.addIndex(new Index({ ...spec, name: `index${i}` }));
  for (const [i, content] of docs.entries()) collection.insert({ _id: i, ...content });
  for (const record of collection.find(matcherOf({}))) {
    const id = record.doc._id as number;
    if (id % 3 === 0) collection.replace(record, { ...docs[(id + 1) % docs.length], _id: id });
    if (id % 5 === 4) collection.remove(record);
  }
  return collection;
}

test('a search by indexes finds what reading everything finds, in the order of the sort', () => {
  fc.assert(
    fc.property(
      fc.array(doc, { maxLength: 12 }),
      fc.array(index, { maxLength: 3 }),
      query,
      sort,
      (docs, specs, filter, order) => {
        const collection = collectionOf(docs, specs);
        const matcher = matcherOf(filter);
        const wanted = sortDocuments(
          collection.all().filter(matcher.test),
          sortFields(order),
          (each) => each,
        );
        const found = collection.find(matcher, { sort: sortFields(order) }).map((record) => record.doc);
        expect(new Set(found.map(({ _id }) => _id))).toEqual(new Set(wanted.map(({ _id }) => _id)));
        expect(found).toHaveLength(wanted.length);
        // Equal documents may come in any order: the sorted fields must be in the same.
        expect(sortDocuments([...found], sortFields(order), (each) => each)).toEqual(found);
        const limited = collection.find(matcher, { sort: sortFields(order), limit: 1 });
        expect(limited).toHaveLength(Math.min(1, wanted.length));
      },
    ),
    { numRuns: 3000, seed: 7 },
  );
});

test('a unique index refuses exactly what is there already', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ d: scalar, b: scalar }, sparse), { maxLength: 10 }), (docs) => {
      const collection = new Collection('db.things', new Journal());
      collection.addIndex(new Index({ key: { d: 1, b: -1 }, name: 'unique', unique: true }));
      for (const [i, content] of docs.entries()) {
        const taken = collection.find(matcherOf({ d: content.d ?? null, b: content.b ?? null })).length > 0;
        const insert = () => collection.insert({ _id: i, ...content });
        if (taken) expect(insert).toThrow(CommandError);
        else insert();
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});
