/**
 * One entity of a stored message, by its place in the message's bytes: so that what FETCH hands out is what
 * was delivered, byte for byte.
 */
export interface MimeNode {
  headerStart: number;
  /** Where the body begins: after the blank line. */
  bodyStart: number;
  bodyEnd: number;
  headers: RawHeader[];
  /** Lower-case media type and subtype. */
  type: string;
  subtype: string;
  /** Content-Type parameters in order, names as they were written. */
  params: [name: string, value: string][];
  /** Parts of a multipart; never empty there, and always empty elsewhere. */
  children: MimeNode[];
  /** The message inside a message/rfc822. */
  embedded: MimeNode | null;
}

export interface RawHeader {
  /** Lower case. */
  name: string;
  /** The whole field as it stands in the message, with its folds and the final CRLF. */
  field: string;
  /** Unfolded and trimmed. */
  value: string;
}

const maxDepth = 50;
const maxParts = 2_000;

/** The MIME structure (RFC 2045, 2046) of a message whose lines end in CRLF; one character is one byte. */
export function mimeTree(raw: string): MimeNode {
  return entity(raw, 0, raw.length, 'text/plain', { depth: 0, parts: 0 });
}

interface Limits {
  depth: number;
  parts: number;
}

function entity(raw: string, start: number, end: number, fallback: string, limits: Limits): MimeNode {
  const bodyStart = headerEnd(raw, start, end);
  const headers = headerFields(raw.slice(start, bodyStart));
  const { value, params } = parameters(firstValue(headers, 'content-type') ?? fallback);
  const [type = 'text', subtype = 'plain'] = (/^[^\s/]+\/[^\s/]+$/.test(value) ? value : fallback)
    .toLowerCase()
    .split('/');
  const node: MimeNode = {
    headerStart: start,
    bodyStart,
    bodyEnd: end,
    headers,
    type,
    subtype,
    params,
    children: [],
    embedded: null,
  };
  if (limits.depth >= maxDepth) return type === 'multipart' ? asText(node) : node;
  const deeper = { depth: limits.depth + 1, parts: limits.parts };
  if (type === 'multipart') return withParts(raw, node, deeper);
  if (type === 'message' && subtype === 'rfc822') {
    node.embedded = entity(raw, bodyStart, end, 'text/plain', deeper);
  }
  return node;
}

function withParts(raw: string, node: MimeNode, limits: Limits): MimeNode {
  const boundary = node.params.find(([name]) => name.toLowerCase() === 'boundary')?.[1];
  if (!boundary) return asText(node);
  const fallback = node.subtype === 'digest' ? 'message/rfc822' : 'text/plain';
  for (const [start, end] of partRanges(raw, node, `--${boundary}`)) {
    if (node.children.length >= maxParts) break;
    node.children.push(entity(raw, start, end, fallback, limits));
  }
  return node.children.length > 0 ? node : asText(node);
}

/** A multipart that holds no part: what is there is shown as text. */
function asText(node: MimeNode): MimeNode {
  return { ...node, type: 'text', subtype: 'plain', params: [] };
}

/** Where the parts between the delimiter lines begin and end (RFC 2046, 5.1.1). */
function partRanges(raw: string, node: MimeNode, delimiter: string): [number, number][] {
  const ranges: [number, number][] = [];
  let partStart = -1;
  let at = raw.startsWith(delimiter, node.bodyStart)
    ? node.bodyStart
    : lineWith(raw, delimiter, node.bodyStart, node.bodyEnd);
  while (at >= 0) {
    const after = at + delimiter.length;
    const closing = raw.startsWith('--', after);
    const lineEnd = raw.indexOf('\r\n', after);
    const next = lineEnd < 0 || lineEnd > node.bodyEnd ? node.bodyEnd : lineEnd + 2;
    const rest = raw.slice(after + (closing ? 2 : 0), lineEnd < 0 ? node.bodyEnd : lineEnd);
    if (rest.trim() === '') {
      // The CRLF before a delimiter belongs to the delimiter.
      if (partStart >= 0) ranges.push([partStart, Math.max(partStart, at - 2)]);
      partStart = closing ? -1 : next;
      if (closing) return ranges;
    }
    at = lineWith(raw, delimiter, Math.max(next - 2, after), node.bodyEnd);
  }
  if (partStart >= 0) ranges.push([partStart, node.bodyEnd]);
  return ranges;
}

function lineWith(raw: string, delimiter: string, from: number, end: number): number {
  const at = raw.indexOf(`\r\n${delimiter}`, from);
  return at < 0 || at + 2 + delimiter.length > end ? -1 : at + 2;
}

/** Where the body begins: after the first blank line, or at the end when there is none. */
export function headerEnd(raw: string, start: number, end: number): number {
  if (raw.startsWith('\r\n', start)) return Math.min(start + 2, end);
  const blank = raw.indexOf('\r\n\r\n', start);
  return blank < 0 || blank + 4 > end ? end : blank + 4;
}

/** The fields of a header block, in order. Lines that are no field are left out. */
export function headerFields(block: string): RawHeader[] {
  const fields: RawHeader[] = [];
  for (const field of block.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    if (colon <= 0) continue;
    const name = field.slice(0, colon).trim().toLowerCase();
    const value = field
      .slice(colon + 1)
      .replaceAll('\r\n', '')
      .trim();
    fields.push({ name, field: `${field}\r\n`, value });
  }
  return fields;
}

export function firstValue(headers: readonly RawHeader[], name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null;
}

/** `attachment; filename="a;b.pdf"` taken apart: quoted strings unquoted, nothing decoded. */
export function parameters(field: string): { value: string; params: [string, string][] } {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  for (let i = 0; i < field.length; i++) {
    const char = field.charAt(i);
    if (quoted && char === '\\') piece += field.charAt(++i);
    else if (char === '"') quoted = !quoted;
    else if (char === ';' && !quoted) {
      pieces.push(piece);
      piece = '';
    } else piece += char;
  }
  pieces.push(piece);
  const params: [string, string][] = [];
  for (const item of pieces.slice(1)) {
    const equals = item.indexOf('=');
    if (equals > 0) params.push([item.slice(0, equals).trim(), item.slice(equals + 1).trim()]);
  }
  return { value: (pieces[0] ?? '').trim(), params };
}
