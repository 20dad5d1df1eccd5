import { describe, expect, it } from 'vitest';
import { parseWait, waitInWords } from '../../src/domain/sequence.ts';

describe('waits in words', () => {
  it.each([
    ['24 hours', { count: 24, unit: 'hour' }],
    ['1 business day', { count: 1, unit: 'business day' }],
    ['3  business   days', { count: 3, unit: 'business day' }],
    ['2 weeks', { count: 2, unit: 'week' }],
    ['1 year', { count: 1, unit: 'year' }],
  ])('%s', (text, wait) => {
    expect(parseWait(text)).toEqual(wait);
  });

  it.each(['', '3', 'days', '0 days', '-1 day', '1.5 days', '3 fortnights', '99999 days', '3 days later'])(
    '%j is no wait',
    (text) => {
      expect(parseWait(text)).toBeNull();
    },
  );

  it('are read back as they are written', () => {
    for (const text of ['1 day', '3 business days', '2 months']) {
      const wait = parseWait(text);
      expect(wait && waitInWords(wait)).toBe(text);
    }
  });
});
