import { expect, it } from 'vitest';
import { openWorld } from '../../../sandbox/demo/world.ts';

it('the demo’s worker starts as a process of its own, and ends by itself when it is asked to', async () => {
  const world = await openWorld({ start: new Date('2026-11-13T12:00:00Z'), daysPerSecond: 1 });
  try {
    await world.worker.watching;
    await world.worker.stop();
    expect(await world.worker.ended).toBe(0);
  } finally {
    await world.close();
  }
}, 60_000);
