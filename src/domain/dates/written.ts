import { type Day, dateParts, dayOf, localDay } from './day.ts';

/** Who wrote it, where and when: what a time in words is read against. */
export interface Written {
  /** ISO 639-1 code of the text, or null when it cannot be told. */
  language: string | null;
  /** When the mail was written. */
  written: Date;
  /** Minutes east of UTC where it was written (the Date header's own offset); null when unknown. */
  offset: number | null;
  /** ISO 3166-1 code of the writer's country; guessed from language and offset where it is not known. */
  country?: string | null;
}

/** The same, ready for reckoning. */
export interface Reckoning {
  language: string | null;
  today: Day;
  country: string;
  /** The writer puts the month first in "7/6/2026". */
  monthFirst: boolean;
}

const countries = new Map([
  ['fi', 'FI'],
  ['pl', 'PL'],
  ['sv', 'SE'],
  ['de', 'DE'],
  ['fr', 'FR'],
  ['es', 'ES'],
  ['nl', 'NL'],
  ['it', 'IT'],
  ['no', 'NO'],
  ['nb', 'NO'],
  ['da', 'DK'],
  ['pt', 'PT'],
  ['ru', 'RU'],
  ['ja', 'JP'],
  ['cs', 'CZ'],
  ['et', 'EE'],
  ['hu', 'HU'],
  ['sk', 'SK'],
]);

/** No country: nobody's holidays. */
const unknown = 'ZZ';

const monthFirstCountries = new Set(['US', 'PH']);

/** Works out the writer's day, country and habits. */
export function reckoning({ language, written, offset, country }: Written): Reckoning {
  const american = offset !== null && offset >= -600 && offset <= -180;
  const guessed = countries.get(language ?? '') ?? (american ? 'US' : language === 'en' ? 'GB' : unknown);
  const place = country ?? guessed;
  return {
    language,
    today: localDay(written, offset ?? 0),
    country: place,
    monthFirst: monthFirstCountries.has(place),
  };
}

/** A note that is this many days past its day is a stale one; older days are meant for next year. */
const stale = 75;

/** The year of a day that was written without one: the coming one, unless it has only just passed. */
export function coming(month: number, date: number, today: Day): Day | null {
  const { year } = dateParts(today);
  for (const candidate of [year - 1, year, year + 1, year + 2]) {
    const day = dayOf(candidate, month, date);
    if (day !== null && day >= today - stale) return day;
  }
  return null;
}
