import type { Agenda } from 'agenda';

/** The jobs that run in this process at the moment. */
export interface UnderWay {
  /** Resolves when none runs, or when so many milliseconds have passed. */
  none(patienceMs: number): Promise<void>;
}

/**
 * Counts the jobs that have begun and not ended. Agenda's own `drain` cannot be used for that: it may miss the last
 * job, where that is removed after it has completed, and a second call returns at once, whatever runs.
 */
export function jobsUnderWay(agenda: Agenda): UnderWay {
  let count = 0;
  let tell = (): void => {};
  agenda.on('start', () => {
    count += 1;
  });
  agenda.on('complete', () => {
    count -= 1;
    if (count === 0) tell();
  });
  return {
    async none(patienceMs) {
      if (count === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        tell = resolve;
        timer = setTimeout(resolve, patienceMs);
      });
      clearTimeout(timer);
    },
  };
}
