import Holidays from 'date-holidays';
import { type Day, dateParts, isoDay, weekdayOf } from './day.ts';

const byCountryAndYear = new Map<string, Set<string>>();

/** Public holidays of a country (ISO 3166-1 code) that hold in the whole country, as ISO days. */
function holidaysOf(country: string, year: number): Set<string> {
  const key = `${country}-${year}`;
  let days = byCountryAndYear.get(key);
  if (!days) {
    const all = new Holidays(country).getHolidays(year) ?? [];
    // 'bank' are the eves on which Finland and Sweden do not work either.
    const off = all.filter(
      (holiday) => holiday.type === 'public' || (holiday.type === 'bank' && nordic.has(country)),
    );
    days = new Set(off.map((holiday) => holiday.date.slice(0, 10)));
    byCountryAndYear.set(key, days);
  }
  return days;
}

const nordic = new Set(['FI', 'SE']);

/** Whether people work in `country` on that day: no weekend, no public holiday. */
export function isWorkingDay(day: Day, country: string): boolean {
  return weekdayOf(day) <= 5 && !holidaysOf(country, dateParts(day).year).has(isoDay(day));
}

/** `day` itself where it is a working day, else the next one. */
export function workingDayFrom(day: Day, country: string): Day {
  let next = day;
  while (!isWorkingDay(next, country)) next += 1;
  return next;
}
