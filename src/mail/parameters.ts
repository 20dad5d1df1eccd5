import { decodeCharset } from './charset.ts';

/** A structured field such as Content-Type: its value in lower case, parameter names in lower case. */
export interface ParameterField {
  value: string;
  params: Record<string, string>;
}

const mostParameters = 50;

/**
 * Reads `text/plain; charset="utf-8"; name*0*=utf-8''caf%C3%A9` (RFC 2045 section 5.1, RFC 2231): quoted
 * values, comments, continuations and encoded values. The first of two parameters with one name counts.
 */
export function parseParameters(field: string): ParameterField {
  const [head = '', ...rest] = splitOutsideQuotes(field);
  const pieces = new Map<string, string>();
  for (const piece of rest.slice(0, mostParameters)) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name !== '' && !pieces.has(name)) pieces.set(name, piece.slice(equals + 1).trim());
  }
  const params: Record<string, string> = {};
  for (const name of pieces.keys()) {
    const base = name.split('*', 1)[0] ?? '';
    if (base === '__proto__' || Object.hasOwn(params, base)) continue;
    params[base] = joinContinuations(base, pieces);
  }
  return { value: withoutComments(head).trim().toLowerCase(), params };
}

/** The pieces between semicolons. A quoted value ends with its quote, whatever a broken program adds. */
function splitOutsideQuotes(field: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let state: 'plain' | 'quoted' | 'after' = 'plain';
  for (let i = 0; i < field.length; i += 1) {
    const char = field[i] as string;
    if (state === 'quoted') {
      if (char === '"') state = 'after';
      else piece += char === '\\' ? (field[++i] ?? '') : char;
    } else if (char === ';') {
      pieces.push(piece);
      piece = '';
      state = 'plain';
    } else if (state === 'plain') {
      if (char === '"') state = 'quoted';
      else piece += char;
    }
  }
  return [...pieces, piece];
}

function withoutComments(value: string): string {
  const at = value.indexOf('(');
  return at < 0 ? value : value.slice(0, at);
}

/** The value of `base` from `base`, `base*`, or `base*0`, `base*1*`, … (RFC 2231 section 3 and 4). */
function joinContinuations(base: string, pieces: ReadonlyMap<string, string>): string {
  const plain = pieces.get(base);
  if (plain !== undefined) return plain;
  const encoded = pieces.get(`${base}*`);
  if (encoded !== undefined) return decodeExtended(encoded);
  let value = '';
  let isExtended = false;
  for (let i = 0; i < mostParameters; i += 1) {
    const extended = pieces.get(`${base}*${i}*`);
    const next = extended ?? pieces.get(`${base}*${i}`);
    if (next === undefined) break;
    isExtended ||= i === 0 && extended !== undefined;
    value += next;
  }
  return isExtended ? decodeExtended(value) : value;
}

/** `charset'language'percent-encoded` */
function decodeExtended(value: string): string {
  const [charset = '', , ...rest] = value.split("'");
  if (rest.length === 0) return value;
  const latin1 = rest
    .join("'")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeCharset(Buffer.from(latin1, 'latin1'), charset);
}
