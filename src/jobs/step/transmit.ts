import { isOpen } from '../../domain/calendar.ts';
import { arrivedDead } from '../../domain/thread/dead.ts';
import { knowsSent, stepSent } from '../../domain/thread/step.ts';
import type { Thread } from '../../domain/thread/thread.ts';
import { nameOf, SendRefused, SendUnknown } from '../../errors.ts';
import type { OutgoingMail } from '../../mail/compose.ts';
import { holdForTemplate } from './hold.ts';
import type { Letter } from './letter.ts';
import { deadAmong, partlyRefused, refused, throwUnlessAnybody } from './refused.ts';
import { holdUnknown } from './settle.ts';
import type { DueStep, StepParts } from './step.ts';

/**
 * Reserves the delivery and sends it, once (promise 2), as long as the look that began at `lookedAt` is fresh
 * (promise 1). Whoever does not get the reservation sends nothing; from the reservation on, every way out leaves a
 * state from which the next look knows what to do.
 */
export async function transmit(
  due: DueStep,
  letter: Letter,
  lookedAt: number,
  parts: StepParts,
): Promise<void> {
  const { thread, step, occurrence, seller } = due;
  const date = parts.clock.now();
  // The window may have closed since it was asked: the next run puts the step off.
  if (step.kind === 'email' && !isOpen(date, thread.place, parts.config.window)) return;
  const mail = await composed(due, letter, date, parts);
  if (!mail) return;
  const { messageId, template } = letter;
  const claim = {
    threadId: thread.id,
    occurrence,
    messageId,
    template,
    step: step.name,
    kind: step.kind,
    date,
  };
  if (!(await parts.deliveries.reserve(claim))) return;
  const heard = await heardMeanwhile(due, parts);
  const freshForMs = lookedAt + parts.freshMs - performance.now();
  if (heard || freshForMs < 1) {
    const why = heard ? 'the thread changed before it left' : 'the look was old before it left';
    await parts.deliveries.withdraw(thread.id, occurrence, why);
    return;
  }
  try {
    const inTime = AbortSignal.timeout(Math.floor(freshForMs));
    const result = await parts.mail.send(seller, step.kind, mail, inTime);
    if (step.kind === 'email') throwUnlessAnybody(due, result);
    await parts.deliveries.settle(thread.id, occurrence, 'sent', result.response);
    const sent = { occurrence, step: step.name, kind: step.kind, messageId, template, at: date };
    const dead = deadAmong(thread, result.rejected);
    const hasLeft = (one: Thread): Thread => {
      const after = knowsSent(one, messageId) ? one : stepSent(one, sent, due.sequence, parts.config.window);
      const told = partlyRefused(after, result.rejected, messageId, date);
      return dead.length > 0 ? arrivedDead(told, dead, date) : told;
    };
    await parts.keeper.change(thread.id, hasLeft, thread);
    parts.logger.info({ thread: thread.id, step: step.name, kind: step.kind, occurrence }, 'step sent');
  } catch (error) {
    if (error instanceof SendRefused) return refused(due, error, parts);
    // Anything else after the reservation, known or not, is an open question, and never a reason to send again.
    await parts.deliveries.settle(thread.id, occurrence, 'unknown', null);
    parts.logger.error({ thread: thread.id, error: nameOf(error) }, 'whether a step left is unknown');
    await holdUnknown(
      due,
      error instanceof SendUnknown ? 'the connection was lost' : 'the worker failed',
      parts,
    );
    return;
  }
  await fileCopy(due, mail, date, parts);
}

/** Null where it cannot be written down as a mail, such as to an address that no SMTP server takes. */
async function composed(
  due: DueStep,
  letter: Letter,
  date: Date,
  parts: StepParts,
): Promise<OutgoingMail | null> {
  try {
    return await letter.compose(date);
  } catch (error) {
    await holdForTemplate(due.thread, due.occurrence, error, parts);
    return null;
  }
}

/** Another worker may have taken in the answer while this one looked, paced and reserved: the last chance to see it. */
async function heardMeanwhile({ thread }: DueStep, parts: StepParts): Promise<boolean> {
  const newest = await parts.threads.get(thread.id);
  return newest?.version !== thread.version;
}

/** The seller finds the mail in Sent as if written by hand; a full Sent folder must not look like a failed send. */
async function fileCopy(due: DueStep, mail: OutgoingMail, date: Date, parts: StepParts): Promise<void> {
  if (due.step.kind !== 'email') return;
  try {
    await parts.mail.fileSent(due.seller, mail, date);
  } catch (error) {
    parts.logger.warn(
      { thread: due.thread.id, error: nameOf(error) },
      'the copy for the Sent folder could not be stored',
    );
  }
}
