import { type Clock, fastClock, systemClock, weekClock } from '../clock.ts';
import { ConfigError } from '../errors.ts';

/**
 * PALAAN_CLOCK makes time run faster, for the sandbox alone: `START SPEED REALSTART`, two ISO times and a factor
 * between them. `OFFICE/NIGHT` in place of the factor is one for office hours and one for nights and weekends.
 */
export function clockFromEnvironment(): Clock {
  const setting = process.env.PALAAN_CLOCK;
  if (!setting) return systemClock;
  const [start = '', speeds = '', realStart = ''] = setting.split(' ');
  const [from, real] = [new Date(start), new Date(realStart)];
  const [office = Number.NaN, night = office, ...more] = speeds.split('/').map(Number);
  if (Number.isNaN(from.getTime()) || Number.isNaN(real.getTime()) || !(office > 0 && night > 0) || more[0]) {
    throw new ConfigError(
      'PALAAN_CLOCK is three words: a start, a speed and a real start, such as 2026-11-02T08:00Z 86400 2026-11-22T10:00Z.',
    );
  }
  return speeds.includes('/') ? weekClock(from, { office, night }, real) : fastClock(from, office, real);
}
