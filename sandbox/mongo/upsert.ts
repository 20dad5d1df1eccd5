import { ObjectId } from 'bson';
import { CommandError } from './errors.ts';
import type { Matcher, Term } from './match.ts';
import type { Update } from './update.ts';
import { clone, type Doc, fieldOf, isDocument, setField } from './values.ts';

/** The document that an upsert inserts: what the query says for certain, with the update applied. */
export function upsertedDocument(matcher: Matcher, u: unknown, update: Update): Doc {
  const isReplacement = isDocument(u) && !Object.keys(u)[0]?.startsWith('$');
  const seed: Doc = {};
  for (const [name, value] of equalities(matcher.terms)) {
    if (!isReplacement || name === '_id') assignSeed(seed, name, value);
  }
  return withId(update(seed, { matcher, inserting: true }));
}

/** The document with its _id as the first field, made if need be. */
export function withId(doc: Doc): Doc {
  const id = fieldOf(doc, '_id');
  if (id === undefined) return { _id: new ObjectId(), ...doc };
  return Object.keys(doc)[0] === '_id' ? doc : { _id: id, ...doc };
}

/** Fields that the query fixes to one value: `{ a: 1 }`, `{ a: { $eq: 1 } }`, also inside `$and`. */
function equalities(terms: Term[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (term: Term): void => {
    if (term.kind === '$and') term.terms.forEach(visit);
    else if (term.kind === '$or' && term.terms.length === 1) term.terms.forEach(visit);
    else if (term.kind === 'field') {
      const value = fixedValue(term.operator, term.operand);
      if (value === undefined) return;
      refuseTwice(found, term.name);
      found.set(term.name, value);
    }
  };
  terms.forEach(visit);
  return found;
}

function fixedValue(operator: string, operand: unknown): unknown {
  if (operator === '$eq') return operand;
  if (operator === '$all' && Array.isArray(operand) && operand.length === 1) {
    const [only] = operand;
    return isDocument(only) && Object.keys(only)[0] === '$elemMatch' ? undefined : only;
  }
  return undefined;
}

function refuseTwice(found: Map<string, unknown>, name: string): void {
  for (const other of found.keys()) {
    if (other === name || name.startsWith(`${other}.`) || other.startsWith(`${name}.`)) {
      throw new CommandError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
    }
  }
}

function assignSeed(seed: Doc, name: string, value: unknown): void {
  const path = name.split('.');
  const last = path.pop() as string;
  let holder = seed;
  for (const part of path) {
    if (!isDocument(fieldOf(holder, part))) setField(holder, part, {});
    holder = holder[part] as Doc;
  }
  setField(holder, last, clone(value));
}
