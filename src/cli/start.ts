import { Command } from 'commander';
import { start } from '../app.ts';
import { reason } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { isAway } from '../store/database.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption, readConfig } from './config-option.ts';
import { patienceFromEnvironment } from './sandbox.ts';

/** `palaan start`: the worker. Any number of them may share one MongoDB. */
export function startCommand(): Command {
  return new Command('start')
    .description('watch the mailboxes and send what is due, until SIGTERM')
    .addOption(configOption())
    .action(async (options: { config: string }) => {
      const config = await readConfig(options);
      const logger = createLogger(config.log.level);
      const clock = clockFromEnvironment();
      const patience = patienceFromEnvironment(clock);
      // Agenda gives locks back without waiting for the database: when that is away, nobody hears the refusal.
      process.on('unhandledRejection', (error) => {
        if (!isAway(error)) throw error;
        logger.debug({ error: reason(error) }, 'a job’s lock could not be given back; it ends by itself');
      });
      const interrupted = new AbortController();
      const stopped = new Promise<string>((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
      }).then((signal) => {
        logger.info({ signal }, 'stopping: what is being sent is finished first');
        // A second signal means that somebody is in a hurry.
        process.once('SIGINT', () => process.exit(130));
        interrupted.abort();
      });
      try {
        const app = await start(config, { clock, logger, signal: interrupted.signal, ...patience });
        await stopped;
        await app.stop();
      } catch (error) {
        // Stopped while it still waited for its database: nothing was begun.
        if (!interrupted.signal.aborted) throw error;
      }
      // All is closed; but Agenda keeps a timer of minutes for each job that it has run, done or not.
      process.exit();
    });
}
