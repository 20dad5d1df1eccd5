import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Text of `bytes`, whatever the mail says about its charset. A missing, unknown or plainly wrong name never
 * throws: bytes that are valid UTF-8 read as UTF-8, everything else as windows-1252.
 */
export function decodeCharset(bytes: Buffer, charset: string | null): string {
  if (isAscii(bytes) && !isStateful(charset)) return bytes.toString('latin1');
  return stripMark(decodeNonAscii(bytes, canonicalName(charset)));
}

function decodeNonAscii(bytes: Buffer, name: string | null): string {
  if (name === 'iso2022jp') return new TextDecoder('iso-2022-jp').decode(bytes);
  if (name !== null && isMultiByte(name)) return iconv.decode(bytes, name);
  // Programs label UTF-8 as Latin-1 far more often than people write "Ã¤" on purpose.
  const whole = withoutCutTail(bytes);
  if (isUtf8(whole) && !isAscii(whole)) return bytes.toString('utf8');
  if (name !== null && name !== 'utf8') return iconv.decode(bytes, name);
  const text = bytes.toString('utf8');
  return name === 'utf8' && isMostlyReadable(text) ? text : iconv.decode(bytes, 'windows-1252');
}

/** The name as iconv-lite knows it, letters and digits alone; null when missing, US-ASCII or unknown. */
function canonicalName(charset: string | null): string | null {
  const name = (charset ?? '')
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '');
  if (name === '' || name === 'usascii' || name === 'ascii') return null;
  if (name.startsWith('iso2022jp') || name === 'csiso2022jp') return 'iso2022jp';
  // Browsers and mail programs agree: what calls itself Latin-1 is windows-1252.
  if (name === 'iso88591' || name === 'latin1') return 'windows1252';
  return isCharset(name) ? name : null;
}

/** iconv-lite also answers to names that are no charsets of mail, and to those of `Object.prototype`. */
function isCharset(name: string): boolean {
  if (/^(base64|hex|binary|ucs2|utf7imap|internal|constructor)/.test(name)) return false;
  try {
    return iconv.encodingExists(name);
  } catch {
    return false;
  }
}

/** Charsets in which valid UTF-8 proves nothing, because several bytes make a letter there too. */
function isMultiByte(name: string): boolean {
  return /^(utf7|utf16|utf32|ucs|shiftjis|sjis|windows31j|eucjp|euckr|ks|cp9|big5|gb|windows936|windows949)/.test(
    name,
  );
}

/** Charsets whose bytes look like ASCII and are not. */
function isStateful(charset: string | null): boolean {
  return charset !== null && /2022|utf-?7|utf-?16|utf-?32|ucs-?2|hz/i.test(charset);
}

function isMostlyReadable(text: string): boolean {
  let letters = 0;
  let broken = 0;
  for (const char of text) {
    if (char === '\ufffd') broken += 1;
    else if (char > '\x7f') letters += 1;
  }
  return broken <= letters;
}

/** Without the last bytes when they begin a UTF-8 sequence that a size limit has cut. */
function withoutCutTail(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

function stripMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
