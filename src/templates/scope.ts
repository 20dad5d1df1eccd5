import type { Path } from './node.ts';
import { names, type Shape } from './shape.ts';
import { suggestion } from './suggest.ts';

/** The shapes that a path can start from, outermost first; each `{{#each}}` adds one. */
export type Scope = readonly Shape[];

/** The shape of the value at a path, or in words why there is none. */
export function lookUp(scope: Scope, path: Path): Shape | string {
  const start = scope[scope.length - 1 - path.depth];
  if (!start) return `{{${path.text}}} leads out of every {{#each}}.`;
  if (path.data && scope.length === 1) return `{{${path.text}}} only makes sense inside {{#each}}.`;
  let shape = start;
  for (const part of path.parts) {
    if (shape.kind !== 'group' || !Object.hasOwn(shape.fields, part)) return unknown(start, path);
    shape = shape.fields[part] as Shape;
  }
  return shape;
}

function unknown(start: Shape, path: Path): string {
  const known = start.kind === 'group' ? [...names(start.fields).keys()] : [];
  const near = suggestion(path.parts.join('.'), known);
  return `{{${path.text}}} is not a variable${near || '; docs/marketing.md lists them all.'}`;
}
