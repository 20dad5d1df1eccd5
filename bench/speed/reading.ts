import { ImapFlow } from 'imapflow';
import type { MailboxAccount } from '../../src/mail/imap/account.ts';
import { dovecotMissing, startDovecot } from '../../test/support/dovecot.ts';
import { type Benchmark, byTurns, median, type Result } from './benchmark.ts';
import { officeMails } from './office-mails.ts';
import { answerOf, startProcess } from './processes.ts';
import type { Reading, ReadingTask } from './reading-side.ts';
import type { MailPorts, StandIn } from './stand-in.ts';

const mails = 2000;

/** Reading a mailbox, against imapflow fetching the source and mailparser parsing it. */
export const reading: Benchmark = {
  name: 'reading',
  async run(rounds) {
    const server = await imapServer();
    try {
      // A server works out the structure of a mail once: each round has mails that it has not seen yet.
      const users = Array.from({ length: rounds }, (_, round) => `reader${round}@house.example`);
      const bytes = await Promise.all(users.map((user) => fill(server.account(user), mails)));
      const warmUp = server.account('warm-up@house.example');
      await fill(warmUp, 200);
      const side = (name: ReadingTask['side']) => (round: number) => {
        const task: ReadingTask = { side: name, account: server.account(users[round] ?? ''), mails, warmUp };
        return answerOf<Reading>('reading-side.ts', task);
      };
      const { ours, bare } = await byTurns(rounds, side('ours'), side('bare'));
      return [result(server.kind, bytes[0] ?? 0, ours, bare)];
    } finally {
      await server.stop();
    }
  },
};

function result(kind: string, bytes: number, ours: Reading[], bare: Reading[]): Result {
  const of = (side: Reading[], value: (one: Reading) => number) => median(side.map(value));
  const rate = (side: Reading[]) => `${Math.round(mails / of(side, (one) => one.seconds))} mails/s`;
  const memory = (side: Reading[]) =>
    `${of(side, (one) => one.peakMb).toFixed(0)} MB at its peak, ` +
    `${of(side, (one) => one.keptMb).toFixed(1)} MB of it still in use after the last mail`;
  const cpu = (side: Reading[]) => `${((1000 * of(side, (one) => one.cpuSeconds)) / mails).toFixed(2)} ms`;
  return {
    title: `reading ${mails} mails of ${Math.round(bytes / mails / 1000)} kB from ${kind}`,
    measured: `${rate(ours)}; ${rate(bare)} with imapflow and mailparser alone`,
    figure: {
      value: of(bare, (one) => one.seconds) / of(ours, (one) => one.seconds),
      unit: 'ratio',
      aim: { atLeast: 3 },
    },
    notes: [
      `memory grew by: ours ${memory(ours)}; bare ${memory(bare)}`,
      `processor time for a mail: ours ${cpu(ours)}, bare ${cpu(bare)}`,
    ],
  };
}

interface ImapServer {
  kind: string;
  account(user: string): MailboxAccount;
  stop(): Promise<void>;
}

async function imapServer(): Promise<ImapServer> {
  const account = (host: string, port: number, password: string) => (user: string) => ({
    id: 'bench',
    ...{ host, port, user, password, secure: false },
    folders: ['INBOX'],
  });
  if (dovecotMissing === null) {
    const { host, port, password, stop } = await startDovecot();
    return { kind: 'Dovecot', account: account(host, port, password), stop };
  }
  const everybody: StandIn = {
    mail: Array.from({ length: 9 }, (_, round) => `reader${round}@house.example`),
  };
  const { said, stop } = await startProcess<MailPorts>('stand-in.ts', everybody);
  return { kind: 'the sandbox', account: account(said.imap.host, said.imap.port, 'secret'), stop };
}

/** Returns the bytes of all mails. */
async function fill({ host, port, user, password }: MailboxAccount, count: number): Promise<number> {
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  await client.connect();
  let bytes = 0;
  for (const raw of officeMails(count)) {
    await client.append('INBOX', raw);
    bytes += raw.length;
  }
  await client.logout();
  return bytes;
}
