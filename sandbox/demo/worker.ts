import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';

/** What the worker needs to find. */
export interface Place {
  /** The repository. */
  home: string;
  configFile: string;
  environment: Record<string, string>;
}

/** The worker: `palaan start` in a process of its own. */
export interface Worker {
  /** How it ended: its exit code, or the signal that killed it. */
  ended: Promise<string | number>;
  /** Resolves when it watches its mailboxes; rejects when it ends before that. */
  watching: Promise<void>;
  /** Rejects when it ends although nobody asked it to. */
  broken: Promise<never>;
  stop(): Promise<void>;
}

/** A worker that does not stop when it is asked to is killed after so many milliseconds. */
const PATIENCE_MS = 20_000;

/** Starts the worker, with its log in a file. */
export function startWorker(place: Place, logFile: string): Worker {
  const command = path.join(place.home, 'src/cli.ts');
  const commandLine = ['--import', 'tsx', command, 'start', '--config', place.configFile];
  const child = spawn(process.execPath, commandLine, {
    cwd: place.home,
    env: { ...process.env, ...place.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // Whatever becomes of this process, the worker must not stay behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  let stopping = false;
  const lastLines: string[] = [];
  const log = createWriteStream(logFile);
  const ended = once(child, 'exit').then(([code, signal]): string | number => {
    process.removeListener('exit', kill);
    return signal ?? code;
  });
  const broken = ended.then((how) =>
    stopping
      ? new Promise<never>(() => {})
      : Promise.reject(new Error(`the worker ended (${how}):\n${lastLines.join('')}`)),
  );
  const watching = new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log.write(chunk);
      lastLines.push(chunk.toString());
      if (lastLines.length > 10) lastLines.shift();
      if (chunk.includes('palaan is watching')) resolve();
    });
    broken.catch(reject);
  });
  // Whoever awaits it hears of it; before that, it is no unhandled rejection.
  watching.catch(() => {});
  return {
    ended,
    watching,
    broken,
    async stop() {
      stopping = true;
      await ending(child, ended);
      log.end();
    },
  };
}

async function ending(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}
