const equals = 0x3d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes of a quoted-printable text (RFC 2045 section 6.7). What is no valid escape stays as it stands. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const first = bytes.indexOf(equals);
  if (first < 0) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = bytes.copy(out, 0, 0, first);
  // Byte by byte: escapes are too close to each other for copies of what lies between them to pay.
  for (let at = first; at < bytes.length; ) {
    const byte = bytes[at++] ?? 0;
    const value = byte === equals ? hexPair(bytes, at) : byte;
    const softBreak = value < 0 ? softBreakLength(bytes, at) : 0;
    if (softBreak > 0) {
      at += softBreak;
    } else if (value < 0) {
      out[length++] = equals;
    } else {
      out[length++] = value;
      if (byte === equals) at += 2;
    }
  }
  return out.subarray(0, length);
}

/** Bytes from `at` to the end of the line where nothing but blanks follows; 0 where something does. */
function softBreakLength(bytes: Buffer, at: number): number {
  let end = at;
  // Transport may add blanks before the line break; more than a line of them is no soft break.
  while (end - at < 80 && (bytes[end] === 0x20 || bytes[end] === 0x09)) end += 1;
  if (bytes[end] === carriageReturn && bytes[end + 1] === lineFeed) return end + 2 - at;
  if (bytes[end] === lineFeed) return end + 1 - at;
  return 0;
}

function hexPair(bytes: Buffer, at: number): number {
  const high = hexDigit(bytes[at]);
  const low = hexDigit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
