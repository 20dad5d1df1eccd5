import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import type { Place } from '../../../src/domain/calendar.ts';
import type { Letter } from '../letter.ts';

/** Product rule: weekdays 9 to 16, no public holidays. Worked out here anew, not by Palaan's own calendar. */
export function* badTime({ date }: Letter, { zone, country }: Place): Generator<string> {
  if (!date) return yield 'has no Date';
  const at = DateTime.fromJSDate(date, { zone });
  const when = at.toFormat('ccc d LLL HH:mm');
  if (at.weekday > 5) yield `left at the weekend: ${when}`;
  if (isHoliday(at, country)) yield `left on a public holiday: ${when}`;
  if (at.hour < 9 || at.hour >= 16) yield `left outside of 9 to 16: ${when}`;
}

/** Whether people work on the day. */
export function isWorkday(at: DateTime, country: string): boolean {
  return at.weekday <= 5 && !isHoliday(at, country);
}

/** `bank` is where date-holidays keeps days that are free by custom, such as Christmas Eve in Finland. */
function isHoliday(at: DateTime, country: string): boolean {
  const days = new Holidays(country, { types: ['public', 'bank'] }).getHolidays(at.year);
  return days.some(({ date }) => date.startsWith(at.toISODate() ?? ''));
}
