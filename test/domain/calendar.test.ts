import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  addWait,
  atTime,
  dayAt,
  defaultWindow,
  firstBusinessDayOnOrAfter,
  isBusinessDay,
  isOpen,
  isTimeZone,
  nextOpen,
  openingOn,
  type Place,
  type SendWindow,
  startOfDay,
} from '../../src/domain/calendar.ts';
import type { Wait } from '../../src/domain/sequence.ts';

const helsinki: Place = { zone: 'Europe/Helsinki', country: 'FI' };
const warsaw: Place = { zone: 'Europe/Warsaw', country: 'PL' };
const munich: Place = { zone: 'Europe/Berlin', country: 'DE', region: 'BY' };
const berlin: Place = { zone: 'Europe/Berlin', country: 'DE' };
const newYork: Place = { zone: 'America/New_York', country: 'US' };

const at = (time: string, place: Place = helsinki) => DateTime.fromISO(time, { zone: place.zone }).toJSDate();
const shown = (date: Date, place: Place = helsinki) =>
  DateTime.fromJSDate(date, { zone: place.zone }).toFormat("yyyy-MM-dd'T'HH:mm");
const wait = (count: number, unit: Wait['unit']): Wait => ({ count, unit });

describe('business days', () => {
  test.each([
    ['an ordinary Tuesday', '2026-12-22', helsinki, true],
    ['a Saturday', '2026-12-19', helsinki, false],
    ['Christmas Eve in Finland, closed by custom', '2026-12-24', helsinki, false],
    ['Midsummer Eve in Finland', '2026-06-19', helsinki, false],
    ['Christmas Eve in Germany, closed from the afternoon', '2026-12-24', berlin, false],
    ['Christmas Eve in Poland, a public holiday since 2025', '2026-12-24', warsaw, false],
    ['Independence Day of Poland', '2026-11-11', warsaw, false],
    ['the same day in Finland', '2026-11-11', helsinki, true],
    ['Epiphany in Bavaria', '2027-01-06', munich, false],
    ['the same day elsewhere in Germany', '2027-01-06', berlin, true],
    ['Thanksgiving', '2026-11-26', newYork, false],
    [
      'the second of three days of Eid in the Emirates',
      '2026-05-28',
      { zone: 'Asia/Dubai', country: 'AE' },
      false,
    ],
    [
      'a holiday of the year before that lasts into January',
      '2027-01-01',
      { zone: 'Africa/Mbabane', country: 'SZ' },
      false,
    ],
    ['a weekday where no holidays are known', '2026-12-25', { zone: 'UTC', country: 'XX' }, true],
  ])('%s', (_name, day, place, open) => {
    expect(isBusinessDay(day, place, defaultWindow)).toBe(open);
  });

  test('Christmas of 2026 in Finland ends on Monday the 28th', () => {
    expect(firstBusinessDayOnOrAfter('2026-12-24', helsinki, defaultWindow)).toBe('2026-12-28');
  });

  test('a window on Sundays takes Sundays for business days', () => {
    expect(firstBusinessDayOnOrAfter('2026-12-07', helsinki, { ...defaultWindow, days: [7] })).toBe(
      '2026-12-13',
    );
  });

  test('a window without days is refused instead of searched for ever', () => {
    expect(() => firstBusinessDayOnOrAfter('2026-12-07', helsinki, { ...defaultWindow, days: [] })).toThrow(
      RangeError,
    );
  });
});

describe('the window', () => {
  test.each([
    ['2026-12-22T08:59', false],
    ['2026-12-22T09:00', true],
    ['2026-12-22T15:59', true],
    ['2026-12-22T16:00', false],
    ['2026-12-26T12:00', false],
    ['2026-12-06T12:00', false],
  ])('at %s in Helsinki it is open: %s', (time, open) => {
    expect(isOpen(at(time), helsinki, defaultWindow)).toBe(open);
  });

  test('it is the place that counts: noon in Helsinki is night in New York', () => {
    expect(isOpen(at('2026-12-22T12:00'), newYork, defaultWindow)).toBe(false);
  });

  test('an open instant stays as it is', () => {
    expect(nextOpen(at('2026-12-22T10:17'), helsinki, defaultWindow, 0.9)).toEqual(at('2026-12-22T10:17'));
  });

  test('what waits for the morning is spread over the day', () => {
    expect(shown(nextOpen(at('2026-12-22T05:00'), helsinki, defaultWindow, 0))).toBe('2026-12-22T09:00');
    expect(shown(nextOpen(at('2026-12-22T05:00'), helsinki, defaultWindow, 0.5))).toBe('2026-12-22T12:30');
    expect(shown(nextOpen(at('2026-12-22T05:00'), helsinki, defaultWindow, 1))).toBe('2026-12-22T15:59');
  });

  test('after Wednesday evening before Christmas comes Monday', () => {
    expect(shown(nextOpen(at('2026-12-23T16:00'), helsinki, defaultWindow, 0))).toBe('2026-12-28T09:00');
  });

  test('a window to 24:00 ends with the day', () => {
    const late: SendWindow = { ...defaultWindow, from: '20:00', to: '24:00' };
    expect(isOpen(at('2026-12-22T23:59'), helsinki, late)).toBe(true);
    expect(isOpen(at('2026-12-23T00:00'), helsinki, late)).toBe(false);
    expect(shown(openingOn('2026-12-22', helsinki, late, 1))).toBe('2026-12-22T23:59');
  });

  test('a window inside the hour that summer time skips opens a day later', () => {
    const night: SendWindow = { days: [1, 2, 3, 4, 5, 6, 7], from: '03:00', to: '04:00' };
    expect(shown(nextOpen(at('2027-03-28T01:00'), helsinki, night, 0.5))).toBe('2027-03-30T03:30');
  });
});

describe('clock changes', () => {
  test('a skipped time is read as the hour after it, a doubled one as the first', () => {
    expect(shown(atTime('2026-03-29', '03:30', helsinki))).toBe('2026-03-29T04:30');
    expect(atTime('2026-10-25', '03:30', helsinki).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('a day may begin at one in the morning', () => {
    const beirut = { zone: 'Asia/Beirut', country: 'LB' };
    expect(shown(startOfDay('2026-03-29', beirut), beirut)).toBe('2026-03-29T01:00');
  });

  test('days keep the local time, hours are elapsed time', () => {
    const before = at('2026-03-28T10:00');
    expect(shown(addWait(before, wait(1, 'day'), helsinki, defaultWindow))).toBe('2026-03-29T10:00');
    expect(shown(addWait(before, wait(24, 'hour'), helsinki, defaultWindow))).toBe('2026-03-29T11:00');
  });
});

describe('waits', () => {
  test.each([
    ['2026-12-22T15:40', wait(45, 'minute'), '2026-12-22T16:25'],
    ['2026-12-22T15:40', wait(24, 'hour'), '2026-12-23T15:40'],
    ['2026-12-22T15:40', wait(1, 'business day'), '2026-12-23T15:40'],
    ['2026-12-23T15:40', wait(1, 'business day'), '2026-12-28T15:40'],
    ['2026-12-25T15:40', wait(2, 'business day'), '2026-12-29T15:40'],
    ['2026-12-22T15:40', wait(0, 'business day'), '2026-12-22T15:40'],
    ['2026-12-22T15:40', wait(2, 'week'), '2027-01-05T15:40'],
    ['2027-01-31T15:40', wait(1, 'month'), '2027-02-28T15:40'],
    ['2028-02-29T15:40', wait(1, 'year'), '2029-02-28T15:40'],
  ])('%s and %o is %s', (from, waited, expected) => {
    expect(shown(addWait(at(from), waited, helsinki, defaultWindow))).toBe(expected);
  });
});

test('time zones are told from offsets and slips', () => {
  expect(['Europe/Helsinki', 'UTC'].map(isTimeZone)).toEqual([true, true]);
  expect(['Europe/Helsinky', '+02:00', '', '../etc'].map(isTimeZone)).toEqual([false, false, false, false]);
});

describe('for any instant, place and window', () => {
  const places = fc.constantFrom<Place>(
    helsinki,
    warsaw,
    munich,
    newYork,
    { zone: 'Asia/Kathmandu', country: 'NP' },
    { zone: 'Australia/Lord_Howe', country: 'AU' },
    { zone: 'Pacific/Apia', country: 'WS' },
    { zone: 'America/Sao_Paulo', country: 'BR' },
    { zone: 'Asia/Dubai', country: 'AE' },
  );
  const instants = fc
    .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
    .map((time) => new Date(time));
  const minutes = fc.integer({ min: 0, max: 1440 });
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const windows = fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      bounds: fc.tuple(minutes, minutes).filter(([a, b]) => a !== b),
    })
    .map(({ days, bounds }): SendWindow => {
      const [from = 0, to = 0] = [...bounds].sort((a, b) => a - b);
      return { days, from: clock(from), to: clock(to) };
    });
  const spreads = fc.double({ min: 0, max: 1, noNaN: true });

  test('the next open instant is open, and not before the instant', () => {
    fc.assert(
      fc.property(instants, places, windows, spreads, (instant, place, window, spread) => {
        const next = nextOpen(instant, place, window, spread);
        expect(next.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        expect(isOpen(next, place, window)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a later instant never opens on an earlier day, and without spread never earlier at all', () => {
    fc.assert(
      fc.property(instants, instants, places, windows, spreads, (one, other, place, window, spread) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const days = [first, second].map((instant) => dayAt(nextOpen(instant, place, window, spread), place));
        expect([...days].sort()).toEqual(days);
        expect(nextOpen(first, place, window, 0).getTime()).toBeLessThanOrEqual(
          nextOpen(second, place, window, 0).getTime(),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('a wait never leads back', () => {
    const units = fc.constantFrom<Wait['unit']>(
      'minute',
      'hour',
      'day',
      'business day',
      'week',
      'month',
      'year',
    );
    fc.assert(
      fc.property(instants, places, fc.integer({ min: 0, max: 60 }), units, (instant, place, count, unit) => {
        const after = addWait(instant, { count, unit }, place, defaultWindow);
        expect(after.getTime()).toBeGreaterThanOrEqual(instant.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
