import { describe, expect, test } from 'vitest';
import { suppressCommand, suppressionsCommand } from '../../src/cli/suppress.ts';
import { aThread, monday } from '../support/builders.ts';
import { anOffice } from '../support/command.ts';

const at = (address: string) => ({ prospects: [{ address, name: '', dead: false }] });

describe('palaan suppress', () => {
  test('stops what runs with the address, and says so in the timeline', async () => {
    const { run, stores } = await anOffice();
    await stores.threads.insert(aThread({ id: 'jan' }));
    await stores.threads.insert(aThread({ id: 'eva', token: 'tokeneva', ...at('eva@prospect.example') }));
    expect(await run(suppressCommand(), 'Jan@Prospect.example')).toBe(
      'Jan@Prospect.example is suppressed; 1 thread was stopped.',
    );
    expect(await stores.threads.get('jan')).toMatchObject({ status: 'ended', end: { reason: 'opt-out' } });
    expect((await stores.threads.get('jan'))?.timeline.at(-1)).toMatchObject({ rule: 'suppressed' });
    expect(await stores.threads.get('eva')).toMatchObject({ status: 'running' });
    expect(await stores.suppressions.has('jan@prospect.example')).toBe(true);
  });

  test('of a domain stops everybody there and below', async () => {
    const { run, stores } = await anOffice();
    await stores.threads.insert(aThread({ id: 'jan' }));
    await stores.threads.insert(aThread({ id: 'eva', token: 'tokeneva', ...at('eva@eu.prospect.example') }));
    await stores.threads.insert(aThread({ id: 'pia', token: 'tokenpia', ...at('pia@other.example') }));
    const printed = JSON.parse(await run(suppressCommand(), 'prospect.example', '--json'));
    expect(printed).toEqual({ suppressed: true, stoppedThreads: 2 });
    expect((await stores.threads.list({ status: 'running' }, 10)).map(({ id }) => id)).toEqual(['pia']);
    expect(await stores.suppressions.has('anyone@prospect.example')).toBe(true);
  });

  test('also takes away the reminder of a day that the person proposed', async () => {
    const { run, stores } = await anOffice();
    const end = { reason: 'deferred' as const, at: monday };
    const next = { kind: 'remind' as const, at: monday, quote: 'in March' };
    await stores.threads.insert({ ...aThread({ id: 'jan' }), status: 'ended', end, next });
    await run(suppressCommand(), 'jan@prospect.example');
    expect(await stores.threads.get('jan')).toMatchObject({ status: 'ended', end, next: null });
  });

  test('by hand can be taken back', async () => {
    const { run, stores } = await anOffice();
    await run(suppressCommand(), 'prospect.example');
    expect(await run(suppressCommand(), 'prospect.example', '--remove')).toContain('may be written to again');
    expect(await stores.suppressions.has('jan@prospect.example')).toBe(false);
    expect(await run(suppressCommand(), 'prospect.example', '--remove')).toContain('was not suppressed');
  });

  test('never takes back a person’s own no', async () => {
    const { run, stores } = await anOffice();
    await stores.suppressions.add('jan@prospect.example', 'opt-out', monday);
    await run(suppressCommand(), 'jan@prospect.example');
    await expect(run(suppressCommand(), 'jan@prospect.example', '--remove')).rejects.toThrow('for ever');
    expect(await stores.suppressions.has('jan@prospect.example')).toBe(true);
  });

  test.each(['com', 'jan', '@', 'jan@'])('%s is refused with what to write', async (written) => {
    const { run } = await anOffice();
    await expect(run(suppressCommand(), written)).rejects.toThrow('write jan@company.example');
  });

  test('a seller’s own address is a slip', async () => {
    const { run } = await anOffice();
    await expect(run(suppressCommand(), 'anna@seller.example')).rejects.toThrow('stands in palaan.yaml');
  });
});

describe('palaan suppressions', () => {
  test('lists hashes with kind, reason and day, and no address', async () => {
    const { run, stores } = await anOffice();
    expect(await run(suppressionsCommand())).toBe('Nobody is suppressed.');
    await stores.suppressions.add('jan@prospect.example', 'opt-out', monday);
    await run(suppressCommand(), 'other.example');
    const lines = (await run(suppressionsCommand())).split('\n');
    expect(lines[0]).toMatch(/^hash +kind +reasons +since +can be taken back$/);
    expect(
      lines
        .slice(1)
        .sort((a, b) => a.length - b.length)
        .join('\n'),
    ).toMatch(/address +opt-out +2026-11-02 +no/);
    expect(lines.join('\n')).toMatch(/domain +operator +\S+ +yes/);
    expect(lines.join('\n')).not.toMatch(/jan|example/);
  });

  test('tells of one address by what it is suppressed', async () => {
    const { run, stores } = await anOffice();
    await stores.suppressions.add('@prospect.example', 'operator', monday);
    expect(await run(suppressionsCommand(), '--check', 'jan@prospect.example')).toContain('domain');
    expect(await run(suppressionsCommand(), '--check', 'jan@other.example')).toBe(
      'jan@other.example is not suppressed.',
    );
    expect(
      JSON.parse(await run(suppressionsCommand(), '--check', 'jan@prospect.example', '--json')),
    ).toMatchObject([{ kind: 'domain', reasons: ['operator'], byHand: true }]);
  });
});
