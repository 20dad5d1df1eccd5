import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { keyOf } from './order.ts';
import { someValueAt, splitPath } from './path.ts';
import { type Doc, isDocument, setField } from './values.ts';

/** Where stages find the documents of another collection of the same database, and the variables around them. */
export interface Sources {
  collection(name: string): Doc[];
  variables: Doc;
}

type Run = (docs: Doc[]) => Doc[];

/**
 * Compiles `$lookup`: by equal fields, by a pipeline with `let`, or by both. `compile` makes a pipeline of the
 * stages given, with the variables of the document that is looked up for.
 */
export function lookupOf(
  argument: unknown,
  sources: Sources,
  compile: (stages: unknown, sources: Sources) => Run,
): Run {
  if (!isDocument(argument)) throw new CommandError(9, 'the $lookup specification must be an Object');
  const { from, as, localField, foreignField, let: bindings = {}, pipeline = [], ...others } = argument;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new CommandError(9, `unknown argument to $lookup: ${unknown}`);
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new CommandError(9, "$lookup needs 'from' and 'as'");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new CommandError(9, "$lookup requires both or neither of 'localField' and 'foreignField'");
  }
  const evaluateLet = expressionOf(bindings, sources.variables);
  const withVariables = (values: Doc): Sources => ({
    ...sources,
    variables: { ...sources.variables, ...values },
  });
  // Once without a document, so that a wrong pipeline is refused even where there is nothing to look up for.
  compile(pipeline, withVariables(isDocument(bindings) ? bindings : {}));
  return (docs) => {
    const joined = sources.collection(from);
    const candidates =
      localField === undefined ? () => joined : equalJoin(joined, String(localField), String(foreignField));
    return docs.map((doc) => {
      const run = compile(pipeline, withVariables(evaluateLet(doc) as Doc));
      const result = { ...doc };
      setField(result, as, run(candidates(doc)));
      return result;
    });
  };
}

/** Matches as `{ foreignField: { $in: [local values] } }` would: null meets missing, arrays meet by element. */
function equalJoin(joined: Doc[], localField: string, foreignField: string): (doc: Doc) => Doc[] {
  const byKey = new Map<string, Set<Doc>>();
  for (const doc of joined) {
    for (const key of keysAt(doc, foreignField)) {
      const docs = byKey.get(key);
      if (docs) docs.add(doc);
      else byKey.set(key, new Set([doc]));
    }
  }
  return (doc) => {
    const found = new Set<Doc>();
    for (const key of keysAt(doc, localField)) for (const match of byKey.get(key) ?? []) found.add(match);
    // Several local values may find documents out of their natural order.
    return found.size < 2 ? [...found] : joined.filter((other) => found.has(other));
  };
}

function keysAt(doc: Doc, field: string): Set<string> {
  const keys = new Set<string>();
  someValueAt(doc, splitPath(field), true, (value) => {
    keys.add(keyOf(value ?? null));
    return false;
  });
  return keys;
}
