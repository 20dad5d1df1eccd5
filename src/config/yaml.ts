import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { crossProblems, type Found } from './cross.ts';
import { type ConfigProblem, ConfigProblems } from './problem.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Reads YAML 1.2 text by a schema; throws ConfigProblems with every key that is wrong and its line. */
export async function parseSettings<S extends z.ZodType>(
  source: string,
  file: string,
  schema: S,
): Promise<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const value = plainValue(document, source, file, lines);
  const result = await schema.safeParseAsync(value);
  const found = [...(result.success ? [] : issuesFound(result.error.issues, value)), ...crossProblems(value)];
  if (result.success && found.length === 0) return result.data;
  throw new ConfigProblems(
    file,
    found.map((problem) => located(problem, document, lines)),
  );
}

function plainValue(document: Document.Parsed, source: string, file: string, lines: LineCounter): unknown {
  if (document.errors.length > 0) {
    throw new ConfigProblems(
      file,
      document.errors.map((error) => ({
        key: '',
        line: lines.linePos(error.pos[0]).line,
        message: yamlMessage(error.code, error.message, keyAt(source, error.pos[0])),
      })),
    );
  }
  try {
    return document.toJS() ?? {};
  } catch {
    // The library's message would repeat what follows the *, which may be a password that begins with one.
    const message =
      'a value that begins with * must name an anchor (&name) above it; else put it into quotes.';
    throw new ConfigProblems(file, [{ key: '', line: aliasLine(document, lines), message }]);
  }
}

function aliasLine(document: Document.Parsed, lines: LineCounter): number | null {
  let line: number | null = null;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      line = lines.linePos(alias.range?.[0] ?? 0).line;
      return visit.BREAK;
    },
  });
  return line;
}

function keyAt(source: string, offset: number): string {
  return /^[^\s:]{0,60}/.exec(source.slice(offset, offset + 60))?.[0] ?? '';
}

function yamlMessage(code: string, message: string, key: string): string {
  if (code === 'DUPLICATE_KEY') return `the key ${key} stands here for the second time; keep one of them.`;
  return `this is not YAML: ${message.replace(/\.?$/, '.')}`;
}

/** Zod's issues in our words. A union is spoken for by the branch that got furthest. */
function issuesFound(issues: readonly Issue[], root: unknown, base: Path = []): Found[] {
  return issues.flatMap((issue): Found[] => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, issue.message) }));
    }
    if (issue.code === 'invalid_union') {
      const branch = issue.errors.find((errors) => errors.some((inner) => inner.path.length > 0));
      if (branch) return issuesFound(branch, root, path);
    }
    if (issue.code === 'custom' && issue.params?.sentence) return [{ path, message: issue.message }];
    return [{ path, message: sentence(valueAt(root, path), issue.message) }];
  });
}

function sentence(value: unknown, allowed: string): string {
  const end = allowed.endsWith('?') ? '' : '.';
  if (value === undefined || value === null) return `is missing; write ${allowed}${end}`;
  return `${shown(value)} is not ${allowed}${end}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? 'a list' : 'an empty list';
  if (typeof value === 'object') return 'a map';
  // An address with a password in it (imaps://me:secret@host) in the wrong place must not reach a log.
  if (typeof value === 'string' && /:.*@/.test(value)) return 'this text';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** `message` lists the keys that the section knows (schema.ts, section). */
function unknownKey(key: string, message: string): string {
  const meant = nearest(key, message.split(', '));
  return meant ? `is not a key here; did you mean ${meant}?` : `is not a key here; known are ${message}.`;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (value === null || typeof value !== 'object') return undefined;
    // A single mailbox may stand where a list of them is expected.
    if (typeof key === 'number' && !Array.isArray(value)) return value;
    return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }, root);
}

/** The problem with its key and line: that of the key, or of the nearest section that is there. */
function located({ path, message }: Found, document: Document, lines: LineCounter): ConfigProblem {
  let node: unknown = document.contents;
  let offset = 0;
  let key = '';
  for (const step of path) {
    if (typeof step === 'number') {
      if (isSeq(node)) {
        key += `[${step}]`;
        node = node.items[step];
      }
      if (isNode(node)) offset = node.range?.[0] ?? offset;
      continue;
    }
    key += key === '' ? String(step) : `.${String(step)}`;
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && item.key.value === step)
      : undefined;
    if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair && isAlias(pair.value) ? pair.value.resolve(document) : pair?.value;
  }
  return { key, line: lines.linePos(offset).line, message };
}
