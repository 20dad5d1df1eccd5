import { parseAddresses } from './addresses.ts';
import { parseDateField } from './date-field.ts';
import {
  type Address,
  type Envelope,
  type HeaderField,
  header,
  headers,
  type Message,
  type Part,
} from './message.ts';
import { parseMessageIds } from './message-ids.ts';
import { bodyText } from './words/body-text.ts';
import { languageOf } from './words/language-of.ts';
import { readWords } from './words/words.ts';

const deliveryFields = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

/**
 * A mail as judging and matching see it, from its MIME tree: of a whole file, or of what IMAP told.
 * `receivedAt` is the server's INTERNALDATE where it is known.
 */
export function readMessage(root: Part, options: { receivedAt?: Date } = {}): Message {
  return withWords(readEnvelope(root, options));
}

/** The mail with its text: what costs most to read. */
export function withWords(envelope: Envelope): Message {
  const text = bodyText(envelope.root);
  const words = readWords(text, envelope.from);
  const language = languageOf(words.own, `${envelope.subject}\n${words.quote}`);
  return { ...envelope, text, words, language };
}

/** What the header of the mail says: enough to know our own mail. */
export function readEnvelope(root: Part, options: { receivedAt?: Date } = {}): Envelope {
  const fields = root.headers;
  const sent = parseDateField(header(fields, 'date') ?? '');
  return {
    id: parseMessageIds(header(fields, 'message-id') ?? '')[0] ?? null,
    inReplyTo: headers(fields, 'in-reply-to').flatMap(parseMessageIds),
    references: headers(fields, 'references').flatMap(parseMessageIds),
    ...people(fields),
    deliveredTo: unique(addressesOf(fields, ...deliveryFields).map((to) => to.address)),
    returnPath: returnPath(fields),
    subject: (header(fields, 'subject') ?? '').trim(),
    date: sent?.date ?? null,
    dateOffset: sent?.offset ?? null,
    receivedAt: options.receivedAt ?? topmostReceived(fields) ?? sent?.date ?? null,
    headers: fields,
    root,
  };
}

function people(
  fields: readonly HeaderField[],
): Pick<Envelope, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc'> {
  return {
    from: addressesOf(fields, 'from'),
    sender: addressesOf(fields, 'sender')[0] ?? null,
    replyTo: addressesOf(fields, 'reply-to'),
    to: addressesOf(fields, 'to'),
    cc: addressesOf(fields, 'cc'),
    bcc: addressesOf(fields, 'bcc'),
  };
}

/** Addresses of all fields with these names: a second From is no less true than the first. */
function addressesOf(fields: readonly HeaderField[], ...names: string[]): Address[] {
  return names.flatMap((name) => headers(fields, name).flatMap(parseAddresses));
}

function returnPath(fields: readonly HeaderField[]): string | null {
  const value = header(fields, 'return-path')?.trim();
  if (value === undefined) return null;
  const bracketed = /<([^<>]*)>/.exec(value);
  return (bracketed?.[1] ?? value).trim().toLowerCase();
}

/** The date after the last semicolon of the topmost Received field (RFC 5321 section 4.4). */
function topmostReceived(fields: readonly HeaderField[]): Date | null {
  const received = header(fields, 'received');
  if (received === null) return null;
  return parseDateField(received.slice(received.lastIndexOf(';') + 1))?.date ?? null;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
