import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { elementTest } from './match.ts';
import { type Path, splitPath, valueAt } from './path.ts';
import { type Doc, fieldOf, isDocument, isNumeric, isTruthy, setField, wholeNumber } from './values.ts';

/** What is to become of the fields of a document, by name; a nested map speaks of the document below. */
type Fields = Map<string, Fate | Fields>;

type Fate =
  /** Kept or left out, as the projection is one of inclusion or of exclusion. */
  | { kind: 'named' }
  /** A new value, computed from the whole document; undefined gives no field. */
  | { kind: 'computed'; from: (root: Doc) => unknown }
  /** The stored value, changed: `$slice`. */
  | { kind: 'cut'; cut: (value: unknown) => unknown };

export type Projection = (doc: Doc) => Doc;

/** Compiles `find`'s projection: fields, expressions, `$slice` and `$elemMatch`, but not the positional `.$`. */
export function findProjection(spec: unknown): Projection {
  if (spec === undefined || (isDocument(spec) && Object.keys(spec).length === 0)) return (doc) => doc;
  return projectionOf(spec, {}, findOperator);
}

/** Compiles the `$project` stage. */
export function stageProjection(spec: unknown, variables: Doc): Projection {
  if (isDocument(spec) && Object.keys(spec).length === 0) {
    throw new CommandError(51272, 'projection specification must have at least one field');
  }
  return projectionOf(spec, variables, () => undefined);
}

/** Compiles `$unset`: fields to leave out. */
export function unsetProjection(names: unknown): Projection {
  const list = Array.isArray(names) ? names : [names];
  const fields: Fields = new Map();
  for (const name of list) {
    if (typeof name !== 'string')
      throw new CommandError(31002, '$unset specification must be a string or an array');
    addField(fields, name, { kind: 'named' });
  }
  return (doc) => leaveOut(doc, fields, doc);
}

type OperatorFate = (path: Path, operator: string, argument: unknown) => Fate | undefined;

function projectionOf(spec: unknown, variables: Doc, operatorFate: OperatorFate): Projection {
  if (!isDocument(spec)) throw new CommandError(14, 'the projection must be an object');
  const { _id: id = true, ...others } = spec;
  const entries = flatten(others, '');
  const fields: Fields = new Map();
  for (const [name, value] of entries)
    addField(fields, name, fateOf(splitPath(name), value, variables, operatorFate));
  const isInclusion = includes(entries, fields, id);
  if (!isFlag(id)) addField(fields, '_id', fateOf(['_id'], id, variables, operatorFate));
  else if (isTruthy(id) === isInclusion) addField(fields, '_id', { kind: 'named' });
  return isInclusion ? (doc) => keep(doc, fields, doc) : (doc) => leaveOut(doc, fields, doc);
}

/** `{ a: { b: 1 } }` says the same as `{ 'a.b': 1 }`. */
function flatten(spec: Doc, prefix: string): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const isNested = isDocument(value) && !Object.keys(value)[0]?.startsWith('$');
    return isNested ? flatten(value, `${prefix}${name}.`) : [[prefix + name, value]];
  });
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

function fateOf(path: Path, value: unknown, variables: Doc, operatorFate: OperatorFate): Fate {
  if (isFlag(value)) return { kind: 'named' };
  const [operator, argument] = isDocument(value) ? (Object.entries(value)[0] ?? []) : [];
  const special = operator === undefined ? undefined : operatorFate(path, operator, argument);
  return special ?? { kind: 'computed', from: expressionOf(value, variables) };
}

function findOperator(path: Path, operator: string, argument: unknown): Fate | undefined {
  if (operator === '$slice' && !needsExpression(argument)) return { kind: 'cut', cut: slice(argument) };
  if (operator !== '$elemMatch') return undefined;
  if (!isDocument(argument)) throw new CommandError(2, '$elemMatch needs an Object');
  const test = elementTest(argument);
  return { kind: 'computed', from: (root) => firstMatch(valueAt(root, path), test) };
}

/** A projection either names what it keeps or what it leaves out; the _id alone may differ. */
function includes(entries: [string, unknown][], fields: Fields, id: unknown): boolean {
  const flags = entries.filter(([, value]) => isFlag(value));
  const isComputed = [...fatesOf(fields)].some(({ kind }) => kind === 'computed');
  const [first] = flags;
  if (!first) return isComputed || (entries.length === 0 && isTruthy(id));
  const isInclusion = isTruthy(first[1]);
  for (const [name, value] of flags) {
    if (isTruthy(value) === isInclusion) continue;
    if (isInclusion)
      throw new CommandError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
    throw new CommandError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
  }
  if (!isInclusion && isComputed) {
    throw new CommandError(31252, 'Cannot use an expression in an exclusion projection');
  }
  return isInclusion;
}

function* fatesOf(fields: Fields): Generator<Fate> {
  for (const fate of fields.values()) {
    if (fate instanceof Map) yield* fatesOf(fate);
    else yield fate;
  }
}

function addField(fields: Fields, name: string, fate: Fate): void {
  const path = splitPath(name);
  let node = fields;
  for (const [at, part] of path.entries()) {
    if (part.startsWith('$'))
      throw new CommandError(238, 'positional projection is not supported by this server');
    const present = node.get(part);
    const isLast = at === path.length - 1;
    if (present && (isLast || !(present instanceof Map)))
      throw new CommandError(31249, `Path collision at ${name}`);
    const next = present instanceof Map ? present : new Map();
    node.set(part, isLast ? fate : next);
    node = next;
  }
}

/** Stored fields in their own order, then the computed ones. */
function keep(doc: Doc, fields: Fields, root: Doc): Doc {
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const fate = fields.get(name);
    if (fate instanceof Map) setIfPresent(result, name, keepBelow(doc[name], fate, root));
    else if (fate?.kind === 'named') setField(result, name, doc[name]);
    else if (fate?.kind === 'cut') setField(result, name, fate.cut(doc[name]));
  }
  for (const [name, fate] of fields) {
    if (fate instanceof Map) {
      if (fieldOf(doc, name) === undefined) setIfPresent(result, name, keepBelow(undefined, fate, root));
    } else if (fate.kind === 'computed') setIfPresent(result, name, fate.from(root));
  }
  return result;
}

function keepBelow(value: unknown, fields: Fields, root: Doc): unknown {
  if (isDocument(value)) return keep(value, fields, root);
  if (Array.isArray(value)) {
    return value
      .map((element) => keepBelow(element, fields, root))
      .filter((element) => element !== undefined);
  }
  // A computed field below makes the document that it stands in.
  return [...fatesOf(fields)].some(({ kind }) => kind === 'computed') ? keep({}, fields, root) : undefined;
}

function leaveOut(doc: Doc, fields: Fields, root: Doc): Doc {
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const fate = fields.get(name);
    if (fate === undefined) setField(result, name, doc[name]);
    else if (fate instanceof Map) setField(result, name, leaveOutBelow(doc[name], fate, root));
    else if (fate.kind === 'cut') setField(result, name, fate.cut(doc[name]));
    else if (fate.kind === 'computed') setIfPresent(result, name, fate.from(root));
  }
  return result;
}

function leaveOutBelow(value: unknown, fields: Fields, root: Doc): unknown {
  if (isDocument(value)) return leaveOut(value, fields, root);
  return Array.isArray(value) ? value.map((element) => leaveOutBelow(element, fields, root)) : value;
}

function setIfPresent(doc: Doc, name: string, value: unknown): void {
  if (value !== undefined) setField(doc, name, value);
}

function firstMatch(value: unknown, test: (element: unknown) => boolean): unknown {
  if (!Array.isArray(value)) return undefined;
  const index = value.findIndex(test);
  return index < 0 ? undefined : [value[index]];
}

function needsExpression(argument: unknown): boolean {
  return Array.isArray(argument) && argument.some((part) => wholeNumber(part) === undefined);
}

/** `$slice: n`, `$slice: -n`, `$slice: [skip, n]`. */
function slice(argument: unknown): (value: unknown) => unknown {
  const [first, second] = (Array.isArray(argument) ? argument : [argument]).map(wholeNumber);
  if (first === undefined || (Array.isArray(argument) && (second === undefined || second <= 0))) {
    throw new CommandError(2, 'Invalid $slice syntax');
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}
