import { BSONRegExp } from 'bson';
import {
  type Condition,
  equality,
  every,
  isOperatorExpression,
  leaf,
  not,
  simpleCondition,
} from './conditions.ts';
import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { type Path, splitPath } from './path.ts';
import { type Doc, isDocument, isTruthy } from './values.ts';

/** One operator on one field, kept apart so that the planner and upserts can read it. */
export interface FieldTerm {
  kind: 'field';
  name: string;
  path: Path;
  operator: string;
  operand: unknown;
  condition: Condition;
}

export type Term =
  | FieldTerm
  | { kind: '$and' | '$or' | '$nor'; terms: Term[] }
  | { kind: '$expr'; holds: (doc: Doc) => boolean };

export interface Matcher {
  test(doc: Doc): boolean;
  /** The terms that must all hold. */
  terms: Term[];
}

/**
 * Compiles a query (`find`'s filter); refuses what MongoDB would refuse and what this server lacks.
 * `variables` are what `$expr` sees as `$$name`.
 */
export function matcherOf(query: unknown, variables: Doc = {}): Matcher {
  if (!isDocument(query)) throw new CommandError(14, 'the filter must be an object');
  const terms = parse(query, variables);
  return { terms, test: (doc) => terms.every((term) => holds(term, doc)) };
}

function parse(query: Doc, variables: Doc): Term[] {
  return Object.entries(query).flatMap(([name, expression]): Term[] => {
    if (name.startsWith('$')) return parseTopLevel(name, expression, variables);
    const path = splitPath(name);
    if (expression instanceof BSONRegExp) {
      return [field(name, path, '$regex', expression, equality(expression))];
    }
    if (!isOperatorExpression(expression)) {
      return [field(name, path, '$eq', expression, equality(expression))];
    }
    return Object.entries(expression).map(([operator, operand]) =>
      field(name, path, operator, operand, operatorCondition(operator, operand, expression)),
    );
  });
}

function field(
  name: string,
  path: Path,
  operator: string,
  operand: unknown,
  condition: Condition,
): FieldTerm {
  return { kind: 'field', name, path, operator, operand, condition };
}

function parseTopLevel(name: string, argument: unknown, variables: Doc): Term[] {
  switch (name) {
    case '$and':
      return clauses(name, argument).flatMap((clause) => parse(clause, variables));
    case '$or':
    case '$nor':
      return [
        {
          kind: name,
          terms: clauses(name, argument).map(
            (clause): Term => ({ kind: '$and', terms: parse(clause, variables) }),
          ),
        },
      ];
    case '$expr': {
      const evaluate = expressionOf(argument, variables);
      return [{ kind: '$expr', holds: (doc) => isTruthy(evaluate(doc)) }];
    }
    case '$comment':
      return [];
    default:
      throw new CommandError(2, `unknown top level operator: ${name}`);
  }
}

function clauses(name: string, argument: unknown): Doc[] {
  if (!Array.isArray(argument)) throw new CommandError(2, `${name} must be an array`);
  if (argument.length === 0) throw new CommandError(2, `${name} must be a nonempty array`);
  if (!argument.every(isDocument)) throw new CommandError(2, `${name} entries need to be full objects`);
  return argument;
}

/** Whether a document satisfies a term. */
export function holds(term: Term, doc: Doc): boolean {
  switch (term.kind) {
    case 'field':
      return term.condition.at(doc, term.path);
    case '$and':
      return term.terms.every((each) => holds(each, doc));
    case '$or':
      return term.terms.some((each) => holds(each, doc));
    case '$nor':
      return !term.terms.some((each) => holds(each, doc));
    case '$expr':
      return term.holds(doc);
  }
}

/** The condition of a whole field expression: operators, a regular expression, or a value to be equal to. */
function fieldCondition(expression: unknown): Condition {
  if (!isOperatorExpression(expression)) return equality(expression);
  return every(
    Object.entries(expression).map(([operator, operand]) => operatorCondition(operator, operand, expression)),
  );
}

function operatorCondition(operator: string, operand: unknown, expression: Doc): Condition {
  switch (operator) {
    case '$not':
      return not(notOperand(operand));
    case '$all':
      return allCondition(operand);
    case '$elemMatch':
      return leaf(elementMatch(operand), false);
    default:
      return simpleCondition(operator, operand, expression);
  }
}

function notOperand(operand: unknown): Condition {
  if (operand instanceof BSONRegExp) return equality(operand);
  if (!isOperatorExpression(operand)) throw new CommandError(2, '$not needs a regex or a document');
  return fieldCondition(operand);
}

function allCondition(operand: unknown): Condition {
  if (!Array.isArray(operand)) throw new CommandError(2, '$all needs an array');
  if (operand.length === 0) return leaf(() => false);
  return every(
    operand.map((item) => {
      const isElementMatch = isDocument(item) && Object.keys(item)[0] === '$elemMatch';
      if (isOperatorExpression(item) && !isElementMatch)
        throw new CommandError(2, 'no $ expressions in $all');
      return fieldCondition(item);
    }),
  );
}

function elementMatch(operand: unknown): (value: unknown) => boolean {
  if (!isDocument(operand)) throw new CommandError(2, '$elemMatch needs an Object');
  const test = elementTest(operand);
  return (value) => Array.isArray(value) && value.some(test);
}

/** The test of an array's element: a query over it where it is a document, or operators on the bare value. */
export function elementTest(operand: Doc): (element: unknown) => boolean {
  const first = Object.keys(operand)[0];
  const isQuery = first === undefined || !first.startsWith('$') || ['$and', '$or', '$nor'].includes(first);
  if (!isQuery) return fieldCondition(operand).on;
  const matcher = matcherOf(operand);
  return (element) => isDocument(element) && matcher.test(element);
}
