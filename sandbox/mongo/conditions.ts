import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { CommandError } from './errors.ts';
import { compareValues, equalValues, typeRank } from './order.ts';
import { type Path, someValueAt } from './path.ts';
import { bare, type Doc, isDocument, isNumeric, isTruthy, typeTest, wholeNumber } from './values.ts';

/**
 * What a query asks of one field. `at` judges a path of a document, with MongoDB's view of arrays; `on` judges
 * one value as it stands, as `$elemMatch` and `$pull` do with an element.
 */
export interface Condition {
  at(doc: Doc, path: Path): boolean;
  on(value: unknown): boolean;
}

/** `expand`: whether the elements of an array are tried before the array itself. */
export function leaf(test: (value: unknown) => boolean, expand = true): Condition {
  return { at: (doc, path) => someValueAt(doc, path, expand, test), on: test };
}

export function not(condition: Condition): Condition {
  return { at: (doc, path) => !condition.at(doc, path), on: (value) => !condition.on(value) };
}

export function every(conditions: Condition[]): Condition {
  return {
    at: (doc, path) => conditions.every((condition) => condition.at(doc, path)),
    on: (value) => conditions.every((condition) => condition.on(value)),
  };
}

/** Operators on one field, each with its argument and the expression around it. */
const OPERATORS: Record<string, (operand: unknown, expression: Doc) => Condition> = {
  $eq: (operand) => leaf(equalTo(operand)),
  $ne: (operand) => {
    if (operand instanceof BSONRegExp) throw new CommandError(2, "Can't have regex as arg to $ne.");
    return not(leaf(equalTo(operand)));
  },
  $gt: (operand) => ordered(operand, (order) => order > 0, false),
  $gte: (operand) => ordered(operand, (order) => order >= 0, true),
  $lt: (operand) => ordered(operand, (order) => order < 0, false),
  $lte: (operand) => ordered(operand, (order) => order <= 0, true),
  $in: (operand) => inList(operand, '$in'),
  $nin: (operand) => not(inList(operand, '$nin')),
  $exists: (operand) => {
    const present = leaf((value) => value !== undefined, false);
    return isTruthy(operand) ? present : not(present);
  },
  $type: typeCondition,
  $size: sizeCondition,
  $mod: modCondition,
  $regex: (operand, expression) => leaf(regexTest(regexOf(operand, expression))),
  $options: (_, expression) => {
    if (!Object.hasOwn(expression, '$regex')) throw new CommandError(2, '$options needs a $regex');
    return every([]);
  },
};

/** The condition of one operator in `{ field: { $op: operand } }`, but for those that hold other conditions. */
export function simpleCondition(operator: string, operand: unknown, expression: Doc): Condition {
  const build = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!build) throw new CommandError(2, `unknown operator: ${operator}`);
  return build(operand, expression);
}

/** Whether a field's expression is made of operators, `{ $gt: 5 }`, rather than a value to be equal to. */
export function isOperatorExpression(value: unknown): value is Doc {
  return isDocument(value) && (Object.keys(value)[0]?.startsWith('$') ?? false);
}

/** What an equality holds for: a value as it stands, or the strings that a regular expression matches. */
export function equality(operand: unknown): Condition {
  return leaf(operand instanceof BSONRegExp ? regexTest(operand) : equalTo(operand));
}

/** Null equals null and missing. */
function equalTo(operand: unknown): (value: unknown) => boolean {
  if (operand === null) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => equalValues(value, operand);
}

/** A comparison holds only between values of one kind, but for MinKey and MaxKey, which compare with all. */
function ordered(operand: unknown, holds: (order: number) => boolean, orEqual: boolean): Condition {
  if (operand instanceof BSONRegExp)
    throw new CommandError(2, "Can't have RegEx as arg to predicate over field");
  if (operand === null) return leaf((value) => orEqual && (value === null || value === undefined));
  if (operand instanceof MinKey || operand instanceof MaxKey) {
    return leaf((value) => holds(compareValues(value ?? null, operand)));
  }
  const rank = typeRank(operand);
  if (isNumeric(operand) && Number.isNaN(bare(operand))) {
    return leaf((value) => orEqual && isNumeric(value) && Number.isNaN(bare(value)));
  }
  return leaf(
    (value) => typeRank(value) === rank && !isNaNValue(value) && holds(compareValues(value, operand)),
  );
}

function isNaNValue(value: unknown): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}

function inList(operand: unknown, operator: string): Condition {
  if (!Array.isArray(operand)) throw new CommandError(2, `${operator} needs an array`);
  const tests = operand.map((item) => {
    if (isOperatorExpression(item)) throw new CommandError(2, `cannot nest $ under ${operator}`);
    return item instanceof BSONRegExp ? regexTest(item) : equalTo(item);
  });
  const strings = new Set(operand.filter((item) => typeof item === 'string'));
  if (strings.size === operand.length) return leaf((value) => strings.has(value as string));
  return leaf((value) => tests.some((test) => test(value)));
}

function typeCondition(operand: unknown): Condition {
  const types = Array.isArray(operand) ? operand : [operand];
  if (types.length === 0) throw new CommandError(9, '$type must match at least one type');
  const tests = types.map((type) => {
    const test = typeTest(type);
    if (!test) throw new CommandError(2, `Unknown type name alias or number: ${String(type)}`);
    return test;
  });
  return leaf((value) => tests.some((test) => test(value)));
}

function sizeCondition(operand: unknown): Condition {
  const size = wholeNumber(operand);
  if (size === undefined || size < 0) {
    throw new CommandError(2, 'Failed to parse $size. Expected a non-negative whole number');
  }
  return leaf((value) => Array.isArray(value) && value.length === size, false);
}

function modCondition(operand: unknown): Condition {
  const [divisor, remainder] = Array.isArray(operand) && operand.length === 2 ? operand.map(wholeNumber) : [];
  if (divisor === undefined || remainder === undefined) {
    throw new CommandError(2, 'malformed mod, needs to be an array of two whole numbers');
  }
  if (divisor === 0) throw new CommandError(2, 'divisor cannot be 0');
  return leaf((value) => {
    if (!isNumeric(value)) return false;
    const number = bare(value);
    if (typeof number === 'bigint') return number % BigInt(divisor) === BigInt(remainder);
    return Number.isFinite(number) && Math.trunc(number) % divisor === remainder;
  });
}

function regexOf(operand: unknown, expression: Doc): BSONRegExp {
  const options = expression.$options;
  if (options !== undefined && typeof options !== 'string')
    throw new CommandError(2, '$options has to be a string');
  if (operand instanceof BSONRegExp) {
    if (options !== undefined && operand.options !== '') {
      throw new CommandError(51091, 'options set in both $regex and $options');
    }
    return options === undefined ? operand : new BSONRegExp(operand.pattern, options);
  }
  if (typeof operand !== 'string') throw new CommandError(2, '$regex has to be a string');
  return new BSONRegExp(operand, options ?? '');
}

/** A regular expression matches strings, and the stored regular expression that is the same. */
function regexTest(regex: BSONRegExp): (value: unknown) => boolean {
  const pattern = compileRegex(regex);
  return (value) => (typeof value === 'string' ? pattern.test(value) : equalValues(value, regex));
}

function compileRegex({ pattern, options }: BSONRegExp): RegExp {
  if (/[^imsu]/.test(options))
    throw new CommandError(238, `regular expression option not supported: ${options}`);
  try {
    return new RegExp(pattern, options.replace('u', ''));
  } catch {
    throw new CommandError(
      51091,
      `Regular expression is invalid or not supported by this server: ${pattern}`,
    );
  }
}
