import { PalaanError } from '../errors.ts';

/**
 * Text for a header field: without line breaks and control characters, which would begin a field of their
 * own, and without the marks that turn the direction of writing, which make one name look like another.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** An address that can stand in a header and in an SMTP command; quoted local parts are not mailed. */
export function mailable(address: string): string {
  if (/^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()[\]\\,;:"@\p{Cc}]+$/u.test(address)) return address;
  throw new PalaanError(`${JSON.stringify(address)} is not an address that mail can be sent to.`);
}

/**
 * Whether this is one Message-ID, with angle brackets, that can be written as it stands. Real ones do not
 * always have an `@`.
 */
export function isMessageId(id: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{1,500}>$/.test(id);
}

export function onlyMessageId(id: string): string {
  if (isMessageId(id)) return id;
  throw new PalaanError(`${JSON.stringify(id)} is not a Message-ID.`);
}
