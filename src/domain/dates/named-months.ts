import { dateParts, monthEnd, monthStart } from './day.ts';
import type { Reading } from './rule.ts';
import type { Reckoning } from './written.ts';

/** A whole month, the coming one unless a year was written; the one that runs counts as coming. */
export function monthOf(month: number, year: number | undefined, on: Reckoning): Reading {
  const now = dateParts(on.today);
  const inYear = year ?? (month >= now.month ? now.year : now.year + 1);
  return { first: monthStart(inYear, month), last: monthEnd(inYear, month), kind: 'month' };
}
