import { describe, expect, test } from 'vitest';
import { findReturn } from '../../../src/domain/dates/return-date.ts';

const back = (language: string, text: string) =>
  findReturn(text, { language, written: new Date('2026-07-06T10:00:00Z'), offset: 0, country: undefined })
    ?.until ?? null;

describe('opening hours are no return', () => {
  test.each([
    ['fi', 'Olen lomalla. Huolto palvelee heinäkuussa ma-to 8-15, pe 8-13.'],
    ['fi', 'Olen lomalla. Varaosamyymälä on avoinna 1.7.-31.8. ark. 9-16.'],
    ['en', 'I am away. Office hours Mon-Fri 8am-5pm NZT.'],
    ['de', 'Ich bin im Urlaub. Wir sind montags und dienstags erreichbar.'],
    ['pl', 'Jestem na urlopie. Biuro czynne pon.-pt. 8-16.'],
  ])('%s: %s', (language, text) => {
    expect(back(language, text)).toBeNull();
  });

  test('a range of dates beside a weekday is one', () => {
    expect(back('en', 'I am on leave Mon 6-10 July.')).toBe('2026-07-13');
  });
});
