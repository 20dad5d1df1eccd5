/**
 * The one place where simulated time meets real time. Everything else asks `now()` for the time that the
 * product lives in, and hands waiting to `toReal` or `realMs`; in production both are the identity.
 */
export interface Clock {
  /** The current time of the product. */
  now(): Date;
  /** The machine's time at which the product's time will be `at`. */
  toReal(at: Date): Date;
  /** How many real milliseconds a span of `ms` product milliseconds takes. */
  realMs(ms: number): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  toReal: (at) => at,
  realMs: (ms) => ms,
};

/**
 * A clock that shows `start` when the machine shows `realStart`, and then runs `speed` times as fast.
 * Workers that share a story share all three values, so that they agree on the time.
 */
export function fastClock(start: Date, speed: number, realStart: Date = new Date()): Clock {
  return {
    now: () => new Date(start.getTime() + (Date.now() - realStart.getTime()) * speed),
    toReal: (at) => new Date(realStart.getTime() + (at.getTime() - start.getTime()) / speed),
    realMs: (ms) => ms / speed,
  };
}
