import { Argument, Command } from 'commander';
import { normalizeAddress } from '../domain/addresses.ts';
import { PalaanError } from '../errors.ts';
import type { Traces } from '../store/people.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption } from './config-option.ts';
import { refuseOwn } from './suppress.ts';
import { withStores } from './with-stores.ts';

const more = `
Threads that are about this person alone are deleted with everything that belongs to them. Out of threads with
others the address, the name and the words are taken. Mail in mailboxes is not touched: delete it there.

The address is suppressed too, as a keyed hash, so that no seller starts anew with somebody who was to be forgotten;
palaan suppress --remove takes that back. With --no-suppress the address may be written to again. A person's own
opt-out stays in either case.`;

/** `palaan forget ADDRESS`: erases a person everywhere. Asks nothing, so that it can be scripted. */
export function forgetCommand(): Command {
  return new Command('forget')
    .description('erase a person everywhere, and never write to them again')
    .addArgument(new Argument('<address>', 'the person’s address'))
    .addOption(configOption())
    .option('--dry-run', 'only count what would be erased')
    .option('--no-suppress', 'the address may be written to again')
    .option('--json', 'print the counts as JSON')
    .addHelpText('after', more)
    .action(async (written: string, options: Options) => {
      const address = normalizeAddress(written);
      if (!address) throw new PalaanError(`${JSON.stringify(written)} is no address.`);
      await withStores(options, async (desk) => {
        refuseOwn(address, desk.config);
        const dryRun = options.dryRun ?? false;
        const now = clockFromEnvironment().now();
        // First, so that a start that comes in the meantime is refused.
        if (options.suppress && !dryRun) await desk.stores.suppressions.add(address, 'forgotten', now);
        const traces = await desk.people.forget(address, { now, dryRun });
        const suppressed = await desk.stores.suppressions.has(address);
        console.log(
          options.json
            ? JSON.stringify({ dryRun, ...traces, suppressed })
            : sentences(traces, dryRun, suppressed),
        );
      });
    });
}

interface Options {
  config: string;
  dryRun?: boolean;
  suppress: boolean;
  json?: boolean;
}

function sentences(traces: Traces, dryRun: boolean, suppressed: boolean): string {
  const { threads, sharedThreads, deliveries, notices, arrivals, jobs } = traces;
  const counts = [
    `${dryRun ? 'To be deleted' : 'Deleted'}: threads about this person alone ${threads}, deliveries ${deliveries}, jobs ${jobs}.`,
    `${dryRun ? 'To be cleaned or deleted' : 'Cleaned or deleted'}: threads with others ${sharedThreads}, notices ${notices}, records of mails ${arrivals}.`,
  ];
  if (dryRun) return counts.join('\n');
  return [
    ...counts,
    suppressed ? 'Nobody writes to this address again.' : 'The address may be written to again.',
  ].join('\n');
}
