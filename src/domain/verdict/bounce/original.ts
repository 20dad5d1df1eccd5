import { header, type Message, type Part, walk } from '../../message.ts';
import { addressesIn } from './address.ts';

const MESSAGE_ID = /<[^<>\s@]{1,500}@[^<>\s]{1,500}>/;
const MESSAGE_ID_FIELD = /^[>\s]{0,10}(?:original-)?message-id[ \t]*:[ \t]*(.{0,1000})/i;

/** The part that holds the returned mail or its header, or null. */
export function returnedPart(root: Part): Part | null {
  for (const part of walk(root, { embedded: false })) {
    if (part === root) continue;
    if (
      /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/(?:rfc822-headers|global-headers))$/.test(
        part.type,
      )
    ) {
      return part;
    }
  }
  return null;
}

/**
 * Message-ID of the mail that a report is about: the report's own field, the returned mail, its copy in the
 * text, and at last what the report answers.
 */
export function originalId(
  message: Message,
  told: string | null | undefined,
  lines: readonly string[],
): string | null {
  const returned = returnedPart(message.root);
  return (
    idIn(told) ??
    idIn(returned?.children[0] ? header(returned.children[0].headers, 'message-id') : null) ??
    idInLines(returned?.text?.slice(0, 65_536).split(/\r?\n/, 500)) ??
    idInLines(lines) ??
    idInAttachment(message.root) ??
    message.inReplyTo[0] ??
    message.references.at(-1) ??
    null
  );
}

/** To whom the returned mail went, where it comes as a part of its own; null where it went to several or none. */
export function originalTo(root: Part): string | null {
  const returned = returnedPart(root)?.children[0];
  const addresses = addressesIn(returned ? (header(returned.headers, 'to') ?? '') : '');
  return addresses.length === 1 ? (addresses[0] ?? null) : null;
}

/** Servers also attach the header of the returned mail as plain text, or name its id in a notification. */
function idInAttachment(root: Part): string | null {
  for (const part of walk(root, { embedded: false })) {
    if (!/^(?:text\/plain|message\/disposition-notification)$/.test(part.type)) continue;
    const id = idInLines(part.text?.slice(0, 65_536).split(/\r?\n/, 500));
    if (id) return id;
  }
  return null;
}

function idIn(text: string | null | undefined): string | null {
  return text ? (MESSAGE_ID.exec(text.slice(0, 2_000))?.[0] ?? null) : null;
}

/** The id may stand on the line below its name, folded. */
function idInLines(lines: readonly string[] | undefined): string | null {
  for (const [index, line] of (lines ?? []).entries()) {
    const value = MESSAGE_ID_FIELD.exec(line)?.[1];
    if (value !== undefined) return idIn(value.trim() === '' ? lines?.[index + 1] : value);
  }
  return null;
}
