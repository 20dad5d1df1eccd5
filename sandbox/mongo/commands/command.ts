import type { Collection } from '../collection.ts';
import type { Cursors } from '../cursors.ts';
import type { Databases } from '../database.ts';
import { CommandError } from '../errors.ts';
import { identical } from '../order.ts';
import { type Doc, isDocument, isTruthy, typeName, wholeNumber } from '../values.ts';

/** What a command is run with. */
export interface CommandContext {
  name: string;
  command: Doc;
  database: string;
  databases: Databases;
  cursors: Cursors;
  connectionId: number;
}

export interface Command {
  /** The fields that the command understands; any other is refused, never ignored, unless they are `any`. */
  fields: string[] | 'any';
  run(context: CommandContext): Doc;
}

/** Fields that any command may carry and that change nothing on a single server. */
const COMMON_FIELDS = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Refuses what would be answered wrongly: unknown fields, transactions, collations, write concerns of replicas. */
export function checkFields(name: string, command: Doc, fields: string[] | 'any'): void {
  if (Object.hasOwn(command, 'txnNumber')) {
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const unknown = Object.keys(command).find(
    (field) => field !== name && !COMMON_FIELDS.has(field) && fields !== 'any' && !fields.includes(field),
  );
  if (unknown !== undefined)
    throw new CommandError(40415, `BSON field '${name}.${unknown}' is an unknown field.`);
  checkCollation(command.collation);
  const { writeConcern, readConcern } = command;
  const w = isDocument(writeConcern) ? wholeNumber(writeConcern.w) : undefined;
  if (w !== undefined && w > 1) throw new CommandError(2, "cannot use 'w' > 1 when a host is not replicated");
  if (isDocument(readConcern) && (readConcern.level === 'snapshot' || readConcern.level === 'linearizable')) {
    throw new CommandError(
      20,
      `node needs to be a replica set member to use read concern ${readConcern.level}`,
    );
  }
}

export function checkCollation(collation: unknown): void {
  if (collation === undefined || (isDocument(collation) && collation.locale === 'simple')) return;
  throw new CommandError(238, 'collations are not supported by this server');
}

/** A hint never changes a result, but must name an index that is there. */
export function checkHint(collection: Collection | undefined, hint: unknown): void {
  if (hint === undefined || !collection || (isDocument(hint) && Object.keys(hint).length === 0)) return;
  if (isDocument(hint) && Object.hasOwn(hint, '$natural')) return;
  const indexes = [...collection.indexes.values()];
  const exists = indexes.some(({ name, spec }) =>
    typeof hint === 'string' ? name === hint : identical(spec.key, hint),
  );
  if (!exists) {
    throw new CommandError(
      2,
      'error processing query: planner returned error: bad hint: hint provided does not correspond to an existing index',
    );
  }
}

/** The collection that a command names as its first value. */
export function collectionName({ name, command }: CommandContext): string {
  const value = command[name];
  if (typeof value !== 'string') {
    throw new CommandError(73, `collection name has invalid type ${typeName(value)}`);
  }
  return value;
}

export function existing(context: CommandContext): Collection | undefined {
  return context.databases.find(context.database, collectionName(context));
}

export function namespace(context: CommandContext): string {
  return `${context.database}.${collectionName(context)}`;
}

/** A count such as limit or skip: a whole number from zero on. */
export function count(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = wholeNumber(value);
  if (number !== undefined && number >= 0) return number;
  throw new CommandError(2, `BSON field '${name}' value must be >= 0`);
}

/** The documents of a list such as `updates`; MongoDB takes at most 100,000 of them at once. */
export function documents(name: string, value: unknown): Doc[] {
  if (!Array.isArray(value))
    throw new CommandError(40414, `BSON field '${name}' is missing but a required field`);
  if (value.length === 0 || value.length > 100_000) {
    throw new CommandError(
      72,
      `Write batch sizes must be between 1 and 100000. Got ${value.length} operations.`,
    );
  }
  for (const doc of value) if (!isDocument(doc)) throw new CommandError(14, `'${name}' must hold objects`);
  return value;
}

export function flag(value: unknown, otherwise: boolean): boolean {
  return value === undefined ? otherwise : isTruthy(value);
}
