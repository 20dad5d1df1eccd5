import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Compiled programs: a process that is killed every few seconds must not compile itself each time. */
export interface Programs {
  cli: string;
  mongo: string;
}

/** Compiles src and sandbox as they are now, beside the packages that they need: each run has its own. */
export async function compile(): Promise<Programs> {
  const folder = path.resolve(`node_modules/.cache/palaan-chaos-${process.pid}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  const root = path.resolve('.');
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: false, rootDir: root, outDir: folder },
      include: [path.join(root, 'src'), path.join(root, 'sandbox')],
    }),
  );
  const programs = {
    cli: path.join(folder, 'src/cli.js'),
    mongo: path.join(folder, 'sandbox/mongo/main.js'),
  };
  // What the type checker dislikes is not this run's concern: `npm run typecheck` says it.
  await run(process.execPath, [path.resolve('node_modules/typescript/bin/tsc'), '-p', folder]).catch(
    () => undefined,
  );
  await Promise.all(Object.values(programs).map((file) => access(file)));
  return programs;
}

/** A process that is kept alive: whoever ends, by a fault or by itself, is started again. */
export class Kept {
  readonly #start: () => ChildProcess;
  readonly #onDeath: (code: number | null) => void;
  #child: ChildProcess | null = null;
  /** Whether its end is wanted. */
  #doomed = false;
  #closing = false;
  #frozen: NodeJS.Timeout | null = null;

  constructor(start: () => ChildProcess, onDeath: (code: number | null) => void) {
    this.#start = start;
    this.#onDeath = onDeath;
    // A run that is stopped in its middle leaves nothing behind.
    process.once('exit', () => this.#child?.kill('SIGKILL'));
    this.#run();
  }

  #run(): void {
    const child = this.#start();
    this.#child = child;
    this.#doomed = false;
    child.once('exit', (code) => {
      if (this.#frozen) clearTimeout(this.#frozen);
      this.#frozen = null;
      this.#child = null;
      if (!this.#doomed) this.#onDeath(code);
      if (!this.#closing) setTimeout(() => !this.#closing && this.#run(), 150);
    });
  }

  get alive(): boolean {
    return this.#child !== null;
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.#doomed = true;
    this.#thaw();
    this.#child?.kill(signal);
  }

  /** As a virtual machine that is moved: nothing happens in it for a while, and it does not know. */
  freeze(ms: number): void {
    if (!this.#child || this.#frozen) return;
    this.#child.kill('SIGSTOP');
    this.#frozen = setTimeout(() => this.#thaw(), ms);
  }

  async close(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (!child) return;
    const ended = once(child, 'exit');
    this.kill(signal);
    await ended;
  }

  #thaw(): void {
    if (!this.#frozen) return;
    clearTimeout(this.#frozen);
    this.#frozen = null;
    this.#child?.kill('SIGCONT');
  }
}

/** Starts a worker whose log goes to a file, and whose environment may differ each time. */
export function spawnWorker(
  programs: Programs,
  config: string,
  env: Record<string, string>,
  log: WriteStream,
): ChildProcess {
  const child = spawn(process.execPath, [programs.cli, 'start', '--config', config], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', (line) =>
    log.write(`${Date.now()} ${child.pid} ${line}\n`),
  );
  return child;
}

export function spawnMongo(programs: Programs, port: number, data: string): ChildProcess {
  return spawn(process.execPath, [programs.mongo, '--port', String(port), '--data', data], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What a command of Palaan prints. */
export async function palaan(
  programs: Programs,
  args: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  const { stdout } = await run(process.execPath, [programs.cli, ...args], {
    env: { ...process.env, ...env },
    maxBuffer: 256 << 20,
  });
  return stdout;
}

export function logFile(file: string): WriteStream {
  return createWriteStream(file);
}
