import { CommandError } from '../errors.ts';
import { Index } from '../index.ts';
import { matcherOf } from '../match.ts';
import { identical } from '../order.ts';
import { show } from '../show.ts';
import { type Doc, isDocument } from '../values.ts';
import {
  type Command,
  type CommandContext,
  collectionName,
  count,
  documents,
  existing,
  flag,
  namespace,
} from './command.ts';

/** Commands about databases, collections and indexes. */
export const CATALOG: Record<string, Command> = {
  create: { fields: ['collation'], run: create },
  drop: { fields: [], run: drop },
  dropDatabase: {
    fields: [],
    run: ({ databases, database }) => {
      databases.dropDatabase(database);
      return { dropped: database, ok: 1 };
    },
  },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  listCollections: {
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: listCollections,
  },
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
};

function create(context: CommandContext): Doc {
  if (existing(context)) throw new CommandError(48, `Collection ${namespace(context)} already exists.`);
  context.databases.create(context.database, collectionName(context));
  return { ok: 1 };
}

function drop(context: CommandContext): Doc {
  const collection = existing(context);
  if (!collection) return { ok: 1 };
  const nIndexesWas = collection.indexes.size;
  context.databases.drop(context.database, collectionName(context));
  return { nIndexesWas, ns: namespace(context), ok: 1 };
}

function listDatabases({ databases, command }: CommandContext): Doc {
  const { test } = matcherOf(command.filter ?? {});
  const all = databases.names().map((name): Doc => ({ name, sizeOnDisk: 0n, empty: false }));
  const found = all.filter(test);
  if (flag(command.nameOnly, false)) return { databases: found.map(({ name }) => ({ name })), ok: 1 };
  return { databases: found, totalSize: 0n, totalSizeMb: 0n, ok: 1 };
}

function listCollections({ database, databases, command, cursors }: CommandContext): Doc {
  const { test } = matcherOf(command.filter ?? {});
  const all = databases.list(database).map(
    ({ name }): Doc => ({
      name,
      type: 'collection',
      options: {},
      info: { readOnly: false },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    }),
  );
  const found = all.filter(test);
  const docs = flag(command.nameOnly, false) ? found.map(({ name, type }) => ({ name, type })) : found;
  return cursors.start(`${database}.$cmd.listCollections`, docs, batchSize(command));
}

function batchSize({ cursor }: Doc): number | undefined {
  return isDocument(cursor) ? count('cursor.batchSize', cursor.batchSize) : undefined;
}

function createIndexes(context: CommandContext): Doc {
  const specs = documents('createIndexes.indexes', context.command.indexes);
  const wanted = specs.map((spec) => new Index({ v: 2, ...spec }));
  const createdCollectionAutomatically = existing(context) === undefined;
  const collection = context.databases.open(context.database, collectionName(context));
  const numIndexesBefore = collection.indexes.size;
  for (const index of wanted) {
    if (!isPresent(index, [...collection.indexes.values()])) collection.addIndex(index);
  }
  const numIndexesAfter = collection.indexes.size;
  const note = numIndexesBefore === numIndexesAfter ? { note: 'all indexes already exist' } : {};
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 };
}

/** Whether the very same index exists; one that only resembles it is a conflict. */
function isPresent(wanted: Index, indexes: Index[]): boolean {
  if (identical(wanted.spec.key, { _id: 1 })) return true;
  const named = indexes.find(({ name }) => name === wanted.name);
  if (named?.isSame(wanted)) return true;
  if (named) {
    throw new CommandError(
      named.isAlike(wanted) ? 85 : 86,
      `An existing index has the same name as the requested index, but other keys or options: ${wanted.name}`,
    );
  }
  const alike = indexes.find((index) => index.isAlike(wanted));
  if (alike) throw new CommandError(85, `Index already exists with a different name: ${alike.name}`);
  return false;
}

function listIndexes(context: CommandContext): Doc {
  const collection = existing(context);
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace(context)}`);
  const specs = Array.from(collection.indexes.values(), ({ spec }) => spec);
  return context.cursors.start(namespace(context), specs, batchSize(context.command));
}

function dropIndexes(context: CommandContext): Doc {
  const collection = existing(context);
  if (!collection) throw new CommandError(26, `ns not found ${namespace(context)}`);
  const { index } = context.command;
  const nIndexesWas = collection.indexes.size;
  const names = [...collection.indexes.keys()].filter((name) => name !== '_id_');
  const wanted =
    index === '*' ? names : (Array.isArray(index) ? index : [index]).map((each) => indexName(each));
  for (const name of wanted) {
    if (name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    if (!collection.indexes.has(name)) throw new CommandError(27, `index not found with name [${name}]`);
  }
  for (const name of wanted) collection.dropIndex(name);
  return { nIndexesWas, ok: 1 };

  function indexName(each: unknown): string {
    if (typeof each === 'string') return each;
    const found = [...(collection?.indexes.values() ?? [])].find(({ spec }) => identical(spec.key, each));
    if (!found) throw new CommandError(27, `can't find index with key: ${show(each)}`);
    return found.name;
  }
}
