import type { MessageStructureObject } from 'imapflow';
import { header, type Part } from '../domain/message.ts';
import { decodeText, decodeTransfer, parseHeaderFields } from './decode.ts';
import { parseParameters } from './parameters.ts';

/** What is fetched of one mail over IMAP: enough to judge it, never an attachment. Bytes as they stand in the mail. */
export const fetchLimits = {
  headerBytes: 256 * 1024,
  /** Of one text or report. */
  textBytes: 64 * 1024,
  /** Of all texts and reports of a mail. */
  allTextBytes: 256 * 1024,
  texts: 8,
  embeddedHeaderBytes: 32 * 1024,
  embeddedHeaders: 4,
  parts: 500,
};

/** One section of the mail that is worth its bytes (RFC 3501 section 6.4.5). */
export interface Section {
  /** Section name such as `1.2` or `3.HEADER`. */
  name: string;
  maxBytes: number;
  /** Puts what the server sent where it belongs. */
  fill(bytes: Buffer): void;
}

/** A mail as its BODYSTRUCTURE describes it, with what still has to be fetched. */
export interface Outline {
  root: Part;
  sections: Section[];
  /** False when the server lost its way in the mail, as where a wrong boundary is named: our own parser may not. */
  isPlausible: boolean;
}

/**
 * The MIME tree of a mail from its header block and its BODYSTRUCTURE, with the sections to fetch: inline texts
 * in order, reports, and the headers of embedded messages. Filled, it says what `parseMime` says of the same mail.
 */
export function outline(structure: MessageStructureObject, headerBlock: Buffer, size: number): Outline {
  const outliner = new Outliner();
  const root = outliner.part(structure);
  root.headers = parseHeaderFields(headerBlock);
  const written = trustHeaders(root);
  const isHollow = hasNoBytes(structure) && size > headerBlock.length;
  const hasParts = structure.childNodes !== undefined || !written.startsWith('multipart/');
  return { root, sections: outliner.sections, isPlausible: hasParts && !isHollow };
}

function hasNoBytes(node: MessageStructureObject): boolean {
  return node.childNodes === undefined ? !node.size : node.childNodes.every(hasNoBytes);
}

/** Walks the structure in order and spends the limits on what comes first. */
class Outliner {
  readonly sections: Section[] = [];
  #textBytes = fetchLimits.allTextBytes;
  #texts = fetchLimits.texts;
  #embedded = fetchLimits.embeddedHeaders;
  #parts = fetchLimits.parts;

  /** `isEmbedded`: inside a message/rfc822, where only headers are read. */
  part(node: MessageStructureObject, isEmbedded = false): Part {
    this.#parts -= 1;
    const part = describedPart(node);
    if (isMessage(part.type)) this.#embeddedMessage(part, node);
    else if (!isEmbedded && isWorthReading(part)) this.#text(part, node);
    for (const child of isMessage(part.type) ? [] : (node.childNodes ?? [])) {
      if (this.#parts <= 0) break;
      part.children.push(this.part(child, isEmbedded));
    }
    return part;
  }

  #text(part: Part, node: MessageStructureObject): void {
    const room = Math.min(fetchLimits.textBytes, this.#textBytes);
    const size = node.size ?? room;
    if (size === 0) part.text = '';
    part.truncated = size > room;
    if (size === 0 || room <= 0 || this.#texts <= 0) return;
    this.#texts -= 1;
    this.#textBytes -= Math.min(size, room);
    const fill = (bytes: Buffer) => {
      part.text = decodeText(bytes, node.encoding ?? null, part.params.charset ?? null);
    };
    this.sections.push({ name: sectionNumber(node), maxBytes: room, fill });
  }

  #embeddedMessage(part: Part, node: MessageStructureObject): void {
    const inner = node.childNodes?.[0];
    const message = inner && this.#parts > 0 ? this.part(inner, true) : describedPart({ type: 'text/plain' });
    message.path = part.path;
    part.children.push(message);
    if (this.#embedded <= 0) return;
    this.#embedded -= 1;
    // Some servers encode a message although RFC 2045 forbids it; then no server knows its header.
    const isOpaque = inner === undefined || /^(base64|quoted-printable)$/.test(node.encoding ?? '');
    const fill = (bytes: Buffer) => {
      message.headers = parseHeaderFields(isOpaque ? decodeTransfer(bytes, node.encoding ?? null) : bytes);
      trustHeaders(message);
    };
    const name = isOpaque ? sectionNumber(node) : `${sectionNumber(node)}.HEADER`;
    this.sections.push({ name, maxBytes: fetchLimits.embeddedHeaderBytes, fill });
  }
}

function describedPart(node: MessageStructureObject): Part {
  const disposition = node.disposition ?? '';
  return {
    path: node.part ?? '',
    type: /^[^\s/]+\/[^\s/]+$/.test(node.type) ? node.type : 'text/plain',
    params: { ...node.parameters },
    disposition: disposition === '' ? null : disposition === 'inline' ? 'inline' : 'attachment',
    filename: node.dispositionParameters?.filename ?? node.parameters?.name ?? null,
    headers: [],
    text: null,
    truncated: false,
    children: [],
  };
}

/**
 * Servers complete or tidy the type of a message where they describe it; its own header says what was written.
 * Returns the type that is written there.
 */
function trustHeaders(part: Part): string {
  const written = parseParameters(header(part.headers, 'content-type') ?? '');
  if (written.value === part.type || written.value === '') part.params = written.params;
  return written.value;
}

/** A mail of one part is its own part 1. */
function sectionNumber(node: MessageStructureObject): string {
  return node.part ?? '1';
}

function isMessage(type: string): boolean {
  return type === 'message/rfc822' || type === 'message/global';
}

const reportType = /^message\/(global-)?(delivery-status|disposition-notification|feedback-report|headers)$/;

/** Reports are read wherever they stand, texts where they are meant to be read. */
function isWorthReading(part: Part): boolean {
  if (reportType.test(part.type) || part.type === 'text/rfc822-headers') return true;
  return part.type.startsWith('text/') && part.disposition !== 'attachment';
}
