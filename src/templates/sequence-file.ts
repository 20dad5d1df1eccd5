import { z } from 'zod';
import { parseWait, type Sequence, type Wait } from '../domain/sequence.ts';
import type { ProblemList } from './problem.ts';
import { suggestion } from './suggest.ts';
import { readYaml } from './yaml-file.ts';

/** Names of sequences, steps and partials; a sequence's name is also part of an address (`track+gentle@`). */
export const nameForm = /^[a-z][a-z0-9-]{1,40}$/;

const waitRule = 'say a wait such as 24 hours, 1 business day, 3 days, 2 weeks, 3 months or 1 year';

const wait = z.string(waitRule).transform((text, context): Wait => {
  const read = parseWait(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: `“${text.slice(0, 40)}” is not understood: ${waitRule}.` });
  return z.NEVER;
});

const agreed = z.literal('agreed');

const step = z.strictObject(
  {
    name: z
      .string('give each step a name')
      .regex(nameForm, 'use small letters, digits and hyphens, starting with a letter.'),
    kind: z.enum(['email', 'task'], 'use email or task.').default('email'),
    wait: z.union([agreed, wait], `${waitRule}, or agreed for the day that the seller names.`),
    at: z
      .string('write the time in quotes: "09:30".')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as "09:30".')
      .nullable()
      .default(null),
    approve: z.boolean('use true or false.').default(false),
  },
  'write the keys of a step here, such as name and wait.',
);

const sequenceFile = z.strictObject(
  {
    description: z.string('say in a sentence what the sequence is for.').trim().min(1, 'say what it is for.'),
    onAnswer: z.enum(['stop', 'continue'], 'use stop or continue.').default('stop'),
    onSellerMail: z
      .enum(['restart', 'stop', 'continue'], 'use restart, stop or continue.')
      .default('restart'),
    quiet: wait.default({ count: 2, unit: 'week' }),
    repeatFrom: z.string('name the step to go back to.').nullable().default(null),
    steps: z.array(step, 'list the steps.').min(1, 'list at least one step.').max(50, 'at most 50 steps.'),
  },
  'write keys and values here: description, steps and so on.',
);

type SequenceFile = z.infer<typeof sequenceFile>;

const keys = [...Object.keys(sequenceFile.shape), ...Object.keys(step.shape)];

/** Reads `templates/NAME/sequence.yaml`; null, with the problems noted, when it cannot be used. */
export function readSequence(
  name: string,
  file: string,
  text: string,
  problems: ProblemList,
): Sequence | null {
  const read = readYaml({ file, text, firstLine: 1 }, sequenceFile, keys, problems);
  if (!read) return null;
  const refused = contradictions(read.value);
  for (const { path, message } of refused) problems.add(file, read.lineAt(path), message);
  if (refused.length > 0) return null;
  const { repeatFrom, ...rest } = read.value;
  return { name, ...rest, repeatFrom: repeatFrom === null ? null : indexOf(read.value, repeatFrom) };
}

function indexOf(file: SequenceFile, stepName: string): number {
  return file.steps.findIndex(({ name }) => name === stepName);
}

interface Contradiction {
  path: PropertyKey[];
  message: string;
}

/** What is well written, and yet cannot be run. */
function contradictions(file: SequenceFile): Contradiction[] {
  return [...repeatedNames(file), ...unstoppableMails(file), ...impossibleLoop(file)];
}

function repeatedNames(file: SequenceFile): Contradiction[] {
  return file.steps.flatMap(({ name }, index) =>
    indexOf(file, name) < index
      ? [{ path: ['steps', index, 'name'], message: `${name} is the name of an earlier step.` }]
      : [],
  );
}

/** A mail that leaves after an answer is the one thing that may never happen. */
function unstoppableMails(file: SequenceFile): Contradiction[] {
  if (file.onAnswer === 'stop' || file.steps.every(({ kind }) => kind === 'task')) return [];
  const message =
    'onAnswer: continue is only for sequences whose steps are all tasks: an answer stops every mail.';
  return [{ path: ['onAnswer'], message }];
}

function impossibleLoop(file: SequenceFile): Contradiction[] {
  if (file.repeatFrom === null) return [];
  const path = ['repeatFrom'];
  const from = indexOf(file, file.repeatFrom);
  if (from < 0) {
    const near = suggestion(
      file.repeatFrom,
      file.steps.map(({ name }) => name),
    );
    return [{ path, message: `no step is called ${file.repeatFrom}${near || '.'}` }];
  }
  const dated = file.steps.slice(from).some((repeated) => repeated.wait === 'agreed');
  return dated ? [{ path, message: 'a step that waits for the agreed day cannot repeat.' }] : [];
}
