/** A calendar day, as the number of days since 1970-01-01: days can be added, subtracted and compared. */
export type Day = number;

const msPerDay = 86_400_000;

/** The day `year`-`month`-`date` (month from 1), or null where the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date || year < 1970 || year > 2999) return null;
  return Math.floor(at.getTime() / msPerDay);
}

/** The day that it is at `instant`, `offset` minutes east of UTC. */
export function localDay(instant: Date, offset: number): Day {
  return Math.floor((instant.getTime() + offset * 60_000) / msPerDay);
}

/** Year, month (from 1) and day of the month. */
export function dateParts(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * msPerDay);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** 'YYYY-MM-DD' (ISO 8601). */
export function isoDay(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** ISO weekday: 1 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that holds `day`. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** The Monday of ISO week `week` (ISO 8601: the week that holds 4 January is the first). */
export function weekStart(year: number, week: number): Day {
  return mondayOf(dayOf(year, 1, 4) as Day) + (week - 1) * 7;
}

export function monthStart(year: number, month: number): Day {
  return Math.floor(Date.UTC(year, month - 1, 1) / msPerDay);
}

/** The last day of a month; month 13 is January of the next year. */
export function monthEnd(year: number, month: number): Day {
  return monthStart(year, month + 1) - 1;
}

/** The same day of the month `count` months later, or that month's last day. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = dateParts(day);
  return Math.min(monthStart(year, month + count) + date - 1, monthEnd(year, month + count));
}
