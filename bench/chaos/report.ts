import type { FindingKind } from './check.ts';
import type { ChaosReport } from './run.ts';

const kinds: Readonly<Record<FindingKind, string>> = {
  'after-answer': 'mails after a visible answer',
  'in-pause': 'mails while somebody was away or had been asked',
  duplicate: 'duplicates',
  'off-hours': 'mails outside the window',
  'lost-answer': 'lost answers',
  hang: 'threads that hang',
  untold: 'sellers who were not told',
  stranger: 'mails to strangers',
  crash: 'workers that ended by themselves',
};

/** What a person reads after a run. */
export function describe(report: ChaosReport): string {
  const { seed, threads, followUps, letters, days, seconds, findings, crossings, faults } = report;
  const struck = [...faults.values()].reduce((sum, count) => sum + count, 0);
  const counts = Object.entries(kinds).map(([kind, words]) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return `${String(count).padStart(5)}  ${words}`;
  });
  const details = findings.slice(0, 40).map(({ kind, project, detail }) => `  ${kind}: ${project} ${detail}`);
  return [
    `seed ${seed}: ${threads} threads, ${followUps} follow-ups, ${letters} mails from Palaan, ${struck} faults, ${days} days in ${seconds} s`,
    ...counts,
    `       (${crossings.count} follow-ups were under way when the answer came, by ${crossings.longestMs} ms at most)`,
    ...details,
    ...(findings.length > 0
      ? [
          `It begins again with: npm run chaos -- --seed ${seed} --threads ${threads}`,
          `Logs and data: ${report.folder}`,
        ]
      : []),
  ].join('\n');
}
