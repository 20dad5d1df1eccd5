import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildLibrary } from '../../src/templates/build.ts';
import { describeProblem } from '../../src/templates/problem.ts';
import { noticeNames } from '../../src/templates/variables.ts';

/** The least that a templates folder holds: one sequence of one mail, plain layouts, and all notices. */
export function smallFolder(changes: Record<string, string | null> = {}): Map<string, string> {
  const files = new Map([
    ['small/sequence.yaml', 'description: A test.\nsteps:\n  - name: nudge\n    wait: 24 hours\n'],
    ['small/nudge.en.md', 'Did {{project}} reach you?\n'],
    ['partials/layout-email.md', '{{> body}}\n'],
    ['partials/layout-task.md', '{{> body}}\n'],
    ['partials/layout-notice.md', '{{> body}}\n'],
  ]);
  for (const name of noticeNames) files.set(`notices/${name}.en.md`, '---\nsubject: A notice\n---\nHello.\n');
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return files;
}

/** The library of a folder that need not exist. */
export function built(changes: Record<string, string | null> = {}) {
  return buildLibrary({ contents: smallFolder(changes), problems: [], fingerprint: '' });
}

/** What is wrong with a folder, one line for each problem: 'file:line: reason'. */
export function problemsWith(changes: Record<string, string | null>): string[] {
  return built(changes).problems.map(describeProblem);
}

/** A real folder, with a way to save files in it as an editor does. */
export async function folderOnDisk(changes: Record<string, string | null> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'palaan-templates-'));
  const save = async (path: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  };
  for (const [path, text] of smallFolder(changes)) await save(path, text);
  return { dir, save, remove: () => rm(dir, { recursive: true, force: true }) };
}
