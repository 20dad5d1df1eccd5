import { describe, expect, it, onTestFinished } from 'vitest';
import { type Health, serveHealth } from '../../src/web/health.ts';

const well: Health = {
  database: true,
  mailboxes: [
    { id: 'tracking', watching: true, readable: true },
    { id: 'anna', watching: false, readable: false },
  ],
  paused: false,
  threads: { running: 3, held: 1 },
  unknownDeliveries: 0,
  unreadableMails: 0,
};

async function served(health: Health): Promise<(path: string) => Promise<Response>> {
  const server = await serveHealth({ host: '127.0.0.1', port: 0 }, async () => health);
  onTestFinished(() => server.close());
  return (path) => fetch(`http://127.0.0.1:${server.port}${path}`);
}

describe('an operator asks whether it is healthy', () => {
  it('200 while the database answers and every mailbox that is watched can be read', async () => {
    const response = await (await served(well))('/health');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', threads: { running: 3 } });
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it.each([
    ['the database is away', { ...well, database: false, threads: null }],
    [
      'a mailbox cannot be read',
      { ...well, mailboxes: [{ id: 'tracking', watching: true, readable: false }] },
    ],
  ])('503 while %s', async (_what, health) => {
    expect((await (await served(health))('/health')).status).toBe(503);
  });

  it('with figures for Prometheus', async () => {
    const text = await (await (await served({ ...well, paused: true }))('/metrics')).text();
    expect(text).toContain('palaan_database_up 1');
    expect(text).toContain('palaan_paused 1');
    expect(text).toContain('palaan_mailbox_readable{mailbox="tracking"} 1');
    expect(text).not.toContain('mailbox="anna"');
    expect(text).toContain('palaan_threads{state="held"} 1');
  });
});
