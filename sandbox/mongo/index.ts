import { CommandError } from './errors.ts';
import { type Matcher, matcherOf } from './match.ts';
import { compareValues, identical } from './order.ts';
import { arrayIndex, type Path } from './path.ts';
import { show } from './show.ts';
import { type SortField, sortFields } from './sort.ts';
import { SortedEntries } from './sorted-entries.ts';
import { type Doc, fieldOf, isDocument, isTruthy, wholeNumber } from './values.ts';

/** A stored document. The record stays, its `doc` is replaced: documents are never changed in place. */
export interface StoredRecord {
  doc: Doc;
  /** Rising with each insert: breaks ties between equal keys. */
  readonly sequence: number;
}

export interface Entry {
  key: unknown[];
  record: StoredRecord;
}

const OPTIONS = new Set([
  'key',
  'name',
  'ns',
  'v',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'hidden',
]);

/** An index: one entry for each key of each document, in the order of the keys. */
export class Index {
  readonly name: string;
  readonly fields: SortField[];
  readonly spec: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly filter: Matcher | undefined;
  /** Some document has an array on an indexed path, so it may have several entries. */
  multikey = false;
  readonly entries: SortedEntries<Entry>;

  /** `spec` as createIndexes gives it; anything but ordered fields and the options above is refused. */
  constructor(spec: Doc) {
    const { key, name } = spec;
    if (typeof name !== 'string' || name === '')
      throw new CommandError(9, "The 'name' field of an index is required");
    if (!isDocument(key) || Object.keys(key).length === 0)
      throw new CommandError(67, 'Index keys cannot be an empty object');
    refuseUnsupported(spec);
    this.name = name;
    this.spec = spec;
    this.fields = indexFields(key);
    this.unique = isTruthy(spec.unique) || name === '_id_';
    this.sparse = isTruthy(spec.sparse);
    this.filter =
      spec.partialFilterExpression === undefined ? undefined : partialFilter(spec.partialFilterExpression);
    this.entries = new SortedEntries(
      (a, b) => this.compareKeys(a.key, b.key) || a.record.sequence - b.record.sequence,
    );
  }

  /** The keys under which a document is indexed: none, one, or one for each element of an array. */
  keysOf(doc: Doc): unknown[][] {
    if (this.filter && !this.filter.test(doc)) return [];
    if (this.sparse && this.fields.every(({ path }) => isMissing(doc, path))) return [];
    return distinct(keysAlong(this.fields.map(({ path }) => ({ value: doc as unknown, path }))), this);
  }

  /** Refuses keys that another document holds, where the index is unique. */
  refuseDuplicates(keys: unknown[][], record: StoredRecord, namespace: string): void {
    if (!this.unique) return;
    for (const key of keys) {
      const holder = this.entries.first((entry) => this.compareKeys(entry.key, key));
      if (holder && holder.record !== record) throw this.duplicateKey(key, namespace);
    }
  }

  add(record: StoredRecord, keys: unknown[][]): void {
    if (keys.length > 1 || this.holdsArray(record.doc)) this.multikey = true;
    for (const key of keys) this.entries.insert({ key, record });
  }

  remove(record: StoredRecord, keys: unknown[][]): void {
    for (const key of keys) this.entries.remove({ key, record });
  }

  compareKeys(a: unknown[], b: unknown[]): number {
    for (let i = 0; i < this.fields.length; i++) {
      const order = compareValues(a[i], b[i]);
      if (order !== 0) return order * (this.fields[i] as SortField).direction;
    }
    return 0;
  }

  /** The same index to a query, whatever the name and the time to live: only one such may exist. */
  isAlike(other: Index): boolean {
    return identical(this.signature(), other.signature());
  }

  isSame(other: Index): boolean {
    return this.isAlike(other) && this.spec.expireAfterSeconds === other.spec.expireAfterSeconds;
  }

  private signature(): unknown[] {
    return [this.fields, this.unique, this.sparse, this.spec.partialFilterExpression ?? null];
  }

  private holdsArray(doc: Doc): boolean {
    return this.fields.some(({ path }) => {
      let value: unknown = doc;
      for (const part of path) {
        if (!isDocument(value)) return Array.isArray(value);
        value = fieldOf(value, part);
      }
      return Array.isArray(value);
    });
  }

  private duplicateKey(key: unknown[], namespace: string): CommandError {
    const keyValue = Object.fromEntries(this.fields.map(({ name }, i) => [name, key[i] ?? null]));
    const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${show(value)}`);
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: { ${shown.join(', ')} }`,
      { keyPattern: this.spec.key, keyValue },
    );
  }
}

function refuseUnsupported(spec: Doc): void {
  const { collation } = spec;
  const isSimple = isDocument(collation) && collation.locale === 'simple';
  const unsupported = Object.keys(spec).find(
    (name) => !OPTIONS.has(name) && !(name === 'collation' && isSimple),
  );
  if (unsupported !== undefined) {
    throw new CommandError(
      197,
      `The field '${unsupported}' is not valid for an index specification on this server`,
    );
  }
  if (spec.expireAfterSeconds !== undefined && wholeNumber(spec.expireAfterSeconds) === undefined) {
    throw new CommandError(67, 'TTL index expireAfterSeconds must be a whole number');
  }
}

function indexFields(key: Doc): SortField[] {
  if (Object.keys(key).some((name) => name.includes('$'))) {
    throw new CommandError(67, 'wildcard indexes are not supported by this server');
  }
  if (Object.values(key).some((direction) => typeof direction === 'string')) {
    throw new CommandError(67, 'only ordered indexes are supported by this server');
  }
  return sortFields(key);
}

const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

function partialFilter(expression: unknown): Matcher {
  const matcher = matcherOf(expression);
  for (const term of matcher.terms) {
    const allowed = term.kind === 'field' && PARTIAL_OPERATORS.has(term.operator);
    if (!allowed || (term.operator === '$exists' && !isTruthy(term.operand))) {
      throw new CommandError(67, 'unsupported expression in partial index');
    }
  }
  return matcher;
}

function isMissing(doc: Doc, path: Path): boolean {
  let value: unknown = doc;
  for (const part of path) {
    if (Array.isArray(value)) return false;
    value = isDocument(value) ? fieldOf(value, part) : undefined;
  }
  return value === undefined;
}

/** One field on the way to its key: the value reached, and the path that is left. */
interface Walk {
  value: unknown;
  path: Path;
}

/** Follows all fields at once; where they come to an array, each of its elements gives a key of its own. */
function keysAlong(walks: Walk[]): unknown[][] {
  const reached = walks.map(untilArray);
  const arrays = new Set(reached.map(({ value }) => value).filter(Array.isArray));
  if (arrays.size > 1) throw new CommandError(171, 'cannot index parallel arrays');
  const [array] = arrays;
  if (array === undefined) return [reached.map(({ value }) => (value === undefined ? null : value))];
  const elements = array.length === 0 ? [undefined] : array;
  return elements.flatMap((element) => keysOfElement(reached, array, element));
}

function keysOfElement(reached: Walk[], array: unknown[], element: unknown): unknown[][] {
  const next = reached.map(({ value, path }): Walk => {
    if (value !== array) return { value, path };
    const index = arrayIndex(path[0]);
    if (index >= 0) return { value: array[index], path: path.slice(1) };
    return { value: element, path };
  });
  // The elements at the end of a path are keys themselves, arrays among them included; an empty array's key
  // stands before null.
  const isEnd = next.every(({ path }) => path.length === 0);
  if (isEnd)
    return [next.map(({ value }, i) => ((reached[i] as Walk).value === array ? value : (value ?? null)))];
  return keysAlong(next.map((walk) => (isNestedArray(walk) ? { value: undefined, path: [] } : walk)));
}

/** An array directly inside an array is not looked into for a named field. */
function isNestedArray({ value, path }: Walk): boolean {
  return Array.isArray(value) && path.length > 0 && arrayIndex(path[0]) < 0;
}

function untilArray({ value, path }: Walk): Walk {
  let at = 0;
  let current = value;
  while (at < path.length && isDocument(current)) {
    current = fieldOf(current, path[at] as string);
    at++;
  }
  if (at < path.length && !Array.isArray(current)) return { value: undefined, path: [] };
  return { value: current, path: path.slice(at) };
}

function distinct(keys: unknown[][], index: Index): unknown[][] {
  if (keys.length < 2) return keys;
  const sorted = [...keys].sort((a, b) => index.compareKeys(a, b));
  return sorted.filter((key, i) => i === 0 || index.compareKeys(key, sorted[i - 1] as unknown[]) !== 0);
}
