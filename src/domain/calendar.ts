import { DateTime, Duration, IANAZone } from 'luxon';
import { isHoliday } from './holidays.ts';
import type { Wait } from './sequence.ts';

/** Where a person works: IANA zone ('Europe/Helsinki') and ISO 3166-1 country ('FI'), with a region where one has holidays of its own. */
export interface Place {
  zone: string;
  country: string;
  region?: string;
}

/** When mail may leave: ISO weekdays (1 is Monday), local times 'HH:mm'; `to` is exclusive. */
export interface SendWindow {
  days: number[];
  from: string;
  to: string;
}

export const defaultWindow: SendWindow = { days: [1, 2, 3, 4, 5], from: '09:00', to: '16:00' };

/** Whether the name is an IANA time zone such as Europe/Helsinki; offsets such as +02:00 are none. */
export function isTimeZone(name: string): boolean {
  return /^[a-z]/i.test(name) && IANAZone.isValidZone(name);
}

/** No country closes for longer than this; a search that goes on is a window without days. */
const LONGEST_CLOSURE = 60;

/** The calendar day ('2026-12-22') that it is at the place. */
export function dayAt(at: Date, place: Place): string {
  return isoDay(local(at, place));
}

/** Whether people work on the day: one of the window's weekdays, and no holiday. */
export function isBusinessDay(day: string, place: Place, window: SendWindow): boolean {
  return window.days.includes(weekdayOf(day)) && !isHoliday(day, place);
}

/** The day itself when it is a business day, else the next that is one. */
export function firstBusinessDayOnOrAfter(day: string, place: Place, window: SendWindow): string {
  let date = parseDay(day, place);
  for (let tried = 0; tried <= LONGEST_CLOSURE; tried++) {
    if (isBusinessDay(isoDay(date), place, window)) return isoDay(date);
    date = date.plus({ days: 1 });
  }
  throw new RangeError('the window has no day that is ever open');
}

/** The first business day after the day. */
export function nextBusinessDay(day: string, place: Place, window: SendWindow): string {
  return firstBusinessDayOnOrAfter(nextDay(day, place), place, window);
}

/** The day after, working or not. */
export function nextDay(day: string, place: Place): string {
  return isoDay(parseDay(day, place).plus({ days: 1 }));
}

/**
 * The instant at which it is `time` ('HH:mm', up to '24:00') on the day at the place. A time that a clock change
 * skips is read as the hour after it; one that happens twice as the first.
 */
export function atTime(day: string, time: string, place: Place): Date {
  const asked = `${day} ${time} ${place.zone}`;
  const known = instants.get(asked);
  if (known !== undefined) return new Date(known);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const date = parseDay(day, place);
  const instant = (hour === 24 ? date.plus({ days: 1 }) : date.set({ hour, minute })).toJSDate();
  if (instants.size >= MOST_INSTANTS) instants.clear();
  instants.set(asked, instant.getTime());
  return instant;
}

/** To find a zone's offset is slow, and every send asks for the same few days: when each window opens and closes. */
const instants = new Map<string, number>();
const MOST_INSTANTS = 10_000;

/** The first instant of the day at the place. */
export function startOfDay(day: string, place: Place): Date {
  return atTime(day, '00:00', place);
}

/** Whether mail may leave at the instant. */
export function isOpen(at: Date, place: Place, window: SendWindow): boolean {
  const day = dayAt(at, place);
  return (
    at >= atTime(day, window.from, place) &&
    at < atTime(day, window.to, place) &&
    isBusinessDay(day, place, window)
  );
}

/**
 * The instant itself when the window is open; else a point in the next open window that `spread` (0 to 1) picks,
 * so that what waited for the morning does not all leave at once. Always open, never before `at`.
 */
export function nextOpen(at: Date, place: Place, window: SendWindow, spread: number): Date {
  if (isOpen(at, place, window)) return at;
  const today = dayAt(at, place);
  const day =
    at < atTime(today, window.from, place)
      ? firstBusinessDayOnOrAfter(today, place, window)
      : nextBusinessDay(today, place, window);
  const point = openingOn(day, place, window, spread);
  if (isOpen(point, place, window)) return point;
  // A window inside an hour that a clock change skips does not exist on that day.
  return nextOpen(startOfDay(nextDay(day, place), place), place, window, spread);
}

/** The instant that lies `spread` (0 to 1) of the way through the day's window, to the second. */
export function openingOn(day: string, place: Place, window: SendWindow, spread: number): Date {
  const opens = atTime(day, window.from, place).getTime();
  const closes = atTime(day, window.to, place).getTime();
  const share = Math.min(Math.max(spread, 0), 1);
  const point = Math.min(opens + share * (closes - opens), closes - 1000);
  return new Date(Math.floor(point / 1000) * 1000);
}

/**
 * The instant after a wait. Minutes and hours are elapsed time; days and longer keep the local time of day across
 * clock changes; a month that is too short ends on its last day; business days skip weekends and holidays.
 */
export function addWait(from: Date, wait: Wait, place: Place, window: SendWindow): Date {
  if (wait.unit === 'minute' || wait.unit === 'hour') {
    return new Date(from.getTime() + Duration.fromObject({ [wait.unit]: wait.count }).toMillis());
  }
  if (wait.unit !== 'business day') {
    return local(from, place)
      .plus({ [wait.unit]: wait.count })
      .toJSDate();
  }
  const start = local(from, place);
  let day = isoDay(start);
  for (let counted = 0; counted < wait.count; counted++) day = nextBusinessDay(day, place, window);
  const { hour, minute, second, millisecond } = start;
  return parseDay(day, place).set({ hour, minute, second, millisecond }).toJSDate();
}

function local(at: Date, place: Place): DateTime {
  return DateTime.fromJSDate(at, { zone: place.zone });
}

function parseDay(day: string, place: Place): DateTime {
  return DateTime.fromISO(day, { zone: place.zone });
}

/** ISO weekday, which a day has in every zone: asking for none spares the search for its offset. */
function weekdayOf(day: string): number {
  return DateTime.fromISO(day, { zone: 'utc' }).weekday;
}

function isoDay(date: DateTime): string {
  const day = date.toISODate();
  if (day === null) throw new RangeError(`not a date or not a time zone: ${date.invalidExplanation ?? ''}`);
  return day;
}
