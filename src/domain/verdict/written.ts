import { readTimes, type Times } from '../dates/times.ts';
import type { Written } from '../dates/written.ts';
import type { Message } from '../message.ts';
import { ownReading } from './reading.ts';
import type { JudgeContext } from './verdict.ts';

/** Top-level domains that tell the writer's country. */
const countries = new Map(
  [
    'fi',
    'pl',
    'se',
    'de',
    'at',
    'ch',
    'no',
    'dk',
    'nl',
    'be',
    'fr',
    'es',
    'it',
    'pt',
    'cz',
    'sk',
    'ee',
    'lv',
    'lt',
    'hu',
    'ie',
    'us',
    'ca',
    'au',
    'nz',
    'jp',
    'br',
    'mx',
  ].map((domain) => [domain, domain.toUpperCase()]),
);

/** What the times of a mail are read against, or null when it does not tell when it was written. */
export function writtenOf(message: Message, context: JudgeContext): Written | null {
  const date = [message.date, message.receivedAt].find((each) => each !== null && isPlausible(each));
  if (!date) return null;
  return {
    language: message.language,
    written: date,
    offset: message.dateOffset,
    country: context.country ?? countryOf(message),
  };
}

/** Clocks that were never set, and forged dates, would make nonsense of every day. */
function isPlausible(date: Date): boolean {
  return date.getUTCFullYear() >= 1990 && date.getUTCFullYear() < 2200;
}

function countryOf(message: Message): string | null {
  const domain = message.from[0]?.address.split('.').at(-1) ?? '';
  return domain === 'uk' ? 'GB' : (countries.get(domain) ?? null);
}

const known = new WeakMap<Message, { country: string | null | undefined; times: Times }>();

/** The times in a person's own words; null where the mail does not tell when it was written. */
export function timesOf(message: Message, context: JudgeContext): Times | null {
  const when = writtenOf(message, context);
  if (!when) return null;
  const before = known.get(message);
  if (before && before.country === when.country) return before.times;
  const times = readTimes(ownReading(message).text, when);
  known.set(message, { country: when.country, times });
  return times;
}
