/**
 * What may stand in an address that a mail server prints; short of RFC 5321, wide enough for the real ones.
 * East Asian text puts no blank between words and address, so its characters end one.
 */
const SPECIAL = String.raw`\s<>()[\]"',;:|@\\\u2E80-\u9FFF\uAC00-\uD7A3\uFF00-\uFFEF`;
const LOCAL = `[^${SPECIAL}]{1,128}`;
const DOMAIN = String.raw`[A-Za-z0-9_#\-.\u00C0-\u2DFF]{1,255}`;
const LOCAL_BEFORE = new RegExp(`${LOCAL}$`);
const DOMAIN_AFTER = new RegExp(`^${DOMAIN}`);
const LEADING = new RegExp(`^${LOCAL}@${DOMAIN}`);

/** At most this many addresses are read from one line. */
const MAX_PER_LINE = 50;
const MAX_LINE = 8_000;

/** The addresses in a line of text, in order, lower case, each once. */
export function addressesIn(line: string): string[] {
  const found = new Set<string>();
  for (let at = line.indexOf('@'); at !== -1; at = line.indexOf('@', at + 1)) {
    const local = LOCAL_BEFORE.exec(line.slice(Math.max(0, at - 128), at))?.[0];
    const domain = DOMAIN_AFTER.exec(line.slice(at + 1, at + 256))?.[0];
    if (local && domain) found.add(tidy(`${local}@${domain}`));
    if (at > MAX_LINE || found.size === MAX_PER_LINE) break;
  }
  return [...found];
}

/** The address at the start of a line, with what follows it, or null: `<ann@x.example>: unknown user`. */
export function leadingAddress(line: string): { address: string; rest: string } | null {
  const start = /^[\s>*\-•·|(]{0,12}(?:\d{1,3}[.)]\s{1,4})?["'<]{0,2}/.exec(line)?.[0].length ?? 0;
  const tail = line.slice(start, start + 2_000).replace(/^(?:mailto:|smtp:)/i, '');
  const match = LEADING.exec(tail);
  if (!match) return null;
  return { address: tidy(match[0]), rest: tail.slice(match[0].length).replace(/^["'>]{1,3}/, '') };
}

/**
 * The address of a recipient field (RFC 3464 2.3): `rfc822;ann@x.example`, also without a type, in angle
 * brackets, with a source route (`@relay:ann@x`) or as X.400 (`/RFC-822=ann(a)x.example/`). Null when the
 * field names a file, a program or a mailbox of the server alone.
 */
export function recipientAddress(field: string): string | null {
  const semicolon = field.indexOf(';');
  const typed = semicolon > 0 && /^[A-Za-z0-9-]{1,40}$/.test(field.slice(0, semicolon).trim());
  const value = (typed ? field.slice(semicolon + 1) : field).trim();
  const x400 = /\/RFC-?822=([^/]{1,200})\//i.exec(value)?.[1];
  if (x400) return addressesIn(x400.replace(/\(a\)/gi, '@'))[0] ?? null;
  if (/^["<]?[|/]/.test(value)) return null;
  const routed = /^<?@[^:]{1,500}:(.+)$/.exec(value.slice(0, 1_000))?.[1];
  const address = addressesIn(decodeXtext(routed ?? value))[0];
  return address ?? null;
}

/** ORCPT is sent as xtext (RFC 3461 4), and some servers print it undecoded; other `+XX` may be a plus-address. */
function decodeXtext(value: string): string {
  return value.replace(/\+2B/g, '+').replace(/\+3D/g, '=');
}

function tidy(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:smtp|rfc822|mailto|to|rcpt|email|address)=/, '')
    .replace(/^\/[^@]{0,60}\//, '')
    .replace(/[.\-_]{1,20}$/, '');
}
