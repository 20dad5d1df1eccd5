import Fastify from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** How this worker is, at one moment. */
export interface Health {
  /** Whether MongoDB answers; without it nothing is sent and nothing is lost. */
  database: boolean;
  /** Mailboxes by their id in palaan.yaml. `watching`: by this worker, rather than by another one. */
  mailboxes: { id: string; watching: boolean; readable: boolean }[];
  /** Nothing leaves until the operator resumes. */
  paused: boolean;
  /** Threads by state; null while the database is away. */
  threads: { running: number; held: number } | null;
  /** Mails whose fate is unknown, and those that nobody could read: both want a person. */
  unknownDeliveries: number | null;
  unreadableMails: number | null;
}

export interface HealthServer {
  /** The port that it listens on. */
  port: number;
  close(): Promise<void>;
}

/**
 * `GET /health` for a container's health check (200, or 503 while something that sending needs is away) and
 * `GET /metrics` for Prometheus. No address and no text of anybody is shown; there is nothing to write to.
 *
 * @throws when the port cannot be had.
 */
export async function serveHealth(
  listen: { host: string; port: number },
  health: () => Promise<Health>,
): Promise<HealthServer> {
  const server = Fastify({ logger: false, bodyLimit: 1024, requestTimeout: 10_000 });
  const metrics = healthMetrics(health);
  server.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', "default-src 'none'");
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
  });
  server.get('/health', async (_request, reply) => {
    const now = await health();
    const well = now.database && now.mailboxes.every((mailbox) => !mailbox.watching || mailbox.readable);
    return reply.code(well ? 200 : 503).send({ status: well ? 'ok' : 'waiting', ...now });
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  await server.listen(listen);
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : listen.port,
    close: () => server.close(),
  };
}

function healthMetrics(health: () => Promise<Health>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const database = gauge('palaan_database_up', '1 while MongoDB answers');
  const paused = gauge('palaan_paused', '1 while the emergency brake is on');
  const readable = gauge(
    'palaan_mailbox_readable',
    '1 while a mailbox that this worker watches can be read',
    ['mailbox'],
  );
  const threads = gauge('palaan_threads', 'threads that have not ended, by state', ['state']);
  const unknown = gauge('palaan_unknown_deliveries', 'mails that may or may not have left');
  const unreadable = gauge('palaan_unreadable_mails', 'mails that nobody could read');
  const collect = registry.metrics.bind(registry);
  registry.metrics = async () => {
    const now = await health();
    database.set(Number(now.database));
    paused.set(Number(now.paused));
    readable.reset();
    for (const mailbox of now.mailboxes) {
      if (mailbox.watching) readable.set({ mailbox: mailbox.id }, Number(mailbox.readable));
    }
    for (const state of ['running', 'held'] as const)
      threads.set({ state }, now.threads?.[state] ?? Number.NaN);
    unknown.set(now.unknownDeliveries ?? Number.NaN);
    unreadable.set(now.unreadableMails ?? Number.NaN);
    return collect();
  };
  return registry;
}
