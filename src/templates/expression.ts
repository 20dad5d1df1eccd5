import { type DateStyle, dateStyles } from './dates.ts';
import type { Path } from './node.ts';
import type { Shape } from './shape.ts';

/** A name as the template writes it. */
export function original(node: hbs.AST.Node): string {
  return String((node as hbs.AST.PathExpression).original ?? '').slice(0, 100);
}

/** The path of a name; null for a literal, a call, or data other than @first and @last. */
export function pathOf(node: hbs.AST.Node | undefined): Path | null {
  if (node?.type !== 'PathExpression') return null;
  const { data, depth, parts } = node as hbs.AST.PathExpression;
  const text = original(node);
  if (!data) return { depth, parts, data: null, text };
  const [name] = parts;
  if (parts.length !== 1 || (name !== 'first' && name !== 'last')) return null;
  return { depth: 0, parts: [], data: name, text };
}

/** A text or a number that stands in the template itself. */
export function literalOf(node: hbs.AST.Node | undefined): string | number | null {
  if (node?.type !== 'StringLiteral' && node?.type !== 'NumberLiteral') return null;
  return (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral).value;
}

/** The style that `{{date name "style"}}` asks for; null for none, undefined for one that there is not. */
export function styleOf(node: hbs.AST.Node | undefined): DateStyle | null | undefined {
  if (!node) return null;
  const wanted = literalOf(node);
  return dateStyles.find((style) => style === wanted);
}

/** Why a value cannot be printed, or null when it can. */
export function unprintable(shape: Shape, path: Path, asDate: boolean): string | null {
  const name = `{{${path.text}}}`;
  if (path.data) return `${name} is for {{#if}} and cannot be printed.`;
  if (shape.kind === 'list') return `${name} is a list: write {{#each ${path.text}}}…{{/each}}.`;
  if (shape.kind === 'group') {
    const fields = Object.keys(shape.fields).map((field) => `{{${path.text}.${field}}}`);
    return `${name} is not one value: write ${fields.join(' or ')}.`;
  }
  if (shape.kind === 'flag' || shape.kind === 'word') return `${name} is for {{#if}} and cannot be printed.`;
  if (asDate && shape.kind !== 'day' && shape.kind !== 'moment') return `${name} is not a date.`;
  return null;
}
