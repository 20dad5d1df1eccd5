import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/**
 * Servers and measured sides run in processes of their own, as they do in life: nobody's work is counted as
 * somebody else's, and peak memory is that of one side. They end with the process that started them.
 */
export interface Running<Message> {
  /** What it said when it was ready, or at its end. */
  said: Message;
  stop(): Promise<void>;
}

/** Starts a file of this folder with one argument, and resolves with the first thing that it says. */
export async function startProcess<Message>(file: string, argument: unknown): Promise<Running<Message>> {
  const child = fork(path.join(import.meta.dirname, file), [JSON.stringify(argument)]);
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child, 'message'), ended.then(() => null)]);
  if (said === null) throw new Error(`${file} ended without a word`);
  return {
    said: said[0] as Message,
    async stop() {
      disconnect(child);
      await ended;
    },
  };
}

/** Runs a file of this folder to its one answer. */
export async function answerOf<Message>(file: string, argument: unknown): Promise<Message> {
  const { said, stop } = await startProcess<Message>(file, argument);
  await stop();
  return said;
}

/** In such a process: its argument. */
export function argumentOf<Argument>(): Argument {
  return JSON.parse(process.argv[2] ?? 'null') as Argument;
}

/** In such a process: says its one word, and ends when nobody listens any more. */
export function say(message: unknown): void {
  process.once('disconnect', () => process.exit());
  process.send?.(message);
}

function disconnect(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}
