import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { isTimeZone } from '../domain/calendar.ts';
import { isCountry } from '../domain/holidays.ts';
import { nearest } from '../domain/nearest.ts';

// Each field's `error` completes two sentences: "is missing; write …" and "… is not …".

/** One line of text for people: no control characters, so that it can stand in a header. */
export const line = z
  .string('one line of text')
  .trim()
  .min(1, 'one line of text')
  .max(200, 'one line of text of at most 200 characters')
  .refine((text) => !/\p{Cc}/u.test(text), 'one line of text');

/** Some lines of text, without the white space around them. */
export const text = z
  .string('text')
  .trim()
  .min(1, 'text')
  .max(4000, 'text of at most 4,000 characters')
  .refine((value) => !/[^\P{Cc}\n\t]/u.test(value), 'text without control characters');

/** A name for logs and commands: `anna`, `track-2`. */
export const id = z
  .string('a short name such as anna (letters, digits, hyphens)')
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/i, 'a short name such as anna (letters, digits, hyphens)')
  .toLowerCase();

/** A mail address, made lower case, its domain in ASCII (RFC 5890 A-labels). */
export const address = z.string('a mail address').transform((value, context) => {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at).trim().toLowerCase();
  const domain = domainToASCII(value.slice(at + 1).trim());
  if (at < 1 || !/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/.test(local) || !/^[a-z0-9.-]{1,253}$/.test(domain)) {
    context.addIssue({ code: 'custom', message: 'a mail address' });
    return z.NEVER;
  }
  return `${local}@${domain}`;
});

export const host = z
  .string('a host name')
  .regex(/^[a-z0-9._:-]{1,253}$/i, 'a host name such as mail.example.com, without scheme and port');

export const port = z
  .int('a port from 1 to 65535')
  .min(1, 'a port from 1 to 65535')
  .max(65535, 'a port from 1 to 65535');

export const flag = z.boolean('true or false');

/** A whole number within bounds, both included. */
export function count(least: number, most: number) {
  const allowed = `a whole number from ${least} to ${most}`;
  return z.int(allowed).min(least, allowed).max(most, allowed);
}

/** A local time of day as 'HH:mm'; `9:00` is read as 09:00, and 24:00 is the end of the day. */
export const timeOfDay = z
  .string('a time such as "09:00"')
  .regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, 'a time from "00:00" to "24:00"')
  .transform((time) => time.padStart(5, '0'));

/** An IANA time zone. */
export const zone = z.string('a time zone such as Europe/Helsinki').transform((value, context) => {
  if (isTimeZone(value)) return value;
  const meant = nearest(value, Intl.supportedValuesOf('timeZone'));
  const hint = meant ? `; did you mean ${meant}?` : '';
  context.addIssue({ code: 'custom', message: `a time zone such as Europe/Helsinki${hint}` });
  return z.NEVER;
});

/** An ISO 3166-1 country whose holidays are known, in upper case. */
export const country = z
  .string('a country code such as FI')
  .transform((value) => value.toUpperCase())
  .refine(isCountry, 'a two-letter country code (ISO 3166-1) such as FI, PL or DE');

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Weekdays as `mon` to `sun`; becomes ISO weekday numbers (1 is Monday) in order. */
export const days = z
  .array(
    z.enum(weekdays, 'a weekday (mon, tue, wed, thu, fri, sat, sun)'),
    'a list such as [mon, tue, wed, thu, fri]',
  )
  .min(1, 'a list of at least one weekday')
  .transform((names) => weekdays.flatMap((name, index) => (names.includes(name) ? [index + 1] : [])));
