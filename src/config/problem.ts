import { ConfigError } from '../errors.ts';

/** One thing that is wrong in palaan.yaml. */
export interface ConfigProblem {
  /** The key as a person would point at it: `sellers[0].smtp.port`; '' for the file as a whole. */
  key: string;
  /** Line in the file, from 1; null when the file could not be read at all. */
  line: number | null;
  /** What is wrong and what is allowed. Never a secret's value. */
  message: string;
}

/** palaan.yaml cannot be used. `problems` lists everything that is wrong with it, in the file's order. */
export class ConfigProblems extends ConfigError {
  override name = 'ConfigProblems';
  readonly problems: ConfigProblem[];

  constructor(file: string, problems: ConfigProblem[]) {
    const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const line = sorted[0]?.line;
    super(sorted.map((problem) => problemText(file, problem)).join('\n'), {
      where: { file, ...(line ? { line } : {}) },
    });
    this.problems = sorted;
  }
}

/** `palaan.yaml:12: sellers[0].zone: …` */
export function problemText(file: string, { key, line, message }: ConfigProblem): string {
  return [line === null ? file : `${file}:${line}`, key, message].filter((part) => part !== '').join(': ');
}
