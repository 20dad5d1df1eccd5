import { Command } from 'commander';
import { start } from '../app.ts';
import { systemClock } from '../clock.ts';
import { createLogger } from '../logger.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption, readConfig } from './config-option.ts';

/** `palaan start`: the worker. Any number of them may share one MongoDB. */
export function startCommand(): Command {
  return new Command('start')
    .description('watch the mailboxes and send what is due, until SIGTERM')
    .addOption(configOption())
    .action(async (options: { config: string }) => {
      const config = await readConfig(options);
      const logger = createLogger(config.log.level);
      const clock = clockFromEnvironment();
      const app = await start(config, {
        clock,
        logger,
        ...(clock === systemClock ? {} : { processEveryMs: 100 }),
      });
      const stopped = new Promise<string>((resolve) => {
        process.once('SIGTERM', resolve);
        process.once('SIGINT', resolve);
      });
      const signal = await stopped;
      logger.info({ signal }, 'stopping: what is being sent is finished first');
      // A second signal means that somebody is in a hurry.
      process.once('SIGINT', () => process.exit(130));
      await app.stop();
    });
}
