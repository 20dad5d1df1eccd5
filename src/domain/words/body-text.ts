import type { Part } from '../message.ts';
import { unflow } from './flowed.ts';
import { htmlToText } from './html.ts';

/**
 * What a reader sees as the mail's text: its plain text, or its HTML where there is no plain one. Inline texts
 * around an attachment belong together; attachments, reports and embedded messages are left out.
 */
export function bodyText(root: Part): string {
  const parts = textParts(root);
  const plain = parts.filter((part) => part.type !== 'text/html' && hasWords(part));
  const shown = plain.length > 0 ? plain : parts.filter(hasWords);
  return shown.map(partText).join('\n').trim();
}

function partText(part: Part): string {
  const text = part.text ?? '';
  if (part.type === 'text/html') return htmlToText(text);
  const isFlowed = part.params.format?.toLowerCase() === 'flowed';
  return isFlowed ? unflow(text, part.params.delsp?.toLowerCase() === 'yes') : text;
}

function hasWords(part: Part): boolean {
  return part.text !== null && /\S/.test(part.text);
}

/** The text parts that are shown, in order: one branch of an alternative, the first part of a report. */
function textParts(part: Part): Part[] {
  if (part.disposition === 'attachment') return [];
  switch (part.type) {
    case 'multipart/alternative':
      return bestAlternative(part.children.map(textParts));
    case 'multipart/report':
    case 'multipart/related':
    case 'multipart/signed':
      return part.children.slice(0, 1).flatMap(textParts);
    default:
      if (part.type.startsWith('multipart/')) return part.children.flatMap(textParts);
      return isShown(part) ? [part] : [];
  }
}

function bestAlternative(branches: Part[][]): Part[] {
  const written = branches.filter((branch) => branch.some(hasWords));
  return written.find((branch) => branch.some((part) => part.type === 'text/plain')) ?? written[0] ?? [];
}

function isShown(part: Part): boolean {
  const isText = part.type === 'text/plain' || part.type === 'text/html' || part.type === 'text/enriched';
  return isText && (part.filename === null || part.disposition === 'inline' || part.path === '');
}
