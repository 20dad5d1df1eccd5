import { parseArgs } from 'node:util';
import { defaultAccounts } from './accounts.ts';
import type { SandboxAccount } from './post-office.ts';
import { startMail } from './start.ts';

const usage = `npm run sandbox:mail -- [--imap PORT] [--smtp PORT] [--host ADDRESS] [--account ADDRESS:PASSWORD]...

A mail server for a first try: IMAP and SMTP without encryption, mail kept in memory.
It listens on 127.0.0.1, for this machine alone, unless --host says otherwise (0.0.0.0 in a container).
Every address+anything@ belongs to the mailbox of address@.`;

/** `seller@nordwind.example:secret`: the password is what follows the first colon. */
function account(option: string): SandboxAccount {
  const colon = option.indexOf(':');
  const address = option.slice(0, colon);
  if (colon < 0 || !/^[^@\s]+@[^@\s]+$/.test(address)) {
    throw new Error(`--account ${option}: write it as address:password`);
  }
  return { address, password: option.slice(colon + 1) };
}

function port(option: string): number {
  const number = Number(option);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`${option} is no port`);
  return number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      imap: { type: 'string', default: '1143' },
      smtp: { type: 'string', default: '1025' },
      host: { type: 'string', default: '127.0.0.1' },
      account: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(usage);
  const accounts = values.account?.map(account) ?? defaultAccounts;
  const { host } = values;
  const mail = await startMail({ accounts, host, imapPort: port(values.imap), smtpPort: port(values.smtp) });

  console.log(`IMAP  ${mail.imap.host}:${mail.imap.port}   no encryption, password`);
  console.log(`SMTP  ${mail.smtp.host}:${mail.smtp.port}   no encryption, password`);
  console.log('\nIn a mail program, add an account with these servers and one of:');
  for (const { address, password, name } of accounts) {
    console.log(`  user ${address}   password ${password}${name ? `   (${name})` : ''}`);
  }
  console.log('\nMail is forgotten when this stops (Ctrl-C).');

  const stop = () => void mail.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
