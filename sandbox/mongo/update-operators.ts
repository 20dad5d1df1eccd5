import { BSONRegExp, Timestamp } from 'bson';
import { addNumbers, multiplyNumbers, type Numeric } from './arithmetic.ts';
import { isOperatorExpression } from './conditions.ts';
import { CommandError } from './errors.ts';
import { elementTest, matcherOf } from './match.ts';
import { compareValues, equalValues } from './order.ts';
import { sortDocuments, sortFields } from './sort.ts';
import { clone, isDocument, isNumeric, typeName, wholeNumber } from './values.ts';

/** Given the present value of a field (undefined when missing), the value that it is to have; undefined: none. */
export type Change = (present: unknown, where: Place) => unknown;

/** What error messages say about the place of a change. */
export interface Place {
  field: string;
  id: string;
}

/** Update operators that change one field: each checks its argument once and gives the change. */
export const CHANGES: Record<string, (argument: unknown, field: string) => Change> = {
  $set: (argument) => () => clone(argument),
  $setOnInsert: (argument) => () => clone(argument),
  $unset: () => () => undefined,
  $inc: (argument, field) => arithmetic('$inc', argument, field, addNumbers),
  $mul: (argument, field) => arithmetic('$mul', argument, field, multiplyNumbers),
  $min: (argument) => (present) =>
    present === undefined || compareValues(argument, present) < 0 ? clone(argument) : present,
  $max: (argument) => (present) =>
    present === undefined || compareValues(argument, present) > 0 ? clone(argument) : present,
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

function arithmetic(
  operator: string,
  argument: unknown,
  field: string,
  compute: (a: Numeric, b: Numeric) => Numeric,
): Change {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (!isNumeric(argument)) {
    throw new CommandError(14, `Cannot ${verb} with non-numeric argument: {${field}: ${typeName(argument)}}`);
  }
  return (present, where) => {
    if (present === undefined) return operator === '$inc' ? argument : compute(argument, 0);
    if (!isNumeric(present)) {
      throw new CommandError(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${where.id}} has the field '${where.field}' of non-numeric type ${typeName(present)}`,
      );
    }
    return compute(present, argument);
  };
}

function currentDate(argument: unknown): Change {
  const type = isDocument(argument) ? argument.$type : argument;
  if (type === 'timestamp') {
    return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  }
  if (typeof type !== 'boolean' && type !== 'date') {
    throw new CommandError(2, "$currentDate takes a boolean or { $type: 'date' | 'timestamp' }");
  }
  return () => new Date();
}

function push(argument: unknown): Change {
  const { each, slice, sort, position } = pushModifiers(argument);
  return (present, where) => {
    if (present !== undefined && !Array.isArray(present)) {
      throw new CommandError(
        2,
        `The field '${where.field}' must be an array but is of type ${typeName(present)} in document {_id: ${where.id}}`,
      );
    }
    let array = [...(present ?? [])];
    array.splice(position ?? array.length, 0, ...each.map(clone));
    if (sort) array = sort(array);
    if (slice === undefined) return array;
    return slice < 0 ? array.slice(slice) : array.slice(0, slice);
  };
}

interface PushModifiers {
  each: unknown[];
  slice?: number;
  position?: number;
  sort?: (array: unknown[]) => unknown[];
}

function pushModifiers(argument: unknown): PushModifiers {
  if (!isDocument(argument) || !Object.hasOwn(argument, '$each')) return { each: [argument] };
  const { $each, $slice, $sort, $position, ...others } = argument;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new CommandError(2, `Unrecognized clause in $push: ${unknown}`);
  return {
    each: eachValues('$push', $each),
    slice: clauseNumber('$slice', $slice),
    position: clauseNumber('$position', $position),
    sort: $sort === undefined ? undefined : pushSort($sort),
  };
}

function eachValues(operator: string, each: unknown): unknown[] {
  if (Array.isArray(each)) return each;
  throw new CommandError(
    14,
    `The argument to $each in ${operator} must be an array but it was of type ${typeName(each)}`,
  );
}

function clauseNumber(clause: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = wholeNumber(value);
  if (number === undefined) throw new CommandError(2, `The value for ${clause} must be an integer value`);
  return number;
}

/** `$sort: 1` orders the elements themselves, `$sort: { field: 1 }` documents by their fields. */
function pushSort(spec: unknown): (array: unknown[]) => unknown[] {
  const direction = wholeNumber(spec);
  if (direction === 1 || direction === -1)
    return (array) => array.sort((a, b) => compareValues(a, b) * direction);
  if (!isDocument(spec))
    throw new CommandError(2, 'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}');
  const fields = sortFields(spec);
  return (array) => sortDocuments(array, fields, (element) => (isDocument(element) ? element : {}));
}

function addToSet(argument: unknown): Change {
  const isEach = isDocument(argument) && Object.keys(argument)[0] === '$each';
  const additions = isEach ? eachValues('$addToSet', argument.$each) : [argument];
  return (present, where) => {
    if (present !== undefined && !Array.isArray(present)) {
      throw new CommandError(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${where.field}' has non-array type ${typeName(present)}`,
      );
    }
    const set = [...(present ?? [])];
    for (const value of additions) {
      if (!set.some((member) => equalValues(member, value))) set.push(clone(value));
    }
    return set;
  };
}

function pop(argument: unknown): Change {
  const end = wholeNumber(argument);
  if (end !== 1 && end !== -1) throw new CommandError(9, '$pop expects 1 or -1');
  return (present, where) => {
    if (present === undefined) return undefined;
    if (!Array.isArray(present)) {
      throw new CommandError(
        14,
        `Path '${where.field}' contains an element of non-array type '${typeName(present)}'`,
      );
    }
    return end === 1 ? present.slice(0, -1) : present.slice(1);
  };
}

function pull(argument: unknown): Change {
  return without('$pull', pullTest(argument));
}

/** A document is a query over the elements, operators judge them as they stand, any other value is equal. */
function pullTest(argument: unknown): (element: unknown) => boolean {
  if (argument instanceof BSONRegExp) return elementTest({ $regex: argument });
  if (!isDocument(argument)) return (element) => equalValues(element, argument);
  if (isOperatorExpression(argument)) return elementTest(argument);
  const matcher = matcherOf(argument);
  return (element) => isDocument(element) && matcher.test(element);
}

function pullAll(argument: unknown): Change {
  if (!Array.isArray(argument)) throw new CommandError(2, '$pullAll requires an array argument');
  return without('$pullAll', (element) => argument.some((value) => equalValues(element, value)));
}

function without(operator: string, leaves: (element: unknown) => boolean): Change {
  return (present) => {
    if (present === undefined) return undefined;
    if (!Array.isArray(present)) throw new CommandError(2, `Cannot apply ${operator} to a non-array value`);
    return present.filter((element) => !leaves(element));
  };
}
