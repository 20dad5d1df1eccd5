import type { Thread } from '../../domain/thread/thread.ts';

/**
 * The transition, as long as nobody has changed the thread since it was read. Another worker may have sent this very
 * step meanwhile: a hold or a new time for it must never fall upon the next one, whose wait has only begun.
 */
export function still(read: Thread, transition: (thread: Thread) => Thread): (thread: Thread) => Thread {
  return (newest) => (newest.version === read.version ? transition(newest) : newest);
}

/**
 * The transition, as long as this step is the next one. For the worker that holds its reservation: what it learned of
 * the step counts, whatever others, who could only wait, have noted meanwhile.
 */
export function stillNext(
  occurrence: number,
  transition: (thread: Thread) => Thread,
): (thread: Thread) => Thread {
  return (newest) =>
    newest.status !== 'ended' && newest.next?.kind === 'step' && newest.next.occurrence === occurrence
      ? transition(newest)
      : newest;
}
