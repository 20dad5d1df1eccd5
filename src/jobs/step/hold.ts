import { stepHeld } from '../../domain/thread/step.ts';
import type { Thread } from '../../domain/thread/thread.ts';
import { type MailboxUnreadable, PalaanError, reason, TemplateHole } from '../../errors.ts';
import { MAILBOX_RETRY_MS, MAILBOX_TELL_MS, TEMPLATE_RETRY_MS } from './limits.ts';
import type { DueStep, StepParts } from './step.ts';
import { still } from './still.ts';

/** Promise 4: a mail with a missing value, or a failing template, is held, and the seller is told which. */
export async function holdForTemplate(
  thread: Thread,
  occurrence: number,
  error: unknown,
  parts: StepParts,
): Promise<void> {
  const now = parts.clock.now();
  const variable = error instanceof TemplateHole ? error.variable : null;
  const where = error instanceof PalaanError ? error.where : undefined;
  const what = variable ? `the value ${variable} is missing` : reason(error);
  parts.logger.warn(
    { thread: thread.id, file: where?.file, line: where?.line, variable },
    'a mail is held: its template cannot be filled',
  );
  const until = new Date(now.getTime() + TEMPLATE_RETRY_MS);
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepHeld(
        one,
        { reason: 'hole', since: now, until },
        {
          rule: `hole:${variable ?? 'template'}`,
          text: `The mail cannot be written: ${what}.`,
          notice: {
            name: 'held-hole',
            key: `${thread.id}:held-hole:${occurrence}:${variable ?? 'template'}`,
            data: {
              occurrence,
              variable,
              file: where?.file ?? null,
              line: where?.line ?? null,
              reason: variable ? null : reason(error),
            },
          },
        },
      ),
    ),
  );
}

/** Promise 1: a mailbox that may hold the answer cannot be read. */
export async function holdForMailbox(
  thread: Thread,
  error: MailboxUnreadable,
  parts: StepParts,
): Promise<void> {
  const now = parts.clock.now();
  parts.logger.error(
    { thread: thread.id, error: error.message },
    'no fresh look, no send: a mailbox cannot be read',
  );
  const since = thread.hold?.reason === 'mailbox-unreadable' ? thread.hold.since : now;
  const long = now.getTime() - since.getTime() >= MAILBOX_TELL_MS;
  const until = new Date(now.getTime() + MAILBOX_RETRY_MS);
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepHeld(
        one,
        { reason: 'mailbox-unreadable', since: now, until },
        {
          rule: 'mailbox-unreadable',
          text: `A mailbox that may hold the answer cannot be read: ${error.message}`,
          // One mail for each seller and outage, not one for each thread: the day makes the key.
          ...(long
            ? {
                notice: {
                  name: 'mailbox-unreadable' as const,
                  key: `mailbox-unreadable:${thread.sellerId}:${since.toISOString().slice(0, 10)}`,
                  data: { since, reason: error.message },
                },
              }
            : {}),
        },
      ),
    ),
  );
}

/** The step asks first: the seller gets the plan, and answers `approve`. */
export async function holdForApproval({ thread, occurrence }: DueStep, parts: StepParts): Promise<void> {
  const now = parts.clock.now();
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepHeld(
        one,
        { reason: 'approval', since: now, until: null },
        {
          rule: 'approval',
          text: 'The next step asks first: held until the seller says yes.',
          notice: { name: 'receipt', key: `${thread.id}:approve:${occurrence}:${now.getTime()}`, data: {} },
        },
      ),
    ),
  );
}
