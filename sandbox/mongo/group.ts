import { addNumbers, type Numeric } from './arithmetic.ts';
import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { compareValues, keyOf } from './order.ts';
import { bare, type Doc, isDocument, isNumeric, setField } from './values.ts';

/** Sums up the values of one group, in the order of its documents; `undefined` is a missing value. */
type Accumulator = (values: unknown[]) => unknown;

const ACCUMULATORS: Record<string, Accumulator> = {
  $sum: sum,
  $avg: (values) => {
    const numbers = values.filter(isNumeric);
    return numbers.length === 0 ? null : Number(bare(sum(numbers))) / numbers.length;
  },
  $min: (values) => extreme(values, -1),
  $max: (values) => extreme(values, 1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [keyOf(value), value])).values(),
  ],
  $count: (values) => values.length,
  $mergeObjects: (values) => Object.assign({}, ...values.filter(isDocument)),
};

interface Field {
  name: string;
  evaluate: (doc: Doc) => unknown;
  accumulate: Accumulator;
}

/** Compiles `$group`: one document for each value of `_id`, in the order in which they first appear. */
export function groupOf(spec: unknown, variables: Doc): (docs: Doc[]) => Doc[] {
  if (!isDocument(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id')) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = expressionOf(spec._id, variables);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, accumulator]) => fieldOfGroup(name, accumulator, variables));
  return (docs) => partition(docs, idOf).map((group) => summary(group, fields));
}

interface Group {
  id: unknown;
  docs: Doc[];
}

function partition(docs: Doc[], idOf: (doc: Doc) => unknown): Group[] {
  const groups = new Map<string, Group>();
  for (const doc of docs) {
    const id = idOf(doc) ?? null;
    const key = keyOf(id);
    const group = groups.get(key);
    if (group) group.docs.push(doc);
    else groups.set(key, { id, docs: [doc] });
  }
  return [...groups.values()];
}

function summary(group: Group, fields: Field[]): Doc {
  const result: Doc = { _id: group.id };
  for (const { name, evaluate, accumulate } of fields) {
    setField(result, name, accumulate(group.docs.map(evaluate)));
  }
  return result;
}

function fieldOfGroup(name: string, accumulator: unknown, variables: Doc): Field {
  const entries = isDocument(accumulator) ? Object.entries(accumulator) : [];
  const [operator, argument] = entries[0] ?? [];
  if (entries.length !== 1 || operator === undefined) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  const accumulate = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!accumulate) throw new CommandError(15952, `unknown group operator '${operator}'`);
  return { name, accumulate, evaluate: expressionOf(argument, variables) };
}

function sum(values: unknown[]): Numeric {
  return values.filter(isNumeric).reduce(addNumbers, 0);
}

/** Null and missing are left out, unless there is nothing else. */
function extreme(values: unknown[], sign: 1 | -1): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (value === undefined || value === null) continue;
    if (best === null || compareValues(value, best) * sign > 0) best = value;
  }
  return best;
}
