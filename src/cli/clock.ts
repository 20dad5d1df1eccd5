import { type Clock, fastClock, systemClock } from '../clock.ts';
import { ConfigError } from '../errors.ts';

/**
 * PALAAN_CLOCK makes time run faster, for the sandbox alone: `START SPEED REALSTART`, two ISO times and a factor.
 */
export function clockFromEnvironment(): Clock {
  const setting = process.env.PALAAN_CLOCK;
  if (!setting) return systemClock;
  const [start, speed, realStart] = setting.split(' ');
  const [from, factor, real] = [new Date(start ?? ''), Number(speed), new Date(realStart ?? '')];
  if (Number.isNaN(from.getTime()) || Number.isNaN(real.getTime()) || !(factor > 0)) {
    throw new ConfigError(
      'PALAAN_CLOCK is three words: a start, a speed and a real start, such as 2026-11-02T08:00Z 86400 2026-11-22T10:00Z.',
    );
  }
  return fastClock(from, factor, real);
}
