import type { Agenda } from 'agenda';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { dueAt } from '../../domain/thread/thread.ts';
import { runDue, type StepParts } from './step.ts';

export const stepJob = 'step';
export const stepData = z.strictObject({ threadId: z.string().min(1) });

/** Machine milliseconds after which Agenda hands a job to another worker; longer than any send may take. */
const LOCK_MS = 10 * 60_000;

/** One job for each running thread: its alarm. What is due is read from the thread itself when it rings. */
export function defineStepJob(agenda: Agenda, parts: StepParts): void {
  agenda.define<z.infer<typeof stepData>>(
    stepJob,
    async (job) => {
      const { threadId } = stepData.parse(job.attrs.data);
      await runDue(threadId, parts);
      // Agenda writes the job back after this function: a new due time has to be in what it writes.
      const thread = await parts.threads.get(threadId);
      const due = thread && dueAt(thread);
      job.attrs.nextRunAt = due ? later(due, parts.clock) : null;
    },
    {
      lockLifetime: LOCK_MS,
      concurrency: 20,
      removeOnComplete: true,
      // A failed run (the database went away) rings again; the sweep finds those whose failure was not stored.
      backoff: ({ attempt }) => parts.clock.realMs(60_000) * Math.min(attempt, 10),
    },
  );
}

/** Never in the very past: Agenda would run it again at once, and something that cannot move would spin. */
function later(due: Date, clock: Clock): Date {
  const soonest = new Date(Date.now() + 50);
  const real = clock.toReal(due);
  return real < soonest ? soonest : real;
}
