import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseTrackingAddress,
  parseWhen,
  tokenAddress,
  whenToDay,
} from '../../src/domain/tracking-address.ts';

const base = 'track@palaan.example';
const parse = (local: string) => parseTrackingAddress(`${local}@palaan.example`, base);
const start = (found: object) => ({
  kind: 'start',
  sequence: null,
  language: null,
  when: null,
  secret: null,
  ...found,
});

describe('what a seller writes', () => {
  test.each([
    ['track', { kind: 'plain' }],
    ['TRACK', { kind: 'plain' }],
    ['track+breakup', start({ sequence: 'breakup' })],
    ['Track+Breakup', start({ sequence: 'breakup' })],
    ['track+gentle.fi', start({ sequence: 'gentle', language: 'fi' })],
    ['track+fi', start({ language: 'fi' })],
    ['track+3d', start({ sequence: 'remind', when: { count: 3, unit: 'day' } })],
    ['track+2w', start({ sequence: 'remind', when: { count: 2, unit: 'week' } })],
    ['track+1mo', start({ sequence: 'remind', when: { count: 1, unit: 'month' } })],
    ['track+2027-01-15', start({ sequence: 'remind', when: { on: '2027-01-15' } })],
    ['track+3d.pl', start({ sequence: 'remind', language: 'pl', when: { count: 3, unit: 'day' } })],
    ['track+fi.3d', start({ sequence: 'remind', language: 'fi', when: { count: 3, unit: 'day' } })],
    ['track+callback.2027-01-15', start({ sequence: 'callback', when: { on: '2027-01-15' } })],
    [
      'track+callback.3d.fi',
      start({ sequence: 'callback', language: 'fi', when: { count: 3, unit: 'day' } }),
    ],
    [
      'track+callback.fi.3d',
      start({ sequence: 'callback', language: 'fi', when: { count: 3, unit: 'day' } }),
    ],
    ['track+gentle.s-abcdef123456', start({ sequence: 'gentle', secret: 'abcdef123456' })],
    ['track+s-ABCDEF123456', start({ secret: 'abcdef123456' })],
    ['track+t.k3j5h6g7f8d9', { kind: 'token', token: 'k3j5h6g7f8d9' }],
  ])('%s', (local, expected) => {
    expect(parse(local)).toEqual(expected);
  });
});

describe('what is refused with a reason', () => {
  test.each([
    'track+',
    'track+gentle.',
    'track+.fi',
    'track+gentle.fi.pl',
    'track+gentle.breakup',
    'track+../../etc/passwd',
    'track+gentle/../x',
    'track+0d',
    'track+3x',
    'track+2027-02-30',
    'track+9999d',
    'track+1gentle',
    'track+__proto__',
    'track+t.short',
    'track+gentle.s-short',
    `track+${'a'.repeat(60)}`,
    `track+${'a.'.repeat(20)}`,
  ])('%s', (local) => {
    expect(parse(local)).toEqual({ kind: 'bad', reason: expect.any(String) });
  });

  test('the reason names the part that is wrong and what can be written', () => {
    expect(parse('track+gentle.fii')).toMatchObject({
      reason: expect.stringContaining('“fii” is not understood'),
    });
    expect(parse('track+gentle.fii')).toMatchObject({ reason: expect.stringContaining('track+3d@') });
  });

  test('a mistyped secret is not repeated', () => {
    expect(parse('track+gentle.s-hush')).not.toMatchObject({ reason: expect.stringContaining('hush') });
  });
});

describe('what is no tracking address', () => {
  test.each([
    'anna@palaan.example',
    'trackx@palaan.example',
    'track@palaan.example.evil.example',
    'track+gentle@evil.example',
    'xtrack@palaan.example',
    'track',
    '@palaan.example',
    '',
  ])('%s', (address) => {
    expect(parseTrackingAddress(address, base)).toBeNull();
  });
});

test('a command names days in the same short form', () => {
  expect(parseWhen('2w')).toEqual({ count: 2, unit: 'week' });
  expect(parseWhen('2027-01-15')).toEqual({ on: '2027-01-15' });
  expect(['soon', '2027-02-30', '3 d', ''].map(parseWhen)).toEqual([null, null, null, null]);
});

test('a base address with a plus of its own works', () => {
  const own = 'me+track@palaan.example';
  expect(parseTrackingAddress('me+track@palaan.example', own)).toEqual({ kind: 'plain' });
  expect(parseTrackingAddress('me+track+breakup@palaan.example', own)).toEqual(
    start({ sequence: 'breakup' }),
  );
});

test('a token goes through the address and back', () => {
  const address = tokenAddress(base, 'k3j5h6g7f8d9');
  expect(address).toBe('track+t.k3j5h6g7f8d9@palaan.example');
  expect(parseTrackingAddress(address.toUpperCase(), base)).toEqual({ kind: 'token', token: 'k3j5h6g7f8d9' });
  expect(() => tokenAddress(base, 'x\r\nBcc: all@example.com')).toThrow(RangeError);
});

test('nothing that anybody can write makes the parser throw, or a name that could leave its folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const found = parseTrackingAddress(`track+${text}@palaan.example`, base);
      if (found?.kind === 'start' && found.sequence !== null)
        expect(found.sequence).toMatch(/^[a-z][a-z0-9-]*$/);
    }),
  );
});

describe('which day is meant', () => {
  const now = new Date('2026-12-22T22:30:00Z'); // already the 23rd in Helsinki

  test.each([
    [{ count: 3, unit: 'day' as const }, '2026-12-26'],
    [{ count: 2, unit: 'week' as const }, '2027-01-06'],
    [{ count: 1, unit: 'month' as const }, '2027-01-23'],
    [{ count: 1, unit: 'year' as const }, '2027-12-23'],
    [{ on: '2027-01-15' }, '2027-01-15'],
    [{ on: '2026-12-23' }, '2026-12-23'],
    [{ on: '2026-12-22' }, null],
  ])('%o is %s', (when, day) => {
    expect(whenToDay(when, now, 'Europe/Helsinki')).toBe(day);
  });
});
