import { expect, it } from 'vitest';
import { describe as inWords } from '../../bench/chaos/report.ts';
import { runChaos } from '../../bench/chaos/run.ts';

// The short one of `npm run chaos`: the same machine, a story of two weeks.
it('a fortnight of follow-ups by two workers keeps every promise while they, MongoDB and the mail servers fail', async () => {
  const report = await runChaos({
    seed: 7,
    threads: 12,
    length: 'fortnight',
    daySeconds: 1.5,
    workers: 2,
    faults: 12,
  });
  console.log(inWords(report));
  expect(report.findings).toEqual([]);
  expect(report.followUps).toBeGreaterThan(5);
}, 240_000);
