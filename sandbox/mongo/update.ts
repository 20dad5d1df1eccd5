import { CommandError } from './errors.ts';
import { type Matcher, matcherOf } from './match.ts';
import { identical } from './order.ts';
import { arrayIndex, type Path, splitPath, valueAt } from './path.ts';
import { pipelineUpdate } from './pipeline-update.ts';
import { matchedElement } from './positional.ts';
import { CHANGES, type Change } from './update-operators.ts';
import { clone, type Doc, fieldOf, isDocument, setField, typeName } from './values.ts';

const MAX_PADDING = 1_500_000;

export interface UpdateContext {
  /** The query that found the document: a positional `$` takes its index from it. */
  matcher: Matcher;
  /** The update creates the document: `$setOnInsert` applies. */
  inserting: boolean;
}

/** Gives a new document and leaves the old one as it was. */
export type Update = (doc: Doc, context: UpdateContext) => Doc;

/**
 * Compiles what an update command says in `u`: operators, a whole document to replace with, or a pipeline.
 * Refuses what MongoDB would, before any document is touched.
 */
export function updateOf(u: unknown, arrayFilters: unknown, multi: boolean): Update {
  if (Array.isArray(u)) {
    if (arrayFilters !== undefined)
      throw new CommandError(9, 'Cannot specify arrayFilters with a pipeline update');
    return guardId(pipelineUpdate(u));
  }
  if (!isDocument(u)) throw new CommandError(9, 'Update argument must be either an object or an array');
  if (Object.keys(u)[0]?.startsWith('$')) return guardId(operatorUpdate(u, filtersOf(arrayFilters)));
  if (multi) throw new CommandError(9, 'multi update is not supported for replacement-style update');
  if (arrayFilters !== undefined) throw new CommandError(9, 'Cannot specify arrayFilters with a replacement');
  return guardId(replacement(u));
}

/** The _id of a stored document never changes. */
function guardId(update: Update): Update {
  return (doc, context) => {
    const result = update(doc, context);
    if (doc._id !== undefined && !identical(doc._id, result._id)) {
      throw new CommandError(
        66,
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    }
    return result;
  };
}

function replacement(u: Doc): Update {
  const dollar = Object.keys(u).find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return (doc) => (doc._id === undefined ? clone(u) : { _id: fieldOf(u, '_id') ?? doc._id, ...clone(u) });
}

interface Step {
  name: string;
  path: Path;
  operator: string;
  change: Change;
}

function operatorUpdate(u: Doc, filters: ArrayFilters): Update {
  const steps = Object.entries(u).flatMap(([operator, fields]) => stepsOf(operator, fields));
  const renames = renamesOf(u.$rename);
  const paths = [...steps.map((step) => step.path), ...renames.flatMap(({ from, to }) => [from, to])];
  refuseConflicts(paths);
  refuseUnusedFilters(paths, filters);
  // MongoDB applies fields in the order of their names; numbers among them count as numbers.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  return (doc, context) => {
    const result = clone(doc);
    for (const { from, to } of renames) rename(result, from, to);
    for (const step of steps) {
      if (step.operator === '$setOnInsert' && !context.inserting) continue;
      const where = { field: step.path.at(-1) as string, id: JSON.stringify(doc._id ?? null) };
      for (const path of concretePaths(step.path, doc, result, filters, context)) {
        changeAt(result, path, (present) => step.change(present, where));
      }
    }
    return result;
  };
}

function stepsOf(operator: string, fields: unknown): Step[] {
  const known = operator === '$rename' || Object.hasOwn(CHANGES, operator);
  if (!known) {
    throw new CommandError(
      9,
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDocument(fields)) {
    throw new CommandError(
      9,
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
    );
  }
  if (operator === '$rename') return [];
  return Object.entries(fields).map(([name, argument]) => ({
    name,
    path: updatePath(name),
    operator,
    change: (CHANGES[operator] as (typeof CHANGES)[string])(argument, name),
  }));
}

function updatePath(name: string): Path {
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

function isPositional(part: string): boolean {
  return part.startsWith('$');
}

function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    const numbers = [arrayIndex(x), arrayIndex(y)] as const;
    if (numbers[0] >= 0 && numbers[1] >= 0 && numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(paths: Path[]): void {
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

type ArrayFilters = Map<string, Matcher>;

/** `[{ 'x.done': false }]` gives the identifier `x` a query over `{ x: element }`. */
function filtersOf(arrayFilters: unknown): ArrayFilters {
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

function refuseUnusedFilters(paths: Path[], filters: ArrayFilters): void {
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
function concretePaths(
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

/** Changes one field in place, making the documents on the way to it where they are missing. */
function changeAt(doc: Doc, path: Path, change: (present: unknown) => unknown): void {
  const present = valueAt(doc, path);
  const next = change(present);
  if (next === present) return;
  if (next === undefined) unset(doc, path);
  else assign(doc, path, next);
}

function unset(doc: Doc, path: Path): void {
  const holder = valueAt(doc, path.slice(0, -1));
  const last = path.at(-1) as string;
  // An element of an array is not cut out but emptied, so that the others keep their numbers.
  if (Array.isArray(holder)) holder[arrayIndex(last)] = null;
  else if (isDocument(holder)) delete holder[last];
}

function assign(doc: Doc, path: Path, value: unknown): void {
  let holder: unknown = doc;
  for (const [at, part] of path.entries()) {
    const isLast = at === path.length - 1;
    if (Array.isArray(holder)) holder = assignElement(holder, part, isLast, value, path, at);
    else if (isDocument(holder)) {
      if (isLast || fieldOf(holder, part) === undefined) setField(holder, part, isLast ? value : {});
      holder = holder[part];
    } else throw notViable(path, at, holder);
  }
}

function assignElement(
  array: unknown[],
  part: string,
  isLast: boolean,
  value: unknown,
  path: Path,
  at: number,
): unknown {
  const index = arrayIndex(part);
  if (index < 0) throw notViable(path, at, array);
  if (index - array.length > MAX_PADDING) {
    throw new CommandError(2, `can't backfill more than ${MAX_PADDING} elements`);
  }
  while (array.length < index) array.push(null);
  if (isLast || index === array.length) array[index] = isLast ? value : {};
  return array[index];
}

function notViable(path: Path, at: number, holder: unknown): CommandError {
  return new CommandError(
    28,
    `Cannot create field '${path[at]}' in element {${path[at - 1]}: ${typeName(holder)}}`,
  );
}

interface Rename {
  from: Path;
  to: Path;
}

function renamesOf(fields: unknown): Rename[] {
  if (!isDocument(fields)) return [];
  return Object.entries(fields).map(([name, target]) => {
    if (typeof target !== 'string')
      throw new CommandError(2, `The 'to' field for $rename must be a string: ${name}`);
    const [from, to] = [updatePath(name), updatePath(target)];
    if ([...from, ...to].some(isPositional)) {
      throw new CommandError(2, `The source and target field for $rename may not be dynamic: ${name}`);
    }
    return { from, to };
  });
}

function rename(doc: Doc, from: Path, to: Path): void {
  for (const path of [from, to]) {
    const arrayAt = path.findIndex((_, at) => at > 0 && Array.isArray(valueAt(doc, path.slice(0, at))));
    if (arrayAt >= 0) {
      throw new CommandError(
        2,
        `The source and target field for $rename cannot be inside an array: ${path.join('.')}`,
      );
    }
  }
  const value = valueAt(doc, from);
  if (value === undefined) return;
  unset(doc, from);
  unset(doc, to);
  assign(doc, to, value);
}
