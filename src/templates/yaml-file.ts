import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ProblemList } from './problem.ts';
import { suggestion } from './suggest.ts';

/** Where a piece of YAML comes from: `firstLine` is the line in the file on which `text` begins. */
export interface YamlSource {
  file: string;
  text: string;
  firstLine: number;
}

export interface ReadYaml<T> {
  value: T;
  /** The line in the file of the value at a path, such as ['steps', 2, 'wait']. */
  lineAt(path: readonly PropertyKey[]): number;
}

/** Reads YAML by a zod schema of strict objects; null, with the problems noted by line, when it does not fit. */
export function readYaml<T>(
  source: YamlSource,
  schema: z.ZodType<T>,
  known: readonly string[],
  problems: ProblemList,
): ReadYaml<T> | null {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (offset: number): number => counter.linePos(offset).line + source.firstLine - 1;
  if (document.errors.length > 0) {
    for (const error of document.errors) problems.add(source.file, lineOf(error.pos[0]), `${error.message}.`);
    return null;
  }
  const lineAt = (path: readonly PropertyKey[]): number => lineOf(offsetOf(document, path));
  const read = schema.safeParse(plainValue(document));
  if (read.success) return { value: read.data, lineAt };
  for (const issue of read.error.issues) {
    if (issue.code !== 'unrecognized_keys') {
      problems.add(source.file, lineAt(issue.path), sentence(issue.path, issue.message));
      continue;
    }
    for (const key of issue.keys) {
      const message = `${key} is not a key here${suggestion(key, known) || `; known keys: ${known.join(', ')}.`}`;
      problems.add(source.file, lineAt([...issue.path, key]), message);
    }
  }
  return null;
}

/** Aliases are refused: a few of them can stand for millions of values. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    return 'YAML aliases (*name) are not understood here';
  }
}

/** Offset of the nearest thing in the file: the key where there is one, else what encloses it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => String(key) === String(last));
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

function sentence(path: readonly PropertyKey[], message: string): string {
  const where = path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('');
  return `${where.replace(/^\./, '')}${where ? ': ' : ''}${message}`;
}
