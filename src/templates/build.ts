import type { NoticeName } from '../domain/thread/notice.ts';
import type { TemplateError } from '../errors.ts';
import type { TemplateFiles } from './files.ts';
import { type SequenceTemplates, TemplateLibrary } from './library.ts';
import { type Mail, type MailKind, readMail } from './mail.ts';
import { ProblemList } from './problem.ts';
import { nameForm, readSequence } from './sequence-file.ts';
import { suggestion } from './suggest.ts';
import { mailVariables, noticeNames, noticeVariables, taskVariables } from './variables.ts';

export interface Built {
  library: TemplateLibrary;
  /** Why parts of the folder were refused; empty when all is well. */
  problems: TemplateError[];
}

type Contents = ReadonlyMap<string, string>;

const mailFile = /^([a-z][a-z0-9-]{1,40})\.([a-z]{2})\.md$/;

/**
 * Checks a whole folder. A sequence or a notice with a problem is refused as one, and its last good version
 * stays in use where there is one: an edit elsewhere is live all the same.
 */
export function buildLibrary({ contents, problems }: TemplateFiles, lastGood?: TemplateLibrary): Built {
  const all = new ProblemList();
  all.addAll(problems, '.');
  const sequences = new Map<string, SequenceTemplates>();
  const folders = foldersOf(contents, problems);
  if (folders.size === 0) all.add('.', null, 'There is no folder with a sequence.yaml here.');
  for (const name of [...folders].sort()) {
    const unreadable = problems.some(({ where }) => where?.file.startsWith(`${name}/`));
    const built = buildSequence(name, contents, all);
    const used = unreadable || !built ? lastGood?.templates.sequences.get(name) : built;
    if (used) sequences.set(name, used);
  }
  const notices = buildNotices(contents, lastGood, all);
  return { library: new TemplateLibrary({ sequences, notices }), problems: all.all };
}

/** Folders that are meant to be sequences. */
function foldersOf(contents: Contents, unreadable: readonly TemplateError[]): Set<string> {
  const paths = [...contents.keys(), ...unreadable.map(({ where }) => where?.file ?? '')];
  const folders = new Set(paths.map((path) => path.split('/')[0] ?? ''));
  for (const reserved of ['partials', 'notices', '']) folders.delete(reserved);
  return folders;
}

function buildSequence(name: string, contents: Contents, all: ProblemList): SequenceTemplates | null {
  const problems = new ProblemList();
  const file = `${name}/sequence.yaml`;
  const yaml = contents.get(file);
  if (!nameForm.test(name))
    problems.add(name, null, 'Name the folder with small letters, digits and hyphens.');
  if (yaml === undefined) problems.add(file, null, 'The file is missing: every sequence has one.');
  const sequence = yaml === undefined ? null : readSequence(name, file, yaml, problems);
  const languages = sequence ? languagesOf(name, sequence.steps, contents, problems) : [];
  const mails = new Map<string, Map<string, Mail>>();
  for (const step of sequence?.steps ?? []) {
    const kind = step.kind === 'email' ? emailKind : taskKind;
    mails.set(step.name, readLanguages(`${name}/${step.name}`, languages, kind, contents, problems));
  }
  all.addAll(problems.all, file);
  return sequence && !problems.any ? { sequence, languages, mails } : null;
}

const emailKind: MailKind = { variables: mailVariables, layout: 'layout-email', needsSubject: false };
const taskKind: MailKind = { variables: taskVariables, layout: 'layout-task', needsSubject: true };

/** The languages that any step has: then every step must have them. Files of no step are noted. */
function languagesOf(
  name: string,
  steps: readonly { name: string }[],
  contents: Contents,
  problems: ProblemList,
): string[] {
  const known = steps.map((step) => step.name);
  const languages = new Set<string>();
  for (const file of filesIn(name, contents)) {
    if (file === 'sequence.yaml') continue;
    const [, step = '', language = ''] = mailFile.exec(file) ?? [];
    if (known.includes(step)) languages.add(language);
    else problems.add(`${name}/${file}`, null, strayFile(file, step, known));
  }
  if (languages.size === 0) problems.add(`${name}/${known[0]}.en.md`, null, 'The file is missing.');
  return [...languages].sort();
}

function strayFile(file: string, step: string, known: readonly string[]): string {
  if (!step) return `${file} is neither sequence.yaml nor STEP.LANGUAGE.md, such as ${known[0]}.en.md.`;
  return `No step is called ${step}${suggestion(step, known) || `; steps: ${known.join(', ')}.`}`;
}

function filesIn(folder: string, contents: Contents): string[] {
  const prefix = `${folder}/`;
  return [...contents.keys()]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

/** One mail in every language; `path` is the file's without language and ending. */
function readLanguages(
  path: string,
  languages: readonly string[],
  kind: MailKind,
  contents: Contents,
  problems: ProblemList,
): Map<string, Mail> {
  const mails = new Map<string, Mail>();
  for (const language of languages) {
    const file = `${path}.${language}.md`;
    if (!contents.has(file)) problems.add(file, null, 'The file is missing: other steps have this language.');
    const mail = contents.has(file) && readMail(file, language, kind, contents, problems);
    if (mail) mails.set(language, mail);
  }
  return mails;
}

function buildNotices(
  contents: Contents,
  lastGood: TemplateLibrary | undefined,
  all: ProblemList,
): Map<NoticeName, Map<string, Mail>> {
  const files = filesIn('notices', contents).map((file) => ({ file, match: mailFile.exec(file) }));
  for (const { file, match } of files) {
    if (noticeNames.some((name) => name === match?.[1])) continue;
    const near = suggestion(match?.[1] ?? file, noticeNames);
    all.add(`notices/${file}`, null, `This is not a notice that Palaan sends${near || '.'}`);
  }
  const notices = new Map<NoticeName, Map<string, Mail>>();
  for (const name of noticeNames) {
    const languages = new Set(['en']);
    for (const { match } of files) if (match?.[1] === name) languages.add(match[2] ?? '');
    const problems = new ProblemList();
    const kind: MailKind = { variables: noticeVariables[name], layout: 'layout-notice', needsSubject: true };
    const mails = readLanguages(`notices/${name}`, [...languages], kind, contents, problems);
    all.addAll(problems.all, 'notices');
    const used = problems.any ? lastGood?.templates.notices.get(name) : mails;
    if (used) notices.set(name, new Map(used));
  }
  return notices;
}
