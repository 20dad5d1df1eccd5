import { expect, test } from 'vitest';
import { dayOf, isoDay } from '../../../src/domain/dates/day.ts';
import { easterOf, type Feast, nextFeast } from '../../../src/domain/dates/feasts.ts';

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i', (year, day) => {
  expect(isoDay(easterOf(year))).toBe(day);
});

test.each<[Feast, string, string, string]>([
  ['midsummer', 'FI', '2026-06-19', '2026-06-20'],
  ['allSaints', 'SE', '2026-10-31', '2026-10-31'],
  ['allSaints', 'PL', '2026-11-01', '2026-11-01'],
  ['mayWeekend', 'PL', '2026-05-01', '2026-05-03'],
  ['corpusChristi', 'PL', '2026-06-04', '2026-06-04'],
  ['thanksgiving', 'US', '2026-11-26', '2026-11-27'],
  ['diwali', 'IN', '2026-11-08', '2026-11-09'],
  ['ramadan', 'AE', '2027-02-08', '2027-03-08'],
  ['eidFitr', 'AE', '2027-03-09', '2027-03-11'],
  ['eidAdha', 'AE', '2026-05-27', '2026-05-30'],
  ['holyWeek', 'DE', '2027-03-22', '2027-03-28'],
  ['autumnHolidays', 'SE', '2026-10-26', '2026-11-01'],
  ['autumnHolidays', 'FI', '2026-10-12', '2026-10-25'],
  ['autumnHolidays', 'CH', '2026-10-01', '2026-10-18'],
  ['autumnHolidays', 'DE', '2026-10-05', '2026-10-31'],
  ['winterHolidays', 'PL', '2027-01-18', '2027-02-28'],
])('%s in %s', (feast, country, first, last) => {
  const days = nextFeast(feast, dayOf(2026, 4, 20) as number, country);
  expect(days?.map(isoDay)).toEqual([first, last]);
});

test.each<[Feast, number, string, string]>([
  ['lunarNewYear', 2026, '2026-02-17', '2026-02-24'],
  ['diwali', 2027, '2027-10-28', '2027-10-29'],
  ['diwali', 2028, '2028-10-17', '2028-10-18'],
  ['diwali', 2029, '2029-11-05', '2029-11-06'],
])('%s of %i', (feast, year, first, last) => {
  expect(nextFeast(feast, dayOf(year, 1, 2) as number, 'IN')?.map(isoDay)).toEqual([first, last]);
});

test('"the holidays" are Easter in spring, Christmas and New Year in winter, and nothing in summer', () => {
  const on = (month: number) => nextFeast('holidays', dayOf(2026, month, 1) as number, 'PL')?.map(isoDay);
  expect(on(3)).toEqual(['2026-04-03', '2026-04-06']);
  expect(on(12)).toEqual(['2026-12-24', '2027-01-01']);
  expect(on(7)).toBeUndefined();
});
