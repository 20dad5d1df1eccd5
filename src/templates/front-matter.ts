import { z } from 'zod';
import type { ProblemList } from './problem.ts';
import { readYaml } from './yaml-file.ts';

const keys = z.strictObject(
  { subject: z.string('write the subject as text, in quotes if need be.').optional() },
  'between the lines of --- stands subject: and its text.',
);

/** A mail file, apart: the subject where it has one, and the body, each with its line in the file. */
export interface MailFile {
  subject: { text: string; line: number } | null;
  body: { text: string; line: number };
}

const fence = /^---[ \t]*$/;

/** Splits YAML front matter (between two lines of `---`) from the body; null when the front matter is broken. */
export function splitFrontMatter(file: string, content: string, problems: ProblemList): MailFile | null {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!fence.test(lines[0] ?? '')) return { subject: null, body: { text: lines.join('\n'), line: 1 } };
  const end = lines.findIndex((text, index) => index > 0 && fence.test(text));
  if (end < 0) {
    problems.add(file, 1, 'The front matter is not closed: end it with a line of ---.');
    return null;
  }
  const yaml = { file, text: lines.slice(1, end).join('\n'), firstLine: 2 };
  const read = readYaml(yaml, keys, Object.keys(keys.shape), problems);
  if (!read) return null;
  const { subject } = read.value;
  return {
    subject: subject === undefined ? null : { text: subject, line: read.lineAt(['subject']) },
    body: { text: lines.slice(end + 1).join('\n'), line: end + 2 },
  };
}
