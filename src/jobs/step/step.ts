import type { Clock } from '../../clock.ts';
import type { Config, Seller } from '../../config.ts';
import { dayAt, isOpen, nextOpen } from '../../domain/calendar.ts';
import { spreadOf } from '../../domain/plan.ts';
import { type Sequence, type Step, stepAt } from '../../domain/sequence.ts';
import {
  closedSilent,
  leftBefore,
  reminded,
  retry,
  stepPassed,
  stepPutOff,
  stopped,
} from '../../domain/thread/step.ts';
import { dueAt, liveProspects, type Thread } from '../../domain/thread/thread.ts';
import { MailboxUnreadable } from '../../errors.ts';
import type { Keeper } from '../../keeper.ts';
import type { Logger } from '../../logger.ts';
import type { OutgoingMail } from '../../mail/compose.ts';
import type { SendResult } from '../../mail/send.ts';
import type { AllowanceStore } from '../../store/allowances.ts';
import type { BrakeStore } from '../../store/brake.ts';
import type { DeliveryStore } from '../../store/deliveries.ts';
import type { PacingStore } from '../../store/pacing.ts';
import type { SuppressionStore } from '../../store/suppressions.ts';
import type { ThreadStore } from '../../store/threads.ts';
import type { TemplateLibrary } from '../../templates/library.ts';
import { holdForApproval, holdForMailbox, holdForTemplate } from './hold.ts';
import { type Letter, writeLetter } from './letter.ts';
import { paused, takePlaces } from './permit.ts';
import { settleDelivery } from './settle.ts';
import { still } from './still.ts';
import { transmit } from './transmit.ts';

/** What a step needs of the mail world; `app.ts` connects it. */
export interface StepMail {
  /** Resolves when everything that was in any mailbox that may hold the answer has been taken in. */
  freshLook(seller: Seller): Promise<void>;
  /** Whether a mail with this Message-ID is in the tracking mailbox or the seller's Sent folder. */
  wasSent(seller: Seller, messageId: string): Promise<boolean>;
  /** `signal` is heard until the mail itself is on its way. */
  send(seller: Seller, kind: 'email' | 'task', mail: OutgoingMail, signal: AbortSignal): Promise<SendResult>;
  /** Puts a copy into the seller's Sent folder, where there is one. */
  fileSent(seller: Seller, mail: OutgoingMail, date: Date): Promise<void>;
}

export interface StepParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  keeper: Keeper;
  threads: ThreadStore;
  deliveries: DeliveryStore;
  suppressions: SuppressionStore;
  pacing: PacingStore;
  allowances: AllowanceStore;
  brake: BrakeStore;
  /** The templates as they are now: a saved file counts for the next send. */
  templates(): Promise<TemplateLibrary>;
  mail: StepMail;
  /** Machine milliseconds after which a reservation without an outcome counts as left behind by a crash. */
  reservationMs: number;
  /** Machine milliseconds after its beginning for which a look counts as fresh. */
  freshMs: number;
}

/** A step that is due, with all that belongs to it. */
export interface DueStep {
  thread: Thread;
  seller: Seller;
  library: TemplateLibrary;
  sequence: Sequence;
  step: Step;
  occurrence: number;
}

/**
 * Does what a thread wants done now, if anything: sends its due step, closes it as silent, reminds the seller of a
 * proposed day, or tries a hold again. Safe to call at any time, by any number of workers: the stored thread says
 * whether something is due, and the reservation decides who sends.
 */
export async function runDue(threadId: string, parts: StepParts): Promise<void> {
  const thread = await parts.threads.get(threadId);
  const now = parts.clock.now();
  const due = thread && dueAt(thread);
  if (!thread || !due || due > now) return;
  const seller = parts.config.sellers.find((one) => one.id === thread.sellerId);
  if (!seller) {
    const why = { rule: 'seller-gone', text: 'The seller is no longer in palaan.yaml.' };
    await parts.keeper.change(thread.id, (one) => stopped(one, 'stopped', why, now));
    return;
  }
  if (thread.next?.kind === 'remind') {
    await parts.keeper.change(thread.id, (one) => reminded(one, now));
    return;
  }
  const tried =
    thread.status === 'held'
      ? await parts.keeper.change(
          thread.id,
          still(thread, (one) => retry(one)),
        )
      : thread;
  // The end of a hold says nothing of the time: an absence or the seller may have put the step off meanwhile.
  if (tried?.status !== 'running' || !tried.next || tried.next.at > now) return;
  if (tried.next.kind === 'close') await close(tried, seller, parts);
  else if (tried.next.kind === 'step') await sendStep(tried, tried.next.occurrence, seller, parts);
}

/** The quiet period is over; an answer that came in its last minute still counts. */
async function close(thread: Thread, seller: Seller, parts: StepParts): Promise<void> {
  if ((await looked(thread, seller, parts)) === null) return;
  const now = parts.clock.now();
  await parts.keeper.change(thread.id, (one) =>
    one.status === 'running' && one.next?.kind === 'close' && one.next.at <= now
      ? closedSilent(one, now)
      : one,
  );
}

async function sendStep(thread: Thread, occurrence: number, seller: Seller, parts: StepParts): Promise<void> {
  const library = await parts.templates();
  const sequence = library.sequence(thread.sequence);
  const step = sequence && stepAt(sequence, occurrence);
  if (!sequence || !step) {
    const why = new Error(`templates/${thread.sequence} is gone or has no such step any more`);
    await holdForTemplate(thread, occurrence, why, parts);
    return;
  }
  const due: DueStep = { thread, seller, library, sequence, step, occurrence };
  // What an earlier try left behind comes first: a step whose fate is open is never rendered, let alone sent.
  if (await settleDelivery(due, parts)) return;
  if (leftBefore(thread, occurrence, sequence)) {
    const { clock, config, keeper } = parts;
    await keeper.change(
      thread.id,
      still(thread, (one) => stepPassed(one, occurrence, sequence, config.window, clock.now())),
    );
    return;
  }
  if (step.approve && thread.approved !== occurrence) {
    if (!(await paused(due, parts))) await holdForApproval(due, parts);
    return;
  }
  if (step.kind === 'email' && !(await maySend(due, parts))) return;
  const letter = await write(due, parts);
  if (!letter) return;
  const lookedAt = await looked(thread, seller, parts);
  if (lookedAt !== null) await leave(due, letter, lookedAt, parts);
}

/**
 * Right before it leaves: nothing has changed since the look, nobody has pulled the brake, the window is open, no
 * prospect has had enough for today, and it is this seller's turn.
 */
async function leave(due: DueStep, letter: Letter, lookedAt: number, parts: StepParts): Promise<void> {
  const fresh = await parts.threads.get(due.thread.id);
  if (!fresh || fresh.version !== due.thread.version) return;
  if (await paused(due, parts)) return;
  if (due.step.kind === 'email') {
    if (!(await inWindow(due, parts))) return;
    if (!(await takePlaces(due, parts))) return;
    if (!(await takeTurn(due, parts))) return;
  }
  await transmit(due, letter, lookedAt, parts);
}

/** Window and opt-outs, before any work is put into the mail. */
async function maySend(due: DueStep, parts: StepParts): Promise<boolean> {
  for (const prospect of liveProspects(due.thread)) {
    if (!(await parts.suppressions.has(prospect.address))) continue;
    const why = { rule: 'suppressed', text: 'A prospect is suppressed: nothing may be sent.' };
    await parts.keeper.change(due.thread.id, (one) => stopped(one, 'opt-out', why, parts.clock.now()));
    return false;
  }
  return inWindow(due, parts);
}

/** Promise 3: the window is checked when sending, whatever was planned. */
async function inWindow({ thread }: DueStep, parts: StepParts): Promise<boolean> {
  const now = parts.clock.now();
  const { window } = parts.config;
  if (isOpen(now, thread.place, window)) return true;
  // Another point of the window each day: one at its very end could be missed for ever.
  const at = nextOpen(now, thread.place, window, spreadOf(`${thread.id}${now.getTime()}`));
  await parts.keeper.change(
    thread.id,
    still(thread, (one) => stepPutOff(one, at)),
  );
  return false;
}

/** A backlog leaves one by one: who does not get a place now is put off behind the others. */
async function takeTurn({ thread, seller }: DueStep, parts: StepParts): Promise<boolean> {
  const now = parts.clock.now();
  const { minGapSeconds, perSellerPerDay } = parts.config.limits;
  const day = dayAt(now, seller.place);
  const gapMs = minGapSeconds * 1000;
  const turn = await parts.pacing.take(seller.id, now, day, { perDay: perSellerPerDay, gapMs });
  if (turn.taken) return true;
  const behind = turn.from
    ? new Date(turn.from.getTime() + spreadOf(`${thread.id}${now.getTime()}`) * gapMs * 10)
    : new Date(now.getTime() + 24 * 3_600_000);
  const at = nextOpen(behind, thread.place, parts.config.window, spreadOf(thread.id));
  await parts.keeper.change(
    thread.id,
    still(thread, (one) => stepPutOff(one, at)),
  );
  return false;
}

async function write(due: DueStep, parts: StepParts): Promise<Letter | null> {
  try {
    return writeLetter(due, parts);
  } catch (error) {
    await holdForTemplate(due.thread, due.occurrence, error, parts);
    return null;
  }
}

/**
 * Promise 1: no fresh look, no send. Returns when the look began, by the machine's stopwatch: what came later may not
 * have been seen. Null where there was none, or one that was old before it ended.
 */
async function looked(thread: Thread, seller: Seller, parts: StepParts): Promise<number | null> {
  const began = performance.now();
  try {
    await parts.mail.freshLook(seller);
    const tookMs = performance.now() - began;
    if (tookMs < parts.freshMs) return began;
    throw new MailboxUnreadable(`Reading it took ${Math.round(tookMs / 1000)} s, too long to be sure.`);
  } catch (error) {
    if (!(error instanceof MailboxUnreadable)) throw error;
    await holdForMailbox(thread, error, parts);
    return null;
  }
}
