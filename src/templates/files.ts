import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reason, TemplateError } from '../errors.ts';
import { ProblemList } from './problem.ts';

const largestFile = 64 * 1024;
const mostFiles = 3_000;

/** The templates folder as it was at one moment. */
export interface TemplateFiles {
  /** Contents by path within the folder, such as 'gentle/nudge.en.md'. */
  contents: Map<string, string>;
  /** Files that could not be read as text. */
  problems: TemplateError[];
  /** Changes whenever a name or a content does. */
  fingerprint: string;
}

/**
 * Reads every `.md` and `.yaml` file one folder deep. Hidden files and editors' backups are passed over.
 * @throws TemplateError when the folder itself cannot be read.
 */
export async function readTemplateFiles(dir: string): Promise<TemplateFiles> {
  const paths = await listFiles(dir);
  const contents = new Map<string, string>();
  const problems = new ProblemList();
  for (const path of paths) {
    const text = await readText(join(dir, path));
    if (typeof text === 'string') contents.set(path, text);
    else if (text) problems.add(path, null, text.refusal);
  }
  const hash = createHash('sha256');
  for (const [path, text] of contents) hash.update(`${path}\0${text}\0`);
  for (const problem of problems.all) hash.update(`${problem.where?.file}\0${problem.message}\0`);
  return { contents, problems: problems.all, fingerprint: hash.digest('hex') };
}

async function listFiles(dir: string): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of await entries(dir)) {
    // Symbolic links are followed: that is how a container's configuration arrives.
    if (!(await stat(join(dir, folder)).catch(() => null))?.isDirectory()) continue;
    const files = (await entries(join(dir, folder))).filter((file) => /\.(md|ya?ml)$/.test(file));
    paths.push(...files.map((file) => `${folder}/${file}`));
  }
  if (paths.length > mostFiles) {
    throw new TemplateError(`There are ${paths.length} files in ${dir}; at most ${mostFiles} are read.`);
  }
  return paths.sort();
}

async function entries(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).filter((name) => !/^[.#~]|~$/.test(name));
  } catch (error) {
    throw new TemplateError(`The templates in ${dir} cannot be read: ${reason(error)}.`, { cause: error });
  }
}

/** The text of a file; why it cannot be used; or null when it vanished since it was listed. */
async function readText(path: string): Promise<string | { refusal: string } | null> {
  try {
    const { size } = await stat(path);
    if (size > largestFile) return { refusal: `The file is larger than ${largestFile / 1024} KB.` };
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return { refusal: error instanceof TypeError ? 'The file is not UTF-8 text.' : `${reason(error)}.` };
  }
}
