import { CommandError } from './errors.ts';
import { Index, type StoredRecord } from './index.ts';
import type { Journal } from './journal.ts';
import { type Matcher, matcherOf } from './match.ts';
import { identical, keyOf } from './order.ts';
import { type Plan, planFor } from './plan.ts';
import { firstInOrder, type SortField, sortDocuments } from './sort.ts';
import { type Doc, fieldOf } from './values.ts';

export interface Search {
  sort?: SortField[];
  skip?: number;
  /** 0 is without limit. */
  limit?: number;
}

const ALL = matcherOf({});

/** The documents of one collection and their indexes. Each change is journalled before it is answered. */
export class Collection {
  readonly namespace: string;
  readonly indexes = new Map<string, Index>();
  private readonly records = new Map<string, StoredRecord>();
  private readonly journal: Journal;
  private sequence = 0;

  constructor(namespace: string, journal: Journal) {
    this.namespace = namespace;
    this.journal = journal;
    this.indexes.set('_id_', new Index({ v: 2, key: { _id: 1 }, name: '_id_' }));
  }

  get size(): number {
    return this.records.size;
  }

  all(): Doc[] {
    return Array.from(this.records.values(), ({ doc }) => doc);
  }

  insert(doc: Doc): void {
    this.put(doc);
    this.journal.append({ op: 'put', ns: this.namespace, doc });
  }

  /** Puts a new version in the place of a document that `search` found. */
  replace(record: StoredRecord, doc: Doc): void {
    this.change(record, doc);
    this.journal.append({ op: 'put', ns: this.namespace, doc });
  }

  remove(record: StoredRecord): void {
    this.take(record);
    this.journal.append({ op: 'delete', ns: this.namespace, id: record.doc._id });
  }

  /** Puts a document as the journal tells it: a new one, or a new version. */
  restore(doc: Doc): void {
    const record = this.records.get(keyOf(doc._id));
    if (record) this.change(record, doc);
    else this.put(doc);
  }

  /** Removes a document as the journal tells it. */
  forget(id: unknown): void {
    const record = this.records.get(keyOf(id));
    if (record) this.take(record);
  }

  /** The matching documents, in sort order or else in the order of insertion or of an index. */
  find(matcher: Matcher, { sort = [], skip = 0, limit = 0 }: Search = {}): StoredRecord[] {
    const end = limit === 0 ? Number.POSITIVE_INFINITY : skip + limit;
    const plan = this.plan(matcher, sort, limit > 0);
    const inOrder = sort.length === 0 || plan?.sorted === true;
    const found: StoredRecord[] = [];
    for (const record of this.candidates(matcher, plan)) {
      if (!matcher.test(record.doc)) continue;
      found.push(record);
      if (inOrder && found.length >= end) break;
    }
    if (inOrder) return skip > 0 ? found.slice(skip) : found;
    if (end === 1) {
      const first = firstInOrder(found, sort, ({ doc }) => doc);
      return first ? [first] : [];
    }
    return sortDocuments(found, sort, ({ doc }) => doc).slice(skip, end);
  }

  /** Creates an index over what is there; a duplicate key refuses it as a whole. */
  addIndex(index: Index): void {
    this.buildIndex(index);
    this.journal.append({ op: 'index', ns: this.namespace, spec: index.spec });
  }

  buildIndex(index: Index): void {
    for (const record of this.records.values()) {
      const keys = index.keysOf(record.doc);
      index.refuseDuplicates(keys, record, this.namespace);
      index.add(record, keys);
    }
    this.indexes.set(index.name, index);
  }

  dropIndex(name: string): void {
    this.forgetIndex(name);
    this.journal.append({ op: 'dropIndex', ns: this.namespace, name });
  }

  forgetIndex(name: string): void {
    this.indexes.delete(name);
  }

  private plan(matcher: Matcher, sort: SortField[], limited: boolean): Plan | undefined {
    if (idKey(matcher) !== undefined) return undefined;
    return planFor(matcher, sort, limited, this.indexes.values(), this.size);
  }

  /** Records that may match, each once. */
  private candidates(matcher: Matcher, plan: Plan | undefined): Iterable<StoredRecord> {
    const key = idKey(matcher);
    if (key !== undefined) {
      const record = this.records.get(key);
      return record ? [record] : [];
    }
    return plan ? planned(plan) : this.records.values();
  }

  private put(doc: Doc): void {
    const record: StoredRecord = { doc, sequence: ++this.sequence };
    const keys = this.checkedKeys(record, doc);
    this.records.set(keyOf(doc._id), record);
    for (const [index, added] of keys) index.add(record, added);
  }

  private change(record: StoredRecord, doc: Doc): void {
    const keys = this.checkedKeys(record, doc);
    const before = new Map(keys.map(([index]) => [index, index.keysOf(record.doc)]));
    const previous = record.doc;
    for (const [index, added] of keys) {
      const removed = before.get(index) as unknown[][];
      if (identical(removed, added)) continue;
      record.doc = previous;
      index.remove(record, removed);
      record.doc = doc;
      index.add(record, added);
    }
    record.doc = doc;
  }

  private take(record: StoredRecord): void {
    for (const index of this.indexes.values()) index.remove(record, index.keysOf(record.doc));
    this.records.delete(keyOf(record.doc._id));
  }

  /** The keys in all indexes, or an error before any of them has changed. */
  private checkedKeys(record: StoredRecord, doc: Doc): [Index, unknown[][]][] {
    return Array.from(this.indexes.values(), (index) => {
      const keys = index.keysOf(doc);
      index.refuseDuplicates(keys, record, this.namespace);
      return [index, keys];
    });
  }
}

/** The key of the one document that a query for an _id can find. */
function idKey(matcher: Matcher): string | undefined {
  if (matcher === ALL) return undefined;
  for (const term of matcher.terms) {
    if (term.kind === 'field' && term.name === '_id' && term.operator === '$eq') return keyOf(term.operand);
  }
  return undefined;
}

function* planned({ index, ranges, reverse, keyFilter }: Plan): Generator<StoredRecord> {
  const seen = index.multikey ? new Set<StoredRecord>() : undefined;
  for (const range of ranges) {
    for (const { record, key } of index.entries.range(range, reverse)) {
      if (keyFilter?.(key) === false) continue;
      if (seen?.has(record)) continue;
      seen?.add(record);
      yield record;
    }
  }
}

/** The _id of a document to insert: there, and of a type that an _id may have. */
export function checkId(doc: Doc): void {
  const id = fieldOf(doc, '_id');
  if (Array.isArray(id)) throw new CommandError(2, "can't use an array for _id");
  if (id !== null && typeof id === 'object' && 'pattern' in id)
    throw new CommandError(2, "can't use a regex for _id");
}
