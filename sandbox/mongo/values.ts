import { Binary, BSON, BSONRegExp, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { CommandError } from './errors.ts';

/**
 * A document in memory. Its numbers keep their BSON type: a JavaScript number that is a 32-bit integer is an
 * int, any other JavaScript number a double, a bigint a long, and `Double` a double that would else be taken
 * for an int (3.0). `undefined` never stands in a document: it means "missing".
 */
export type Doc = Record<string, unknown>;

const MAX_DEPTH = 180;
const INT_MIN = -0x80000000;
const INT_MAX = 0x7fffffff;

/** Reads one BSON document into the form that this server computes with. */
export function decode(bytes: Uint8Array): Doc {
  const doc = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
  return adopt(doc, 0) as Doc;
}

export function encode(doc: Doc): Uint8Array {
  return BSON.serialize(doc, { ignoreUndefined: true });
}

/** Turns what the bson package read into our form, in place. Types that we would answer wrongly are refused. */
function adopt(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new CommandError(15, 'document exceeds the maximum nesting depth');
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = adopt(value[i], depth + 1);
    return value;
  }
  if (Object.getPrototypeOf(value) === Object.prototype) return adoptDocument(value as Doc, depth);
  if (value instanceof Int32) return value.value;
  if (value instanceof Double) return double(value.value);
  if (value instanceof Timestamp) return value;
  if (value instanceof Long) return value.toBigInt();
  if (
    value instanceof Date ||
    value instanceof ObjectId ||
    value instanceof Binary ||
    value instanceof BSONRegExp ||
    value instanceof MinKey ||
    value instanceof MaxKey
  ) {
    return value;
  }
  throw new CommandError(238, `BSON type ${value.constructor.name} is not supported by this server`);
}

function adoptDocument(doc: Doc, depth: number): Doc {
  for (const name of Object.keys(doc)) {
    if (name === '_bsontype') throw new CommandError(2, "a field named '_bsontype' is not supported");
    const value = doc[name];
    if (value === undefined || (typeof value === 'object' && value !== null))
      setField(doc, name, adopt(value, depth + 1));
  }
  return doc;
}

/** A double in our form: boxed only where a bare number would be written back as an int. */
export function double(value: number): number | Double {
  return isInt(value) ? new Double(value) : value;
}

export function isInt(value: unknown): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= INT_MIN &&
    value <= INT_MAX &&
    !Object.is(value, -0)
  );
}

export function isDocument(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The field of a document, `undefined` when it has none of that name; never what an object inherits. */
export function fieldOf(doc: Doc, name: string): unknown {
  const value = doc[name];
  // What an object inherits are functions, which no document holds, and __proto__: cheaper than hasOwn each time.
  if (typeof value !== 'function' && name !== '__proto__') return value;
  return Object.hasOwn(doc, name) ? value : undefined;
}

/** Sets a field whatever its name is, `__proto__` included. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    doc[name] = value;
  }
}

/** A copy that shares no document and no array with the original. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const name of Object.keys(value)) setField(copy, name, clone(value[name]));
  return copy as T;
}

export function isNumeric(value: unknown): value is number | bigint | Double {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double;
}

/** The bare JavaScript number of a numeric value: JavaScript compares numbers and bigints exactly. */
export function bare(value: number | bigint | Double): number | bigint {
  return value instanceof Double ? value.value : value;
}

/** A whole number out of a command or an operator's argument (int, long or whole double), else undefined. */
export function wholeNumber(value: unknown): number | undefined {
  if (!isNumeric(value)) return undefined;
  const number = Number(bare(value));
  return Number.isSafeInteger(number) ? number : undefined;
}

/** MongoDB's truth: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return isNumeric(value) ? Number(bare(value)) !== 0 : true;
}

const TYPE_ALIASES: Record<string, (value: unknown) => boolean> = {
  double: (v) => (typeof v === 'number' && !isInt(v)) || v instanceof Double,
  string: (v) => typeof v === 'string',
  object: isDocument,
  array: Array.isArray,
  binData: (v) => v instanceof Binary,
  objectId: (v) => v instanceof ObjectId,
  bool: (v) => typeof v === 'boolean',
  date: (v) => v instanceof Date,
  null: (v) => v === null,
  regex: (v) => v instanceof BSONRegExp,
  int: isInt,
  timestamp: (v) => v instanceof Timestamp,
  long: (v) => typeof v === 'bigint',
  minKey: (v) => v instanceof MinKey,
  maxKey: (v) => v instanceof MaxKey,
  number: isNumeric,
};

const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  '-1': 'minKey',
  127: 'maxKey',
};

/** The test for a type as `$type` names it, by alias or number; undefined for one that this server lacks. */
export function typeTest(type: unknown): ((value: unknown) => boolean) | undefined {
  const alias = typeof type === 'string' ? type : TYPE_NUMBERS[wholeNumber(type) ?? Number.NaN];
  return alias !== undefined && Object.hasOwn(TYPE_ALIASES, alias) ? TYPE_ALIASES[alias] : undefined;
}

/** The name of a value's BSON type, for error messages. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  return Object.keys(TYPE_ALIASES).find((alias) => TYPE_ALIASES[alias]?.(value)) ?? 'unknown';
}
