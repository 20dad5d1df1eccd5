import type { Collection } from '../collection.ts';
import { CommandError } from '../errors.ts';
import type { Sources } from '../lookup.ts';
import { matcherOf } from '../match.ts';
import { keyOf } from '../order.ts';
import { someValueAt, splitPath } from '../path.ts';
import { pipelineOf } from '../pipeline.ts';
import { findProjection } from '../projection.ts';
import { sortFields } from '../sort.ts';
import { type Doc, isDocument, wholeNumber } from '../values.ts';
import { type Command, type CommandContext, checkHint, count, existing, flag, namespace } from './command.ts';

/** Commands that read documents. */
export const READING: Record<string, Command> = {
  find: {
    fields: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'collation',
      'allowDiskUse',
      'noCursorTimeout',
    ],
    run: find,
  },
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
  count: { fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'], run: countDocuments },
  distinct: { fields: ['key', 'query', 'hint', 'collation'], run: distinct },
  aggregate: {
    fields: ['pipeline', 'cursor', 'hint', 'collation', 'allowDiskUse', 'bypassDocumentValidation', 'let'],
    run: aggregate,
  },
};

function find(context: CommandContext): Doc {
  const { command, cursors } = context;
  const collection = existing(context);
  checkHint(collection, command.hint);
  const matcher = matcherOf(command.filter ?? {});
  const project = findProjection(command.projection);
  const search = {
    sort: sortFields(command.sort),
    skip: count('skip', command.skip),
    limit: count('limit', command.limit),
  };
  const docs = collection?.find(matcher, search).map(({ doc }) => project(doc)) ?? [];
  const single = flag(command.singleBatch, false);
  return cursors.start(namespace(context), docs, count('batchSize', command.batchSize), single);
}

function getMore({ command, database, cursors }: CommandContext): Doc {
  const id = cursorId(command.getMore);
  return cursors.more(id, `${database}.${command.collection}`, count('batchSize', command.batchSize) ?? 0);
}

function killCursors({ command, cursors }: CommandContext): Doc {
  if (!Array.isArray(command.cursors)) throw new CommandError(14, "'cursors' must be an array");
  return cursors.kill(command.cursors.map(cursorId));
}

function cursorId(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  const id = wholeNumber(value);
  if (id === undefined) throw new CommandError(14, 'a cursor id must be a long');
  return BigInt(id);
}

function countDocuments(context: CommandContext): Doc {
  const { command } = context;
  const collection = existing(context);
  checkHint(collection, command.hint);
  const matcher = matcherOf(command.query ?? {});
  const skip = count('skip', command.skip);
  const limit = Math.abs(wholeNumber(command.limit) ?? 0);
  if (!collection) return { n: 0, ok: 1 };
  const isAll = matcher.terms.length === 0 && !skip && limit === 0;
  return { n: isAll ? collection.size : collection.find(matcher, { skip, limit }).length, ok: 1 };
}

/** The different values at a path, the elements of arrays one by one. */
function distinct(context: CommandContext): Doc {
  const { key, query } = context.command;
  if (typeof key !== 'string') throw new CommandError(14, "BSON field 'distinct.key' is the wrong type");
  const collection = existing(context);
  checkHint(collection, context.command.hint);
  const values = new Map<string, unknown>();
  for (const { doc } of collection?.find(matcherOf(query ?? {})) ?? []) {
    someValueAt(doc, splitPath(key), false, (value) => {
      const found = Array.isArray(value) ? value : [value];
      for (const each of found)
        if (each !== undefined && !values.has(keyOf(each))) values.set(keyOf(each), each);
      return false;
    });
  }
  return { values: [...values.values()], ok: 1 };
}

function aggregate(context: CommandContext): Doc {
  const { command, database, databases, cursors } = context;
  const sources: Sources = {
    collection: (name) => databases.find(database, name)?.all() ?? [],
    variables: {},
  };
  // The whole of it is checked, whether or not there is a collection to run it on.
  pipelineOf(command.pipeline, sources);
  const { cursor } = command;
  if (!isDocument(cursor)) {
    throw new CommandError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  if (isDocument(command.let) && Object.keys(command.let).length > 0) {
    throw new CommandError(238, "aggregate with 'let' is not supported by this server");
  }
  if (typeof command.aggregate !== 'string') throw new CommandError(73, 'aggregation needs a collection');
  const collection = existing(context);
  checkHint(collection, command.hint);
  const docs = collection ? runOn(collection, command.pipeline as Doc[], sources) : [];
  return cursors.start(namespace(context), docs, count('batchSize', cursor.batchSize));
}

/** Leading `$match`, `$sort`, `$skip` and `$limit` are left to the collection, which has indexes for them. */
function runOn(collection: Collection, pipeline: Doc[], sources: Sources): Doc[] {
  const rest = [...pipeline];
  const take = (name: string): unknown => {
    const stage = rest[0];
    if (!stage || !Object.hasOwn(stage, name)) return undefined;
    rest.shift();
    return stage[name];
  };
  const matcher = matcherOf(take('$match') ?? {});
  const sort = sortFields(take('$sort'));
  const skip = wholeNumber(take('$skip'));
  const limit = wholeNumber(take('$limit'));
  const docs = collection.find(matcher, { sort, skip, limit }).map(({ doc }) => doc);
  return pipelineOf(rest, sources)(docs);
}
