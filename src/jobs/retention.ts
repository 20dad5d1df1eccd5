import type { Agenda } from 'agenda';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { reason } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { RetentionStore } from '../store/retention.ts';

export const retentionJob = 'retention';

export interface RetentionParts {
  config: Pick<Config, 'retention'>;
  clock: Clock;
  logger: Logger;
  retention: RetentionStore;
}

const DAY_MS = 86_400_000;
/** Machine milliseconds: however fast a story's days pass, there is other work to do. */
const SOONEST_MS = 60_000;

/** Once a day, one worker deletes what has been kept long enough. */
export async function defineRetentionJob(agenda: Agenda, parts: RetentionParts): Promise<void> {
  agenda.define(retentionJob, () => deleteOld(parts), { concurrency: 1, lockLifetime: 10 * 60_000 });
  await agenda.every(Math.max(SOONEST_MS, parts.clock.realMs(DAY_MS)), retentionJob);
}

/** Deletes ended threads and records of mails whose time is over. What still runs, waits or reminds is kept. */
export async function deleteOld({ config, clock, logger, retention }: RetentionParts): Promise<void> {
  const { endedThreadsDays, arrivalsDays } = config.retention;
  const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  try {
    const threads = await retention.deleteThreads(ago(endedThreadsDays));
    const notices = await retention.deleteNotices(ago(endedThreadsDays));
    const arrivals = await retention.deleteArrivals(ago(arrivalsDays));
    if (threads + notices + arrivals > 0) {
      logger.info({ threads, notices, arrivals }, 'what was older than its retention time is deleted');
    }
  } catch (error) {
    logger.warn(
      { error: reason(error) },
      'old documents could not be deleted; tomorrow they are tried again',
    );
  }
}
