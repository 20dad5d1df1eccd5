import Handlebars from 'handlebars';
import { dateStyles } from './dates.ts';
import { literalOf, original, pathOf, styleOf, unprintable } from './expression.ts';
import type { Condition, Node, Place } from './node.ts';
import type { ProblemList } from './problem.ts';
import { lookUp, type Scope } from './scope.ts';
import type { Shape } from './shape.ts';

/** A piece of template text, and where it stands. */
export interface Source {
  file: string;
  text: string;
  /** Line of the file, from 1, on which `text` begins. */
  firstLine: number;
}

export interface Includes {
  /** The partial that `{{> name}}` means, or in words why there is none. */
  find(name: string): Source | string;
}

const deepest = 8;
const mostNodes = 5_000;

/**
 * Reads Handlebars into nodes, checking every name on the way. Handlebars only parses: nothing is compiled
 * to JavaScript, so a template can do what `Node` can do, and no helper or prototype is within its reach.
 */
export function parseTemplate(
  source: Source,
  variables: Shape,
  includes: Includes,
  problems: ProblemList,
): Node[] {
  return new Reader(includes, problems).read(source, [variables], []);
}

class Reader {
  readonly #includes: Includes;
  readonly #problems: ProblemList;
  #nodes = 0;

  constructor(includes: Includes, problems: ProblemList) {
    this.#includes = includes;
    this.#problems = problems;
  }

  read(source: Source, scope: Scope, open: readonly string[]): Node[] {
    const program = parse(source, this.#problems);
    return program ? new FileReader(this, source, open, this.#problems).program(program, scope, 0) : [];
  }

  /** Counts nodes over all partials together: partials that include partials multiply. */
  spend(place: Place): boolean {
    this.#nodes += 1;
    if (this.#nodes === mostNodes) this.#problems.add(place.file, place.line, 'The mail is too complicated.');
    return this.#nodes < mostNodes;
  }

  include(name: string, place: Place, scope: Scope, open: readonly string[]): Node[] {
    if (open.includes(name) || open.length >= deepest) {
      this.#problems.add(place.file, place.line, `{{> ${name}}} includes itself, or is nested too deep.`);
      return [];
    }
    const found = this.#includes.find(name);
    if (typeof found !== 'string') return this.read(found, scope, [...open, name]);
    this.#problems.add(place.file, place.line, found);
    return [];
  }
}

/** Reads one file; `open` are the partials around it. */
class FileReader {
  readonly #reader: Reader;
  readonly #source: Source;
  readonly #open: readonly string[];
  readonly #problems: ProblemList;

  constructor(reader: Reader, source: Source, open: readonly string[], problems: ProblemList) {
    this.#reader = reader;
    this.#source = source;
    this.#open = open;
    this.#problems = problems;
  }

  program(program: hbs.AST.Program | undefined, scope: Scope, depth: number): Node[] {
    const body = program?.body ?? [];
    return body.flatMap((statement, index) => {
      if (!this.#reader.spend(this.#place(statement))) return [];
      const nodes = this.#statement(statement, scope, depth);
      return hadLineOfItsOwn(statement, body[index + 1]) ? [...nodes, { kind: 'text', text: '\n' }] : nodes;
    });
  }

  #statement(statement: hbs.AST.Statement, scope: Scope, depth: number): Node[] {
    switch (statement.type) {
      case 'ContentStatement':
        return [{ kind: 'text', text: (statement as hbs.AST.ContentStatement).value }];
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return this.#print(statement as hbs.AST.MustacheStatement, scope);
      case 'BlockStatement':
        return this.#block(statement as hbs.AST.BlockStatement, scope, depth);
      case 'PartialStatement':
        return this.#partial(statement as hbs.AST.PartialStatement, scope);
      default:
        return this.#refuse(
          statement,
          'This is not understood here: no decorators and no {{#> partial}} blocks.',
        );
    }
  }

  #print(mustache: hbs.AST.MustacheStatement, scope: Scope): Node[] {
    if (!mustache.escaped) return this.#refuse(mustache, 'Write {{two braces}}, not three, and no {{&.');
    const { params, hash } = mustache;
    const helper = params.length > 0 || hash ? original(mustache.path) : null;
    if (helper !== null && helper !== 'date') {
      return this.#refuse(
        mustache,
        `${helper} is not something a mail can do: there are if, unless, each, eq and date.`,
      );
    }
    const path = pathOf(helper === null ? mustache.path : params[0]);
    const style = helper === null ? null : styleOf(params[1]);
    if (!path || style === undefined || params.length > 2 || hash) {
      const how = `Write {{name}}, or {{date name}} with one of "${dateStyles.join('", "')}" after the name.`;
      return this.#refuse(mustache, how);
    }
    const shape = lookUp(scope, path);
    const refusal = typeof shape === 'string' ? shape : unprintable(shape, path, helper !== null);
    if (typeof shape === 'string' || refusal) return this.#refuse(mustache, refusal ?? '');
    return [{ kind: 'print', path, shape, style, where: this.#place(mustache) }];
  }

  #block(block: hbs.AST.BlockStatement, scope: Scope, depth: number): Node[] {
    const name = original(block.path);
    if (depth >= deepest) return this.#refuse(block, 'Blocks are nested too deep.');
    if (block.hash || block.program?.blockParams?.length) {
      return this.#refuse(block, 'Write {{#if name}}, {{#unless name}} or {{#each name}}, and nothing more.');
    }
    if (name === 'each') return this.#each(block, scope, depth);
    if (name !== 'if' && name !== 'unless') {
      return this.#refuse(
        block,
        `{{#${name}}} is not something a mail can do: there are #if, #unless and #each.`,
      );
    }
    const test = this.#condition(block, scope, name === 'unless');
    const then = this.program(block.program, scope, depth + 1);
    const otherwise = this.program(block.inverse, scope, depth + 1);
    return test ? [{ kind: 'if', test, then, otherwise }] : [];
  }

  #each(block: hbs.AST.BlockStatement, scope: Scope, depth: number): Node[] {
    const path = block.params.length === 1 ? pathOf(block.params[0]) : null;
    if (!path) return this.#refuse(block, 'Write {{#each name}}.');
    const shape = lookUp(scope, path);
    if (typeof shape === 'string') return this.#refuse(block, shape);
    if (shape.kind !== 'list' || path.data) return this.#refuse(block, `{{${path.text}}} is not a list.`);
    const body = this.program(block.program, [...scope, shape.items], depth + 1);
    return [{ kind: 'each', path, body, otherwise: this.program(block.inverse, scope, depth + 1) }];
  }

  #condition(block: hbs.AST.BlockStatement, scope: Scope, negated: boolean): Condition | null {
    const [subject] = block.params;
    const eq = subject?.type === 'SubExpression' ? (subject as hbs.AST.SubExpression) : null;
    const path = pathOf(eq ? eq.params[0] : subject);
    const equals = eq ? literalOf(eq.params[1]) : null;
    const wellFormed =
      !eq || (original(eq.path) === 'eq' && eq.params.length === 2 && equals !== null && !eq.hash);
    if (!path || block.params.length !== 1 || !wellFormed) {
      this.#refuse(block, 'Write {{#if name}} or {{#if (eq name "word")}}.');
      return null;
    }
    const shape = lookUp(scope, path);
    if (typeof shape === 'string') this.#refuse(block, shape);
    else if (shape.kind === 'word' && equals !== null && !shape.words.includes(String(equals))) {
      this.#refuse(block, `{{${path.text}}} is never “${equals}”; it is one of: ${shape.words.join(', ')}.`);
    }
    return { path, equals, negated };
  }

  #partial(partial: hbs.AST.PartialStatement, scope: Scope): Node[] {
    const name = partial.name.type === 'PathExpression' ? original(partial.name) : null;
    if (name === null || partial.params.length > 0 || partial.hash) {
      return this.#refuse(
        partial,
        'Write {{> name}}, with the name of a file in partials/ and nothing more.',
      );
    }
    return this.#reader.include(name, this.#place(partial), scope, this.#open);
  }

  #refuse(node: hbs.AST.Node, message: string): Node[] {
    const { file, line } = this.#place(node);
    this.#problems.add(file, line, message);
    return [];
  }

  #place(node: hbs.AST.Node): Place {
    return { file: this.#source.file, line: node.loc.start.line + this.#source.firstLine - 1 };
  }
}

function parse(source: Source, problems: ProblemList): hbs.AST.Program | null {
  try {
    return Handlebars.parse(source.text.trimEnd());
  } catch (error) {
    const { message, line } = parseFailure(error);
    problems.add(source.file, Math.max(1, line) + source.firstLine - 1, message);
    return null;
  }
}

/** Handlebars says `Parse error on line 3: … got 'EOF'`, or `if doesn't match unless - 2:3`. */
function parseFailure(error: unknown): { message: string; line: number } {
  const text = error instanceof Error ? error.message : String(error);
  const [head = ''] = text.split('\n');
  const mismatch = /^(.{0,80}) doesn't match (.{0,80}) - (\d+):\d+$/.exec(head);
  if (mismatch) {
    return { message: `{{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}.`, line: Number(mismatch[3]) };
  }
  const line = Number(/on line (\d+)/.exec(head)?.[1] ?? 1);
  const got = /got '([A-Z_]+)'$/.exec(text)?.[1];
  if (got === 'EOF')
    return { message: 'A block is not closed before the end: {{/if}} or {{/each}} is missing.', line };
  return { message: 'The braces {{…}} cannot be read here.', line };
}

/**
 * Handlebars takes the line break away after a partial on a line of its own, because the partial's file ends
 * with one. Here partials are read without their last line break, so that they also fit into a sentence.
 */
function hadLineOfItsOwn(statement: hbs.AST.Statement, next: hbs.AST.Statement | undefined): boolean {
  return (
    statement.type === 'PartialStatement' && (next as { rightStripped?: boolean })?.rightStripped === true
  );
}
