import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** A step of a sequence, and words that only its mail has. */
export interface KnownStep {
  name: string;
  words: string;
}

/** The mails of each sequence in order, by the words that marketing wrote. */
export type KnownSteps = ReadonlyMap<string, readonly KnownStep[]>;

/** Reads sequence.yaml and the English mails of every sequence that sends only mails. */
export async function readSteps(templates: string): Promise<KnownSteps> {
  const known = new Map<string, KnownStep[]>();
  for (const folder of await readdir(templates, { withFileTypes: true })) {
    if (!folder.isDirectory() || folder.name === 'partials' || folder.name === 'notices') continue;
    const at = path.join(templates, folder.name);
    const { steps } = parse(await readFile(path.join(at, 'sequence.yaml'), 'utf8')) as {
      steps: { name: string; kind?: string }[];
    };
    if (steps.some((step) => step.kind === 'task')) continue;
    const mails = await Promise.all(
      steps.map(async ({ name }) => ({
        name,
        words: ownWords(await readFile(path.join(at, `${name}.en.md`), 'utf8')),
      })),
    );
    known.set(folder.name, mails);
  }
  return known;
}

/** Which step of the sequence a mail is: its number from 0, or -1. */
export function stepOf(text: string, steps: readonly KnownStep[]): number {
  const plain = oneLine(text);
  return steps.findIndex(({ words }) => plain.includes(words));
}

/** The longest run of text that has no variable in it. */
function ownWords(template: string): string {
  const body = template.replace(/^---\n[\s\S]*?\n---\n/, '');
  const runs = body.split(/\{\{[^}]*\}\}/).map(oneLine);
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
