import { Argument, Command } from 'commander';
import type { Config } from '../config.ts';
import { normalizeAddress } from '../domain/addresses.ts';
import { ownedDomain } from '../domain/mail-domain.ts';
import { stopped } from '../domain/thread/step.ts';
import { PalaanError } from '../errors.ts';
import type { Suppression } from '../store/suppressions.ts';
import { changeThread } from '../store/threads.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption } from './config-option.ts';
import { table } from './output.ts';
import { type Desk, withStores } from './with-stores.ts';

interface Options {
  config: string;
  json?: boolean;
}

/** `palaan suppress ADDRESS|DOMAIN`: nobody writes there again. */
export function suppressCommand(): Command {
  return new Command('suppress')
    .description('never write to an address, or to anybody at a domain, again; what runs there stops at once')
    .addArgument(new Argument('<target>', 'an address, or a domain with all below it'))
    .addOption(configOption())
    .option('--remove', 'take back what was suppressed by hand; a person’s own no stays for ever')
    .option('--json', 'print the result as JSON')
    .action(async (written: string, options: Options & { remove?: boolean }) => {
      const target = targetOf(written);
      await withStores(options, async (desk) => {
        const result = options.remove ? await takeBack(target, desk) : await suppress(target, desk);
        console.log(options.json ? JSON.stringify(result) : sentence(written, result));
      });
    });
}

/** `palaan suppressions`: who is suppressed, as far as it can be told without storing who it is. */
export function suppressionsCommand(): Command {
  return new Command('suppressions')
    .description('list what is suppressed (hashes alone are stored), or ask about one address')
    .addOption(configOption())
    .option('--check <target>', 'whether an address or a domain is suppressed, and by what')
    .option('--limit <n>', 'at most so many, newest first', '100')
    .option('--json', 'print a JSON array')
    .action(async (options: Options & { check?: string; limit: string }) => {
      await withStores(options, async ({ stores: { suppressions } }) => {
        const found = options.check
          ? await suppressions.about(targetOf(options.check))
          : await suppressions.list(Number(options.limit));
        if (options.json) console.log(JSON.stringify(found, null, 2));
        else if (found.length > 0) console.log(table([heading, ...found.map(row)]));
        else console.log(options.check ? `${options.check} is not suppressed.` : 'Nobody is suppressed.');
      });
    });
}

type Result = { suppressed: true; stoppedThreads: number } | { removed: boolean };

/** Suppresses first, so that nothing starts meanwhile, then stops what runs. */
async function suppress(target: string, { config, stores, people }: Desk): Promise<Result> {
  refuseOwn(target, config);
  const now = clockFromEnvironment().now();
  await stores.suppressions.add(target, 'operator', now);
  const awake = await people.awake(target);
  const why = {
    rule: 'suppressed',
    text: 'The operator suppressed a prospect of this thread: nothing more is sent.',
  };
  for (const id of awake) {
    await changeThread(stores.threads, id, (thread) => stopped(thread, 'opt-out', why, now));
  }
  return { suppressed: true, stoppedThreads: awake.length };
}

async function takeBack(target: string, { stores: { suppressions } }: Desk): Promise<Result> {
  const result = await suppressions.remove(target);
  if (result === 'for ever') {
    throw new PalaanError(
      'It stays suppressed: the person asked not to be written to, and a no is for ever. ' +
        'Only what was suppressed by hand can be taken back.',
    );
  }
  return { removed: result === 'removed' };
}

/** An address, or `@domain`, in the form that is stored. */
export function targetOf(written: string): string {
  const address = normalizeAddress(written);
  if (address) return address;
  const domain = ownedDomain(written);
  if (domain) return `@${domain}`;
  throw new PalaanError(
    `${JSON.stringify(written)} is neither an address nor a domain that somebody owns: ` +
      'write jan@company.example or company.example.',
  );
}

/** Sellers are not prospects: what looks like suppressing one is a slip. */
export function refuseOwn(target: string, { sellers, tracking, notices }: Config): void {
  const own = [
    tracking.address,
    notices.from.address,
    ...sellers.flatMap((one) => [one.address, ...one.aliases]),
  ];
  if (own.includes(target)) {
    throw new PalaanError(
      `${target} stands in palaan.yaml: it is Palaan’s own or a seller’s, no prospect’s.`,
    );
  }
}

function sentence(written: string, result: Result): string {
  if ('suppressed' in result) {
    const { stoppedThreads: count } = result;
    return `${written} is suppressed; ${count === 1 ? '1 thread was' : `${count} threads were`} stopped.`;
  }
  return result.removed ? `${written} may be written to again.` : `${written} was not suppressed by itself.`;
}

const heading = ['hash', 'kind', 'reasons', 'since', 'can be taken back'];

function row({ hash, kind, reasons, at, byHand }: Suppression): string[] {
  return [hash.slice(0, 12), kind, reasons.join(', '), at.toISOString().slice(0, 10), byHand ? 'yes' : 'no'];
}
