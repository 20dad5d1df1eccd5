import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/**
 * The stand-in as a process of its own, as `npm run sandbox:mongo -- ARGS` starts it, ready to be connected to.
 * Killed when the test ends, if it still runs.
 */
export async function mongoProcess(...args: string[]): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/mongo/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { child, uri: String(line).trim() };
}
