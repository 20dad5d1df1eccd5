import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMongo } from '../../sandbox/mongo/server.ts';
import { start } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/logger.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { people, startWorld } from '../support/world.ts';

/** A free loopback port, and a database that can go away and come back on it. */
async function mongoThatComesAndGoes() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'palaan-test-away-'));
  let server = await startMongo({ dataDir });
  const { port, uri } = server;
  onTestFinished(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  return {
    port,
    uri: `${uri}/palaan`,
    goAway: () => server.close(),
    comeBack: async () => {
      server = await startMongo({ dataDir, port });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = await startMongo();
  await probe.close();
  return probe.port;
}

describe('MongoDB is away', () => {
  it('the worker waits, says so in its health, sends nothing, and goes on when it is back', async () => {
    const mongo = await mongoThatComesAndGoes();
    const port = await freePort();
    const world = await startWorld({
      config: { mongo: { uri: mongo.uri, database: 'palaan' }, health: { host: '127.0.0.1', port } },
      idle: true,
    });
    await mongo.goAway();
    const abort = new AbortController();
    const app = start(world.config, { clock: systemClock, logger: silentLogger(), signal: abort.signal });
    onTestFinished(async () => (await app).stop());
    const status = async (wanted: string): Promise<Response> => {
      for (;;) {
        const response = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
        if (response && ((await response.clone().json()) as { status: string }).status === wanted)
          return response;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    expect((await status('waiting')).status).toBe(503);
    await mongo.comeBack();
    expect((await status('ok')).status).toBe(200);
  });

  for (const [moment, words] of [
    ['while it opens its collections', 'arrivals'],
    ['while it opens its jobs', 'findAndLockNextJobIndex'],
  ] as const) {
    it(`${moment}: the worker begins again`, async () => {
      const mongo = await mongoThatComesAndGoes();
      let failures = 0;
      const proxy = await startTcpProxy(mongo.port, {
        overhear: (sent) => {
          if (failures > 0 || !(sent.includes('createIndexes') && sent.includes(words))) return;
          failures += 1;
          proxy.cut();
          proxy.restore();
        },
      });
      onTestFinished(() => proxy.close());
      const uri = `mongodb://127.0.0.1:${proxy.port}/palaan`;
      const world = await startWorld({
        config: { mongo: { uri: mongo.uri, database: 'palaan' } },
        idle: true,
      });
      const config = { ...world.config, mongo: { uri, database: 'begins' } };
      const app = await start(config, { clock: systemClock, logger: silentLogger() });
      onTestFinished(() => app.stop());
      expect(failures).toBe(1);
    });
  }

  it('in the middle of the work: no mail is lost, and none is sent twice', async () => {
    const mongo = await mongoThatComesAndGoes();
    const world = await startWorld({ config: { mongo: { uri: mongo.uri, database: 'palaan' } } });
    const { anna, jan } = people;
    const breakup = 'track+breakup@palaan.example';
    const before = await world.write({ from: anna, to: jan, bcc: breakup, subject: 'Before' });
    await world.received(anna, (mail) => mail.inReplyTo.includes(before));
    // What falls due while it is away leaves afterwards, and so does what was written meanwhile.
    await mongo.goAway();
    const during = await world.write({ from: anna, to: jan, bcc: breakup, subject: 'During' });
    await mongo.comeBack();
    await world.received(jan, (mail) => mail.references.includes(before));
    await world.received(jan, (mail) => mail.references.includes(during));
    await world.ended('silent');
    const subjects = world.inbox(jan).map((mail) => mail.subject);
    expect(subjects.sort()).toEqual(['Before', 'During', 'Re: Before', 'Re: During']);
  });
});
