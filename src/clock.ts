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

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** The Unix epoch was a Thursday: this is the Monday after it. */
const A_MONDAY = Date.UTC(1970, 0, 5);

/** A week in UTC, from Monday: hours of one kind after the other. Offices in Europe are open within 6 to 16. */
const week: readonly { ms: number; office: boolean }[] = [
  ...Array.from({ length: 5 }, () => [
    { ms: 6 * HOUR_MS, office: false },
    { ms: 10 * HOUR_MS, office: true },
    { ms: 8 * HOUR_MS, office: false },
  ]).flat(),
  { ms: 48 * HOUR_MS, office: false },
];

/**
 * A fast clock that runs `office` times as fast while offices are open in Europe, and `night` times at night and
 * on weekends, when there is nothing to see. `start`, speeds and `realStart` as for `fastClock`.
 */
export function weekClock(
  start: Date,
  { office, night }: { office: number; night: number },
  realStart: Date = new Date(),
): Clock {
  const parts = week.map((part) => {
    const speed = part.office ? office : night;
    return { ms: part.ms, speed, realMs: part.ms / speed };
  });
  const realWeekMs = parts.reduce((sum, { realMs }) => sum + realMs, 0);

  /** Machine milliseconds from that Monday in 1970 to a time of the product, had the clock always run like this. */
  const elapsed = (at: number): number => {
    const weeks = Math.floor((at - A_MONDAY) / WEEK_MS);
    let rest = at - A_MONDAY - weeks * WEEK_MS;
    let real = weeks * realWeekMs;
    for (const { ms, speed } of parts) {
      if (rest <= ms) return real + rest / speed;
      rest -= ms;
      real += ms / speed;
    }
    return real;
  };
  /** The inverse of `elapsed`. */
  const shown = (real: number): number => {
    const weeks = Math.floor(real / realWeekMs);
    let rest = real - weeks * realWeekMs;
    let at = A_MONDAY + weeks * WEEK_MS;
    for (const { ms, speed, realMs } of parts) {
      if (rest <= realMs) return at + rest * speed;
      rest -= realMs;
      at += ms;
    }
    return at;
  };
  const offset = realStart.getTime() - elapsed(start.getTime());
  return {
    now: () => new Date(shown(Date.now() - offset)),
    toReal: (at) => new Date(elapsed(at.getTime()) + offset),
    realMs: (ms) => (ms * realWeekMs) / WEEK_MS,
  };
}
