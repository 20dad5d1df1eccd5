import { isHoliday } from '../holidays.ts';
import { type Day, isoDay, weekdayOf } from './day.ts';

/** Where the whole country shares too few holidays to tell, those of its largest part: England's bank holidays. */
const regions: Readonly<Record<string, string>> = { GB: 'ENG' };

/** Whether people work in `country` (ISO 3166-1 code) on that day: no weekend, no holiday of the whole country. */
export function isWorkingDay(day: Day, country: string): boolean {
  return weekdayOf(day) <= 5 && !isHoliday(isoDay(day), { country, region: regions[country] ?? '' });
}

/** `day` itself where it is a working day, else the next one. */
export function workingDayFrom(day: Day, country: string): Day {
  let next = day;
  while (!isWorkingDay(next, country)) next += 1;
  return next;
}
