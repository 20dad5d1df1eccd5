import { Double } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { CommandError } from './errors.ts';
import { compareValues } from './order.ts';
import { type Path, splitPath } from './path.ts';
import { type Doc, fieldOf, isDocument, setField } from './values.ts';

type Operator = (root: unknown, expression: unknown, options: Options) => unknown;

/** Comparisons in MongoDB's order of types, which mingo's own do not keep for ObjectIds and mixed types. */
function comparison(result: (order: number) => unknown): Operator {
  return (root, expression, options) => {
    const [a, b] = evalExpr(root, expression, options) as [unknown, unknown];
    return result(compareValues(a, b));
  };
}

const COMPARISONS: Record<string, Operator> = {
  $cmp: comparison((order) => Math.sign(order)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
};

const {
  $function: _function,
  $rand: _rand,
  $sampleRate: _sampleRate,
  ...safeExpressions
} = expressionOperators;
const EXPRESSIONS: Record<string, unknown> = { ...safeExpressions, ...COMPARISONS };
/** Accumulators that are expressions too: `{ $max: ['$a', '$b'] }`. */
const { $sum, $avg, $min, $max, $first, $last, $mergeObjects } = accumulatorOperators;
const ARRAY_EXPRESSIONS: Record<string, unknown> = { $sum, $avg, $min, $max, $first, $last, $mergeObjects };

/** What mingo evaluates with: its expression operators, our comparisons, and no scripts. */
const mingoContext = Context.init({
  expression: EXPRESSIONS as never,
  accumulator: ARRAY_EXPRESSIONS as never,
});

const mingoOptions = {
  context: mingoContext,
  scriptEnabled: false,
  useStrictMode: true,
} as Partial<Options>;

/**
 * Compiles an aggregation expression: what it gives for a document, `undefined` for missing. Unknown operators
 * are refused here, before any document is seen. Field paths are read by us, operators evaluated by mingo.
 */
export function expressionOf(expression: unknown, variables: Doc = {}): (doc: Doc) => unknown {
  checkExpression(expression);
  return compile(expression, variables);
}

function compile(expression: unknown, variables: Doc): (doc: Doc) => unknown {
  if (typeof expression === 'string' && /^\$[^$]/.test(expression)) {
    const path = splitPath(expression.slice(1));
    return (doc) => fieldPathValue(doc, path, 0);
  }
  if (typeof expression === 'string' && expression.startsWith('$$')) return variable(expression, variables);
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compile(item, variables));
    return (doc) => items.map((item) => item(doc) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  if (Object.keys(expression)[0]?.startsWith('$')) return byMingo(expression, variables);
  const fields = Object.entries(expression).map(
    ([name, field]) => [name, compile(field, variables)] as const,
  );
  return (doc) => {
    const result: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(doc);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

/** `$$name.path`: the document, the time, nothing, or what `let` has bound. */
function variable(expression: string, variables: Doc): (doc: Doc) => unknown {
  const [name = '', ...path] = splitPath(expression.slice(2));
  if (name === 'ROOT' || name === 'CURRENT') return (doc) => fieldPathValue(doc, path, 0);
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return () => new Date();
  if (!Object.hasOwn(variables, name)) throw new CommandError(17276, `Use of undefined variable: ${name}`);
  return () => fieldPathValue(variables[name], path, 0);
}

/** `$a.b`: through an array it gives the array of what its documents have there. */
function fieldPathValue(value: unknown, path: Path, at: number): unknown {
  if (at === path.length) return value;
  if (Array.isArray(value)) {
    return value
      .filter((element) => isDocument(element) || Array.isArray(element))
      .map((element) => fieldPathValue(element, path, at))
      .filter((found) => found !== undefined);
  }
  return isDocument(value) ? fieldPathValue(fieldOf(value, path[at] as string), path, at + 1) : undefined;
}

function byMingo(expression: unknown, variables: Doc): (doc: Doc) => unknown {
  const prepared = forMingo(expression);
  const options = { ...mingoOptions, variables: forMingo(variables) } as Options;
  return (doc) => translateErrors(() => evalExpr(forMingo(doc), prepared, options));
}

/** Refuses operators that no one knows, wherever they stand in an expression. */
function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) {
    expression.forEach(checkExpression);
    return;
  }
  if (!isDocument(expression)) return;
  for (const [name, argument] of Object.entries(expression)) {
    if (name === '$literal') continue;
    if (
      name.startsWith('$') &&
      !Object.hasOwn(EXPRESSIONS, name) &&
      !Object.hasOwn(ARRAY_EXPRESSIONS, name)
    ) {
      throw new CommandError(168, `Unrecognized expression '${name}'`);
    }
    checkExpression(argument);
  }
}

/**
 * A deep copy whose numbers are plain, as mingo's arithmetic wants them (it would skip a bigint without a
 * word). A long beyond 2^53 is refused rather than rounded.
 */
function forMingo<T>(value: T): T {
  if (typeof value === 'bigint') return safeNumber(value) as T;
  if (value instanceof Double) return value.value as T;
  if (Array.isArray(value)) return value.map(forMingo) as T;
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const name of Object.keys(value)) setField(copy, name, forMingo(value[name]));
  return copy as T;
}

function safeNumber(long: bigint): number {
  const number = Number(long);
  if (Number.isSafeInteger(number)) return number;
  throw new CommandError(
    238,
    `aggregation with the long ${long} is not supported by this server: beyond 2^53`,
  );
}

/** mingo reports with plain errors: they become MongoDB's BadValue. */
function translateErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(2, error instanceof Error ? error.message : String(error));
  }
}
