import Holidays from 'date-holidays';
import { sellers } from '../cast.ts';
import type { Finding, FollowUp } from '../check.ts';
import type { Ledger } from '../story.ts';

/** Weekdays from 9 to 16, no public holidays; worked out with Intl alone, not as Palaan does it. */
export function badHours(followUps: readonly FollowUp[]): Finding[] {
  return followUps.flatMap(({ thread, letter }) => {
    const seller = sellers.find(({ id }) => id === thread.seller);
    const fault = seller && closedAt(letter.date, seller.place);
    if (!fault) return [];
    const detail = `${letter.id} is dated ${letter.date.toISOString()}: ${fault} in ${seller.place.zone}`;
    return [{ kind: 'off-hours' as const, project: thread.project, detail }];
  });
}

/** Mail to people whom no seller wrote to, and mail to prospects that is in no thread of theirs. */
export function strangers(ledger: Ledger, followUps: readonly FollowUp[]): Finding[] {
  const known = new Set(followUps.map(({ letter }) => letter));
  const sellerAddresses = sellers.map(({ address }) => address);
  return ledger.letters
    .filter((letter) => !known.has(letter) && !sellerAddresses.includes(letter.mailbox))
    .map(({ id, mailbox }) => ({
      kind: 'stranger' as const,
      project: '',
      detail: `${id} reached ${mailbox}, who is in no such thread`,
    }));
}

const calendars = new Map<string, Holidays>();

function closedAt(at: Date, { zone, country }: { zone: string; country: string }): string | null {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const hour = Number(part('hour'));
  if (['Sat', 'Sun'].includes(part('weekday'))) return 'a weekend';
  if (hour < 9 || hour >= 16) return `${hour} o’clock`;
  const calendar =
    calendars.get(country) ?? new Holidays(country, { types: ['public', 'bank'], timezone: zone });
  calendars.set(country, calendar);
  const holidays = calendar.isHoliday(at);
  return holidays ? (holidays[0]?.name ?? 'a holiday') : null;
}
