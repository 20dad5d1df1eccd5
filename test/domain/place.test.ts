import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/domain/place.ts';

describe('where a prospect works', () => {
  it.each([
    ['jan@firma.pl', 'Europe/Warsaw', 'PL'],
    ['sanna@yritys.fi', 'Europe/Helsinki', 'FI'],
    ['emma@company.co.uk', 'Europe/London', 'GB'],
    ['eva@firma.de', 'Europe/Berlin', 'DE'],
    ['yuki@kaisha.co.jp', 'Asia/Tokyo', 'JP'],
  ])('%s: %s', (address, zone, country) => {
    expect(placeOf(address)).toEqual({ zone, country });
  });

  it.each([
    'a@company.com',
    'a@startup.io',
    'a@startup.ai',
    'a@company.us',
    'a@company.com.au',
    'a@x.example',
    'a@x.eu',
    'a',
  ])('cannot be told by %s', (address) => {
    expect(placeOf(address)).toBeNull();
  });
});
