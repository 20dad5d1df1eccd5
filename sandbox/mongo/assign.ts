import { CommandError } from './errors.ts';
import { arrayIndex, type Path, valueAt } from './path.ts';
import { type Doc, fieldOf, isDocument, setField, typeName } from './values.ts';

const MAX_PADDING = 1_500_000;

/** Changes one field in place, making the documents on the way to it where they are missing. */
export function changeAt(doc: Doc, path: Path, change: (present: unknown) => unknown): void {
  const present = valueAt(doc, path);
  const next = change(present);
  if (next === present) return;
  if (next === undefined) unset(doc, path);
  else assign(doc, path, next);
}

function unset(doc: Doc, path: Path): void {
  const holder = valueAt(doc, path.slice(0, -1));
  const last = path.at(-1) as string;
  // An element of an array is not cut out but emptied, so that the others keep their numbers.
  if (Array.isArray(holder)) holder[arrayIndex(last)] = null;
  else if (isDocument(holder)) delete holder[last];
}

function assign(doc: Doc, path: Path, value: unknown): void {
  let holder: unknown = doc;
  for (const [at, part] of path.entries()) {
    const isLast = at === path.length - 1;
    if (Array.isArray(holder)) holder = assignElement(holder, part, isLast, value, path, at);
    else if (isDocument(holder)) {
      if (isLast || fieldOf(holder, part) === undefined) setField(holder, part, isLast ? value : {});
      holder = holder[part];
    } else throw notViable(path, at, holder);
  }
}

function assignElement(
  array: unknown[],
  part: string,
  isLast: boolean,
  value: unknown,
  path: Path,
  at: number,
): unknown {
  const index = arrayIndex(part);
  if (index < 0) throw notViable(path, at, array);
  if (index - array.length > MAX_PADDING) {
    throw new CommandError(2, `can't backfill more than ${MAX_PADDING} elements`);
  }
  while (array.length < index) array.push(null);
  if (isLast || index === array.length) array[index] = isLast ? value : {};
  return array[index];
}

function notViable(path: Path, at: number, holder: unknown): CommandError {
  return new CommandError(
    28,
    `Cannot create field '${path[at]}' in element {${path[at - 1]}: ${typeName(holder)}}`,
  );
}

/** Moves a field, if it is there; neither end may lie inside an array. */
export function rename(doc: Doc, from: Path, to: Path): void {
  for (const path of [from, to]) {
    const arrayAt = path.findIndex((_, at) => at > 0 && Array.isArray(valueAt(doc, path.slice(0, at))));
    if (arrayAt >= 0) {
      throw new CommandError(
        2,
        `The source and target field for $rename cannot be inside an array: ${path.join('.')}`,
      );
    }
  }
  const value = valueAt(doc, from);
  if (value === undefined) return;
  unset(doc, from);
  unset(doc, to);
  assign(doc, to, value);
}
