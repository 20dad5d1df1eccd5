import { compareValues } from './order.ts';
import { type Doc, fieldOf, isDocument } from './values.ts';

/** A dotted path, split. */
export type Path = readonly string[];

export function splitPath(dotted: string): Path {
  return dotted.split('.');
}

/** The array index that a part of a path names, or -1. */
export function arrayIndex(part: string | undefined): number {
  return part !== undefined && /^(?:0|[1-9]\d{0,8})$/.test(part) ? Number(part) : -1;
}

/**
 * Whether `test` holds for any value that a query sees at `path`: an array on the way stands for each of its
 * documents, and its elements can be named by number. At the end of the path the elements of an array are
 * tried and then the array itself, or with `expand` false only the array. Missing is `undefined`.
 */
export function someValueAt(
  doc: Doc,
  path: Path,
  expand: boolean,
  test: (value: unknown) => boolean,
  at = 0,
): boolean {
  const value = fieldOf(doc, path[at] as string);
  if (at === path.length - 1) return testLeaf(value, expand, test);
  if (Array.isArray(value)) return someInArray(value, path, expand, test, at + 1);
  if (isDocument(value)) return someValueAt(value, path, expand, test, at + 1);
  return test(undefined);
}

function someInArray(
  array: unknown[],
  path: Path,
  expand: boolean,
  test: (value: unknown) => boolean,
  at: number,
): boolean {
  for (const element of array) {
    if (isDocument(element) && someValueAt(element, path, expand, test, at)) return true;
  }
  const index = arrayIndex(path[at]);
  if (index < 0 || index >= array.length) return false;
  const element = array[index];
  if (at === path.length - 1) return testLeaf(element, expand, test);
  if (Array.isArray(element)) return someInArray(element, path, expand, test, at + 1);
  return isDocument(element) && someValueAt(element, path, expand, test, at + 1);
}

function testLeaf(value: unknown, expand: boolean, test: (value: unknown) => boolean): boolean {
  if (expand && Array.isArray(value) && value.some((element) => test(element))) return true;
  return test(value);
}

/** The value at a path that passes through documents and numbered array elements only. */
export function valueAt(doc: unknown, path: Path): unknown {
  let value = doc;
  for (const part of path) {
    if (Array.isArray(value)) value = value[arrayIndex(part)];
    else if (isDocument(value)) value = fieldOf(value, part);
    else return undefined;
  }
  return value;
}

/**
 * The value that a document is sorted by: of an array its least element (its greatest when `direction` is
 * -1), for an empty array something before null, for a missing field null.
 */
export function sortValue(doc: Doc, path: Path, direction: number): unknown {
  const first = fieldOf(doc, path[0] as string);
  if (path.length === 1 && !Array.isArray(first)) return first === undefined ? null : first;
  let best: unknown;
  let found = false;
  const consider = (value: unknown): void => {
    const candidate = value === undefined ? null : value;
    if (!found || compareValues(candidate, best) * direction < 0) best = candidate;
    found = true;
  };
  someValueAt(doc, path, false, (value) => {
    if (!Array.isArray(value)) consider(value);
    else if (value.length === 0) {
      if (!found || direction > 0) best = undefined;
      found = true;
    } else value.forEach(consider);
    return false;
  });
  return found ? best : null;
}
