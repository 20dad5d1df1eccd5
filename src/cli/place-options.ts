import { InvalidArgumentError } from 'commander';
import { isTimeZone } from '../domain/calendar.ts';
import { isCountry, regionsOf } from '../domain/holidays.ts';
import { PalaanError } from '../errors.ts';

/** Reads `--zone`. */
export function zoneOption(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new InvalidArgumentError('It must be a time zone such as Europe/Helsinki.');
}

/** Reads `--country`. */
export function countryOption(code: string): string {
  const country = code.toUpperCase();
  if (isCountry(country)) return country;
  throw new InvalidArgumentError('It must be a two-letter country code such as FI.');
}

/** Reads `--region`; `checkRegion` says whether the country has it. */
export function regionOption(code: string): string {
  return code.toUpperCase();
}

/** @throws PalaanError when the country has no such region */
export function checkRegion({ country, region }: { country?: string; region?: string }): void {
  if (region === undefined) return;
  const known = country ? regionsOf(country) : [];
  if (known.includes(region)) return;
  throw new PalaanError(
    known.length > 0
      ? `--region ${region} is not a region of ${country} with its own holidays; known are ${known.join(', ')}.`
      : `--region ${region} has no meaning without a --country that has regions.`,
  );
}
