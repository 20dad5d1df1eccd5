import { reason, TemplateError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { buildLibrary } from './build.ts';
import { readTemplateFiles } from './files.ts';
import type { TemplateLibrary } from './library.ts';
import { TemplateProblems } from './problem.ts';
import { noticeNames } from './variables.ts';

export interface LiveTemplatesOptions {
  logger: Logger;
  /** A saved change is in use from now on. */
  onChange?(library: TemplateLibrary): void;
  /** Something was saved that cannot be used; told once for each state of the folder. */
  onRefused?(problems: TemplateError[]): void;
  /** How old a look at the folder may be, in real milliseconds; 0 looks each time. */
  lookEvery?: number;
}

/** The templates as they are on disk now. */
export interface LiveTemplates {
  /** Looks at the folder, and answers with what may be used: never something broken. */
  current(): Promise<TemplateLibrary>;
}

/**
 * Templates whose saved files are live for the next send. The folder is read anew when a mail is about to be
 * written, at most once a second, and compared by content. Nothing watches it: notices of the file system
 * are lost on network and container mounts and differ between editors, a look is not; and there is no timer
 * to stop. What cannot be used is refused, sequence by sequence, while the last good version stays in use.
 * @throws TemplateProblems when at the start no sequence or not every notice can be used.
 */
export async function liveTemplates(dir: string, options: LiveTemplatesOptions): Promise<LiveTemplates> {
  const files = await readTemplateFiles(dir);
  const { library, problems } = buildLibrary(files);
  const usable = library.names().length > 0 && library.templates.notices.size === noticeNames.length;
  if (!usable) throw new TemplateProblems(problems);
  const folder = new Folder(dir, options, library, files.fingerprint);
  if (problems.length > 0) folder.refuse(problems);
  return folder;
}

class Folder implements LiveTemplates {
  readonly #dir: string;
  readonly #options: LiveTemplatesOptions;
  #library: TemplateLibrary;
  #fingerprint: string;
  #lookedAt = performance.now();
  #look: Promise<void> | null = null;

  constructor(dir: string, options: LiveTemplatesOptions, library: TemplateLibrary, fingerprint: string) {
    this.#dir = dir;
    this.#options = options;
    this.#library = library;
    this.#fingerprint = fingerprint;
  }

  async current(): Promise<TemplateLibrary> {
    const age = performance.now() - this.#lookedAt;
    if (age >= (this.#options.lookEvery ?? 1000)) {
      // One look serves all who ask while it runs.
      this.#look ??= this.#lookAgain().finally(() => {
        this.#look = null;
      });
      await this.#look;
    }
    return this.#library;
  }

  refuse(problems: TemplateError[]): void {
    const first = problems[0]?.where;
    this.#options.logger.warn(
      { problems: problems.length, file: first?.file, line: first?.line },
      'templates refused, the last good version stays in use: palaan check lists the problems',
    );
    this.#options.onRefused?.(problems);
  }

  async #lookAgain(): Promise<void> {
    const { fingerprint, built } = await this.#read();
    this.#lookedAt = performance.now();
    if (fingerprint === this.#fingerprint) return;
    this.#fingerprint = fingerprint;
    if (built.problems.length > 0) this.refuse(built.problems);
    if (built.library === this.#library) return;
    this.#library = built.library;
    this.#options.onChange?.(built.library);
  }

  /** A folder that cannot be read at all is one more thing that is refused. */
  async #read(): Promise<{ fingerprint: string; built: ReturnType<typeof buildLibrary> }> {
    try {
      const files = await readTemplateFiles(this.#dir);
      if (files.fingerprint === this.#fingerprint) {
        return { fingerprint: files.fingerprint, built: { library: this.#library, problems: [] } };
      }
      return { fingerprint: files.fingerprint, built: buildLibrary(files, this.#library) };
    } catch (error) {
      const problem = error instanceof TemplateError ? error : new TemplateError(reason(error));
      return { fingerprint: problem.message, built: { library: this.#library, problems: [problem] } };
    }
  }
}
