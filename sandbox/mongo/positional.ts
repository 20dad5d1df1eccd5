import { holds, type Term } from './match.ts';
import { arrayIndex, type Path, valueAt } from './path.ts';
import { clone, type Doc, isDocument, setField } from './values.ts';

/**
 * The index of the first element of the array at `array` that made the query match: what a positional `$` in
 * an update stands for. Where several terms name the array, the last of them decides, as in MongoDB.
 */
export function matchedElement(terms: Term[], doc: Doc, array: Path): number | undefined {
  let position: number | undefined;
  for (const term of terms) position = elementOf(term, doc, array) ?? position;
  return position;
}

function elementOf(term: Term, doc: Doc, array: Path): number | undefined {
  if (term.kind === '$and') return matchedElement(term.terms, doc, array);
  if (term.kind === '$or') {
    const branch = term.terms.find((each) => holds(each, doc));
    return branch && elementOf(branch, doc, array);
  }
  if (term.kind !== 'field' || !array.every((part, i) => part === term.path[i])) return undefined;
  const elements = valueAt(doc, array);
  if (!Array.isArray(elements)) return undefined;
  // A term that names its element by number, { 'a.3.b': 1 }, does not match through the array.
  if (arrayIndex(term.path[array.length]) >= 0) return undefined;
  const index = elements.findIndex((element) => term.condition.at(withOnly(doc, array, element), term.path));
  return index < 0 ? undefined : index;
}

/** The document with the array at `path` narrowed to one element. */
function withOnly(doc: Doc, path: Path, element: unknown): Doc {
  const narrowed = clone(doc);
  const holder = valueAt(narrowed, path.slice(0, -1));
  const last = path.at(-1) as string;
  if (Array.isArray(holder)) holder[arrayIndex(last)] = [element];
  else if (isDocument(holder)) setField(holder, last, [element]);
  return narrowed;
}
