import { TemplateError, TemplateHole } from '../errors.ts';
import { cleanLine, cleanText } from './clean.ts';
import { writeDate } from './dates.ts';
import type { Condition, Node, Path } from './node.ts';

/** Items of one list that are looked at, and characters of one mail: more is a mistake somewhere. */
const mostItems = 500;
const longestMail = 200_000;

/** The values of a mail, outermost first, with the place in the list of each `{{#each}}`. */
interface Frame {
  value: unknown;
  first: boolean;
  last: boolean;
}

/** Takes a cleaned value and returns what stands for it in the output. */
export type Printer = (value: string) => string;

/**
 * The text of a template with its values.
 * @throws TemplateHole when a printed value is missing or empty (promise 4).
 */
export function evaluate(nodes: readonly Node[], values: object, language: string, print: Printer): string {
  const evaluator = new Evaluator(language, print);
  evaluator.run(nodes, [{ value: values, first: true, last: true }]);
  return evaluator.output;
}

class Evaluator {
  readonly #language: string;
  readonly #print: Printer;
  output = '';

  constructor(language: string, print: Printer) {
    this.#language = language;
    this.#print = print;
  }

  run(nodes: readonly Node[], frames: readonly Frame[]): void {
    for (const node of nodes) {
      if (this.output.length > longestMail) throw new TemplateError('The mail is too long to be sent.');
      if (node.kind === 'text') this.output += node.text;
      else if (node.kind === 'print') this.output += this.#print(this.#printed(node, frames));
      else if (node.kind === 'if') this.run(holds(node.test, frames) ? node.then : node.otherwise, frames);
      else this.#each(node, frames);
    }
  }

  #each(node: Node & { kind: 'each' }, frames: readonly Frame[]): void {
    const value = valueAt(node.path, frames);
    const items = Array.isArray(value) ? value.slice(0, mostItems) : [];
    items.forEach((item, index) => {
      const frame = { value: item, first: index === 0, last: index === items.length - 1 };
      this.run(node.body, [...frames, frame]);
    });
    if (items.length === 0) this.run(node.otherwise, frames);
  }

  #printed(node: Node & { kind: 'print' }, frames: readonly Frame[]): string {
    const value = valueAt(node.path, frames);
    const printed = this.#write(node, value);
    if (printed) return printed;
    const { file, line } = node.where;
    const message = `${file}, line ${line} prints {{${node.path.text}}}, and there is no such value for this mail.`;
    throw new TemplateHole(fullName(node.path), message, node.where);
  }

  #write({ shape, style }: Node & { kind: 'print' }, value: unknown): string | null {
    if (shape.kind === 'number') return Number.isFinite(value) ? String(value) : null;
    if (typeof value !== 'string') return null;
    if (shape.kind === 'day') return writeDate(value, style ?? 'day', this.#language);
    if (shape.kind === 'moment') return writeDate(value, style ?? 'moment', this.#language);
    return shape.kind === 'text' ? cleanText(value) : cleanLine(value);
  }
}

function fullName(path: Path): string {
  return path.parts.join('.') || path.text;
}

/** Own properties only: a template cannot walk into a prototype. */
function valueAt(path: Path, frames: readonly Frame[]): unknown {
  const frame = frames[frames.length - 1 - path.depth];
  if (!frame) return undefined;
  if (path.data) return frame[path.data];
  let value = frame.value;
  for (const part of path.parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function holds({ path, equals, negated }: Condition, frames: readonly Frame[]): boolean {
  const value = valueAt(path, frames);
  const held = equals === null ? isThere(value) : value === equals;
  return held !== negated;
}

/** Blank text is no value: `{{#if}}` and the check for holes agree. */
function isThere(value: unknown): boolean {
  if (typeof value === 'string') return cleanText(value) !== '';
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
