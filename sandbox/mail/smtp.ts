import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../../src/clock.ts';
import type { Faults } from './faults.ts';
import type { Endpoint } from './imap.ts';
import { type PostOffice, queueId } from './post-office.ts';
import { serverName } from './trace.ts';

export interface SmtpPort {
  port: number;
  /** Cuts the open connections. */
  drop(): void;
  close(): Promise<void>;
}

/** The SMTP port of all accounts. Who logs in may send; who does not may still deliver to hosted addresses. */
export async function listenSmtp(
  { host, port }: Endpoint,
  office: PostOffice,
  clock: Clock,
  faults: Faults,
  authRequired: boolean,
): Promise<SmtpPort> {
  const server = new SMTPServer({
    name: serverName,
    banner: 'Palaan sandbox',
    authOptional: !authRequired,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    // Replies to pipelined commands are small writes in a row.
    noDelay: true,
    logger: false,
    size: 50 * 1024 * 1024,
    closeTimeout: 100,
    onConnect: (session, done) => {
      if (faults.refuseSmtp) cut(session);
      else done();
    },
    onAuth: ({ username, password }, _session, done) => {
      const account = office.logIn(username ?? '', password ?? '');
      if (account) done(null, { user: office.addressOf(account) });
      else done(refused({ code: 535, text: '5.7.8 Wrong name or password' }));
    },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = faults.rcpt(address) ?? office.refusal(address);
      done(refusal ? refused(refusal) : null);
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk as Buffer);
      } catch {
        return; // the client went away
      }
      receive(session, Buffer.concat(chunks), done);
    },
  });
  // Clients that go away are nothing to report, and tests cut connections on purpose.
  server.on('error', () => undefined);

  function receive(
    session: SMTPServerSession,
    raw: Buffer,
    done: (error?: Error | null, reply?: string) => void,
  ): void {
    const fault = nextFault();
    if (fault === 'lose') cut(session);
    else if (fault !== null && typeof fault === 'object') done(refused(fault));
    else {
      const id = queueId();
      deliver(session, raw, id);
      if (fault === 'drop') cut(session);
      else if (fault !== 'stall') done(null, `2.0.0 Ok: queued as ${id}`);
    }
  }

  function nextFault(): Exclude<Faults['afterData'], { once: string }> {
    const fault = faults.afterData;
    if (fault === null || typeof fault !== 'object' || !('once' in fault)) return fault;
    faults.afterData = null;
    return fault.once;
  }

  function deliver(session: SMTPServerSession, raw: Buffer, id: string): void {
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const helo = session.hostNameAppearsAs || 'localhost';
    const authenticatedAs = typeof session.user === 'string' ? session.user : null;
    for (const { address } of session.envelope.rcptTo) {
      office.accept(raw, { id, from, to: address, authenticatedAs, helo, at: clock.now() });
    }
  }

  /** The library keeps the socket of a session to itself. */
  function cut(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const drop = () => {
    for (const connection of server.connections) connection._socket.destroy();
  };
  return {
    port: (server.server.address() as AddressInfo).port,
    drop,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      drop();
      return closed;
    },
  };
}

function refused({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
