import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';

function run(...options: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'sandbox/mail/main.ts', ...options], { stdio: 'pipe' });
}

describe('npm run sandbox:mail', () => {
  it('says how to connect, lets a mail program in, and stops when told', async () => {
    const child = run('--imap', '0', '--smtp', '0', '--account', 'me@own.example:pass:word');
    const exit = once(child, 'exit');
    const shown: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      shown.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    expect(shown).toContainEqual(expect.stringMatching(/^SMTP {2}127\.0\.0\.1:\d+/));
    expect(shown).toContainEqual(expect.stringContaining('user me@own.example   password pass:word'));

    const port = Number(/127\.0\.0\.1:(\d+)/.exec(shown.find((line) => line.startsWith('IMAP')) ?? '')?.[1]);
    const auth = { user: 'me@own.example', pass: 'pass:word' };
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
    client.on('error', () => undefined);
    await client.connect();
    expect(await client.mailboxOpen('INBOX')).toMatchObject({ exists: 0 });

    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it.each([
    [['--account', 'nobody'], 'address:password'],
    [['--wrong'], '--wrong'],
  ])('explains what is wrong with %j', async (options, explanation) => {
    const child = run(...options);
    const [told, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'exit')]);
    expect(code).toBe(1);
    expect(Buffer.concat(told).toString()).toContain(explanation);
  });
});
