/** A notification of Amazon SES (bounce or complaint) as it comes by mail through a notification service: JSON. */
export interface SesNotification {
  type: 'bounce' | 'complaint';
  permanent: boolean;
  recipients: { address: string; action: string | null; status: string | null; diagnostic: string }[];
  originalId: string | null;
  quote: string;
}

const MAX_TEXT = 131_072;

/** The notification in a text that begins with its JSON object, or null. Long lines may come broken. */
export function notificationOf(text: string): SesNotification | null {
  const start = text.slice(0, 2_000).trimStart();
  if (!start.startsWith('{') || !/"(?:notificationType|eventType|Type)"/.test(start)) return null;
  const json = firstObject(text.slice(0, MAX_TEXT).replace(/!?\r?\n ?/g, ''));
  const outer = json && parseObject(json);
  const inner = outer && typeof outer.Message === 'string' ? parseObject(outer.Message) : outer;
  return inner ? read(inner) : null;
}

function read(json: Record<string, unknown>): SesNotification | null {
  const type = String(json.notificationType ?? json.eventType ?? '').toLowerCase();
  if (type !== 'bounce' && type !== 'complaint') return null;
  const body = record(json[type]);
  const mail = record(json.mail);
  const listed = body[type === 'bounce' ? 'bouncedRecipients' : 'complainedRecipients'];
  const recipients = (Array.isArray(listed) ? listed.slice(0, 100) : []).map(record).flatMap((entry) => {
    const address = string(entry.emailAddress)?.toLowerCase();
    if (!address) return [];
    const diagnostic = string(entry.diagnosticCode) ?? '';
    return [{ address, action: string(entry.action), status: string(entry.status), diagnostic }];
  });
  return {
    type,
    permanent: string(body.bounceType) === 'Permanent',
    recipients,
    originalId: string(record(mail.commonHeaders).messageId),
    quote: `${type} ${string(body.bounceType) ?? ''} ${string(body.bounceSubType) ?? ''}`,
  };
}

/** The text of the first JSON object: up to the brace that closes it. */
function firstObject(text: string): string | null {
  const from = text.indexOf('{');
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(from, at + 1);
    }
  }
  return null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? record(value) : null;
  } catch {
    return null;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const string = (value: unknown): string | null => (typeof value === 'string' ? value : null);
