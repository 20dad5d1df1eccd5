import { dateParts } from './day.ts';
import { any, type Groups } from './rule.ts';
import type { TimeWords } from './words/time-words.ts';
import type { Reckoning } from './written.ts';

/** "Next year", in so many words. */
export function nextYearOf({ next, year }: TimeWords): string {
  return `${any(next)}\\s{1,2}${any(year)}`;
}

/** The year that was written, or that "next year" is; undefined where nothing tells. */
export function yearIn(found: Groups, on: Reckoning): number | undefined {
  if (found.year) return Number(found.year);
  return found.yearBefore || found.yearBehind ? dateParts(on.today).year + 1 : undefined;
}
