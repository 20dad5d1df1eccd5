import { describe, expect, test } from 'vitest';
import { forgetCommand } from '../../src/cli/forget.ts';
import { aThread, monday } from '../support/builders.ts';
import { anOffice } from '../support/command.ts';

const jan = 'jan@prospect.example';

describe('palaan forget', () => {
  test('erases the person, counts what it did, and keeps them from being written to', async () => {
    const { run, stores } = await anOffice();
    await stores.threads.insert(aThread({ id: 'jan' }));
    const printed = await run(forgetCommand(), jan);
    expect(printed).toContain('threads about this person alone 1');
    expect(printed).toContain('Nobody writes to this address again.');
    expect(await stores.threads.get('jan')).toBeNull();
    expect(await stores.suppressions.about(jan)).toMatchObject([{ reasons: ['forgotten'], byHand: true }]);
  });

  test('lets a thread with others go on', async () => {
    const { run, stores } = await anOffice();
    const prospects = [jan, 'eva@prospect.example'].map((address) => ({ address, name: '', dead: false }));
    await stores.threads.insert(aThread({ id: 'both', prospects }));
    await run(forgetCommand(), jan);
    expect(await stores.threads.get('both')).toMatchObject({
      status: 'running',
      prospects: [{ address: 'eva@prospect.example' }],
    });
  });

  test('--no-suppress leaves the address free, but never against the person’s own no', async () => {
    const { run, stores } = await anOffice();
    expect(JSON.parse(await run(forgetCommand(), jan, '--no-suppress', '--json'))).toMatchObject({
      suppressed: false,
    });
    await stores.suppressions.add(jan, 'opt-out', monday);
    expect(JSON.parse(await run(forgetCommand(), jan, '--no-suppress', '--json'))).toMatchObject({
      suppressed: true,
    });
  });

  test('--dry-run counts and changes nothing', async () => {
    const { run, stores } = await anOffice();
    await stores.threads.insert(aThread({ id: 'jan' }));
    expect(JSON.parse(await run(forgetCommand(), jan, '--dry-run', '--json'))).toEqual({
      dryRun: true,
      threads: 1,
      sharedThreads: 0,
      deliveries: 0,
      notices: 0,
      arrivals: 0,
      jobs: 0,
      suppressed: false,
    });
    expect(await stores.threads.get('jan')).not.toBeNull();
  });

  test('wants an address, and not a seller’s', async () => {
    const { run } = await anOffice();
    await expect(run(forgetCommand(), 'prospect.example')).rejects.toThrow('no address');
    await expect(run(forgetCommand(), 'anna@seller.example')).rejects.toThrow('stands in palaan.yaml');
  });
});
