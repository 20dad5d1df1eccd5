import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Part } from '../../src/domain/message.ts';

const samples = new URL('../../../shared/mail-samples/', import.meta.url);

/** Why the real mails cannot be used here, in one line, or null when they can. */
export const samplesMissing = existsSync(samples)
  ? null
  : 'the collection of real mails is not beside the repository';

/** Real mails of a public collection, with CRLF line ends as on a server. */
export function sampleMails(): { name: string; raw: Buffer }[] {
  const names = readdirSync(samples).filter((name) => name.endsWith('.eml'));
  return names.map((name) => {
    const text = readFileSync(new URL(name, samples)).toString('latin1');
    return { name, raw: Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1') };
  });
}

/** What judging looks at: the root's header, the texts and reports outside embedded messages, who was embedded. */
export function judgementInput(root: Part): unknown {
  const texts: unknown[] = [];
  const embedded: unknown[] = [];
  const visit = (part: Part) => {
    if (part.type.startsWith('message/') && part.children.length > 0) {
      const ids = part.children.map(
        (child) => child.headers.find((field) => field.name === 'message-id')?.value,
      );
      embedded.push([part.path, ...ids]);
      return;
    }
    const isText = part.disposition !== 'attachment' || part.type.startsWith('message/');
    if (part.text !== null && isText) texts.push([part.path, part.type, part.text]);
    for (const child of part.children) visit(child);
  };
  visit(root);
  return { type: root.type, params: root.params, headers: root.headers, texts, embedded };
}

/** Some text was longer than what is fetched. */
export function isTruncated(part: Part): boolean {
  return part.truncated || part.children.some(isTruncated);
}
