/** One address with its display name. `address` is lower-case with an ASCII (A-label) domain; `name` may be ''. */
export interface Address {
  address: string;
  name: string;
}

/** A header field: `name` in lower case, `value` unfolded with encoded words (RFC 2047) decoded. */
export interface HeaderField {
  name: string;
  value: string;
}

/**
 * One node of the MIME tree (RFC 2045), from a whole file or from an IMAP BODYSTRUCTURE with some texts
 * fetched: judgement cannot tell the two apart.
 */
export interface Part {
  /** IMAP section number ('1', '1.2'); '' for the root. */
  path: string;
  /** Lower-case media type, such as 'text/plain'. A missing or broken Content-Type reads as 'text/plain'. */
  type: string;
  /** Content-Type parameters, names in lower case: charset, report-type, format, name. */
  params: Record<string, string>;
  disposition: 'inline' | 'attachment' | null;
  filename: string | null;
  /** Header fields in order, as far as known: all of the root's and of an embedded message's, few elsewhere. */
  headers: HeaderField[];
  /** Decoded text of a text part, a delivery-status, a disposition-notification or a feedback-report; null when not fetched. */
  text: string | null;
  /** `text` was cut at the size limit. */
  truncated: boolean;
  /** Parts of a multipart, or the one embedded message of a message/rfc822. */
  children: Part[];
}

/** The person's own words, apart from what programs and habits put around them. */
export interface Words {
  /** What the person wrote, without quote, signature and disclaimer; interleaved answers joined in order. */
  own: string;
  /** The quoted mail, '' when none. */
  quote: string;
  /** Signature and disclaimer, '' when none. */
  signature: string;
}

/** What the header of a mail says. */
export interface Envelope {
  /** Message-ID with angle brackets, or null. */
  id: string | null;
  /** Message-IDs of In-Reply-To, with angle brackets. */
  inReplyTo: string[];
  /** Message-IDs of References, oldest first. */
  references: string[];
  /** All From addresses; an honest mail has one. */
  from: Address[];
  sender: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Addresses from Delivered-To, X-Original-To, Envelope-To, X-Envelope-To: where BCC shows. */
  deliveredTo: string[];
  /** Return-Path without brackets; '' for the empty envelope sender `<>`, null when unknown. */
  returnPath: string | null;
  /** Decoded Subject, '' when missing. */
  subject: string;
  /** Date header as an instant, or null when missing or unreadable. */
  date: Date | null;
  /** Offset from UTC that the Date header names, in minutes; null when unknown. */
  dateOffset: number | null;
  /** When the server received it (INTERNALDATE), else the topmost Received, else `date`; null when nothing tells. */
  receivedAt: Date | null;
  /** The root's header fields, in order. */
  headers: HeaderField[];
  root: Part;
}

/** A parsed mail, with all that judging and matching need. */
export interface Message extends Envelope {
  /** The first text, from HTML where there is no plain text; '' when none. */
  text: string;
  words: Words;
  /** ISO 639-1 code of the person's own words (else of the subject), or null when it cannot be told. */
  language: string | null;
}

/** The first value of a header field, or null. `name` in lower case. */
export function header(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

/** All values of a header field, topmost first. `name` in lower case. */
export function headers(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value);
}

/** Every part of the tree, depth first, the root included. Embedded messages are walked too unless told otherwise. */
export function* walk(part: Part, into: { embedded: boolean } = { embedded: true }): Generator<Part> {
  yield part;
  if (part.type === 'message/rfc822' && !into.embedded) return;
  for (const child of part.children) yield* walk(child, into);
}
