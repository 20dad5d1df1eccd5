import { changeAt, rename } from './assign.ts';
import { CommandError } from './errors.ts';
import { identical } from './order.ts';
import type { Path } from './path.ts';
import { pipelineUpdate } from './pipeline-update.ts';
import { show } from './show.ts';
import { CHANGES, type Change } from './update-operators.ts';
import {
  type ArrayFilters,
  comparePaths,
  concretePaths,
  filtersOf,
  isPositional,
  refuseConflicts,
  refuseUnusedFilters,
  type UpdateContext,
  updatePath,
} from './update-path.ts';
import { clone, type Doc, fieldOf, isDocument, typeName } from './values.ts';

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
      const where = { field: step.path.at(-1) as string, id: show(doc._id ?? null) };
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
