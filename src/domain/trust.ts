import { parse } from 'tldts';
import { domainOf } from './addresses.ts';
import { headers, type Message } from './message.ts';
import type { Evidence } from './verdict/verdict.ts';

/**
 * Whom the operator's mail server lets us believe: the authserv-ids (RFC 8601 2.5) of servers that we trust to
 * have removed forged results, or `none`, which believes every From and exists for the sandbox alone.
 */
export type Trust = 'none' | { authservIds: readonly string[] };

/** The proof of a DKIM signature that we verified ourselves, where its domain is that of the one author. */
export function provenBySignature(message: Message, domains: readonly string[]): Evidence | null {
  const [author, ...others] = message.from;
  if (!author || others.length > 0) return null;
  const from = domainOf(author.address).toLowerCase();
  const signer = domains.find((domain) => aligned(domain, from));
  return signer ? { rule: 'trust:dkim', where: 'header:dkim-signature', quote: signer } : null;
}

/** One method of an Authentication-Results field, such as dmarc=pass header.from=seller.example. */
interface MethodResult {
  method: string;
  result: string;
  properties: Map<string, string>;
}

/**
 * Whether the From address is proven: by an aligned DMARC pass, or by SPF and DKIM that both pass for its
 * domain, in the topmost Authentication-Results field, written by a server that we trust (RFC 8601, RFC 7489 3.1).
 * Returns the evidence, or null when nothing proves it.
 */
export function provenFrom(message: Message, trust: Trust): Evidence | null {
  const [author, ...others] = message.from;
  if (!author || others.length > 0) return null;
  if (trust === 'none') return { rule: 'trust:none', where: 'header:from', quote: '' };
  const results = trustedResults(message, trust.authservIds);
  const domain = domainOf(author.address).toLowerCase();
  const passed = (method: string, ...properties: string[]) =>
    results.some(
      (one) =>
        one.method === method &&
        one.result === 'pass' &&
        properties.some((name) => aligned(one.properties.get(name), domain)),
    );
  if (passed('dmarc', 'header.from'))
    return { rule: 'trust:dmarc', where: 'header:authentication-results', quote: `dmarc=pass ${domain}` };
  if (passed('spf', 'smtp.mailfrom', 'smtp.helo') && passed('dkim', 'header.d', 'header.i')) {
    return {
      rule: 'trust:spf-and-dkim',
      where: 'header:authentication-results',
      quote: `spf=pass dkim=pass ${domain}`,
    };
  }
  return null;
}

/**
 * Whether somebody else sent the mail on to us: its envelope, as our server checked it (SPF, RFC 7208), is neither the
 * author's nor one of `ours`, which forward to us. A signature stays whole when a recipient redirects the mail, so
 * only what stands in its To and Cc was then the author's wish. Returns the evidence; null where the server tells nothing.
 */
export function detourOf(message: Message, trust: Trust, ours: readonly string[]): Evidence | null {
  const author = message.from[0]?.address;
  if (trust === 'none' || author === undefined) return null;
  const results = trustedResults(message, trust.authservIds);
  const spf = results.find(({ method, properties }) => method === 'spf' && properties.has('smtp.mailfrom'));
  const sender = spf?.properties.get('smtp.mailfrom');
  if (!spf || !sender) return null;
  const isKnown = [author, ...ours].some((address) => aligned(sender, domainOf(address).toLowerCase()));
  if (isKnown && !['fail', 'softfail'].includes(spf.result)) return null;
  return {
    rule: 'trust:detour',
    where: 'header:authentication-results',
    quote: `spf=${spf.result} ${sender}`,
  };
}

/** Relaxed alignment: the same organisational domain (RFC 7489 3.1.1). */
function aligned(value: string | undefined, domain: string): boolean {
  if (!value) return false;
  const host = domainOf(value).toLowerCase();
  return host === domain || (organisation(host) !== null && organisation(host) === organisation(domain));
}

function organisation(host: string): string | null {
  return parse(host, { allowPrivateDomains: true }).domain;
}

/** The results of the topmost field; none where a server wrote it that we do not trust. */
function trustedResults(message: Message, authservIds: readonly string[]): MethodResult[] {
  const [top = ''] = headers(message.headers, 'authentication-results');
  const { authservId, results } = parseResults(top.slice(0, 4096));
  return authservIds.some((id) => id.toLowerCase() === authservId) ? results : [];
}

function parseResults(value: string): { authservId: string; results: MethodResult[] } {
  const [head = '', ...clauses] = withoutComments(value).split(';');
  const results = clauses.slice(0, 50).flatMap((clause) => {
    const [first = '', ...rest] = clause.trim().split(/\s+/);
    const [method = '', result = ''] = first.toLowerCase().split('=');
    if (!result) return [];
    const properties = new Map(
      rest.flatMap((pair) => {
        const at = pair.indexOf('=');
        return at > 0
          ? [[pair.slice(0, at).toLowerCase(), pair.slice(at + 1).replaceAll('"', '')] as const]
          : [];
      }),
    );
    return [{ method: method.split('/')[0] ?? '', result, properties }];
  });
  return { authservId: (head.trim().split(/\s+/)[0] ?? '').toLowerCase(), results };
}

/** Comments may hold anything, also a forged `; dmarc=pass`: they go first (RFC 5322 3.2.2). */
function withoutComments(value: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let i = 0; i < value.length; i++) {
    const char = value[i] as string;
    if (char === '\\') {
      if (depth === 0) kept += value[i + 1] ?? '';
      i++;
    } else if (char === '"' && depth === 0) quoted = !quoted;
    else if (char === '(' && !quoted) depth++;
    else if (char === ')' && !quoted && depth > 0) depth--;
    else if (depth === 0) kept += quoted && (char === ';' || char === ' ') ? '_' : char;
  }
  return kept;
}
