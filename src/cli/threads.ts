import { Argument, Command } from 'commander';
import { stopped } from '../domain/thread/step.ts';
import { dueAt, type Thread } from '../domain/thread/thread.ts';
import { PalaanError } from '../errors.ts';
import type { Stores } from '../store/stores.ts';
import { changeThread } from '../store/threads.ts';
import { clockFromEnvironment } from './clock.ts';
import { configOption } from './config-option.ts';
import { printable, table } from './output.ts';
import { pausedLine } from './pause.ts';
import { withStores } from './with-stores.ts';

interface Options {
  config: string;
  json?: boolean;
}

/** `palaan threads`: what runs, waits and has ended. */
export function threadsCommand(): Command {
  return new Command('threads')
    .description('list threads, newest first')
    .addOption(configOption())
    .option('--status <status>', 'running, held or ended')
    .option('--seller <id>', 'of one seller')
    .option('--limit <n>', 'at most so many', '100')
    .option('--json', 'print a JSON array')
    .action(async (options: Options & { status?: Thread['status']; seller?: string; limit: string }) => {
      await withStores(options, async ({ stores: { threads, brake } }) => {
        const found = await threads.list(
          { sellerId: options.seller, status: options.status },
          Number(options.limit),
        );
        if (options.json) {
          console.log(JSON.stringify(found.map(summary), null, 2));
          return;
        }
        const pause = await brake.pause();
        if (pause) console.log(pausedLine(pause));
        if (found.length === 0) console.log('No threads yet.');
        else
          console.log(
            printable(
              table([
                ['thread', 'seller', 'prospects', 'sequence', 'state', 'next', 'project'],
                ...found.map(row),
              ]),
            ),
          );
      });
    });
}

/** `palaan thread ID`: its whole timeline, with the reasons. */
export function threadCommand(): Command {
  return new Command('thread')
    .description('show one thread with its timeline')
    .addArgument(new Argument('<id>', 'the thread’s id, or how it begins'))
    .addOption(configOption())
    .option('--json', 'print the thread as JSON')
    .action(async (id: string, options: Options) => {
      await withStores(options, async ({ stores }) => {
        const thread = await findThread(stores, id);
        const deliveries = await stores.deliveries.ofThread(thread.id);
        if (options.json) console.log(JSON.stringify({ ...thread, deliveries }, null, 2));
        else console.log(printable(describe(thread)));
      });
    });
}

/** `palaan stop ID`: nothing more leaves. */
export function stopCommand(): Command {
  return new Command('stop')
    .description('stop one thread: nothing more is sent')
    .addArgument(new Argument('<id>', 'the thread’s id, or how it begins'))
    .addOption(configOption())
    .option('--json', 'print the result as JSON')
    .action(async (id: string, options: Options) => {
      await withStores(options, async ({ stores }) => {
        const { id: whole } = await findThread(stores, id);
        const why = { rule: 'operator:stop', text: 'Stopped on the command line.' };
        // The alarm of a stopped thread finds nothing to do and goes away by itself.
        const after = await changeThread(stores.threads, whole, (thread) =>
          stopped(thread, 'stopped', why, clockFromEnvironment().now()),
        );
        if (!after) throw new PalaanError(`There is no thread ${whole} any more.`);
        console.log(options.json ? JSON.stringify(summary(after)) : `${whole} is ${state(after)}.`);
      });
    });
}

async function findThread({ threads }: Stores, id: string): Promise<Thread> {
  const exact = await threads.get(id);
  if (exact) return exact;
  const found = (await threads.list({}, 10_000)).filter((thread) => thread.id.startsWith(id));
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new PalaanError(
    found.length > 1
      ? `${found.length} threads begin with ${id}: give more of the id.`
      : `There is no thread ${id}; palaan threads lists them.`,
  );
}

function summary(thread: Thread) {
  const { id, sellerId, sequence, language, project, prospects, status, hold, end, next, startedAt } = thread;
  return { id, sellerId, sequence, language, project, prospects, status, hold, end, next, startedAt };
}

function row(thread: Thread): string[] {
  const people = thread.prospects.map((one) => one.address).join(', ');
  const due = dueAt(thread);
  return [
    thread.id,
    thread.sellerId,
    people,
    thread.sequence,
    state(thread),
    due ? minute(due) : '',
    thread.project,
  ];
}

function state(thread: Thread): string {
  if (thread.status === 'ended') return `ended: ${thread.end?.reason}`;
  return thread.status === 'held' ? `held: ${thread.hold?.reason}` : 'running';
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

function describe(thread: Thread): string {
  const people = thread.prospects.map((one) => `${one.address}${one.dead ? ' (dead)' : ''}`).join(', ');
  const head = [
    ['thread', thread.id],
    ['project', thread.project],
    ['seller', thread.sellerId],
    ['prospects', people],
    ['sequence', `${thread.sequence} (${thread.language})`],
    ['state', state(thread)],
    ['next', thread.next ? `${thread.next.kind} at ${minute(thread.next.at)} UTC` : 'nothing'],
  ];
  const lines = thread.timeline.map((entry) => {
    const proof = entry.evidence
      .filter((one) => one.quote)
      .map((one) => `\n    ${one.rule} (${one.where}): ${one.quote}`);
    const mail = entry.messageId ? ` ${entry.messageId}` : '';
    const version = entry.template ? ` [template ${entry.template}]` : '';
    return `${minute(entry.at)}  ${entry.kind.padEnd(9)} ${entry.text}${version}\n    by ${entry.rule}${mail}${proof.join('')}`;
  });
  return `${table(head)}\n\n${lines.join('\n')}`;
}
