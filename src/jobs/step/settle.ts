import { knowsSent, stepHeld, stepSent } from '../../domain/thread/step.ts';
import { nameOf } from '../../errors.ts';
import type { Delivery } from '../../store/deliveries.ts';
import { SEND_UNKNOWN_RETRY_MS, SETTLE_LOOKUPS } from './limits.ts';
import type { DueStep, StepParts } from './step.ts';
import { still } from './still.ts';

/**
 * Looks after what an earlier try of this step left behind (promise 2). Returns true when there is nothing more
 * to do now: the step has left, another worker is at it, or its fate is open and nobody may send it again.
 */
export async function settleDelivery(due: DueStep, parts: StepParts): Promise<boolean> {
  const delivery = await parts.deliveries.get(due.thread.id, due.occurrence);
  if (!delivery || delivery.state === 'failed') return false;
  if (delivery.state === 'sent') {
    // The worker stopped between the server's yes and the thread: the thread is told now.
    await recordSent(due, delivery, parts);
    return true;
  }
  const age = Date.now() - delivery.touchedAt.getTime();
  if (delivery.state === 'reserved' && age < parts.reservationMs) {
    await holdUnknown(due, 'another worker is sending it, or stopped while it did', parts);
    return true;
  }
  await lookUp(due, delivery, parts);
  return true;
}

/** Settles an unknown outcome by looking for the mail; not finding it is no proof that it did not leave. */
async function lookUp(due: DueStep, delivery: Delivery, parts: StepParts): Promise<void> {
  const { thread, occurrence, seller } = due;
  try {
    if (await parts.mail.wasSent(seller, delivery.messageId)) {
      await parts.deliveries.settle(thread.id, occurrence, 'sent', 'found by its Message-ID');
      await recordSent(due, delivery, parts);
      return;
    }
  } catch (error) {
    parts.logger.warn(
      { thread: thread.id, error: nameOf(error) },
      'an unknown delivery could not be looked up',
    );
    await holdUnknown(due, 'its mailbox could not be searched', parts);
    return;
  }
  await parts.deliveries.settle(thread.id, occurrence, 'unknown', delivery.response);
  const lookups = await parts.deliveries.lookedUp(thread.id, occurrence);
  if (lookups < SETTLE_LOOKUPS) await holdUnknown(due, 'it was not found yet', parts);
  else await askSeller(due, delivery, parts);
}

async function recordSent(
  { thread, sequence, step }: DueStep,
  delivery: Delivery,
  parts: StepParts,
): Promise<void> {
  const { occurrence, messageId, template, date } = delivery;
  await parts.keeper.change(thread.id, (one) => {
    if (knowsSent(one, messageId)) return one;
    const sent = { occurrence, step: step.name, kind: step.kind, messageId, template, at: date };
    return stepSent(one, sent, sequence, parts.config.window);
  });
}

/** The outcome of a send is open: nothing is sent, and it is looked up again soon. */
export async function holdUnknown(
  { thread, occurrence }: DueStep,
  detail: string,
  parts: StepParts,
): Promise<void> {
  const now = parts.clock.now();
  const until = new Date(now.getTime() + SEND_UNKNOWN_RETRY_MS);
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepHeld(
        one,
        { reason: 'send-unknown', since: now, until },
        {
          rule: `send-unknown:${occurrence}`,
          text: `Whether the mail left is not known (${detail}): it is looked for, and never sent again blindly.`,
        },
      ),
    ),
  );
}

async function askSeller(
  { thread, occurrence }: DueStep,
  delivery: Delivery,
  parts: StepParts,
): Promise<void> {
  const now = parts.clock.now();
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepHeld(
        { ...one, hold: null },
        { reason: 'send-unknown', since: now, until: null },
        {
          rule: 'send-unknown:ask',
          text: 'Whether the mail left could not be found out: the seller decides.',
          notice: {
            name: 'send-unknown',
            key: `${thread.id}:send-unknown:${occurrence}:${now.getTime()}`,
            data: { occurrence, sentAt: delivery.date },
          },
        },
      ),
    ),
  );
}
