import { TemplateError } from '../errors.ts';

/** Collects what is wrong in a folder of templates, so that marketing sees all of it at once. */
export class ProblemList {
  readonly #found = new Map<string, TemplateError>();

  /** `file` is relative to the templates folder, `line` counts from 1. */
  add(file: string, line: number | null, message: string): void {
    const where = line === null ? { file } : { file, line };
    this.#found.set(`${file}:${line}:${message}`, new TemplateError(message, { where }));
  }

  /** Adds problems found elsewhere; `file` stands in where one names no file. */
  addAll(problems: readonly TemplateError[], file: string): void {
    for (const { where, message } of problems) this.add(where?.file ?? file, where?.line ?? null, message);
  }

  get all(): TemplateError[] {
    return [...this.#found.values()].sort(byPlace);
  }

  get any(): boolean {
    return this.#found.size > 0;
  }
}

/** Templates that cannot be used, with every problem and its place. `where` is that of the first. */
export class TemplateProblems extends TemplateError {
  override name = 'TemplateProblems';
  readonly problems: TemplateError[];

  constructor(problems: TemplateError[]) {
    super(problems.map(describeProblem).join('\n'), { where: problems[0]?.where });
    this.problems = problems;
  }
}

/** One problem on one line: `gentle/nudge.fi.md:4: …`. */
export function describeProblem({ where, message }: TemplateError): string {
  if (!where) return message;
  return `${where.file}${where.line === undefined ? '' : `:${where.line}`}: ${message}`;
}

function byPlace(a: TemplateError, b: TemplateError): number {
  const [one, other] = [a.where?.file ?? '', b.where?.file ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (a.where?.line ?? 0) - (b.where?.line ?? 0);
}
