import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import type { Place } from './calendar.ts';

/**
 * Days on which nobody works: public holidays, and those that date-holidays files under `bank`, which is where
 * it keeps days that are closed by custom (Christmas Eve and Midsummer Eve in Finland and Sweden, Christmas Eve
 * in Germany, Good Friday in Ireland).
 */
const CLOSED: ('public' | 'bank')[] = ['bank', 'public'];

/** A holiday counts for each day of whose working part, in hours from midnight, it covers something. */
const WORK_BEGINS = 6;
const WORK_ENDS = 17;

interface Country {
  rules: Holidays;
  /** ISO days, for the years that have been looked up. */
  days: Set<string>;
  years: Set<number>;
}

const countries = new Map<string, Country>();
const catalogue = new Holidays();
const codes = new Set(Object.keys(catalogue.getCountries()));

/** Whether the holidays of a country (ISO 3166-1 code in upper case) are known. */
export function isCountry(code: string): boolean {
  return codes.has(code);
}

/** The regions of a country that have holidays of their own: BY and others in DE. */
export function regionsOf(country: string): string[] {
  return Object.keys(catalogue.getStates(country) ?? {});
}

/** Whether an ISO day ('2026-12-24') is a holiday in the country and region. An unknown country has none. */
export function isHoliday(
  isoDay: string,
  { country, region = '' }: Pick<Place, 'country' | 'region'>,
): boolean {
  const key = `${country}/${region}`;
  let known = countries.get(key);
  if (!known) {
    known = { rules: rulesOf(country, region), days: new Set(), years: new Set() };
    countries.set(key, known);
  }
  const year = Number(isoDay.slice(0, 4));
  // A holiday of several days may have begun in the year before.
  if (isoDay.slice(5, 7) === '01') learn(known, year - 1);
  learn(known, year);
  return known.days.has(isoDay);
}

function rulesOf(country: string, region: string): Holidays {
  return region === ''
    ? new Holidays(country, { types: CLOSED })
    : new Holidays(country, region, { types: CLOSED });
}

function learn(known: Country, year: number): void {
  if (known.years.has(year)) return;
  known.years.add(year);
  for (const holiday of known.rules.getHolidays(year)) {
    for (const day of daysCovered(holiday)) known.days.add(day);
  }
}

/** The calendar days of a holiday, from its local start ('2026-12-24 14:00:00') and its length. */
function* daysCovered({ date, start, end }: { date: string; start: Date; end: Date }): Generator<string> {
  const begins = Number(date.slice(11, 13));
  const ends = begins + (end.getTime() - start.getTime()) / 3_600_000;
  for (let day = 0; day * 24 + WORK_BEGINS < ends; day++) {
    if (begins < day * 24 + WORK_ENDS) {
      yield DateTime.fromISO(date.slice(0, 10), { zone: 'utc' }).plus({ days: day }).toISODate() ?? '';
    }
  }
}
