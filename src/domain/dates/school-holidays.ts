import { type Day, dayOf, mondayOf, monthEnd } from './day.ts';

type Days = readonly [first: Day, last: Day];

const on = (year: number, month: number, first: number, last = first): Days => [
  dayOf(year, month, first) as Day,
  dayOf(year, month, last) as Day,
];

/** Monday to Sunday of so many ISO weeks. */
function weeks(year: number, first: number, last = first): Days {
  const start = mondayOf(dayOf(year, 1, 4) as Day) + (first - 1) * 7;
  return [start, start + (last - first) * 7 + 6];
}

/** Schools close in different weeks from place to place: from the first of them to the last. */
export function autumnHolidaysIn(year: number, country: string): Days {
  if (country === 'SE') return weeks(year, 44);
  if (country === 'DK') return weeks(year, 42);
  if (country === 'NO') return weeks(year, 40, 41);
  if (country === 'NL') return weeks(year, 42, 43);
  if (country === 'FI') return weeks(year, 42, 43);
  if (country === 'GB' || country === 'IE') return weeks(year, 43, 44);
  return country === 'CH' ? on(year, 10, 1, 18) : on(year, 10, 5, 31);
}

/** The winter holidays of schools, of a whole country. */
export function winterHolidaysIn(year: number, country: string): Days {
  if (country === 'SE') return weeks(year, 7, 10);
  if (country === 'DK') return weeks(year, 7, 8);
  if (country === 'NO') return weeks(year, 8, 9);
  if (country === 'NL') return weeks(year, 7, 9);
  if (country === 'FI') return weeks(year, 8, 10);
  return [dayOf(year, country === 'PL' ? 1 : 2, 18) as Day, monthEnd(year, 2)];
}
