import { regionsOf } from '../domain/holidays.ts';
import { mailboxId, sellerId } from './resolve.ts';

/** A problem at a path of keys and indexes; `yaml.ts` finds its line. */
export interface Found {
  path: PropertyKey[];
  message: string;
}

type Loose = Record<string, unknown>;

/**
 * What one key says about another. Reads the file as it stands, so that these problems are told together with
 * wrong values instead of after them; whatever has the wrong type is left to the schema.
 */
export function crossProblems(root: unknown): Found[] {
  const file = map(root);
  const defaults = map(file.defaults);
  const sellers = list(file.sellers).map(map);
  return [
    ...windowProblems(map(file.window)),
    ...regionProblems(defaults, ['defaults'], undefined),
    ...accountProblems(map(file.relay), ['relay']),
    ...accountProblems(map(map(file.tracking).smtp), ['tracking', 'smtp']),
    ...sellers.flatMap((seller, index) => sellerProblems(seller, index, file.relay, defaults)),
    ...twice(addressesOf(sellers, map(file.tracking)), 'address'),
    ...twice(idsOf(sellers), 'id'),
    ...twice(mailboxIdsOf(sellers, map(map(file.tracking).imap)), 'mailbox id'),
  ];
}

function sellerProblems(seller: Loose, index: number, relay: unknown, defaults: Loose): Found[] {
  const path = ['sellers', index];
  const found: Found[] = [];
  if (absent(seller.smtp) && absent(relay)) {
    found.push({
      path: [...path, 'smtp'],
      message: 'is missing; a seller needs an smtp account where there is no relay.',
    });
  }
  for (const key of ['zone', 'country']) {
    if (absent(seller[key]) && absent(defaults[key])) {
      found.push({
        path: [...path, key],
        message: `is missing; write it here, or once for all sellers in defaults.${key}.`,
      });
    }
  }
  found.push(...regionProblems(seller, path, defaults.country));
  found.push(...accountProblems(map(seller.smtp), [...path, 'smtp']));
  return found;
}

function accountProblems(account: Loose, path: PropertyKey[]): Found[] {
  if (absent(account.user) === absent(account.password)) return [];
  const missing = absent(account.user) ? 'user' : 'password';
  return [{ path: [...path, missing], message: 'is missing; user and password stand together, or neither.' }];
}

function regionProblems(place: Loose, path: PropertyKey[], otherCountry: unknown): Found[] {
  if (typeof place.region !== 'string') return [];
  const country = place.country ?? otherCountry;
  if (typeof country !== 'string') {
    return [{ path: [...path, 'region'], message: 'needs a country beside it.' }];
  }
  const known = regionsOf(country.toUpperCase());
  if (known.includes(place.region.toUpperCase())) return [];
  const allowed = known.length > 0 ? `known are ${known.join(', ')}` : 'it has none; leave this key out';
  return [
    {
      path: [...path, 'region'],
      message: `is not a region of ${country} with its own holidays; ${allowed}.`,
    },
  ];
}

function windowProblems({ from = '09:00', to = '16:00' }: Loose): Found[] {
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  if (from.padStart(5, '0') < to.padStart(5, '0')) return [];
  return [{ path: ['window', 'to'], message: `must be later in the day than window.from (${from}).` }];
}

type Named = { name: string; path: PropertyKey[] };

function addressesOf(sellers: Loose[], tracking: Loose): Named[] {
  const named: Named[] = [{ name: text(tracking.address), path: ['tracking', 'address'] }];
  sellers.forEach((seller, index) => {
    named.push({ name: text(seller.address), path: ['sellers', index, 'address'] });
    list(seller.aliases).forEach((alias, at) => {
      named.push({ name: text(alias), path: ['sellers', index, 'aliases', at] });
    });
  });
  return named;
}

function idsOf(sellers: Loose[]): Named[] {
  return sellers.map((seller, index) => ({ name: idOf(seller), path: ['sellers', index, 'id'] }));
}

function mailboxIdsOf(sellers: Loose[], tracking: Loose): Named[] {
  const named: Named[] = [{ name: text(tracking.id) || 'tracking', path: ['tracking', 'imap', 'id'] }];
  sellers.forEach((seller, index) => {
    const owner = idOf(seller);
    const boxes = Array.isArray(seller.imap) ? seller.imap : absent(seller.imap) ? [] : [seller.imap];
    boxes.map(map).forEach((box, at) => {
      const name = owner && mailboxId({ id: text(box.id) || undefined }, owner, at);
      named.push({ name, path: ['sellers', index, 'imap', at, 'id'] });
    });
  });
  return named;
}

function idOf(seller: Loose): string {
  const address = text(seller.address);
  return address && sellerId({ id: text(seller.id) || undefined, address });
}

/** Names that stand more than once; the second and later places are the problems. */
function twice(named: Named[], what: string): Found[] {
  const seen = new Set<string>();
  return named.flatMap(({ name, path }) => {
    if (name === '') return [];
    if (seen.has(name))
      return [{ path, message: `the ${what} ${name} is already taken; each must be its own.` }];
    seen.add(name);
    return [];
  });
}

function absent(value: unknown): boolean {
  return value === undefined || value === null;
}

function map(value: unknown): Loose {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Loose) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
