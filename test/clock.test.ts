import { describe, expect, it } from 'vitest';
import { fastClock, weekClock } from '../src/clock.ts';

const friday = new Date('2026-11-13T15:00:00Z');
const realStart = new Date('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;

describe('a fast clock', () => {
  it('shows the start when the machine shows the real start, and runs as fast as told', () => {
    const clock = fastClock(friday, 3600, realStart);
    expect(clock.toReal(friday)).toEqual(realStart);
    expect(clock.toReal(new Date(friday.getTime() + HOUR)).getTime() - realStart.getTime()).toBe(1000);
  });
});

describe('a week clock', () => {
  const clock = weekClock(friday, { office: 3600, night: 36_000 }, realStart);
  const realSeconds = (at: string) => (clock.toReal(new Date(at)).getTime() - realStart.getTime()) / 1000;

  it('runs at one speed in office hours and at another at night and on weekends', () => {
    expect(realSeconds('2026-11-13T16:00:00Z')).toBeCloseTo(1);
    // Eight hours of Friday night, two days, six hours of Monday morning: 62 hours at ten hours a second.
    expect(realSeconds('2026-11-16T06:00:00Z')).toBeCloseTo(1 + 6.2);
    expect(realSeconds('2026-11-16T16:00:00Z')).toBeCloseTo(1 + 6.2 + 10);
  });

  it('never goes back, in either direction, over weeks', () => {
    let before = clock.toReal(new Date('2026-10-01T00:00:00Z'));
    for (let hour = 1; hour < 24 * 60; hour++) {
      const at = clock.toReal(new Date(Date.UTC(2026, 9, 1, hour)));
      expect(at.getTime()).toBeGreaterThan(before.getTime());
      before = at;
    }
  });

  it('shows the time that it said the machine would show it at', () => {
    const running = weekClock(friday, { office: 5000, night: 500_000 });
    const before = Date.now();
    const shown = running.toReal(running.now()).getTime();
    // A Date holds whole milliseconds: one is lost on the way there and back.
    expect(shown).toBeGreaterThanOrEqual(before - 1);
    expect(shown).toBeLessThanOrEqual(Date.now() + 1);
  });
});
