/**
 * What a template may print, described once: the shapes give the lint its names, marketing its list of
 * variables, the preview its examples, and the code that fills them in its types.
 */
export type Shape = Leaf | Word | Group | List;

/**
 * `line`: one line of text. `text`: lines are kept. `day`: 'YYYY-MM-DD'. `moment`: 'YYYY-MM-DDTHH:mm' as the
 * reader's clock shows it. Days and moments are printed the way the mail's language writes them.
 */
type LeafKind = 'line' | 'text' | 'day' | 'moment' | 'number' | 'flag';

interface Common {
  about: string;
  /** May be null: print it only inside `{{#if}}`, or the mail is held when it is missing. */
  optional: boolean;
  /** Worked out from the other values when the mail is rendered, never given. */
  derived: boolean;
}

export interface Leaf<K extends LeafKind = LeafKind> extends Common {
  kind: K;
  example: string | number | boolean;
}

/** One of a few words that tell cases apart: for `{{#if (eq cause "suppressed")}}`, never printed. */
export interface Word<W extends readonly string[] = readonly string[]> extends Common {
  kind: 'word';
  words: W;
}

export interface Group<F extends Fields = Fields> extends Common {
  kind: 'group';
  fields: F;
}

export interface List<I extends Shape = Shape> extends Common {
  kind: 'list';
  items: I;
}

export type Fields = Readonly<Record<string, Shape>>;

type Given<S> = S & { optional: false; derived: false };

const given = { optional: false, derived: false } as const;

function leaf<K extends LeafKind>(kind: K) {
  return (about: string, example: Leaf['example']): Given<Leaf<K>> => ({
    kind,
    about,
    example,
    ...given,
  });
}

export const line = leaf('line');
export const text = leaf('text');
export const day = leaf('day');
export const moment = leaf('moment');
export const number = leaf('number');
export const flag = leaf('flag');

export function word<const W extends readonly string[]>(about: string, words: W): Given<Word<W>> {
  return { kind: 'word', about, words, ...given };
}

export function group<const F extends Fields>(about: string, fields: F): Given<Group<F>> {
  return { kind: 'group', about, fields, ...given };
}

export function list<const I extends Shape>(about: string, items: I): Given<List<I>> {
  return { kind: 'list', about, items, ...given };
}

/** The same, but it may be null. */
export function optional<S extends Shape>(shape: S): Omit<S, 'optional'> & { optional: true } {
  return { ...shape, optional: true };
}

/** The same, but filled in by the renderer. */
export function derived<S extends Shape>(shape: S): Omit<S, 'derived'> & { derived: true } {
  return { ...shape, derived: true };
}

/** The type of the value that fills a shape. */
export type Value<S> = Filled<S> | (S extends { optional: true } ? null : never);

type Filled<S> = S extends { kind: 'number' }
  ? number
  : S extends { kind: 'flag' }
    ? boolean
    : S extends { kind: 'word'; words: readonly (infer W)[] }
      ? W
      : S extends { kind: 'group'; fields: infer F }
        ? Values<F>
        : S extends { kind: 'list'; items: infer I }
          ? Value<I>[]
          : string;

/** The values that a caller gives for a set of variables: all but the derived ones. */
export type Values<F> = {
  [K in keyof F as F[K] extends { derived: true } ? never : K]: Value<F[K]>;
};

/** Every printable name below `fields`, dotted: 'prospect.firstName'. Items of a list are written 'plan[].text'. */
export function names(fields: Fields): Map<string, Shape> {
  const found = new Map<string, Shape>();
  const visit = (path: string, shape: Shape): void => {
    found.set(path, shape);
    if (shape.kind === 'group') visitAll(`${path}.`, shape.fields);
    if (shape.kind === 'list' && shape.items.kind === 'group') visitAll(`${path}[].`, shape.items.fields);
  };
  const visitAll = (prefix: string, inner: Fields): void => {
    for (const [name, shape] of Object.entries(inner)) visit(prefix + name, shape);
  };
  visitAll('', fields);
  return found;
}

/** Values to look at a mail with; `minimal` leaves out everything that may be missing. */
export function examples<F extends Fields>(fields: F, minimal = false): Values<F> {
  const entries = Object.entries(fields).filter(([, shape]) => !shape.derived);
  return Object.fromEntries(entries.map(([name, shape]) => [name, exampleOf(shape, minimal)])) as Values<F>;
}

function exampleOf(shape: Shape, minimal: boolean): unknown {
  if (shape.optional && minimal) return null;
  if (shape.kind === 'group') return examples(shape.fields, minimal);
  if (shape.kind === 'list') return [exampleOf(shape.items, minimal)];
  return shape.kind === 'word' ? shape.words[0] : shape.example;
}
