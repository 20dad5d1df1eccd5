import { z } from 'zod';
import type { AppOptions } from '../app.ts';
import { type Clock, systemClock } from '../clock.ts';
import { ConfigError, reason } from '../errors.ts';

const ms = z.number().positive();

/** What a worker waits for, in machine milliseconds; each key as in `AppOptions`. */
const patience = z.strictObject({
  processEveryMs: ms.default(100),
  reservationMs: ms.optional(),
  freshMs: ms.optional(),
  sweepEveryMs: ms.optional(),
  leaseTiming: z.strictObject({ beatMs: ms, silentMs: ms, giveUpMs: ms }).optional(),
  imapTiming: z
    .strictObject({ connectMs: ms, stallMs: ms, lookMs: ms, retryMs: ms, maxRetryMs: ms })
    .partial()
    .optional(),
  smtpTimeouts: z.strictObject({ connect: ms, greeting: ms, reply: ms }).partial().optional(),
});

type Patience = Partial<Omit<AppOptions, 'clock' | 'logger' | 'signal'>>;

/**
 * PALAAN_SANDBOX shortens what a worker waits for, as JSON such as `{"reservationMs":2000}`: when a day takes a
 * second, nobody can wait ten minutes of the machine. It means nothing without PALAAN_CLOCK, and is refused there.
 */
export function patienceFromEnvironment(clock: Clock): Patience {
  const setting = process.env.PALAAN_SANDBOX;
  if (clock === systemClock) {
    if (setting)
      throw new ConfigError('PALAAN_SANDBOX is for a clock that runs faster: set PALAAN_CLOCK, too.');
    return {};
  }
  try {
    return patience.parse(JSON.parse(setting ?? '{}'));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : reason(error);
    throw new ConfigError(`PALAAN_SANDBOX is JSON such as {"reservationMs":2000}: ${what}`);
  }
}
