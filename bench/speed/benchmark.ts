/** One comparison with a bare library, in one run on one machine. */
export interface Benchmark {
  /** For `--only`. */
  name: string;
  /** Repeats both sides in turn, `rounds` times, and compares their medians. */
  run(rounds: number): Promise<Result[]>;
}

export interface Result {
  /** What is compared, in a few words. */
  title: string;
  /** Both sides as this machine measured them: '812 mails/s; 240 mails/s with imapflow alone'. */
  measured: string;
  figure: Figure;
  /** What else there is to say, a line each. */
  notes: string[];
}

/** The number that means the same on every machine, and what it should be. */
export interface Figure {
  value: number;
  /** 'ratio' of ours to the bare library (or of two sizes), or a difference of milliseconds. */
  unit: 'ratio' | 'ms';
  aim: { atLeast: number } | { below: number } | null;
}

/** True and false against the aim; null where there is none. */
export function isReached({ value, aim }: Figure): boolean | null {
  if (aim === null) return null;
  return 'atLeast' in aim ? value >= aim.atLeast : value < aim.below;
}

/** Both sides by turns, so that what slows the machine down for a while slows down both. */
export async function byTurns<A, B>(
  rounds: number,
  ours: (round: number) => Promise<A>,
  bare: (round: number) => Promise<B>,
): Promise<{ ours: A[]; bare: B[] }> {
  const measured: { ours: A[]; bare: B[] } = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes second may find things warm: they take turns in that, too.
    if (round % 2 === 1) measured.ours.push(await ours(round));
    measured.bare.push(await bare(round));
    if (round % 2 === 0) measured.ours.push(await ours(round));
  }
  return measured;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a `share` (0 to 1) of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
