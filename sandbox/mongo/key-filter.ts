import type { Index } from './index.ts';
import type { Term } from './match.ts';

type KeyTest = (key: unknown[]) => boolean;

/** Operators that judge null and missing alike, as an index key does, which is null for both. */
const SAFE_OPERATORS = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin']);

/**
 * What a query asks of the fields of an index, as a test of its keys: a key that fails it belongs to no match,
 * so its document need not be looked at. This is what makes Agenda's search for the next job cheap when most
 * jobs are finished. Undefined where it would filter nothing, or where arrays make keys differ from fields.
 */
export function keyFilterOf(index: Index, terms: Term[]): KeyTest | undefined {
  return index.multikey ? undefined : every(terms.flatMap((term) => keyTest(index, term) ?? []));
}

function keyTest(index: Index, term: Term): KeyTest | undefined {
  if (term.kind === '$and') return every(term.terms.flatMap((each) => keyTest(index, each) ?? []));
  if (term.kind === '$or') {
    // A branch that asks nothing of the index may match with any key.
    const branches = term.terms.flatMap((branch) => keyTest(index, branch) ?? []);
    return branches.length < term.terms.length ? undefined : (key) => branches.some((test) => test(key));
  }
  if (term.kind !== 'field' || !SAFE_OPERATORS.has(term.operator)) return undefined;
  const at = index.fields.findIndex(({ name }) => name === term.name);
  if (at < 0) return undefined;
  const { on } = term.condition;
  return (key) => on(key[at]);
}

function every(tests: KeyTest[]): KeyTest | undefined {
  if (tests.length < 2) return tests[0];
  return (key) => tests.every((test) => test(key));
}
