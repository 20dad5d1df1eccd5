import { CommandError } from './errors.ts';
import { type Path, splitPath, valueAt } from './path.ts';
import { type Doc, fieldOf, isDocument, isTruthy, setField } from './values.ts';

/** Compiles `$unwind`: a document for each element of the array at a path. */
export function unwindOf(argument: unknown): (docs: Doc[]) => Doc[] {
  const options: Doc = isDocument(argument) ? argument : { path: argument };
  const { path: reference, includeArrayIndex, preserveNullAndEmptyArrays, ...others } = options;
  if (typeof reference !== 'string' || !/^\$[^$]/.test(reference)) {
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  }
  if (Object.keys(others).length > 0) throw new CommandError(28811, 'unrecognized option to $unwind stage');
  if (
    includeArrayIndex !== undefined &&
    (typeof includeArrayIndex !== 'string' || includeArrayIndex.includes('.'))
  ) {
    throw new CommandError(238, 'includeArrayIndex must be the name of a field without dots on this server');
  }
  const path = splitPath(reference.slice(1));
  const keepsAll = isTruthy(preserveNullAndEmptyArrays);
  const indexed = (doc: Doc, index: bigint | null): Doc => {
    if (includeArrayIndex === undefined) return doc;
    const result = { ...doc };
    setField(result, includeArrayIndex, index);
    return result;
  };
  return (docs) =>
    docs.flatMap((doc) => {
      const value = valueAt(doc, path);
      if (Array.isArray(value) && value.length > 0) {
        return value.map((element, i) => indexed(withElement(doc, path, element), BigInt(i)));
      }
      if (value === undefined || value === null || Array.isArray(value)) {
        if (!keepsAll) return [];
        return [indexed(Array.isArray(value) ? withElement(doc, path, undefined) : doc, null)];
      }
      return [indexed(doc, null)];
    });
}

/** A copy with the array at `path` replaced; undefined removes the field. */
function withElement(doc: Doc, path: Path, element: unknown): Doc {
  const [name, ...rest] = path as [string, ...string[]];
  const result = { ...doc };
  const next = rest.length === 0 ? element : withElement(fieldOf(doc, name) as Doc, rest, element);
  if (next === undefined) delete result[name];
  else setField(result, name, next);
  return result;
}
