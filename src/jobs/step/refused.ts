import { provesDead } from '../../domain/refusal.ts';
import { arrivedDead } from '../../domain/thread/dead.ts';
import { stepHeld } from '../../domain/thread/step.ts';
import { liveProspects, noted, type Prospect, type Thread } from '../../domain/thread/thread.ts';
import { type Refusal, SendRefused } from '../../errors.ts';
import type { SendResult } from '../../mail/send.ts';
import { REFUSED_ATTEMPTS, REFUSED_RETRY_MS } from './limits.ts';
import type { DueStep, StepParts } from './step.ts';
import { stillNext } from './still.ts';

/** The server said no, for certain. */
export async function refused(due: DueStep, error: SendRefused, parts: StepParts): Promise<void> {
  const { thread, occurrence } = due;
  const now = parts.clock.now();
  await parts.deliveries.settle(thread.id, occurrence, 'failed', error.message);
  const dead = deadAmong(thread, error.rejected);
  if (dead.length > 0) {
    await parts.keeper.change(thread.id, (one) => arrivedDead(one, dead, now));
    return;
  }
  const attempts = (await parts.deliveries.get(thread.id, occurrence))?.attempts ?? 1;
  const over = error.permanent || attempts >= REFUSED_ATTEMPTS;
  const until = over ? null : new Date(now.getTime() + REFUSED_RETRY_MS * 2 ** (attempts - 1));
  parts.logger.error({ thread: thread.id, code: error.code, attempts }, 'the server refused a mail');
  await parts.keeper.change(
    thread.id,
    stillNext(occurrence, (one) =>
      stepHeld(
        { ...one, hold: over ? null : one.hold },
        { reason: 'send-refused', since: now, until },
        {
          rule: over ? 'send-refused:final' : 'send-refused:later',
          text: over
            ? `The server refuses the mail: ${error.message}`
            : `The server said later: ${error.message}`,
          ...(over
            ? {
                notice: {
                  name: 'send-failed' as const,
                  key: `${thread.id}:send-failed:${occurrence}:${attempts}`,
                  data: { occurrence, reason: error.message },
                },
              }
            : {}),
        },
      ),
    ),
  );
}

/** The tracking copy alone is no delivery: when every prospect was refused at RCPT, the mail did not leave. */
export function throwUnlessAnybody({ thread }: DueStep, { accepted, rejected }: SendResult): void {
  const live = liveProspects(thread).map(({ address }) => address);
  if (accepted.some((address) => live.includes(address.toLowerCase()))) return;
  const permanent = rejected.length > 0 && rejected.every(({ code }) => code >= 500);
  throw new SendRefused('Every recipient was refused.', {
    permanent,
    code: rejected[0]?.code ?? null,
    rejected,
  });
}

/** Prospects whom the server refused for good. The tracking copy may be refused as well: that is no prospect's end. */
export function deadAmong(thread: Thread, rejected: readonly Refusal[]): string[] {
  return ofProspects(liveProspects(thread), rejected.filter(provesDead)).map(({ address }) =>
    address.toLowerCase(),
  );
}

function ofProspects(prospects: readonly Prospect[], rejected: readonly Refusal[]): Refusal[] {
  const addresses = prospects.map(({ address }) => address);
  return rejected.filter(({ address }) => addresses.includes(address.toLowerCase()));
}

/** Whom the server would not take the mail for is told: they have not read it. */
export function partlyRefused(
  thread: Thread,
  rejected: readonly Refusal[],
  messageId: string,
  at: Date,
): Thread {
  const left = ofProspects(thread.prospects, rejected);
  if (left.length === 0) return thread;
  const evidence = left.map(({ address, code }) => {
    return { rule: 'rcpt-refused', where: 'smtp', quote: `${address}: ${code}` };
  });
  const text = 'The mail did not go to everybody: the server refused some of its recipients.';
  return noted(thread, { at, kind: 'refused', rule: 'rcpt-refused', text, evidence, messageId });
}
