import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { type Path, splitPath } from './path.ts';
import { type Doc, fieldOf, isDocument, setField } from './values.ts';

/** Compiles `$addFields` (`$set`): fields computed from the document, put in or in the place of old ones. */
export function addFieldsOf(spec: unknown, variables: Doc): (doc: Doc) => Doc {
  if (!isDocument(spec) || Object.keys(spec).length === 0) {
    throw new CommandError(40177, '$addFields specification must be a non-empty object');
  }
  const fields = flatten(spec, []).map(([path, value]) => ({
    path,
    evaluate: expressionOf(value, variables),
  }));
  return (doc) => {
    let result = doc;
    // All are computed from the document as it came in, whatever the others have set.
    for (const { path, evaluate } of fields) result = withValue(result, path, evaluate(doc)) as Doc;
    return result;
  };
}

/** A nested document speaks of the fields below, and leaves the others there alone. */
function flatten(spec: Doc, prefix: Path): [Path, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [Path, unknown][] => {
    const path = [...prefix, ...splitPath(name)];
    const names = isDocument(value) ? Object.keys(value) : [];
    const isNested = names.length > 0 && !names[0]?.startsWith('$');
    return isNested ? flatten(value as Doc, path) : [[path, value]];
  });
}

/** A copy with another value at a path: in each element where an array is on the way, undefined to remove it. */
function withValue(target: unknown, path: Path, value: unknown): unknown {
  if (Array.isArray(target)) return target.map((element) => withValue(element, path, value));
  const [name, ...rest] = path as [string, ...string[]];
  const result: Doc = isDocument(target) ? { ...target } : {};
  const next = rest.length === 0 ? value : withValue(fieldOf(result, name), rest, value);
  if (next === undefined) delete result[name];
  else setField(result, name, next);
  return result;
}
