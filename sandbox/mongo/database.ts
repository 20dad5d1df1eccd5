import { Collection } from './collection.ts';
import { CommandError } from './errors.ts';
import { Index } from './index.ts';
import type { Journal, JournalRecord } from './journal.ts';

/** All databases of the server: collections by their namespace, `database.collection`. */
export class Databases {
  readonly collections = new Map<string, Collection>();
  readonly journal: Journal;

  /** Reads what the journal holds; without a directory everything is in memory only. */
  constructor(journal: Journal) {
    this.journal = journal;
    journal.replay((record) => this.apply(record));
    journal.compact(() => this.snapshot());
  }

  find(database: string, name: string): Collection | undefined {
    return this.collections.get(namespaceOf(database, name));
  }

  /** The collection, created if need be, as the first insert into it does. */
  open(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name);
  }

  create(database: string, name: string): Collection {
    const ns = namespaceOf(database, name);
    this.journal.append({ op: 'create', ns });
    return this.add(ns);
  }

  /** Whether there was something to drop. */
  drop(database: string, name: string): boolean {
    const ns = namespaceOf(database, name);
    if (!this.collections.delete(ns)) return false;
    this.journal.append({ op: 'drop', ns });
    return true;
  }

  dropDatabase(database: string): void {
    for (const { name } of this.list(database)) this.drop(database, name);
  }

  /** The collections of a database with their short names, in order of name. */
  list(database: string): { name: string; collection: Collection }[] {
    const prefix = `${database}.`;
    return [...this.collections.values()]
      .filter(({ namespace }) => namespace.startsWith(prefix))
      .map((collection) => ({ name: collection.namespace.slice(prefix.length), collection }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  names(): string[] {
    const names = Array.from(this.collections.keys(), (ns) => ns.slice(0, ns.indexOf('.')));
    return [...new Set(names)].sort();
  }

  private add(ns: string): Collection {
    const collection = new Collection(ns, this.journal);
    this.collections.set(ns, collection);
    return collection;
  }

  private apply(record: JournalRecord): void {
    if (record.op === 'create') {
      this.add(record.ns);
      return;
    }
    if (record.op === 'drop') {
      this.collections.delete(record.ns);
      return;
    }
    const collection = this.collections.get(record.ns) ?? this.add(record.ns);
    if (record.op === 'put') collection.restore(record.doc);
    else if (record.op === 'delete') collection.forget(record.id);
    else if (record.op === 'index') collection.buildIndex(new Index(record.spec));
    else collection.forgetIndex(record.name);
  }

  /** What a fresh journal must hold to give the present state. */
  private *snapshot(): Generator<JournalRecord> {
    for (const collection of this.collections.values()) {
      const ns = collection.namespace;
      yield { op: 'create', ns };
      for (const doc of collection.all()) yield { op: 'put', ns, doc };
      for (const { name, spec } of collection.indexes.values())
        if (name !== '_id_') yield { op: 'index', ns, spec };
    }
  }
}

function namespaceOf(database: string, name: unknown): string {
  if (typeof name !== 'string' || name === '' || name.includes('\0') || name.includes('$')) {
    throw new CommandError(73, `Invalid collection name: ${String(name)}`);
  }
  if (!/^[^\s./\\"$*<>:|?\0]{1,63}$/.test(database))
    throw new CommandError(73, `Invalid database name: '${database}'`);
  return `${database}.${name}`;
}
