import { header, type Message, type Part, walk } from '../message.ts';
import { addressesIn, recipientAddress } from './bounce/address.ts';
import { type FieldGroup, fieldGroups } from './bounce/fields.ts';
import { originalId, returnedPart } from './bounce/original.ts';
import { notificationOf } from './bounce/ses.ts';
import { evidence } from './evidence.ts';
import type { Evidence, Verdict } from './verdict.ts';

/** Feedback types that are no complaint of a recipient (RFC 5965 7.3, RFC 6591, RFC 6430). */
const NO_COMPLAINT = /^(?:auth-failure|not-spam|dmarc|dkim)/i;

/**
 * A recipient's complaint about a mail as spam, sent by a mailbox provider: Abuse Reporting Format (RFC 5965)
 * or one of the forms before and beside it. Counts as an opt-out of `recipients`, which may be empty: many
 * providers strike the address out, and the thread is then found by `originalId`.
 */
export function judgeComplaint(message: Message): Verdict | null {
  const report = feedbackReport(message.root);
  if (report) {
    const type = report.fields.get('feedback-type') ?? '';
    if (NO_COMPLAINT.test(type)) {
      return { verdict: 'receipt', evidence: [evidence('feedback-no-complaint', report.where, type)] };
    }
    return complaint(message, report.fields, evidence('feedback-report', report.where, type || report.where));
  }
  const known = olderForm(message) ?? notificationForm(message);
  return known && complaint(message, new Map(), known);
}

function feedbackReport(root: Part): { fields: FieldGroup; where: string } | null {
  for (const part of walk(root, { embedded: false })) {
    if (part.type !== 'message/feedback-report') continue;
    const fields = fieldGroups(part.text ?? '').find((group) => group.has('feedback-type')) ?? new Map();
    return { fields, where: `part:${part.path}` };
  }
  if (root.type === 'multipart/report' && /^feedback-report$/i.test(root.params['report-type'] ?? '')) {
    return { fields: new Map(), where: 'header:content-type' };
  }
  return null;
}

/** Forms without a feedback-report part: Hotmail's JMRP, AOL's and Yahoo's old ones, X-ARF. */
function olderForm(message: Message): Evidence | null {
  const xarf = header(message.headers, 'x-xarf') ?? header(message.headers, 'x-arf');
  if (xarf) return evidence('x-arf', 'header:x-xarf', xarf);
  const own = header(message.headers, 'x-hmxmroriginalrecipient');
  if (own) return evidence('jmrp-recipient', 'header:x-hmxmroriginalrecipient', own);
  const from = message.from[0]?.address ?? '';
  const returned = returnedPart(message.root);
  if (!returned) return null;
  const jmrp = returned.children[0] && header(returned.children[0].headers, 'x-hmxmroriginalrecipient');
  if (jmrp) return evidence('jmrp-recipient', `part:${returned.path}`, jmrp);
  const loop =
    /^(?:staff@hotmail\.|scomp@aol\.|feedback@arf\.|fbl[-._@]|feedbackloop[-._@]|feedback-?loop@|complaints?[-._@]|abuse-?reports?@|jmrp)/;
  const subject =
    /^(?:complaint about message from|e?mail feedback report|client tos notification|abuse report|spam report|spam complaint)/i;
  if (loop.test(from) && subject.test(message.subject.trim())) {
    return evidence('complaint-subject', 'subject', message.subject);
  }
  return null;
}

/** A complaint that Amazon SES hands on through a notification service, as JSON. */
function notificationForm(message: Message): Evidence | null {
  const notification = notificationOf(message.text);
  return notification?.type === 'complaint' ? evidence('ses-complaint', 'text', notification.quote) : null;
}

function complaint(message: Message, fields: FieldGroup, found: Evidence): Verdict {
  return {
    verdict: 'complaint',
    recipients: complainers(message, fields),
    originalId: originalId(message, null, message.text.slice(0, 32_768).split(/\r?\n/, 500)),
    evidence: [found],
  };
}

/** Who complained: the report's fields, else the one to whom the returned mail was addressed. */
function complainers(message: Message, fields: FieldGroup): string[] {
  for (const name of ['original-rcpt-to', 'removal-recipient']) {
    const address = recipientAddress(fields.get(name) ?? '');
    if (address) return [address];
  }
  const notified = notificationOf(message.text)?.recipients.map(({ address }) => address) ?? [];
  if (notified.length > 0) return notified;
  const struck = addressesIn(header(message.headers, 'x-hmxmroriginalrecipient') ?? '').filter(isKnown);
  if (struck.length === 1) return struck;
  const returned = returnedPart(message.root)?.children[0];
  if (!returned) return [];
  for (const name of ['x-hmxmroriginalrecipient', 'x-original-to', 'to']) {
    const addresses = addressesIn(header(returned.headers, name) ?? '').filter(isKnown);
    if (addresses.length === 1) return addresses;
  }
  return [];
}

/** Providers strike the complainer's address out, with words that still look like one. */
function isKnown(address: string): boolean {
  return !/redacted|undisclosed|^x+@/.test(address);
}
