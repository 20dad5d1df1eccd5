import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { planCommand } from '../../src/cli/plan.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const christmas = ['--from', '2026-12-22T15:40', '--zone', 'Europe/Helsinki', '--country', 'FI'];

let log: MockInstance<typeof console.log>;
beforeEach(() => {
  log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => log.mockRestore());

async function plan(...args: string[]): Promise<string> {
  const command = planCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await command.parseAsync([...args, '--templates', templates], { from: 'user' });
  return log.mock.calls.map(([line]) => String(line)).join('\n');
}

describe('palaan plan', () => {
  test('shows weekday, date, local time, kind and step, over Christmas and weekends', async () => {
    const lines = (await plan('gentle', ...christmas)).split('\n');
    expect(lines[0]).toBe('gentle: started Tue 2026-12-22 15:40 (Europe/Helsinki, FI)');
    expect(lines[2]).toBe('Wed  2026-12-23  15:40  email  nudge');
    expect(lines[3]).toMatch(/^Mon {2}2026-12-28 {2}(09|1[0-5]):\d\d {2}email {2}question$/);
    expect(lines.at(-2)).toMatch(/^closes as silent after 2 weeks without an answer: /);
  });

  test('prints for programs: ISO times with the offset of the zone', async () => {
    const steps = JSON.parse(await plan('gentle', ...christmas, '--json'));
    expect(steps[0]).toEqual({
      step: 'nudge',
      kind: 'email',
      at: '2026-12-23T15:40:00+02:00',
      weekday: 'Wed',
      date: '2026-12-23',
      time: '15:40',
    });
    expect(steps.at(-1).step).toBe('breakup');
  });

  test('says the same each time', async () => {
    const first = await plan('persistent', ...christmas, '--json');
    log.mockClear();
    expect(await plan('persistent', ...christmas, '--json')).toBe(first);
  });

  test('honours an agreed day, be it a holiday', async () => {
    const steps = JSON.parse(await plan('callback', ...christmas, '--agreed', '2027-01-06', '--json'));
    expect(steps.map(({ date, time }: { date: string; time: string }) => `${date} ${time}`)).toEqual([
      '2027-01-06 09:00',
      '2027-01-06 14:00',
    ]);
  });

  test('shows three rounds of what never ends', async () => {
    expect(await plan('aftercare', ...christmas)).toContain('and so on, until it is stopped');
  });

  test('warns when no holidays are counted', async () => {
    expect(await plan('gentle', '--zone', 'Europe/Helsinki')).toContain('public holidays are not counted');
  });
});

describe('palaan plan refuses', () => {
  test.each([
    [
      'an unknown sequence, and names those there are',
      ['gentel', ...christmas],
      /known are aftercare, breakup, callback/,
    ],
    ['a sequence for an agreed day without one', ['callback', ...christmas], /--agreed 2027-01-15/],
    ['a zone that is none', ['gentle', '--zone', 'Europe/Helsinky'], /time zone such as Europe\/Helsinki/],
    ['a country that is none', ['gentle', '--country', 'Finland'], /country code such as FI/],
    ['a region that the country has not', ['gentle', '--country', 'FI', '--region', 'by'], /--region BY/],
    ['a day that is none', ['gentle', '--agreed', '2027-02-30'], /a day such as 2027-01-15/],
    ['a time that is none', ['gentle', '--from', 'tomorrow'], /a time such as 2026-12-22T15:40/],
  ])('%s', async (_name, args, message) => {
    await expect(plan(...args)).rejects.toThrow(message);
  });
});
