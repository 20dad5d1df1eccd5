import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian keeps it (package dovecot-imapd). */
const binary = '/usr/sbin/dovecot';

/** Why Dovecot cannot be used here, in one line, or null when it can. */
export const dovecotMissing: string | null = !existsSync(binary)
  ? 'dovecot is not installed (Debian: dovecot-imapd)'
  : process.getuid?.() !== 0
    ? 'dovecot drops privileges and must be started as root'
    : null;

/** A Dovecot of the test's own: any user name, one password, mail in a temporary folder. */
export interface Dovecot {
  host: string;
  port: number;
  password: string;
  /** Everything that the server wrote to its log so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

const password = 'secret-of-the-test';

/** Starts Dovecot in the foreground on a free port of 127.0.0.1; ready when it answers. */
export async function startDovecot(options: { capability?: string } = {}): Promise<Dovecot> {
  const home = await mkdtemp(join(tmpdir(), 'palaan-dovecot-'));
  await chmod(home, 0o755);
  await mkdir(join(home, 'mail'));
  await chmod(join(home, 'mail'), 0o777);
  const port = await freePort();
  const logFile = join(home, 'dovecot.log');
  const configFile = join(home, 'dovecot.conf');
  await writeFile(configFile, configuration(home, port, logFile, options.capability));
  const child = spawn(binary, ['-F', '-c', configFile], { stdio: 'ignore' });
  const orphaned = () => child.kill('SIGTERM');
  process.once('exit', orphaned);
  const log = () => readFile(logFile, 'utf8').catch(() => '');
  const stop = async () => {
    await stopProcess(child);
    process.off('exit', orphaned);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(port, child);
  } catch (error) {
    const text = await log();
    await stop();
    throw new Error(`Dovecot did not start: ${text}`, { cause: error });
  }
  return { host: '127.0.0.1', port, password, log, stop };
}

/** Dovecot 2.3: one process group, no TLS, Maildir++ with the usual special-use folders. */
function configuration(home: string, port: number, logFile: string, capability?: string): string {
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${logFile}
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = dovecot
default_login_user = dovenull
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${home}/mail/%u
mail_max_userip_connections = 100
mail_fsync = never
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${home}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
# A login that a test lets fail must not slow down the next ones.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
${capability === undefined ? '' : `protocol imap {\n  imap_capability = ${capability}\n}`}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Archive {
    auto = create
    special_use = \\Archive
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Drafts {
    auto = create
    special_use = \\Drafts
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Tries to connect until the greeting comes; the child's end is the failure. */
async function answering(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended');
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openSocket(port, '127.0.0.1');
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => done(true));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
