import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Another server uses the data directory: two would write into one another's journal. */
export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

/** A server that was killed may need a moment to be gone. */
const PATIENCE_MS = 2000;
const heldHere = new Set<string>();

/** Claims a directory for this process, until the returned function is called. A dead process's claim is void. */
export async function lockDirectory(directory: string): Promise<() => void> {
  fs.mkdirSync(directory, { recursive: true });
  const name = path.resolve(directory, 'lock');
  const deadline = Date.now() + PATIENCE_MS;
  for (let holder = holderOf(name); holder !== undefined; holder = holderOf(name)) {
    if (holder === process.pid || Date.now() > deadline) {
      throw new DirectoryInUse(
        `${directory} is in use by process ${holder}. Stop it first; if it is no MongoDB stand-in, remove ${name}.`,
      );
    }
    await delay(50);
  }
  fs.writeFileSync(name, String(process.pid));
  heldHere.add(name);
  return () => {
    heldHere.delete(name);
    fs.rmSync(name, { force: true });
  };
}

function holderOf(name: string): number | undefined {
  if (heldHere.has(name)) return process.pid;
  if (!fs.existsSync(name)) return undefined;
  const pid = Number(fs.readFileSync(name, 'utf8'));
  return pid > 0 && pid !== process.pid && isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
