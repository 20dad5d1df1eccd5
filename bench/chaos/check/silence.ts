import type { Finding, FollowUp, Rules } from '../check.ts';

/** Follow-ups that left although an answer (or anything else that ends a thread) was there to be read. */
export function sentWhenSilent(followUps: readonly FollowUp[], rules: Rules): Finding[] {
  return followUps.flatMap(({ thread, letter }) =>
    thread.stops
      .filter((stop) => letter.begunAt - stop.at > (stop.elsewhere ? rules.elsewhereMs : rules.graceMs))
      .slice(0, 1)
      .map((stop) => ({
        kind: 'after-answer' as const,
        project: thread.project,
        detail: `${letter.id} began ${letter.begunAt - stop.at} ms after this was visible: ${stop.why}`,
      })),
  );
}

/** Follow-ups that left while the prospect was away, or while the seller had been asked and had not answered. */
export function sentInPauses(followUps: readonly FollowUp[], rules: Rules): Finding[] {
  return followUps.flatMap(({ thread, letter }) =>
    thread.pauses
      .filter(({ from, until }) => letter.begunAt - from > rules.graceMs && letter.begunAt < until)
      .map((pause) => ({
        kind: 'in-pause' as const,
        project: thread.project,
        detail: `${letter.id} began ${letter.begunAt - pause.from} ms after this was visible: ${pause.why}`,
      })),
  );
}

/** What nobody could have helped: the answer came while the mail was on its way out. */
export function crossings(followUps: readonly FollowUp[]): { count: number; longestMs: number } {
  const late = followUps.flatMap(({ thread, letter }) =>
    thread.stops
      .filter((stop) => !stop.elsewhere && letter.begunAt > stop.at)
      .map((stop) => letter.begunAt - stop.at),
  );
  return { count: late.length, longestMs: Math.max(0, ...late) };
}
