import { buildLibrary } from './build.ts';
import { readTemplateFiles } from './files.ts';
import type { TemplateLibrary } from './library.ts';
import { TemplateProblems } from './problem.ts';

/**
 * Reads and checks everything under `dir`.
 * @throws TemplateProblems with every problem (file, line, reason) when anything is wrong.
 */
export async function loadTemplates(dir: string): Promise<TemplateLibrary> {
  const { library, problems } = buildLibrary(await readTemplateFiles(dir));
  if (problems.length > 0) throw new TemplateProblems(problems);
  return library;
}
