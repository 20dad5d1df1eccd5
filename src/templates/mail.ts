import { createHash } from 'node:crypto';
import { reason, TemplateHole } from '../errors.ts';
import { withDerived } from './derive.ts';
import { evaluate } from './evaluate.ts';
import { splitFrontMatter } from './front-matter.ts';
import { valueMark, writeBody } from './markdown.ts';
import { checkMarkup } from './markup.ts';
import type { Node } from './node.ts';
import { type Includes, parseTemplate, type Source } from './parse.ts';
import { ProblemList } from './problem.ts';
import { examples, type Fields, group } from './shape.ts';
import { suggestion } from './suggest.ts';

/** One mail file, read and checked, with its layout and partials in place. */
export interface Mail {
  language: string;
  subject: Node[] | null;
  body: Node[];
  /** Short hash of the file and of every partial in it: the timeline names it beside each send. */
  version: string;
}

/** A mail as it will leave. */
export interface Rendered {
  /** On one line; null where the mail keeps the thread's Re: subject. */
  subject: string | null;
  text: string;
  html: string;
  version: string;
}

/** How a kind of mail is read: its variables, its layout, and whether it needs a subject of its own. */
export interface MailKind {
  variables: Fields;
  layout: 'layout-email' | 'layout-task' | 'layout-notice';
  needsSubject: boolean;
}

const longestSubject = 200;

/** Reads one mail file; null, with the problems noted, when it cannot be used. */
export function readMail(
  file: string,
  language: string,
  kind: MailKind,
  contents: ReadonlyMap<string, string>,
  problems: ProblemList,
): Mail | null {
  const found = new ProblemList();
  const mail = readParts(file, language, kind, contents, found);
  if (mail && !found.any) tryOut(mail, file, kind.variables, found);
  problems.addAll(found.all, file);
  return found.any ? null : mail;
}

function readParts(
  file: string,
  language: string,
  kind: MailKind,
  contents: ReadonlyMap<string, string>,
  problems: ProblemList,
): Mail | null {
  const content = contents.get(file) ?? '';
  const parts = splitFrontMatter(file, content, problems);
  if (!parts) return null;
  const body: Source = { file, text: parts.body.text, firstLine: parts.body.line };
  if (!body.text.trim()) problems.add(file, body.firstLine, 'The mail has no text.');
  if (kind.needsSubject && !parts.subject?.text.trim()) {
    problems.add(file, 1, 'The subject is missing: begin the file with ---, a line subject: …, and ---.');
  }
  checkMarkup(body, problems);
  const partials = new Partials(body, language, contents, problems);
  const variables = group('', kind.variables);
  const layout = { file, text: `{{> ${kind.layout}}}`, firstLine: body.firstLine };
  const mail = {
    language,
    subject:
      parts.subject &&
      parseTemplate(
        { file, text: parts.subject.text, firstLine: parts.subject.line },
        variables,
        partials,
        problems,
      ),
    body: parseTemplate(layout, variables, partials, problems),
  };
  if (partials.bodies !== 1) {
    problems.add(
      file,
      null,
      `partials/${kind.layout} must hold {{> body}}, where the text of the mail goes, once.`,
    );
  }
  return { ...mail, version: partials.version(content) };
}

/** Finds partials for one mail, and remembers which of them it used. */
class Partials implements Includes {
  bodies = 0;
  readonly #used = new Map<string, string>();
  readonly #body: Source;
  readonly #language: string;
  readonly #contents: ReadonlyMap<string, string>;
  readonly #problems: ProblemList;

  constructor(body: Source, language: string, contents: ReadonlyMap<string, string>, problems: ProblemList) {
    this.#body = body;
    this.#language = language;
    this.#contents = contents;
    this.#problems = problems;
  }

  /** `signature` is partials/signature.fi.md in a Finnish mail, else partials/signature.md. */
  find(name: string): Source | string {
    if (name === 'body') {
      this.bodies += 1;
      return this.#body;
    }
    for (const file of [`partials/${name}.${this.#language}.md`, `partials/${name}.md`]) {
      const text = this.#contents.get(file);
      if (text === undefined) continue;
      const source = { file, text: text.replace(/\r\n?/g, '\n'), firstLine: 1 };
      if (!this.#used.has(file)) checkMarkup(source, this.#problems);
      this.#used.set(file, text);
      return source;
    }
    return `There is no partials/${name}.${this.#language}.md and no partials/${name}.md${suggestion(name, this.#names())}`;
  }

  #names(): string[] {
    const files = [...this.#contents.keys()].filter((file) => file.startsWith('partials/'));
    return files.map((file) => file.slice('partials/'.length).replace(/(\.[a-z]{2})?\.md$/, ''));
  }

  version(content: string): string {
    const hash = createHash('sha256').update(content);
    for (const [file, text] of [...this.#used].sort()) hash.update(`\0${file}\0${text}`);
    return hash.digest('hex').slice(0, 12);
  }
}

/** A mail that cannot be written with every value at hand never can. */
function tryOut(mail: Mail, file: string, variables: Fields, problems: ProblemList): void {
  try {
    renderMail(mail, examples(variables));
  } catch (error) {
    problems.add(file, null, reason(error));
  }
}

/**
 * Writes a mail with its values.
 * @throws TemplateHole when a value that it prints is missing or empty.
 */
export function renderMail(mail: Mail, variables: object): Rendered {
  const { language } = mail;
  const values = withDerived(variables as Record<string, unknown>, language);
  const printed: string[] = [];
  const markdown = evaluate(mail.body, values, language, (value) => valueMark(printed.push(value) - 1));
  return {
    subject: mail.subject && subjectLine(evaluate(mail.subject, values, language, (value) => value)),
    ...writeBody(markdown, printed, language),
    version: mail.version,
  };
}

function subjectLine(text: string): string {
  const subject = text.replace(/\s+/g, ' ').trim().slice(0, longestSubject);
  if (!subject) throw new TemplateHole('subject', 'The subject of this mail is empty.');
  return subject;
}
