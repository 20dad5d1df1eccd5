import type { Config } from './config.ts';
import { reason } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Stores } from './store/stores.ts';
import { type Health, type HealthServer, serveHealth } from './web/health.ts';

/** Asking for health must not wait for a database that hangs. */
const PATIENCE_MS = 3_000;

/** How this worker is; `stores` is undefined while the database has not been reached yet. */
export async function healthOf(stores: Stores | undefined, mailboxes: Health['mailboxes']): Promise<Health> {
  const away = {
    database: false,
    paused: false,
    threads: null,
    unknownDeliveries: null,
    unreadableMails: null,
  };
  if (!stores) return { ...away, mailboxes };
  try {
    return { ...(await soon(counted(stores))), mailboxes };
  } catch {
    return { ...away, mailboxes };
  }
}

async function counted({ threads, deliveries, arrivals, brake }: Stores): Promise<Omit<Health, 'mailboxes'>> {
  const [counts, unknownDeliveries, unreadableMails, pause] = await Promise.all([
    threads.count(),
    deliveries.countUnknown(),
    arrivals.countUnreadable(),
    brake.pause(),
  ]);
  return { database: true, paused: pause !== null, threads: counts, unknownDeliveries, unreadableMails };
}

async function soon<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Serves health where palaan.yaml names a port. A port that is taken is no reason not to watch the mail. */
export async function openHealth(
  config: Config,
  logger: Logger,
  health: () => Promise<Health>,
): Promise<HealthServer | null> {
  const { host, port } = config.health;
  if (port === undefined) return null;
  try {
    return await serveHealth({ host, port }, health);
  } catch (error) {
    logger.error({ port, error: reason(error) }, 'health cannot be served; everything else goes on');
    return null;
  }
}
