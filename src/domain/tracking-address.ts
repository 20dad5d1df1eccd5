import { DateTime } from 'luxon';
import { type Language, languages } from './language.ts';

/** A day as the seller wrote it: so long from now (`3d`, `2w`, `1mo`, `1y`), or a calendar day (`2027-01-15`). */
export type When = { count: number; unit: 'day' | 'week' | 'month' | 'year' } | { on: string };

/** What a tracking address asks for. */
export type TrackingAddress =
  /** `track@`: the seller's default sequence. */
  | { kind: 'plain' }
  /** `track+NAME.fi.3d.s-SECRET@`: whatever is null was not written. */
  | {
      kind: 'start';
      sequence: string | null;
      language: Language | null;
      when: When | null;
      secret: string | null;
    }
  /** `track+t.TOKEN@`: the Reply-To of a follow-up; TOKEN belongs to one thread. */
  | { kind: 'token'; token: string }
  /** Something else after the plus. `reason` is for the seller, and repeats at most the part that is wrong. */
  | { kind: 'bad'; reason: string };

/** The sequence that a bare day (`track+3d@`) stands for. */
export const REMIND = 'remind';

/** RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
const NAME = /^[a-z][a-z0-9-]{0,40}$/;
const TOKEN = /^[a-z0-9]{8,48}$/;
const SECRET = /^s-([a-z0-9]{12,40})$/;
const SPAN = /^([1-9][0-9]{0,2})(d|w|mo|y)$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const UNITS = { d: 'day', w: 'week', mo: 'month', y: 'year' } as const;
const GRAMMAR = 'write track+NAME@, track+NAME.fi@, track+3d@, track+2w@, track+1mo@ or track+2027-01-15@';

/**
 * Reads an address by the grammar of tracking addresses; null when it is not one. `base` is the address in
 * palaan.yaml. After the plus come parts with dots between them: a sequence first, then in any order a language,
 * a day, and the seller's secret (`s-…`); each may be left out. Case does not count.
 */
export function parseTrackingAddress(address: string, base: string): TrackingAddress | null {
  const written = address.toLowerCase();
  const at = base.lastIndexOf('@');
  const name = base.slice(0, at).toLowerCase();
  const host = base.slice(at).toLowerCase();
  if (!written.startsWith(name) || !written.endsWith(host)) return null;
  const between = written.slice(name.length, written.length - host.length);
  if (written.length < name.length + host.length) return null;
  if (between === '') return { kind: 'plain' };
  if (!between.startsWith('+')) return null;
  if (name.length + between.length > LONGEST_LOCAL_PART) return bad('the address is too long');
  const parts = between.slice(1).split('.');
  return parts[0] === 't' && parts.length === 2 ? tokenOf(parts[1] ?? '') : startOf(parts);
}

/** The address that carries a thread's token, for Reply-To. `token` is 8 to 48 lower-case letters and digits. */
export function tokenAddress(base: string, token: string): string {
  if (!TOKEN.test(token)) throw new RangeError('a thread token is 8 to 48 lower-case letters and digits');
  const at = base.lastIndexOf('@');
  return `${base.slice(0, at)}+t.${token}${base.slice(at)}`;
}

/** The calendar day ('2027-01-15') that is meant, at the zone's today; null when it is in the past. */
export function whenToDay(when: When, now: Date, zone: string): string | null {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  if ('on' in when) return when.on < (today.toISODate() ?? '') ? null : when.on;
  return today.plus({ [when.unit]: when.count }).toISODate();
}

function tokenOf(token: string): TrackingAddress {
  return TOKEN.test(token) ? { kind: 'token', token } : bad('this is not the address of a thread');
}

function startOf(parts: string[]): TrackingAddress {
  const start = { kind: 'start' as const, sequence: null, language: null, when: null, secret: null };
  const found: Extract<TrackingAddress, { kind: 'start' }> = start;
  for (const [index, part] of parts.entries()) {
    const secret = SECRET.exec(part)?.[1];
    const when = parseWhen(part);
    const language = languages.find((code) => code === part);
    if (secret && !found.secret) found.secret = secret;
    else if (when && !found.when) found.when = when;
    else if (language && !found.language) found.language = language;
    else if (index === 0 && NAME.test(part) && !part.startsWith('s-')) found.sequence = part;
    else return bad(part === '' ? GRAMMAR : `“${shown(part)}” is not understood here; ${GRAMMAR}`);
  }
  // A day alone, perhaps with a language and a secret, is a plain reminder.
  if (found.when && !found.sequence) found.sequence = REMIND;
  return found;
}

/** A day in the short form of addresses and commands: `3d`, `2w`, `1mo`, `1y`, `2027-01-15`; else null. */
export function parseWhen(part: string): When | null {
  const span = SPAN.exec(part);
  if (span) return { count: Number(span[1]), unit: UNITS[span[2] as keyof typeof UNITS] };
  return DAY.test(part) && DateTime.fromISO(part).isValid ? { on: part } : null;
}

/** Strangers write these too: nothing of a part is repeated that could be more than a slip. */
function shown(part: string): string {
  return /^[a-z0-9-]{1,30}$/.test(part) && !part.startsWith('s-') ? part : '…';
}

function bad(reason: string): TrackingAddress {
  return { kind: 'bad', reason };
}
