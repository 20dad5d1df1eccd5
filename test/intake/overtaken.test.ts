import { beforeEach, expect, it } from 'vitest';
import type { IntakeParts } from '../../src/intake/parts.ts';
import { later } from '../support/builders.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';
import { takeRaw } from '../support/taking.ts';

const { anna, track } = seats;
const jan = 'jan@prospect.example';

let world: StillWorld;
beforeEach(async () => {
  world = await stillWorld();
});

function mail(fields: Record<string, string>): string {
  const all = { Date: later(0).toUTCString(), Subject: 'New website', ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${lines.join('')}\r\nHello.\r\n`;
}

const start = mail({ From: anna, To: jan, Cc: track, 'Message-ID': '<start@seller.example>' });

async function toTakeAgain(parts: IntakeParts): Promise<number> {
  return (await parts.arrivals.toTakeAgain([parts.config.tracking.mailbox.id])).length;
}

const early = {
  'an answer that names the start': mail({
    From: jan,
    To: track,
    'Message-ID': '<1@prospect.example>',
    'In-Reply-To': '<start@seller.example>',
  }),
  'a question of the prospect’s own': mail({
    From: jan,
    To: track,
    'Message-ID': '<2@x.example>',
    Subject: 'Hi',
  }),
  'a colleague’s mail': mail({
    From: 'eva@prospect.example',
    To: track,
    'Message-ID': '<3@prospect.example>',
    Subject: 'Hi',
  }),
  'a mail with the same subject': mail({
    From: 'pia@other.example',
    To: track,
    'Message-ID': '<4@other.example>',
  }),
};

for (const [what, raw] of Object.entries(early)) {
  it(`${what}, read before the start, is asked for when the thread opens, and heard`, async () => {
    const parts = world.parts();
    await takeRaw(raw, parts);
    expect(await toTakeAgain(parts)).toBe(0);
    await takeRaw(start, parts);
    expect(await toTakeAgain(parts)).toBe(1);
    await takeRaw(raw, parts);
    const [thread] = await world.stores.threads.list({}, 10);
    expect(thread?.status).not.toBe('running');
    expect(await toTakeAgain(parts)).toBe(0);
  });
}

it('an answer is heard, too, when a worker read it first whose clock is hours behind', async () => {
  const parts = world.parts();
  const slow = { ...parts, clock: { ...parts.clock, now: () => later(-5) } };
  const raw = early['an answer that names the start'];
  await takeRaw(raw, slow);
  await takeRaw(start, parts);
  expect(await toTakeAgain(parts)).toBe(1);
});

it('an answer is heard, too, when the thread opens while its threads are being looked for', async () => {
  const parts = world.parts();
  const { threads } = parts;
  const raw = early['an answer that names the start'];
  let opens = true;
  parts.threads = {
    ...threads,
    candidates: async (...asked) => {
      const found = await threads.candidates(...asked);
      if (opens) {
        opens = false;
        await takeRaw(start, { ...parts, threads });
      }
      return found;
    },
  };
  await takeRaw(raw, parts);
  expect(await toTakeAgain(parts)).toBe(1);
  await takeRaw(raw, parts);
  const [thread] = await world.stores.threads.list({}, 10);
  expect(thread?.end?.reason).toBe('answered');
});

it('private mail that belongs to nothing is not asked for', async () => {
  const parts = world.parts();
  await takeRaw(
    mail({ From: 'pia@other.example', To: track, 'Message-ID': '<5@other.example>', Subject: 'Sauna' }),
    parts,
  );
  await takeRaw(start, parts);
  expect(await toTakeAgain(parts)).toBe(0);
});
