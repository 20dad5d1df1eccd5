import { DateTime } from 'luxon';
import type { Place } from './calendar.ts';
import { isCountry } from './holidays.ts';

/** Country codes that the whole world registers names under: they tell nothing of where somebody works. */
const everywhere = new Set(
  'ac ag ai am cc cf co cx fm ga gg gq im io is la ly me ml ms mu nu pw sc sh st sx tk to tv vc vg ws'.split(
    ' ',
  ),
);

/** Where ISO 3166-1 and the top-level domain differ. */
const renamed: Record<string, string> = { uk: 'GB' };

/**
 * Where somebody works, by the country of their address (`@company.fi`), for countries with one time. Null where the
 * address does not tell: `.com`, free choice of a code, or a country of several zones.
 */
export function placeOf(address: string): Place | null {
  const code = address.slice(address.lastIndexOf('.') + 1).toLowerCase();
  if (!/^[a-z]{2}$/.test(code) || everywhere.has(code)) return null;
  const country = renamed[code] ?? code.toUpperCase();
  const zone = isCountry(country) ? onlyZone(country) : null;
  return zone ? { zone, country } : null;
}

/** The zone of a country, where all of its zones have the same time, summer and winter. */
function onlyZone(country: string): string | null {
  const zones = zonesOf(country);
  const [first] = zones;
  const clocks = new Set(zones.map((zone) => [1, 7].map((month) => offsetIn(zone, month)).join()));
  return first && clocks.size === 1 ? first : null;
}

function offsetIn(zone: string, month: number): number {
  return DateTime.fromObject({ year: 2026, month, day: 1 }, { zone }).offset;
}

/** An accessor in older engines, a function in newer ones; the type library knows neither. */
function zonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as { timeZones?: string[]; getTimeZones?(): string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
