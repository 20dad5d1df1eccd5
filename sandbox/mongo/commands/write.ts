import { BSON } from 'bson';
import { type Collection, checkId } from '../collection.ts';
import { CommandError, writeError } from '../errors.ts';
import type { StoredRecord } from '../index.ts';
import { type Matcher, matcherOf } from '../match.ts';
import { identical } from '../order.ts';
import { findProjection } from '../projection.ts';
import { sortFields } from '../sort.ts';
import { type Update, updateOf } from '../update.ts';
import { upsertedDocument, withId } from '../upsert.ts';
import { type Doc, isTruthy, wholeNumber } from '../values.ts';
import { MAX_DOCUMENT_BYTES } from '../wire.ts';
import {
  type Command,
  type CommandContext,
  checkCollation,
  checkHint,
  collectionName,
  documents,
  existing,
  flag,
} from './command.ts';

/** Commands that change documents. */
export const WRITING: Record<string, Command> = {
  insert: { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { fields: ['updates', 'ordered', 'bypassDocumentValidation'], run: update },
  delete: { fields: ['deletes', 'ordered'], run: remove },
  findAndModify: {
    fields: [
      'query',
      'sort',
      'remove',
      'update',
      'new',
      'fields',
      'upsert',
      'arrayFilters',
      'hint',
      'collation',
      'bypassDocumentValidation',
    ],
    run: findAndModify,
  },
};
WRITING.findandmodify = WRITING.findAndModify as Command;

/** Runs the operations of a batch; the first error ends an ordered one. */
function batch<T>(operations: T[], ordered: boolean, run: (operation: T, index: number) => void): Doc {
  const writeErrors: Doc[] = [];
  for (const [index, operation] of operations.entries()) {
    try {
      run(operation, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function insert(context: CommandContext): Doc {
  const docs = documents('insert.documents', context.command.documents);
  const collection = open(context);
  let n = 0;
  const errors = batch(docs, flag(context.command.ordered, true), (doc) => {
    checkId(doc);
    store(collection, withId(doc));
    n++;
  });
  return { n, ...errors, ok: 1 };
}

function open(context: CommandContext): Collection {
  return context.databases.open(context.database, collectionName(context));
}

function store(collection: Collection, doc: Doc): void {
  refuseTooLarge(doc);
  collection.insert(doc);
}

function refuseTooLarge(doc: Doc): void {
  const size = BSON.calculateObjectSize(doc);
  if (size <= MAX_DOCUMENT_BYTES) return;
  throw new CommandError(
    10334,
    `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
  );
}

const UPDATE_FIELDS = new Set(['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation']);
const DELETE_FIELDS = new Set(['q', 'limit', 'hint', 'collation']);

function checkOperation(name: string, operation: Doc, fields: Set<string>): void {
  const unknown = Object.keys(operation).find((field) => !fields.has(field));
  if (unknown !== undefined)
    throw new CommandError(40415, `BSON field '${name}.${unknown}' is an unknown field.`);
  checkCollation(operation.collation);
}

function update(context: CommandContext): Doc {
  const operations = documents('update.updates', context.command.updates);
  for (const operation of operations) checkOperation('update.updates', operation, UPDATE_FIELDS);
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const errors = batch(operations, flag(context.command.ordered, true), (operation, index) => {
    const collection = existing(context);
    const multi = flag(operation.multi, false);
    checkHint(collection, operation.hint);
    const matcher = matcherOf(operation.q);
    const change = updateOf(operation.u, operation.arrayFilters, multi);
    const records = collection?.find(matcher, { limit: multi ? 0 : 1 }) ?? [];
    for (const record of records) {
      const before = record.doc;
      changeRecord(collection as Collection, record, matcher, change);
      n++;
      if (record.doc !== before) nModified++;
    }
    if (records.length === 0 && flag(operation.upsert, false)) {
      upserted.push({ index, _id: upsert(open(context), matcher, operation.u, change)._id });
      n++;
    }
  });
  return { n, ...(upserted.length > 0 ? { upserted } : {}), nModified, ...errors, ok: 1 };
}

/** An update that changes nothing leaves the record, and the journal, alone. */
function changeRecord(collection: Collection, record: StoredRecord, matcher: Matcher, change: Update): void {
  const doc = withId(change(record.doc, { matcher, inserting: false }));
  if (identical(doc, record.doc)) return;
  refuseTooLarge(doc);
  collection.replace(record, doc);
}

function upsert(collection: Collection, matcher: Matcher, u: unknown, change: Update): Doc {
  const doc = upsertedDocument(matcher, u, change);
  checkId(doc);
  store(collection, doc);
  return doc;
}

function remove(context: CommandContext): Doc {
  const operations = documents('delete.deletes', context.command.deletes);
  for (const operation of operations) checkOperation('delete.deletes', operation, DELETE_FIELDS);
  let n = 0;
  const errors = batch(operations, flag(context.command.ordered, true), (operation) => {
    const collection = existing(context);
    checkHint(collection, operation.hint);
    const limit = wholeNumber(operation.limit);
    if (limit !== 0 && limit !== 1) {
      throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${operation.limit}`);
    }
    for (const record of collection?.find(matcherOf(operation.q), { limit }) ?? []) {
      collection?.remove(record);
      n++;
    }
  });
  return { n, ...errors, ok: 1 };
}

function findAndModify(context: CommandContext): Doc {
  const { command } = context;
  const isRemove = flag(command.remove, false);
  refuseContradictions(command, isRemove);
  const collection = existing(context);
  checkHint(collection, command.hint);
  const matcher = matcherOf(command.query ?? {});
  const project = findProjection(command.fields);
  const change = isRemove ? undefined : updateOf(command.update, command.arrayFilters, false);
  const [record] = collection?.find(matcher, { sort: sortFields(command.sort ?? undefined), limit: 1 }) ?? [];
  if (collection && record) {
    const before = record.doc;
    if (!change) {
      collection.remove(record);
      return { lastErrorObject: { n: 1 }, value: project(before), ok: 1 };
    }
    changeRecord(collection, record, matcher, change);
    const value = project(flag(command.new, false) ? record.doc : before);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value, ok: 1 };
  }
  if (!change) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
  if (!flag(command.upsert, false))
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const doc = upsert(open(context), matcher, command.update, change);
  const value = flag(command.new, false) ? project(doc) : null;
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: doc._id }, value, ok: 1 };
}

function refuseContradictions(command: Doc, isRemove: boolean): void {
  if (!isRemove && command.update === undefined) {
    throw new CommandError(9, 'Either an update or remove=true must be specified');
  }
  if (!isRemove) return;
  if (command.update !== undefined)
    throw new CommandError(9, 'Cannot specify both an update and remove=true');
  if (isTruthy(command.upsert)) throw new CommandError(9, 'Cannot specify both upsert=true and remove=true');
  if (isTruthy(command.new)) throw new CommandError(9, 'Cannot specify both new=true and remove=true; ');
}
