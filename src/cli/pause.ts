import { Command } from 'commander';
import { PalaanError } from '../errors.ts';
import type { Pause } from '../store/brake.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption } from './config-option.ts';
import { withStores } from './with-stores.ts';

const more = `
Everything that Palaan would send is held: follow-ups, tasks and its own mails to sellers. A mail that is being
handed over at this moment still leaves. Reading goes on: answers stop their threads, and sellers' commands count.
palaan resume lets it go; what fell due meanwhile leaves spread out, under the limits in palaan.yaml.`;

/** `palaan pause --all`: the emergency brake, for all workers. */
export function pauseCommand(): Command {
  return new Command('pause')
    .description('emergency brake: nothing is sent until palaan resume')
    .addOption(configOption())
    .option('--all', 'say it, so that nobody pulls the brake by a slip')
    .option('--reason <text>', 'for whoever wonders why', '')
    .option('--json', 'print the pause as JSON')
    .addHelpText('after', more)
    .action(async (options: { config: string; all?: boolean; reason: string; json?: boolean }) => {
      if (!options.all) {
        throw new PalaanError(
          'Write palaan pause --all: the brake is one, for everything. A single thread is ended with palaan stop.',
        );
      }
      await withStores(options, async ({ stores: { brake } }) => {
        const pause = await brake.pull(clockFromEnvironment().now(), options.reason.slice(0, 200));
        console.log(options.json ? JSON.stringify({ paused: true, ...pause }) : pausedLine(pause));
      });
    });
}

/** `palaan resume`: sending goes on. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('let go of the emergency brake')
    .addOption(configOption())
    .option('--json', 'print the result as JSON')
    .action(async (options: { config: string; json?: boolean }) => {
      await withStores(options, async ({ stores: { brake } }) => {
        const pause = await brake.release();
        if (options.json) console.log(JSON.stringify({ paused: false, was: pause }));
        else console.log(pause ? 'Sending goes on; what fell due is spread out.' : 'Nothing was paused.');
      });
    });
}

/** One line that says that nothing leaves, since when and why. */
export function pausedLine({ since, reason }: Pause): string {
  const why = reason ? ` (${reason})` : '';
  return `Paused since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC${why}: nothing is sent until palaan resume.`;
}
