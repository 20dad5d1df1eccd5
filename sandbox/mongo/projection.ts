import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { elementTest } from './match.ts';
import { splitPath } from './path.ts';
import { type Doc, fieldOf, isDocument, isNumeric, isTruthy, setField, wholeNumber } from './values.ts';

/** Fields to keep or to leave out, by name; a map says which fields of the documents below. */
type Fields = Map<string, true | Fields>;

type Projection = (doc: Doc) => Doc;

/** Compiles `find`'s projection. The positional `.$` is refused. */
export function projectionOf(spec: unknown): Projection {
  if (spec === undefined || (isDocument(spec) && Object.keys(spec).length === 0)) return (doc) => doc;
  if (!isDocument(spec)) throw new CommandError(14, 'the projection must be an object');
  const { _id = true, ...others } = spec;
  const flags = Object.entries(others).filter(([, value]) => isFlag(value));
  const computed = Object.entries(others).filter(([, value]) => !isFlag(value));
  const isInclusion = includes(flags, computed, _id);
  const fields = fieldTree(flags.map(([name]) => name));
  const compute = computed.map(([name, value]) => computedField(name, value, isInclusion));
  const keepsId = isTruthy(_id);
  if (isInclusion) {
    if (keepsId) fields.set('_id', true);
    // A computed field starts from what is stored, so the stored field is kept for it.
    for (const { name, operator } of compute) if (operator) addToTree(fields, name);
  } else if (!keepsId) fields.set('_id', true);
  return (doc) => {
    const result = isInclusion ? keep(doc, fields) : leaveOut(doc, fields);
    for (const { apply } of compute) apply(doc, result);
    return result;
  };
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

/** A projection either names what it keeps or what it leaves out; the _id alone may differ. */
function includes(flags: [string, unknown][], computed: [string, unknown][], id: unknown): boolean {
  const [first] = flags;
  if (first) {
    const isInclusion = isTruthy(first[1]);
    for (const [name, value] of flags) {
      if (isTruthy(value) === isInclusion) continue;
      if (isInclusion)
        throw new CommandError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
      throw new CommandError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
    }
    return isInclusion;
  }
  const onlySlices = computed.every(([, value]) => isDocument(value) && Object.keys(value)[0] === '$slice');
  return computed.length > 0 ? !onlySlices : isTruthy(id);
}

function fieldTree(names: string[]): Fields {
  const tree: Fields = new Map();
  for (const name of names) addToTree(tree, name);
  return tree;
}

function addToTree(tree: Fields, name: string): void {
  const path = splitPath(name);
  let node = tree;
  for (const [at, part] of path.entries()) {
    if (part.startsWith('$'))
      throw new CommandError(238, 'positional projection is not supported by this server');
    const present = node.get(part);
    if (present === true || (present && at === path.length - 1)) {
      throw new CommandError(31249, `Path collision at ${name}`);
    }
    const next = present ?? new Map();
    node.set(part, at === path.length - 1 ? true : next);
    node = next;
  }
}

function keep(doc: Doc, fields: Fields): Doc {
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const below = fields.get(name);
    if (below === undefined) continue;
    const value = below === true ? doc[name] : keepBelow(doc[name], below);
    if (value !== undefined) setField(result, name, value);
  }
  return result;
}

function keepBelow(value: unknown, fields: Fields): unknown {
  if (isDocument(value)) return keep(value, fields);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => keepBelow(element, fields)).filter((element) => element !== undefined);
}

function leaveOut(doc: Doc, fields: Fields): Doc {
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const below = fields.get(name);
    if (below !== true) setField(result, name, below ? leaveOutBelow(doc[name], below) : doc[name]);
  }
  return result;
}

function leaveOutBelow(value: unknown, fields: Fields): unknown {
  if (isDocument(value)) return leaveOut(value, fields);
  return Array.isArray(value) ? value.map((element) => leaveOutBelow(element, fields)) : value;
}

interface ComputedField {
  name: string;
  /** `$slice` works on the stored field in its place. */
  operator: boolean;
  apply(doc: Doc, result: Doc): void;
}

function computedField(name: string, value: unknown, isInclusion: boolean): ComputedField {
  const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
  if (name.includes('.'))
    throw new CommandError(238, `computed projection of the nested field ${name} is not supported`);
  if (operator === '$slice' && isDocument(value) && !needsExpression(value.$slice)) {
    const cut = slice(value.$slice);
    return {
      name,
      operator: true,
      apply: (doc, result) => setIfPresent(result, name, cut(fieldOf(doc, name))),
    };
  }
  if (!isInclusion)
    throw new CommandError(31252, `Cannot use an expression ${name} in an exclusion projection`);
  if (operator === '$elemMatch' && isDocument(value) && isDocument(value.$elemMatch)) {
    const test = elementTest(value.$elemMatch);
    return {
      name,
      operator: false,
      apply: (doc, result) => setIfPresent(result, name, firstMatch(fieldOf(doc, name), test)),
    };
  }
  const evaluate = expressionOf(value);
  return { name, operator: false, apply: (doc, result) => setIfPresent(result, name, evaluate(doc)) };
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
