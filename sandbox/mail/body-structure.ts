import addressParser from 'nodemailer/lib/addressparser';
import { firstValue, type MimeNode, parameters } from './mime-tree.ts';

/** An IMAP nstring: NIL, a quoted string, or a literal where the bytes allow nothing else (RFC 3501, 4.3). */
export function nstring(value: string | null): string {
  if (value === null) return 'NIL';
  if (/^[\x20-\x7e]*$/.test(value)) return `"${value.replace(/[\\"]/g, '\\$&')}"`;
  return `{${value.length}}\r\n${value}`;
}

/** ENVELOPE of a message (RFC 3501, 7.4.2). */
export function envelope(node: MimeNode): string {
  const text = (name: string) => nstring(firstValue(node.headers, name));
  const from = addresses(node, 'from');
  const orFrom = (name: string) => {
    const list = addresses(node, name);
    return list === 'NIL' ? from : list;
  };
  const people = [
    from,
    orFrom('sender'),
    orFrom('reply-to'),
    ...['to', 'cc', 'bcc'].map((n) => addresses(node, n)),
  ];
  return `(${[text('date'), text('subject'), ...people, text('in-reply-to'), text('message-id')].join(' ')})`;
}

function addresses(node: MimeNode, name: string): string {
  const fields = node.headers.filter((header) => header.name === name).map((header) => header.value);
  const list = addressParser(fields.join(', '), { flatten: true });
  const shown = list.map((entry) => {
    const at = entry.address.lastIndexOf('@');
    const local = at < 0 ? entry.address : entry.address.slice(0, at);
    const domain = at < 0 ? '' : entry.address.slice(at + 1);
    return `(${nstring(entry.name || null)} NIL ${nstring(local)} ${nstring(domain)})`;
  });
  return shown.length > 0 ? `(${shown.join('')})` : 'NIL';
}

/** BODYSTRUCTURE of an entity, or BODY (`extended` false), by RFC 3501, 7.4.2. */
export function bodyStructure(raw: string, node: MimeNode, extended: boolean): string {
  if (node.children.length > 0) {
    const parts = node.children.map((child) => bodyStructure(raw, child, extended)).join('');
    const extension = extended ? ` ${list(node.params)} ${disposition(node)} ${language(node)}` : '';
    return `(${parts} ${nstring(node.subtype.toUpperCase())}${extension})`;
  }
  const fields = [
    nstring(node.type.toUpperCase()),
    nstring(node.subtype.toUpperCase()),
    list(node.params),
    nstring(firstValue(node.headers, 'content-id')),
    nstring(firstValue(node.headers, 'content-description')),
    nstring((firstValue(node.headers, 'content-transfer-encoding') ?? '7bit').toUpperCase()),
    String(node.bodyEnd - node.bodyStart),
  ];
  if (node.embedded) {
    fields.push(envelope(node.embedded), bodyStructure(raw, node.embedded, extended), lines(raw, node));
  } else if (node.type === 'text') fields.push(lines(raw, node));
  if (extended)
    fields.push(nstring(firstValue(node.headers, 'content-md5')), disposition(node), language(node));
  return `(${fields.join(' ')})`;
}

function list(params: [string, string][]): string {
  if (params.length === 0) return 'NIL';
  return `(${params.map(([name, value]) => `${nstring(name.toUpperCase())} ${nstring(value)}`).join(' ')})`;
}

function disposition(node: MimeNode): string {
  const field = firstValue(node.headers, 'content-disposition');
  if (field === null) return 'NIL';
  const { value, params } = parameters(field);
  return `(${nstring(value.toUpperCase())} ${list(params)})`;
}

function language(node: MimeNode): string {
  const languages = firstValue(node.headers, 'content-language')?.split(',') ?? [];
  return languages.length > 0 ? `(${languages.map((tag) => nstring(tag.trim())).join(' ')})` : 'NIL';
}

function lines(raw: string, node: MimeNode): string {
  let count = 0;
  let at = raw.indexOf('\r\n', node.bodyStart);
  while (at >= 0 && at < node.bodyEnd) {
    count += 1;
    at = raw.indexOf('\r\n', at + 2);
  }
  return String(count);
}
