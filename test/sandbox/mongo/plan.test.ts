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

// Few different values on few fields, so that documents and queries meet often.
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('a', true, 2.5, 3n, Number.NaN, new Date(1)) },
);
const nested = fc.record({ c: scalar }, sparse);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.array(nested, { maxLength: 2 }) },
);
const doc = fc.oneof(
  fc.record({ a: value, b: value, d: scalar }, sparse),
  fc.record({ a: scalar, b: scalar, d: scalar }, sparse),
);
/** Some collections hold arrays and some do not: indexes are used otherwise. */
const docs = fc.oneof(
  fc.array(doc, { minLength: 4, maxLength: 14 }),
  fc.array(fc.record({ a: scalar, b: scalar, d: scalar }, sparse), { minLength: 4, maxLength: 14 }),
);

const operator = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: value },
  { weight: 2, arbitrary: fc.record({ $gt: scalar, $lt: scalar }, plain) },
  { weight: 1, arbitrary: fc.record({ $gte: scalar }, plain) },
  { weight: 1, arbitrary: fc.record({ $lte: scalar }, plain) },
  { weight: 2, arbitrary: fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }, plain) },
  { weight: 1, arbitrary: fc.record({ $ne: scalar }, plain) },
  { weight: 1, arbitrary: fc.record({ $exists: fc.boolean() }, plain) },
);
const name = fc.constantFrom('a', 'b', 'd', 'a.c');
const fields = fc
  .array(fc.tuple(name, operator), { maxLength: 2 })
  .map((entries) => Object.fromEntries(entries) as Doc);
const query = fc.oneof(
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: fc.tuple(fields, fields).map(([first, second]) => ({ $or: [first, second] })) },
  { weight: 1, arbitrary: fc.tuple(fields, fields).map(([first, second]) => ({ ...first, $and: [second] })) },
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

/** Searches by indexes, and by reading and sorting everything: both must give the same. */
function compareSearches(collection: Collection, filter: Doc, order: Doc): void {
  const matcher = matcherOf(filter);
  const fields = sortFields(order);
  const wanted = sortDocuments(collection.all().filter(matcher.test), fields, (each) => each);
  const found = collection.find(matcher, { sort: fields }).map((record) => record.doc);
  expect(found).toHaveLength(wanted.length);
  expect(new Set(found.map(({ _id }) => _id))).toEqual(new Set(wanted.map(({ _id }) => _id)));
  // Equal documents may come in any order: sorting what is sorted must change nothing.
  expect(sortDocuments([...found], fields, (each) => each)).toEqual(found);
  expect(collection.find(matcher, { sort: fields, limit: 1 })).toHaveLength(Math.min(1, wanted.length));
}

test('a search by indexes finds what reading everything finds, in the order of the sort', () => {
  const indexes = fc.array(index, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(docs, indexes, query, sort, (contents, specs, filter, order) =>
      compareSearches(collectionOf(contents, specs), filter, order),
    ),
    { numRuns: 3000, seed: 7 },
  );
});

test.each<[string, Doc[], Doc, Doc, Doc]>([
  [
    'bounds met by different elements',
    [{ a: [4, 0] }, { a: 2 }, {}, {}],
    { a: 1 },
    { a: { $gt: 2, $lt: 2 } },
    {},
  ],
  ['a list out of order', [{ a: 1 }, { a: 2 }, { a: 3 }, {}, {}], { a: 1 }, { a: { $in: [3, 1] } }, { a: 1 }],
  [
    'an array sorted by an element out of bounds',
    [{ a: [1, 5] }, { a: 3 }, {}, {}, {}],
    { a: 1 },
    { a: { $gt: 2 } },
    { a: 1 },
  ],
  [
    'an array found by two of its elements',
    [{ a: [1, 2] }, { a: 2 }, {}, {}, {}],
    { a: 1 },
    { a: { $in: [1, 2] } },
    {},
  ],
  [
    'the order of a whole array',
    [{ a: [[1, 2]] }, { a: [1, 2] }, { a: 1 }, {}, {}],
    { a: 1 },
    { a: [1, 2] },
    {},
  ],
  ['null among the empty', [{ a: [] }, { a: null }, {}, { a: 1 }, { a: 2 }], { a: 1 }, { a: null }, { a: 1 }],
  [
    'a choice between indexed fields',
    [{ a: 1, d: 1 }, { a: 2 }, { a: 1, b: 1 }, { a: 1, d: null }, {}],
    { a: 1, d: 1 },
    { a: 1, $or: [{ d: 1 }, { b: 1 }] },
    {},
  ],
  [
    'a field that is missing from its index',
    [{ a: 1 }, { a: 1, d: null }, { a: 1, d: 1 }, {}],
    { a: 1, d: 1 },
    { a: 1, d: { $exists: false } },
    {},
  ],
  [
    'fields below an array',
    [{ a: [{ c: 1 }, {}] }, { a: [] }, { a: 5 }, { a: { c: 2 } }],
    { 'a.c': 1 },
    { 'a.c': null },
    {},
  ],
])('a search by an index is right about %s', (_, contents, key, filter, order) => {
  const collection = new Collection('db.things', new Journal());
  collection.addIndex(new Index({ key, name: 'index' }));
  for (const [i, content] of contents.entries()) collection.insert({ _id: i, ...content });
  compareSearches(collection, filter, order);
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
