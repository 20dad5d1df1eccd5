import type { Part } from '../message.ts';
import { unflow } from './flowed.ts';
import { htmlToText } from './html.ts';

/**
 * What a reader sees as the mail's text: its plain text, or its HTML where there is no plain one. Inline texts
 * around an attachment belong together; attachments, reports and embedded messages are left out.
 */
export function bodyText(root: Part): string {
  const written = textParts(root).filter(hasWords);
  // A name alone makes no attachment where it is all the text there is.
  const unnamed = written.filter((part) => part.filename === null || part.disposition === 'inline');
  const parts = unnamed.length > 0 ? unnamed : written;
  const plain = parts.filter((part) => part.type !== 'text/html');
  return (plain.length > 0 ? plain : parts).map(partText).join('\n').trim();
}

function partText(part: Part): string {
  const text = part.text ?? '';
  if (part.type === 'text/html') return htmlToText(text);
  const isFlowed = part.params.format?.toLowerCase() === 'flowed';
  return withoutUuencoded(isFlowed ? unflow(text, part.params.delsp?.toLowerCase() === 'yes') : text);
}

/** Without files that an old program put into the text: "begin 644 name", data, "end". */
function withoutUuencoded(text: string): string {
  if (!/^begin [0-7]{3,4} /m.test(text)) return text;
  const kept: string[] = [];
  const lines = text.split('\n');
  const lastEnd = lines.lastIndexOf('end');
  for (let at = 0; at < lines.length; at += 1) {
    const begins = at < lastEnd && /^begin [0-7]{3,4} \S/.test(lines[at] ?? '');
    const end = begins ? lines.indexOf('end', at) : -1;
    if (end < 0) kept.push(lines[at] ?? '');
    else at = end;
  }
  return kept.join('\n');
}

function hasWords(part: Part): boolean {
  return part.text !== null && /\S/.test(part.text);
}

/** The text parts that are shown, in order: one branch of an alternative, the first text of a report. */
function textParts(part: Part): Part[] {
  if (part.disposition === 'attachment' && part.path !== '') return [];
  switch (part.type) {
    case 'multipart/alternative':
      return bestAlternative(part.children.map(textParts));
    case 'multipart/report':
    case 'multipart/related':
    case 'multipart/signed':
      return part.children.map(textParts).find((texts) => texts.some(hasWords)) ?? [];
    default:
      if (part.type.startsWith('multipart/')) return part.children.flatMap(textParts);
      return shownTypes.has(part.type) ? [part] : [];
  }
}

const shownTypes = new Set(['text/plain', 'text/html', 'text/enriched']);

function bestAlternative(branches: Part[][]): Part[] {
  const written = branches.filter((branch) => branch.some(hasWords));
  return written.find((branch) => branch.some((part) => part.type === 'text/plain')) ?? written[0] ?? [];
}
