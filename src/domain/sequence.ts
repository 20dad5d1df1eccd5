/** How long to wait before a step, counted from the step before it (from the start for the first). */
export interface Wait {
  count: number;
  unit: 'minute' | 'hour' | 'day' | 'business day' | 'week' | 'month' | 'year';
}

const units = ['minute', 'hour', 'day', 'business day', 'week', 'month', 'year'] as const;
const waitForm = /^([1-9]\d{0,3}) (minute|hour|day|business day|week|month|year)s?$/;

/** Reads '24 hours', '1 business day', '3 months'; null for anything else. Counts from 1 to 9999. */
export function parseWait(text: string): Wait | null {
  const [, count, word] = waitForm.exec(text.trim().replace(/\s+/g, ' ')) ?? [];
  const unit = units.find((known) => known === word);
  return unit ? { count: Number(count), unit } : null;
}

/** The wait in words, as `parseWait` reads them: '1 business day', '3 months'. */
export function waitInWords(wait: Wait): string {
  return `${wait.count} ${wait.unit}${wait.count === 1 ? '' : 's'}`;
}

export interface Step {
  /** Name of the step and of its mail files: `nudge` is `nudge.en.md`, `nudge.fi.md`, `nudge.pl.md`. Unique in the sequence. */
  name: string;
  /** `email` goes to the prospects in the thread; `task` is a reminder mailed to the seller, with an .ics. */
  kind: 'email' | 'task';
  /** `agreed`: on the day that the seller named in the address (`track+callback.2027-01-15@`). */
  wait: Wait | 'agreed';
  /** Wished local time of day, 'HH:mm'; null keeps the time that the wait leads to. */
  at: string | null;
  /** The seller must say yes before it leaves. */
  approve: boolean;
}

export interface Sequence {
  /** The folder's name under templates/: `gentle` in `track+gentle@`. */
  name: string;
  description: string;
  steps: Step[];
  /** Index of the step to go back to after the last, for sequences without an end (aftercare); else null. */
  repeatFrom: number | null;
  /** What a person's answer does. `continue` only where every step is a task. */
  onAnswer: 'stop' | 'continue';
  /** What the seller's own mail in the thread does: the wait starts anew, the thread stops, or nothing. */
  onSellerMail: 'restart' | 'stop' | 'continue';
  /** Silence after the last step until the thread closes as silent. */
  quiet: Wait;
}

/** The step that leaves as number `occurrence` (from 0, counting repeats), or null when the sequence is over. */
export function stepAt(sequence: Sequence, occurrence: number): Step | null {
  const { steps, repeatFrom } = sequence;
  if (occurrence < steps.length) return steps[occurrence] ?? null;
  if (repeatFrom === null) return null;
  const loop = steps.length - repeatFrom;
  return steps[repeatFrom + ((occurrence - repeatFrom) % loop)] ?? null;
}
