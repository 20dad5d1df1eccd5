import type { Finding, FollowUp, Rules } from '../check.ts';
import { stepOf } from '../steps.ts';

/** The same step twice: by its Message-ID, or by the words of its template; and steps in the wrong order. */
export function duplicates(followUps: readonly FollowUp[], { steps }: Rules): Finding[] {
  const findings: Finding[] = [];
  const ids = new Set<string>();
  const last = new Map<string, number>();
  for (const { thread, letter } of followUps) {
    const complain = (detail: string) =>
      findings.push({ kind: 'duplicate', project: thread.project, detail: `${letter.id} ${detail}` });
    if (ids.has(letter.id)) complain('came twice');
    ids.add(letter.id);
    const number = stepOf(letter.text, steps.get(thread.sequence) ?? []);
    const before = last.get(thread.startId) ?? -1;
    if (number < 0) complain('is no mail of its sequence');
    else if (number <= before) complain(`is step ${number + 1}, after step ${before + 1}`);
    last.set(thread.startId, Math.max(before, number));
  }
  return findings;
}
