import { type Day, dateParts, dayOf, mondayOf, monthEnd, weekdayOf } from './day.ts';
import { isWorkingDay } from './working-day.ts';

/** Days that people name instead of a date: "after Easter", "po majówce", "juhannuksen jälkeen". */
export type Feast =
  | 'christmas'
  | 'newYear'
  | 'epiphany'
  | 'knut'
  | 'carnival'
  | 'ashWednesday'
  | 'kingsDay'
  | 'holyWeek'
  | 'easter'
  | 'mayDay'
  | 'mayWeekend'
  | 'ascension'
  | 'whitsun'
  | 'corpusChristi'
  | 'midsummer'
  | 'assumption'
  | 'allSaints'
  | 'independence'
  | 'thanksgiving'
  | 'laborDay'
  | 'memorialDay'
  | 'holidays'
  | 'weekend'
  | 'bankHoliday'
  | 'summerHolidays'
  | 'schoolSummer'
  | 'autumnHolidays'
  | 'winterHolidays';

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30,
  );
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1) as Day;
}

type Days = readonly [first: Day, last: Day];

const on = (year: number, month: number, first: number, last = first): Days => [
  dayOf(year, month, first) as Day,
  dayOf(year, month, last) as Day,
];

/** The first day from `month`/`date` on that is a `weekday`. */
function weekdayFrom(year: number, month: number, date: number, weekday: number): Day {
  const start = dayOf(year, month, date) as Day;
  return start + ((weekday - weekdayOf(start) + 7) % 7);
}

/** First and last day of a feast in a year, in a country. */
function feastIn(feast: Exclude<Feast, 'weekend' | 'bankHoliday'>, year: number, country: string): Days {
  const easter = easterOf(year);
  switch (feast) {
    case 'christmas':
      return on(year, 12, 24, 26);
    case 'newYear':
      return on(year, 1, 1);
    case 'epiphany':
      return on(year, 1, 6);
    case 'knut':
      return on(year, 1, 13);
    case 'carnival':
      return [easter - 48, easter - 47];
    case 'ashWednesday':
      return [easter - 46, easter - 46];
    case 'kingsDay': {
      const day = dayOf(year, 4, 27) as Day;
      return weekdayOf(day) === 7 ? [day - 1, day - 1] : [day, day];
    }
    case 'holyWeek':
      return [easter - 6, easter];
    case 'easter':
      return [easter - 2, easter + 1];
    case 'mayDay':
      return on(year, 5, 1);
    case 'mayWeekend':
      return on(year, 5, 1, 3);
    case 'ascension':
      return [easter + 39, easter + 39];
    case 'whitsun':
      return [easter + 49, easter + 50];
    case 'corpusChristi':
      return [easter + 60, easter + 60];
    case 'midsummer': {
      const eve = weekdayFrom(year, 6, 19, 5);
      return [eve, eve + 1];
    }
    case 'assumption':
      return on(year, 8, 15);
    case 'allSaints': {
      if (country !== 'FI' && country !== 'SE') return on(year, 11, 1);
      const saturday = weekdayFrom(year, 10, 31, 6);
      return [saturday, saturday];
    }
    case 'independence':
      return country === 'PL' ? on(year, 11, 11) : country === 'US' ? on(year, 7, 4) : on(year, 12, 6);
    case 'thanksgiving': {
      const thursday = weekdayFrom(year, 11, 22, 4);
      return [thursday, thursday + 1];
    }
    case 'laborDay': {
      const monday = weekdayFrom(year, 9, 1, 1);
      return [monday, monday];
    }
    case 'memorialDay': {
      const monday = weekdayFrom(year, 5, 25, 1);
      return [monday, monday];
    }
    // "The holidays" in winter end with New Year: who means Christmas alone is back within the same two weeks.
    case 'holidays':
      return [dayOf(year - 1, 12, 24) as Day, dayOf(year, 1, 1) as Day];
    // Nordic summer holidays are July's; offices fill again in the second week of August.
    case 'summerHolidays':
      return [dayOf(year, 7, 1) as Day, weekdayFrom(year, 8, 8, 1) - 1];
    case 'schoolSummer':
      return [dayOf(year, 6, 24) as Day, dayOf(year, 8, 31) as Day];
    case 'autumnHolidays':
      return autumnHolidaysIn(year, country);
    case 'winterHolidays':
      return winterHolidaysIn(year, country);
  }
}

/** Monday to Sunday of so many ISO weeks. */
function weeks(year: number, first: number, last = first): Days {
  const start = mondayOf(dayOf(year, 1, 4) as Day) + (first - 1) * 7;
  return [start, start + (last - first) * 7 + 6];
}

/** Schools close in different weeks from place to place: from the first of them to the last. */
function autumnHolidaysIn(year: number, country: string): Days {
  if (country === 'SE') return weeks(year, 44);
  if (country === 'FI') return weeks(year, 42, 43);
  if (country === 'GB' || country === 'IE') return weeks(year, 43, 44);
  return country === 'CH' ? on(year, 10, 1, 18) : on(year, 10, 5, 31);
}

function winterHolidaysIn(year: number, country: string): Days {
  if (country === 'SE') return weeks(year, 7, 10);
  if (country === 'FI') return weeks(year, 8, 10);
  return [dayOf(year, country === 'PL' ? 1 : 2, 18) as Day, monthEnd(year, 2)];
}

/** The weekend that a Monday without work makes longer: the coming one; Irish writers are taken for British. */
function bankHolidayFrom(day: Day, country: string): Days {
  const places = country === 'GB' ? ['GB', 'IE'] : [country];
  let monday = mondayOf(day);
  while (monday < day || places.every((place) => isWorkingDay(monday, place))) monday += 7;
  return [monday - 2, monday];
}

/** The feast that `day` falls into, or the next one; null where the word alone does not tell which. */
export function nextFeast(feast: Feast, day: Day, country: string): Days | null {
  if (feast === 'weekend') return [mondayOf(day) + 5, mondayOf(day) + 6];
  if (feast === 'bankHoliday') return bankHolidayFrom(day, country);
  const { year, month } = dateParts(day);
  if (feast === 'holidays' && month >= 2 && month <= 4) {
    const easter = feastIn('easter', year, country);
    if (day <= easter[1]) return easter;
  }
  if (feast === 'holidays' && month >= 4 && month <= 8) return null;
  for (const candidate of [year, year + 1]) {
    const days = feastIn(feast, candidate, country);
    if (days[1] >= day) return days;
  }
  return null;
}
