import { DateTime } from 'luxon';
import { isBusinessDay, nextOpen, type Place, type SendWindow } from '../../src/domain/calendar.ts';

/** When people in the story sit at their desks. */
const deskHours: SendWindow = { days: [1, 2, 3, 4, 5], from: '08:30', to: '18:00' };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The first moment from `at` on when somebody at the place is at work. */
export function atDesk(at: Date, place: Place): Date {
  return nextOpen(at, place, deskHours, 0.05);
}

/** The first quarter past nine after `at` on a day, Monday to Thursday, on which people work at all the places. */
export function nextMorning(at: Date, places: readonly [Place, ...Place[]]): Date {
  const weekdays = { ...deskHours, days: [1, 2, 3, 4] };
  let morning = DateTime.fromJSDate(at, { zone: places[0].zone }).set({
    hour: 9,
    minute: 15,
    second: 0,
    millisecond: 0,
  });
  const works = (day: string) => places.every((place) => isBusinessDay(day, place, weekdays));
  while (morning.toJSDate() < at || !works(morning.toISODate() ?? '')) morning = morning.plus({ days: 1 });
  return morning.toJSDate();
}

/** The first Monday that is at least so many days after `at`. */
export function mondayAfter(at: Date, days: number, place: Place): DateTime {
  const day = DateTime.fromJSDate(at, { zone: place.zone }).startOf('day').plus({ days });
  return day.plus({ days: (8 - day.weekday) % 7 });
}

/** First and last day of the next January, ISO. */
export function nextJanuary(at: Date, place: Place): [string, string] {
  const year = DateTime.fromJSDate(at, { zone: place.zone }).year + 1;
  return [`${year}-01-01`, `${year}-01-31`];
}
