import { domainToASCII } from 'node:url';
import parse from 'nodemailer/lib/addressparser';
import type { Address } from './message.ts';

const mostAddresses = 1000;
const longestAddress = 320;
/** Room for several hundred people; a longer list is read so far. */
const longestField = 32 * 1024;

/**
 * The mailboxes of an address field (RFC 5322 section 3.4), groups opened. What only looks like an address
 * within a display name or a comment is none; what cannot be read is left out.
 */
export function parseAddresses(value: string): Address[] {
  if (!value.includes('@')) return [];
  const field = value.slice(0, longestField);
  const domains = domainsOutsideQuotes(field);
  const found: Address[] = [];
  for (const entry of parse(field, { flatten: true })) {
    if (found.length >= mostAddresses) break;
    const address = normalizeAddress(entry.address ?? '');
    if (address !== null && domains.has(domainOf(address))) found.push({ address, name: entry.name.trim() });
  }
  return found;
}

/** Lower case with an ASCII domain (A-labels, RFC 5890); null for what is no address. */
export function normalizeAddress(address: string): string | null {
  const text = address
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const at = text.lastIndexOf('@');
  if (text.length > longestAddress || !/^([^\s<>,;:()[\]"@\\]+|"[^"\\]+")@\S+$/.test(text)) return null;
  const domain = asciiDomain(text.slice(at + 1));
  return domain === null ? null : `${text.slice(0, at + 1)}${domain}`;
}

function asciiDomain(domain: string): string | null {
  const bare = domain.replace(/\.$/, '');
  const ascii = /^[!-~]+$/.test(bare) ? bare : domainToASCII(bare);
  return /^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*|\[[a-z0-9.:]+\])$/.test(
    ascii,
  )
    ? ascii
    : null;
}

/** What stands behind the last @ of an address, as it was written. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** What follows an "@" outside quoted strings: a quoted name that holds an address names no mailbox. */
function domainsOutsideQuotes(field: string): Set<string> {
  let open = '';
  let quoted = false;
  for (let i = 0; i < field.length; i += 1) {
    const char = field[i] as string;
    if (char === '\\' && quoted) i += 1;
    else if (char === '"') {
      quoted = !quoted;
      open += ' ';
    } else if (!quoted) open += char;
  }
  const domains = new Set<string>();
  for (const match of open.toLowerCase().matchAll(/@\s*([^\s<>,;()@]+)/g)) {
    const domain = asciiDomain(match[1] ?? '');
    if (domain !== null) domains.add(domain);
  }
  return domains;
}
