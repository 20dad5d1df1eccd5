import { type Part, walk } from '../../message.ts';
import type { BouncedRecipient } from '../verdict.ts';
import { recipientAddress } from './address.ts';
import { statusIn } from './code.ts';
import { type FieldGroup, fieldGroups, isRecipientGroup } from './fields.ts';

/** One recipient of a delivery status notification (RFC 3464 2.3). */
export interface ReportedRecipient {
  /** The address that was mailed, null when the report names only a file, a program or a local mailbox. */
  address: string | null;
  action: BouncedRecipient['action'];
  status: string | null;
  diagnostic: string;
}

/** A delivery status notification, and where it was read. */
export interface DeliveryReport {
  recipients: ReportedRecipient[];
  originalId: string | null;
  where: string;
  quote: string;
}

const MAX_RECIPIENTS = 100;
const MAX_TEXT = 262_144;
const FIRST_FIELD = /^\s{0,20}(?:reporting-mta|final-recipient|original-recipient)[ \t]*:/i;

/**
 * The message/delivery-status part of a mail (also message/global-delivery-status, RFC 6533), or null. Servers
 * and lists that lose its type leave a text part that begins with its fields.
 */
export function deliveryReport(root: Part): DeliveryReport | null {
  for (const part of walk(root, { embedded: false })) {
    const typed = /^message\/(?:global-)?delivery-status$/.test(part.type);
    const untyped =
      part !== root && part.type === 'text/plain' && FIRST_FIELD.test(part.text?.slice(0, 200) ?? '');
    if (!typed && !untyped) continue;
    const report = readReport(part.text ?? '', `part:${part.path}`);
    if (report) return report;
  }
  return null;
}

/** The fields of a report that stand in plain text, where a server or a list took the MIME parts away. */
export function reportInText(lines: readonly string[]): DeliveryReport | null {
  const from = lines.findIndex((line) =>
    /^(?:reporting-mta|final-recipient|original-recipient|action)[ \t]*:/i.test(line),
  );
  if (from === -1) return null;
  const report = readReport(lines.slice(from).join('\n'), 'text');
  return report?.recipients.some(({ action, status }) => action !== null || status !== null) ? report : null;
}

function readReport(text: string, where: string): DeliveryReport | null {
  const groups = fieldGroups(text.slice(0, MAX_TEXT));
  const recipients = groups.filter(isRecipientGroup).slice(0, MAX_RECIPIENTS);
  if (recipients.length === 0) return null;
  const told = groups.find((group) => group.has('x-original-message-id'));
  return {
    recipients: recipients.map(readRecipient),
    originalId: told?.get('x-original-message-id') ?? null,
    where,
    quote: quoteOf(recipients[0] as FieldGroup),
  };
}

/** The original recipient is the one that we mailed; the final one may be where it was forwarded to. */
function readRecipient(group: FieldGroup): ReportedRecipient {
  const address = ['original-recipient', 'final-recipient', 'x-actual-recipient']
    .map((name) => recipientAddress(group.get(name) ?? ''))
    .find((found) => found !== null);
  const status = group.get('status') ?? '';
  const comment = /\((.{1,300})\)/.exec(status)?.[1] ?? '';
  return {
    address: address ?? null,
    action: readAction(group.get('action') ?? ''),
    status: statusIn(status),
    diagnostic: `${group.get('diagnostic-code')?.replace(/^[A-Za-z0-9-]{1,40}[ \t]*;[ \t]*/, '') ?? ''} ${
      statusIn(status) === null ? status : comment
    }`.trim(),
  };
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** The action, also as servers misspell it: "failure", "error", "Failed (bad destination)", "deliverable". */
function readAction(value: string): BouncedRecipient['action'] {
  const word = /^[a-z-]{1,20}/.exec(value.trim().toLowerCase())?.[0] ?? '';
  const known = actions.find((action) => word === action);
  if (known) return known;
  if (/^(?:fail|error|undeliver|bounce|expire|reject|hard|soft|denied)/.test(word)) return 'failed';
  if (/^(?:delay|defer|warn)/.test(word)) return 'delayed';
  if (/^deliver/.test(word)) return 'delivered';
  return null;
}

function quoteOf(group: FieldGroup): string {
  return ['final-recipient', 'action', 'status', 'diagnostic-code']
    .filter((name) => group.has(name))
    .map((name) => `${name}: ${group.get(name)}`)
    .join('; ');
}
