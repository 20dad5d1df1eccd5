import { decodeCharset } from './charset.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

/** `=?charset*language?encoding?text?=`, where it stands; many programs leave spaces in the text. */
const encodedWord = /=\?([^\s?*]{1,64})(?:\*[^\s?]{0,32})?\?([BbQq])\?([^?]*)\?=/y;

/**
 * A header value with its encoded words (RFC 2047) decoded. Neighbours in one charset are joined before they
 * are decoded, since programs cut within a letter.
 *
 * With `inAddresses`, words that decode to characters with a meaning in address lists come as quoted strings:
 * a display name that says `boss@bank.example` stays a display name.
 */
export function decodeWords(value: string, options: { inAddresses?: boolean } = {}): string {
  if (!value.includes('=?')) return value;
  let decoded = '';
  let quoted = false;
  for (const piece of joinNeighbours(split(value))) {
    if (typeof piece === 'string') {
      decoded += piece;
      quoted = endsInQuotes(piece, quoted);
    } else {
      const text = decodeCharset(Buffer.concat(piece.bytes), piece.charset).replace(/[\r\n\0]+/g, ' ');
      decoded += options.inAddresses ? asPhrase(text, quoted) : text;
    }
  }
  return decoded;
}

interface Word {
  charset: string;
  bytes: Buffer[];
}

/** The value as plain text and encoded words, in order. */
function split(value: string): (string | Word)[] {
  const pieces: (string | Word)[] = [];
  let plainFrom = 0;
  let at = value.indexOf('=?');
  while (at >= 0) {
    encodedWord.lastIndex = at;
    const match = encodedWord.exec(value);
    if (match) {
      if (at > plainFrom) pieces.push(value.slice(plainFrom, at));
      const [whole, charset = '', encoding = '', text = ''] = match;
      pieces.push({ charset: charset.toLowerCase(), bytes: [wordBytes(encoding, text)] });
      plainFrom = at + whole.length;
    }
    at = value.indexOf('=?', match ? plainFrom : at + 2);
  }
  if (plainFrom < value.length) pieces.push(value.slice(plainFrom));
  return pieces;
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  return decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'));
}

/** Without the blanks between two encoded words, which only fold the line, and with words in one charset joined. */
function joinNeighbours(pieces: readonly (string | Word)[]): (string | Word)[] {
  const joined: (string | Word)[] = [];
  pieces.forEach((piece, index) => {
    const before = joined.at(-1);
    const isWord = typeof piece !== 'string';
    if (isWord && before !== undefined && typeof before !== 'string' && before.charset === piece.charset) {
      before.bytes.push(...piece.bytes);
      return;
    }
    const next = pieces[index + 1];
    const folds = !isWord && typeof before === 'object' && typeof next === 'object' && piece.trim() === '';
    if (!folds) joined.push(piece);
  });
  return joined;
}

/** Decoded text as it may stand in an address list: escaped within quotes, and in quotes where it needs them. */
function asPhrase(text: string, insideQuotes: boolean): string {
  if (!/[()<>[\]:;@\\,."]/.test(text)) return text;
  const escaped = text.replace(/["\\]/g, '\\$&');
  return insideQuotes ? escaped : `"${escaped}"`;
}

function endsInQuotes(plain: string, before: boolean): boolean {
  let quoted = before;
  for (let i = 0; i < plain.length; i += 1) {
    if (plain[i] === '\\' && quoted) i += 1;
    else if (plain[i] === '"') quoted = !quoted;
  }
  return quoted;
}
