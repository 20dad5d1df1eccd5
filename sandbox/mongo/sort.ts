import { CommandError } from './errors.ts';
import { compareValues } from './order.ts';
import { type Path, sortValue, splitPath } from './path.ts';
import { type Doc, isDocument, wholeNumber } from './values.ts';

/** One field of a sort or of an index: 1 ascending, -1 descending. */
export interface SortField {
  name: string;
  path: Path;
  direction: 1 | -1;
}

/** Reads a sort specification, `{ nextRunAt: 1, priority: -1 }`. */
export function sortFields(sort: unknown): SortField[] {
  if (sort === undefined) return [];
  if (!isDocument(sort)) throw new CommandError(14, 'the sort must be an object');
  return Object.entries(sort).map(([name, order]) => {
    const direction = wholeNumber(order);
    if (direction !== 1 && direction !== -1) {
      throw new CommandError(
        2,
        `$sort key ordering must be 1 (for ascending) or -1 (for descending): ${name}`,
      );
    }
    return { name, path: splitPath(name), direction };
  });
}

/** Sorts documents in place by MongoDB's order; equal ones keep their order. */
export function sortDocuments<T>(items: T[], fields: SortField[], docOf: (item: T) => Doc): T[] {
  if (fields.length === 0) return items;
  const keyed = items.map((item) => ({ item, key: sortKey(docOf(item), fields) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, fields));
  return keyed.map(({ item }) => item);
}

/** The first item in sort order: what a findAndModify with a sort wants, without sorting the rest. */
export function firstInOrder<T>(items: T[], fields: SortField[], docOf: (item: T) => Doc): T | undefined {
  let first: { item: T; key: unknown[] } | undefined;
  for (const item of items) {
    const key = sortKey(docOf(item), fields);
    if (!first || compareKeys(key, first.key, fields) < 0) first = { item, key };
  }
  return first?.item;
}

function sortKey(doc: Doc, fields: SortField[]): unknown[] {
  return fields.map(({ path, direction }) => sortValue(doc, path, direction));
}

function compareKeys(a: unknown[], b: unknown[], fields: SortField[]): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compareValues(a[i], b[i]) * (fields[i] as SortField).direction;
    if (order !== 0) return order;
  }
  return 0;
}
