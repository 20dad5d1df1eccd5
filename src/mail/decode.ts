import type { HeaderField } from '../domain/message.ts';
import { decodeCharset } from './charset.ts';
import { decodeWords } from './encoded-word.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

/** What is read of one header block; the rest is left out. */
const limits = { blockBytes: 512 * 1024, fields: 2000, valueBytes: 64 * 1024, nameBytes: 128 };

const addressFields = new Set([
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'return-path', 'delivered-to', 'x-original-to'],
  ...['resent-from', 'resent-sender', 'resent-to', 'resent-cc', 'disposition-notification-to'],
]);

/**
 * Text of a body as it stands in the mail: `encoding` is the Content-Transfer-Encoding and `charset` the
 * parameter of Content-Type, each null when missing. Never throws; line ends become '\n'.
 */
export function decodeText(bytes: Buffer, encoding: string | null, charset: string | null): string {
  const text = decodeCharset(decodeTransfer(bytes, encoding), charset);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Bytes without their Content-Transfer-Encoding (RFC 2045 section 6); an unknown one reads as identity. */
export function decodeTransfer(bytes: Buffer, encoding: string | null): Buffer {
  switch (encoding?.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(bytes.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    default:
      return bytes;
  }
}

/**
 * The fields of a header block (RFC 5322 section 2.2), in order, as far as they can be read: lines that are no
 * field are skipped, a blank line ends the block. Raw 8-bit values are decoded as well as encoded words.
 */
export function parseHeaderFields(raw: Buffer): HeaderField[] {
  const fields: HeaderField[] = [];
  const block = raw.subarray(0, limits.blockBytes).toString('latin1');
  let name = '';
  let value = '';
  const endField = () => {
    if (name !== '') fields.push({ name, value: decodeValue(name, value) });
    name = '';
  };
  for (const line of block.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text === '') break;
    if (text.startsWith(' ') || text.startsWith('\t')) {
      if (value.length < limits.valueBytes) value += ` ${text.trim()}`;
      continue;
    }
    endField();
    if (fields.length >= limits.fields) break;
    name = fieldName(text);
    value = name === '' ? '' : text.slice(text.indexOf(':') + 1).trim();
  }
  endField();
  return fields;
}

/** The lower-case name of the field that a line begins, or '' when it begins none. */
export function fieldName(line: string): string {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > limits.nameBytes) return '';
  const name = line.slice(0, colon).trimEnd();
  return /^[!-9;-~]+$/.test(name) ? name.toLowerCase() : '';
}

function decodeValue(name: string, latin1: string): string {
  const bytes = Buffer.from(latin1.slice(0, limits.valueBytes), 'latin1');
  const text = decodeCharset(bytes, null);
  return decodeWords(text, { inAddresses: addressFields.has(name) });
}
