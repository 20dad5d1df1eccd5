import { parse } from 'tldts';
import { normalizeAddress } from './addresses.ts';
import { sameMailbox } from './match.ts';

/** The longest domain name (RFC 1035 2.3.4); what is longer is none. */
const LONGEST = 253;

/**
 * The domain that somebody can own which a person wrote, in lower-case ASCII: `Company.Example`, `@company.example`
 * and `mail.company.example` are some. Null for `com`, `co.uk` and `localhost`, which nobody owns, and for addresses.
 */
export function ownedDomain(written: string): string | null {
  const address = normalizeAddress(`any@${written.trim().replace(/^@/, '')}`);
  const domain = address?.slice('any@'.length) ?? '';
  return domain.length <= LONGEST && !domain.includes('@') && ownerOf(domain) !== null ? domain : null;
}

/** The domain of an address and every one above it that somebody can own, the longest first. */
export function domainsOf(address: string): string[] {
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const owner = host.length <= LONGEST ? ownerOf(host) : null;
  const domains: string[] = [];
  for (let domain = host; domain; domain = domain.slice(domain.indexOf('.') + 1)) {
    domains.push(domain);
    if (owner === null || domain === owner) break;
  }
  return domains;
}

/** Whether a target, an address or `@domain`, names this mailbox or a domain above it. */
export function covers(target: string, address: string): boolean {
  if (!target.startsWith('@')) return sameMailbox(target) === sameMailbox(address);
  return domainsOf(address).includes(target.slice(1));
}

function ownerOf(host: string): string | null {
  return parse(host, { allowPrivateDomains: true }).domain;
}
