import { expect, test } from 'vitest';
import { findDeferral } from '../../../src/domain/dates/deferral-date.ts';

const on = (language: string, text: string) => {
  const found = findDeferral(text, { language, written: new Date('2026-09-16T10:00:00Z'), offset: 180 });
  return found && [found.until, found.untilTo];
};

test.each([
  ['en', '3 Nov', '2026-11-03', null],
  ['en', 'next Monday', '2026-09-21', null],
  ['en', 'tomorrow', '2026-09-17', null],
  ['en', 'in two weeks', '2026-09-30', null],
  ['en', 'in March', '2027-03-01', '2027-03-31'],
  ['en', 'week 45', '2026-11-02', '2026-11-08'],
  ['fi', '3.11.', '2026-11-03', null],
  ['fi', 'maanantai', '2026-09-21', null],
  ['fi', 'ensi viikko', '2026-09-21', '2026-09-27'],
  ['fi', 'kahden viikon päästä', '2026-09-30', null],
  ['pl', '3 listopada', '2026-11-03', null],
  ['pl', 'poniedziałek', '2026-09-21', null],
  ['pl', 'za dwa tygodnie', '2026-09-30', null],
  ['pl', 'przyszły tydzień', '2026-09-21', '2026-09-27'],
])('%s: %s', (language, text, until, untilTo) => {
  expect(on(language, text)).toEqual([until, untilTo]);
});

test.each([
  ['en', 'soon'],
  ['en', '3 Sep 2026'],
  ['en', 'last March'],
  ['en', 'Merry Christmas'],
  ['fi', 'joskus'],
  ['fi', 'hyvää syksyä'],
])('%s: %s is no day to come', (language, text) => {
  expect(on(language, text)).toBeNull();
});
