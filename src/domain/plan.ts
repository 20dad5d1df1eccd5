import { createHash } from 'node:crypto';
import { PalaanError } from '../errors.ts';
import {
  addWait,
  atTime,
  dayAt,
  firstBusinessDayOnOrAfter,
  isOpen,
  nextDay,
  nextOpen,
  openingOn,
  type Place,
  type SendWindow,
} from './calendar.ts';
import { type Sequence, type Step, stepAt, type Wait } from './sequence.ts';

/** What the time of a step depends on. */
export interface PlanContext {
  /** When the step before it left; for the first, when the thread started. */
  from: Date;
  /** The day that the seller named in the address, ISO; null when none. */
  agreedOn: string | null;
  /** Where the prospect works: mails leave in this place's window. */
  place: Place;
  /** Where the seller works: tasks come in this place's days and hours. The prospect's place when left out. */
  sellerPlace?: Place;
  window: SendWindow;
  /** What tells this thread from others (its id), so that not all leave at the same minute. */
  seed: string;
}

export interface PlannedStep {
  step: Step;
  at: Date;
}

/** How many times `planAll` goes round in a sequence that never ends. */
const REPEATS_SHOWN = 3;

/**
 * Step number `occurrence` (from 0, counting repeats) and when it leaves, or null when the sequence is over.
 *
 * - A mail leaves inside the window. The wait's own instant is kept where the window is open; else the mail goes
 *   somewhere in the next open window, at a point that depends on `seed`.
 * - A task comes on business days; with a time of day of its own it may come outside the window.
 * - An agreed day is honoured to the day for tasks, be it a holiday.
 * - Never before `from`; the same input always gives the same plan.
 *
 * Throws PalaanError when the step is for an agreed day and there is none.
 */
export function planStep(sequence: Sequence, occurrence: number, context: PlanContext): PlannedStep | null {
  const step = stepAt(sequence, occurrence);
  if (!step) return null;
  const { from, window } = context;
  const place = step.kind === 'task' ? (context.sellerPlace ?? context.place) : context.place;
  const spread = spreadOf(`${context.seed}/${occurrence}`);
  const at =
    step.wait === 'agreed'
      ? onAgreedDay(step, agreedDay(sequence, context), place, window, spread)
      : afterWait(step, step.wait, from, place, window, spread);
  if (at >= from) return { step, at };
  return { step, at: step.kind === 'task' ? from : nextOpen(from, place, window, spread) };
}

/** The whole plan, each step counted from the planned time of the one before; three rounds of what repeats. */
export function planAll(
  sequence: Sequence,
  context: PlanContext,
): { step: string; kind: Step['kind']; at: Date }[] {
  const { steps, repeatFrom } = sequence;
  const count =
    repeatFrom === null ? steps.length : steps.length + REPEATS_SHOWN * (steps.length - repeatFrom);
  const plan: { step: string; kind: Step['kind']; at: Date }[] = [];
  let from = context.from;
  for (let occurrence = 0; occurrence < count; occurrence++) {
    const planned = planStep(sequence, occurrence, { ...context, from });
    if (!planned) break;
    plan.push({ step: planned.step.name, kind: planned.step.kind, at: planned.at });
    from = planned.at;
  }
  return plan;
}

/** When a thread closes as silent, counted from its last step. */
export function closingTime(sequence: Sequence, lastSentAt: Date, place: Place, window: SendWindow): Date {
  return addWait(lastSentAt, sequence.quiet, place, window);
}

/** Whether the sequence can only start with a day in the address (`track+callback.2027-01-15@`). */
export function needsAgreedDay(sequence: Sequence): boolean {
  return sequence.steps.some((step) => step.wait === 'agreed');
}

/** A point from 0 up to 1 (exclusive) that depends on the seed alone. */
export function spreadOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}

function agreedDay(sequence: Sequence, { agreedOn }: PlanContext): string {
  if (agreedOn !== null) return agreedOn;
  throw new PalaanError(
    `The sequence ${sequence.name} needs a day: write it into the address, such as track+${sequence.name}.2027-01-15@.`,
  );
}

function onAgreedDay(step: Step, day: string, place: Place, window: SendWindow, spread: number): Date {
  if (step.kind === 'task') return atTime(day, step.at ?? window.from, place);
  return openAt(firstBusinessDayOnOrAfter(day, place, window), step.at, place, window, spread);
}

function afterWait(
  step: Step,
  wait: Wait,
  from: Date,
  place: Place,
  window: SendWindow,
  spread: number,
): Date {
  const due = addWait(from, wait, place, window);
  if (step.at === null) return nextOpen(due, place, window, spread);
  // Hours are a least time to wait; days and longer mean the day, whatever the time of day was.
  const elapsed = wait.unit === 'minute' || wait.unit === 'hour';
  const tooEarly = atTime(dayAt(due, place), step.at, place) < (elapsed ? due : from);
  const wished = tooEarly ? nextDay(dayAt(due, place), place) : dayAt(due, place);
  const day = firstBusinessDayOnOrAfter(wished, place, window);
  return step.kind === 'task' ? atTime(day, step.at, place) : openAt(day, step.at, place, window, spread);
}

/** The wished time on a business day, else (none, or outside the window) a point in an open window. */
function openAt(day: string, time: string | null, place: Place, window: SendWindow, spread: number): Date {
  if (time === null) return openingOn(day, place, window, spread);
  const wished = atTime(day, time, place);
  return isOpen(wished, place, window) ? wished : nextOpen(wished, place, window, spread);
}
