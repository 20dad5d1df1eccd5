import { describe, expect, test } from 'vitest';
import { pauseCommand, resumeCommand } from '../../src/cli/pause.ts';
import { threadsCommand } from '../../src/cli/threads.ts';
import { anOffice } from '../support/command.ts';

describe('palaan pause and resume', () => {
  test('pull the brake and let it go, for all workers', async () => {
    const { run, stores } = await anOffice();
    expect(await run(pauseCommand(), '--all', '--reason', 'wrong template')).toMatch(
      /^Paused since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(wrong template\): nothing is sent until palaan resume\.$/,
    );
    expect(await stores.brake.pause()).toMatchObject({ reason: 'wrong template' });
    expect(await run(resumeCommand())).toContain('Sending goes on');
    expect(await stores.brake.pause()).toBeNull();
    expect(await run(resumeCommand())).toBe('Nothing was paused.');
  });

  test('say so in JSON', async () => {
    const { run } = await anOffice();
    expect(JSON.parse(await run(pauseCommand(), '--all', '--json'))).toMatchObject({
      paused: true,
      reason: '',
    });
    expect(JSON.parse(await run(resumeCommand(), '--json'))).toMatchObject({
      paused: false,
      was: { reason: '' },
    });
  });

  test('need a clear word', async () => {
    const { run, stores } = await anOffice();
    await expect(run(pauseCommand())).rejects.toThrow('palaan pause --all');
    expect(await stores.brake.pause()).toBeNull();
  });

  test('show in the list of threads', async () => {
    const { run } = await anOffice();
    expect(await run(threadsCommand())).not.toContain('Paused');
    await run(pauseCommand(), '--all');
    expect((await run(threadsCommand())).split('\n')[0]).toMatch(/^Paused since/);
    expect(JSON.parse(await run(threadsCommand(), '--json'))).toEqual([]);
  });
});
