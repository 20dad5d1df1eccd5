import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Message } from '../domain/message.ts';
import { readMessage } from '../domain/read-message.ts';
import { judge } from '../domain/verdict/judge.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import { PalaanError, reason } from '../errors.ts';
import { beginningOf } from '../mail/mailbox-files.ts';
import { parseMime } from '../mail/mime.ts';
import { oneLine, print, printable } from './output.ts';

/** Of a longer file the beginning is read: what decides stands there. */
const mostBytes = 64 * 1024 * 1024;

/** One mail, judged without knowing anything else. Keys that a verdict has no use for are missing. */
export type Explanation = { file: string } & (
  | (Verdict & { language: string | null; words: string })
  | { error: string }
);

/** Judges one mail as it stands in a file. Throws a PalaanError where there is no mail in it. */
export function explainMail(raw: Buffer): { message: Message; verdict: Verdict } {
  const root = parseMime(raw);
  if (root.headers.length === 0) {
    throw new PalaanError(
      'This is no mail: it has no header field. Give .eml files as a mail program saves them.',
    );
  }
  const message = readMessage(root);
  return { message, verdict: judge(message) };
}

/** `palaan explain FILE… [--json]`: what each mail is, and by which evidence. Needs nothing but the files. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('say what a mail is (answer, auto-reply, bounce, …), and why')
    .argument('<file...>', '.eml files, or folders of them')
    .option('--json', 'one JSON object a line')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const render = options.json ? asJson : asText;
      let read = 0;
      for await (const explanation of explainPaths(paths)) {
        if (!('error' in explanation)) read += 1;
        if (!(await print(render(explanation)))) return;
      }
      if (read === 0)
        throw new PalaanError('No mail could be read. Give .eml files, or a folder that holds some.');
    });
}

/** Judges the mails one after the other; a file that cannot be read is told and does not end the run. */
export async function* explainPaths(paths: readonly string[]): AsyncGenerator<Explanation> {
  for (const path of paths) {
    try {
      const isFolder = (await stat(path)).isDirectory();
      const files = isFolder ? await mailFiles(path) : [path];
      for (const file of files) yield explainFile(file);
    } catch (error) {
      yield { file: path, error: reason(error) };
    }
  }
}

async function mailFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.toLowerCase().endsWith('.eml'))
    .sort()
    .map((name) => join(folder, name));
}

function explainFile(file: string): Explanation {
  try {
    const { message, verdict } = explainMail(beginningOf(file, mostBytes));
    const { evidence, ...rest } = verdict;
    return { file, ...rest, language: message.language, words: message.words.own, evidence } as Explanation;
  } catch (error) {
    return { file, error: reason(error) };
  }
}

function asJson(explanation: Explanation): string {
  return JSON.stringify(explanation);
}

function asText(explanation: Explanation): string {
  return printable(described(explanation));
}

function described(explanation: Explanation): string {
  if ('error' in explanation) return `${explanation.file}\n  cannot be read: ${explanation.error}\n`;
  const words = explanation.words.trim() === '' ? [] : ['  words:', ...indent(explanation.words)];
  const evidence = explanation.evidence.map(
    ({ rule, where, quote }) => `  because: ${rule} (${where})${quote === '' ? '' : `: ${oneLine(quote)}`}`,
  );
  return [explanation.file, `  ${summary(explanation)}`, ...evidence, ...words, ''].join('\n');
}

/** Such as "auto-reply (absence), back on 2026-08-03, successor Ann <ann@company.example>". */
function summary(verdict: Verdict): string {
  const facts: string[] = [];
  if ('recipients' in verdict) facts.push(...verdict.recipients.map(recipient));
  if ('until' in verdict && verdict.until) {
    const day = verdict.untilTo ? `${verdict.until} to ${verdict.untilTo}` : verdict.until;
    facts.push(`${verdict.verdict === 'auto-reply' ? 'back on' : 'proposed for'} ${day}`);
  }
  if ('successor' in verdict && verdict.successor) {
    const { name, address } = verdict.successor;
    facts.push(`successor ${[name, address && `<${address}>`].filter(Boolean).join(' ')}`);
  }
  const kind = 'kind' in verdict && verdict.kind ? ` (${verdict.kind})` : '';
  return [`${verdict.verdict}${kind}`, ...facts].join(', ');
}

function recipient(about: string | { address: string; status: string | null }): string {
  if (typeof about === 'string') return about;
  return about.status === null ? about.address : `${about.address} ${about.status}`;
}

function indent(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${line}`);
}
