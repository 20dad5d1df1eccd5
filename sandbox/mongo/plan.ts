import { BSONRegExp, MaxKey, MinKey } from 'bson';
import type { Entry, Index } from './index.ts';
import { keyFilterOf } from './key-filter.ts';
import type { FieldTerm, Matcher, Term } from './match.ts';
import { compareValues, equalValues, identical, typeRank } from './order.ts';
import type { SortField } from './sort.ts';
import { isDocument } from './values.ts';

/** Where an index entry lies: before (negative), in (zero) or after (positive) the entries to be read. */
type Locate = (entry: Entry) => number;

/**
 * Which part of an index to read for a query. A plan only narrows down: every candidate is tested again with
 * the whole query, so a plan can make a search slow, but never wrong, as long as it leaves nothing out.
 */
export interface Plan {
  index: Index;
  /** Parts of the index that together hold every match. */
  ranges: Locate[];
  /** The entries come in the order of the sort, read in reverse where `reverse`. */
  sorted: boolean;
  reverse: boolean;
  /** Passes over keys that cannot belong to a match. */
  keyFilter: ((key: unknown[]) => boolean) | undefined;
  /** About how many candidates there are. */
  cost: number;
}

/** The cheapest plan, or undefined where reading the whole collection is as good. */
export function planFor(
  matcher: Matcher,
  sort: SortField[],
  limited: boolean,
  indexes: Iterable<Index>,
  size: number,
): Plan | undefined {
  const terms = fieldTerms(matcher.terms);
  let best: Omit<Plan, 'keyFilter'> | undefined;
  for (const index of indexes) {
    const plan = planOn(index, terms, sort, limited);
    if (plan && plan.cost < (best?.cost ?? size)) best = plan;
  }
  return best && { ...best, keyFilter: keyFilterOf(best.index, matcher.terms) };
}

function fieldTerms(terms: Term[]): FieldTerm[] {
  return terms.flatMap((term) => {
    if (term.kind === 'field') return [term];
    return term.kind === '$and' ? fieldTerms(term.terms) : [];
  });
}

function planOn(
  index: Index,
  terms: FieldTerm[],
  sort: SortField[],
  limited: boolean,
): Omit<Plan, 'keyFilter'> | undefined {
  if (index.filter && !implies(terms, index.filter)) return undefined;
  const prefix: unknown[] = [];
  for (const field of index.fields) {
    const equality = terms.find((term) => term.name === field.name && isPoint(term));
    if (!equality) break;
    prefix.push(equality.operand);
  }
  const next = index.fields[prefix.length];
  const rangeTerms = next ? terms.filter((term) => term.name === next.name) : [];
  const ranges = rangesAfter(index, prefix, rangeTerms);
  const bounded = prefix.length > 0 || ranges.bounded;
  // A sparse index lacks the documents without its fields: they only cannot match where a value is asked for.
  if (index.sparse && !(ranges.bounded || prefix.some((value) => value !== null))) return undefined;
  const order = sort.length > 0 && !index.multikey ? sortOrder(index, prefix.length, sort) : undefined;
  const sorted = order !== undefined && ranges.locates.length === 1;
  if (!bounded && !sorted) return undefined;
  const count = ranges.locates.reduce((sum, locate) => sum + index.entries.count(locate), 0);
  // In sort order a limited search ends early: it usually reads a small part.
  const cost = sorted && limited ? count / 10 : count;
  return { index, ranges: ranges.locates, sorted, reverse: order === -1, cost };
}

/** An equality that a single key stands for. An array's elements are keys, the whole array is none. */
function isPoint(term: FieldTerm): boolean {
  return term.operator === '$eq' && isKeyable(term.operand);
}

function isKeyable(operand: unknown): boolean {
  return !(operand instanceof BSONRegExp || Array.isArray(operand));
}

/** The ranges that the terms on the field after the prefix allow. */
function rangesAfter(
  index: Index,
  prefix: unknown[],
  terms: FieldTerm[],
): { locates: Locate[]; bounded: boolean } {
  const list = terms.find((term) => term.operator === '$in');
  if (list && Array.isArray(list.operand) && list.operand.every(isKeyable)) {
    const values = list.operand;
    const distinct = values.filter(
      (value, i) => values.findIndex((other) => equalValues(other, value)) === i,
    );
    return {
      locates: distinct.map((value) => locateAfter(index, [...prefix, value])),
      bounded: !values.includes(null),
    };
  }
  const bounds = terms.filter((term) => isBound(term));
  // Different elements of an array may satisfy different bounds, so only one of them may narrow down.
  const usable = index.multikey ? bounds.slice(0, 1) : bounds;
  return { locates: [locateAfter(index, prefix, usable)], bounded: usable.length > 0 };
}

function isBound({ operator, operand }: FieldTerm): boolean {
  const isRange = operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte';
  if (!isRange || operand === null || Array.isArray(operand)) return false;
  return !(operand instanceof MinKey || operand instanceof MaxKey || operand instanceof BSONRegExp);
}

function locateAfter(index: Index, prefix: unknown[], bounds: FieldTerm[] = []): Locate {
  const { fields } = index;
  const at = prefix.length;
  const direction = fields[at]?.direction ?? 1;
  return ({ key }) => {
    for (let i = 0; i < at; i++) {
      const order = compareValues(key[i], prefix[i]);
      if (order !== 0) return order * (fields[i] as SortField).direction;
    }
    for (const { operator, operand } of bounds) {
      const side = sideOf(key[at], operator, operand);
      if (side !== 0) return side * direction;
    }
    return 0;
  };
}

/** On which side of a bound's range a value lies. The range ends where the operand's type ends. */
function sideOf(value: unknown, operator: string, operand: unknown): number {
  const rank = typeRank(value) - typeRank(operand);
  if (rank !== 0) return rank;
  const order = compareValues(value, operand);
  switch (operator) {
    case '$gt':
      return order > 0 ? 0 : -1;
    case '$gte':
      return order >= 0 ? 0 : -1;
    case '$lt':
      return order < 0 ? 0 : 1;
    default:
      return order <= 0 ? 0 : 1;
  }
}

/** 1 or -1 where the index after its fixed prefix is in the order of the sort, or in its reverse. */
function sortOrder(index: Index, prefixLength: number, sort: SortField[]): 1 | -1 | undefined {
  const fixed = new Set(index.fields.slice(0, prefixLength).map(({ name }) => name));
  const wanted = sort.filter(({ name }) => !fixed.has(name));
  const available = index.fields.slice(prefixLength);
  if (wanted.length > available.length) return undefined;
  const turns = wanted.map((field, i) => {
    const other = available[i] as SortField;
    return other.name === field.name ? field.direction * other.direction : 0;
  });
  if (turns.every((turn) => turn === 1)) return 1;
  return turns.every((turn) => turn === -1) ? -1 : undefined;
}

/** Whether every match of the query is in a partial index, judged simply: each of its terms must be given. */
function implies(terms: FieldTerm[], filter: Matcher): boolean {
  return filter.terms.every(
    (wanted) =>
      wanted.kind === 'field' &&
      terms.some((given) => {
        if (given.name !== wanted.name) return false;
        if (given.operator === wanted.operator && identical(given.operand, wanted.operand)) return true;
        const isScalar =
          given.operand !== null && !Array.isArray(given.operand) && !isDocument(given.operand);
        return given.operator === '$eq' && isScalar && wanted.condition.on(given.operand);
      }),
  );
}
