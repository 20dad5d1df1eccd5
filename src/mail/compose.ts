import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Address } from '../domain/message.ts';
import { PalaanError } from '../errors.ts';
import { isMessageId, mailable, oneLine, onlyMessageId } from './header-text.ts';

/** A mail as it leaves: the very bytes that go to SMTP and into the seller's Sent folder. */
export interface OutgoingMail {
  /**
   * Who it comes from and who gets it, by RFC 5321; tracking addresses appear here alone. Those of `to` that are in
   * `copies` are no reason to send it when everybody else is refused.
   */
  envelope: { from: string; to: string[]; copies?: string[] };
  raw: Buffer;
  /** With angle brackets. */
  messageId: string;
}

interface Common {
  from: Address;
  to: Address[];
  /** Addresses that answers go to; none means `from`. */
  replyTo?: string[];
  subject: string;
  text: string;
  /** With angle brackets. */
  messageId: string;
  date: Date;
  /** The Message-ID that it answers, null outside of any thread. */
  inReplyTo?: string | null;
  /** The thread's Message-IDs, oldest first. */
  references?: string[];
  /** Additional fields, such as List-Unsubscribe. Those that are composed here cannot be replaced. */
  headers?: Record<string, string>;
}

export interface FollowUp extends Common {
  html: string;
  /** Addresses that get the mail without being named in it. */
  copyTo: string[];
}

export interface Notice extends Common {
  html?: string;
  /** A calendar entry (RFC 5545), attached as reminder.ics. */
  ics?: string;
}

/** A mail to the prospects, in their thread and in the seller's name. */
export async function composeFollowUp(mail: FollowUp): Promise<OutgoingMail> {
  return build(mail, mail.copyTo, { html: mail.html });
}

/**
 * A mail to the seller from Palaan itself. It says that a machine wrote it (RFC 3834), so that no other
 * machine answers.
 */
export async function composeNotice(mail: Notice): Promise<OutgoingMail> {
  const headers = {
    ...mail.headers,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
  const attachments = mail.ics === undefined ? [] : [calendar(mail.ics)];
  return build({ ...mail, headers }, [], { html: mail.html, attachments });
}

async function build(
  mail: Common,
  copyTo: string[],
  body: { html?: string; attachments?: ReturnType<typeof calendar>[] },
): Promise<OutgoingMail> {
  const from = person(mail.from);
  const to = mail.to.map(person);
  if (to.length === 0) throw new PalaanError('A mail needs at least one recipient.');
  const messageId = onlyMessageId(mail.messageId);
  const composer = new MailComposer({
    ...body,
    ...threading(mail),
    from,
    to,
    replyTo: mail.replyTo?.map(mailable),
    subject: oneLine(mail.subject),
    text: mail.text,
    messageId,
    date: mail.date,
    headers: Object.entries(mail.headers ?? {}).map(additional),
    // The same mail gives the same bytes, however often it is composed.
    baseBoundary: digest(messageId),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const copies = copyTo.map(mailable);
  const recipients = [...to.map(({ address }) => address), ...copies];
  const envelope = { from: from.address, to: [...new Set(recipients)], ...(copies.length > 0 && { copies }) };
  return { envelope, raw: await composer.compile().build(), messageId };
}

function calendar(ics: string) {
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  return { filename: 'reminder.ics', content: ics, contentType };
}

/**
 * In-Reply-To and References (RFC 5322, 3.6.4), the parent last. Ids come from other people's mails: one that
 * cannot stand in a header is left out, and the next best is answered.
 */
function threading({ inReplyTo, references = [] }: Common) {
  if (!inReplyTo) return {};
  const known = references.filter(isMessageId);
  const parent = isMessageId(inReplyTo) ? inReplyTo : known.at(-1);
  if (!parent) return {};
  return { inReplyTo: parent, references: [...shortened(known.filter((id) => id !== parent)), parent] };
}

const mostReferences = 20;

/** Long threads keep where they began and how they went on last: what mail programs thread by. */
function shortened(chain: string[]): string[] {
  if (chain.length <= mostReferences) return chain;
  return [...chain.slice(0, 1), ...chain.slice(1 - mostReferences)];
}

const composedHere = new Set(
  'from sender to cc bcc reply-to subject date message-id in-reply-to references mime-version content-type content-transfer-encoding'.split(
    ' ',
  ),
);

function additional([name, value]: [string, string]): { key: string; value: string } {
  if (!/^[a-z0-9-]+$/i.test(name) || composedHere.has(name.toLowerCase())) {
    throw new PalaanError(`A mail cannot be given the header field ${JSON.stringify(name)}.`);
  }
  return { key: name, value: oneLine(value) };
}

function person({ address, name }: Address): Address {
  return { address: mailable(address), name: oneLine(name) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
