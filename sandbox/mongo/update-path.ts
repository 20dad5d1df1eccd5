import { CommandError } from './errors.ts';
import { type Matcher, matcherOf } from './match.ts';
import { arrayIndex, type Path, splitPath, valueAt } from './path.ts';
import { matchedElement } from './positional.ts';
import { type Doc, isDocument, typeName } from './values.ts';

export interface UpdateContext {
  /** The query that found the document: a positional `$` takes its index from it. */
  matcher: Matcher;
  /** The update creates the document: `$setOnInsert` applies. */
  inserting: boolean;
}

/** The path that an update names, where it is one. */
export function updatePath(name: string): Path {
  const path = splitPath(name);
  if (path.includes('')) {
    throw new CommandError(
      56,
      `The update path '${name}' contains an empty field name, which is not allowed.`,
    );
  }
  const dollar = path.find((part) => part.startsWith('$') && part !== '$' && !/^\$\[.*\]$/.test(part));
  if (dollar !== undefined) {
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${name}' is not allowed in the context of an update`,
    );
  }
  if (isPositional(path[0] as string)) {
    throw new CommandError(
      2,
      `Cannot have array filter identifier or positional at the start of the path '${name}'`,
    );
  }
  return path;
}

/** `$`, `$[]` or `$[identifier]`. */
export function isPositional(part: string): boolean {
  return part.startsWith('$');
}

/** By name, and numbers as numbers: the order in which MongoDB applies the fields of an update. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    const numbers = [arrayIndex(x), arrayIndex(y)] as const;
    if (numbers[0] >= 0 && numbers[1] >= 0 && numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** No path of an update may be another one, or lead to it. */
export function refuseConflicts(paths: Path[]): void {
  const sorted = [...paths].sort(comparePaths);
  for (let i = 1; i < sorted.length; i++) {
    const shorter = sorted[i - 1] as Path;
    const longer = sorted[i] as Path;
    if (shorter.every((part, at) => part === longer[at])) {
      throw new CommandError(
        40,
        `Updating the path '${longer.join('.')}' would create a conflict at '${shorter.join('.')}'`,
      );
    }
  }
}

/** The filters of an update's arrays by their identifiers. */
export type ArrayFilters = Map<string, Matcher>;

/** `[{ 'x.done': false }]` gives the identifier `x` a query over `{ x: element }`. */
export function filtersOf(arrayFilters: unknown): ArrayFilters {
  const filters: ArrayFilters = new Map();
  if (arrayFilters === undefined) return filters;
  if (!Array.isArray(arrayFilters)) throw new CommandError(14, 'arrayFilters must be an array');
  for (const filter of arrayFilters) {
    const matcher = matcherOf(filter);
    const names = new Set(topLevelNames(filter as Doc));
    const [identifier] = names;
    if (identifier === undefined || names.size > 1) {
      throw new CommandError(9, 'Each array filter must use exactly one top-level field name');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw new CommandError(
        2,
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    }
    if (filters.has(identifier)) {
      throw new CommandError(
        9,
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    filters.set(identifier, matcher);
  }
  return filters;
}

function topLevelNames(query: Doc): string[] {
  return Object.entries(query).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [splitPath(name)[0] as string];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(topLevelNames) : [];
  });
}

function identifierOf(part: string): string | undefined {
  return /^\$\[(.+)\]$/.exec(part)?.[1];
}

/** Each filter needs a path that names it, and each name in a path its filter. */
export function refuseUnusedFilters(paths: Path[], filters: ArrayFilters): void {
  const used = new Set(paths.flat().map(identifierOf));
  for (const identifier of filters.keys()) {
    if (!used.has(identifier)) {
      throw new CommandError(9, `The array filter for identifier '${identifier}' was not used in the update`);
    }
  }
  for (const identifier of used) {
    if (identifier !== undefined && !filters.has(identifier)) {
      throw new CommandError(2, `No array filter found for identifier '${identifier}' in path`);
    }
  }
}

/** The paths that `$`, `$[]` and `$[identifier]` stand for in this document. */
export function concretePaths(
  path: Path,
  original: Doc,
  doc: Doc,
  filters: ArrayFilters,
  context: UpdateContext,
): Path[] {
  const at = path.findIndex(isPositional);
  if (at < 0) return [path];
  const array = path.slice(0, at);
  const rest = path.slice(at + 1);
  const indexes = positions(path[at] as string, array, original, doc, filters, context);
  return indexes.flatMap((index) =>
    concretePaths([...array, String(index), ...rest], original, doc, filters, context),
  );
}

function positions(
  part: string,
  array: Path,
  original: Doc,
  doc: Doc,
  filters: ArrayFilters,
  context: UpdateContext,
): number[] {
  if (part === '$') {
    const position = matchedElement(context.matcher.terms, original, array);
    if (position !== undefined) return [position];
    throw new CommandError(2, 'The positional operator did not find the match needed from the query.');
  }
  const elements = valueAt(doc, array);
  const name = array.join('.');
  if (elements === undefined) {
    throw new CommandError(
      2,
      `The path '${name}' must exist in the document in order to apply array updates.`,
    );
  }
  if (!Array.isArray(elements)) {
    throw new CommandError(
      2,
      `Cannot apply array updates to non-array element ${name}: ${typeName(elements)}`,
    );
  }
  const identifier = identifierOf(part);
  const all = [...elements.keys()];
  if (identifier === undefined) return all;
  const filter = filters.get(identifier) as Matcher;
  return all.filter((index) => filter.test({ [identifier]: elements[index] }));
}
