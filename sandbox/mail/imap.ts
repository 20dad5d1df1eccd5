import type { AddressInfo } from 'node:net';
import hoodiecrow, { type Connection, type ImapServer, type Plugin } from 'hoodiecrow-imap';
import type { Faults } from './faults.ts';
import { fetchPlugin } from './imap-fetch.ts';
import { idlePlugin } from './imap-idle.ts';
import { type LogIn, loginPlugin } from './imap-login.ts';
import { enabledPlugin, flagNewsPlugin, missingMailboxPlugin, repairedLine } from './imap-repairs.ts';
import { searchPlugin } from './imap-search.ts';

/** Capabilities that a test may take away, to meet a server that lacks them. */
export type Optional = 'IDLE' | 'CONDSTORE' | 'MOVE' | 'UIDPLUS' | 'SPECIAL-USE';

const folders = {
  Sent: '\\Sent',
  Archive: '\\Archive',
  Junk: '\\Junk',
  Drafts: '\\Drafts',
  Trash: '\\Trash',
} as const;

/** The mailboxes of one account: a hoodiecrow that does not listen itself, with the usual folders. */
export function imapAccount(now: () => Date, without: readonly Optional[]): ImapServer {
  // Nothing is kept over a restart, so UIDs start again, and UIDVALIDITY has to say so.
  const uidvalidity = Math.floor(Date.now() / 1000);
  const server = hoodiecrow({
    plugins: plugins(without),
    id: { name: 'Palaan sandbox' },
    storage: {
      INBOX: {},
      '': {
        separator: '/',
        folders: Object.fromEntries(
          Object.entries(folders).map(([name, use]) => [name, { 'special-use': use }]),
        ),
      },
    },
  });
  server.setMaxListeners(0);
  for (const mailbox of Object.values(server.folderCache)) {
    mailbox.uidvalidity = uidvalidity;
    mailbox.HIGHESTMODSEQ = 1;
  }

  const { processMailbox, appendMessage } = server;
  server.processMailbox = (path, mailbox, namespace) => {
    mailbox.uidvalidity ??= uidvalidity;
    mailbox.HIGHESTMODSEQ ??= 1;
    processMailbox.call(server, path, mailbox, namespace);
  };
  server.formatInternalDate = internalDate;
  // Told to every session, the one that appends included: else its idea of the mailbox falls behind.
  server.appendMessage = (mailbox, flags, date, raw) =>
    appendMessage.call(server, mailbox, flags, date ?? now(), raw.replace(/\r?\n/g, '\r\n'));
  return server;
}

/** Ours replace hoodiecrow's commands, and come before CONDSTORE, which wraps what it finds. */
function plugins(without: readonly Optional[]): Plugin[] {
  const all: [Optional | null, Plugin][] = [
    [null, 'ID'],
    [null, 'ENABLE'],
    [null, 'NAMESPACE'],
    [null, 'LITERALPLUS'],
    [null, 'UNSELECT'],
    [null, 'CREATE-SPECIAL-USE'],
    [null, fetchPlugin],
    [null, searchPlugin],
    ['SPECIAL-USE', 'SPECIAL-USE'],
    ['IDLE', idlePlugin],
    ['MOVE', 'MOVE'],
    ['UIDPLUS', 'UIDPLUS'],
    ['CONDSTORE', 'CONDSTORE'],
    [null, enabledPlugin],
    [null, flagNewsPlugin],
    [null, missingMailboxPlugin],
  ];
  return all.filter(([name]) => !name || !without.includes(name)).map(([, plugin]) => plugin);
}

/** '03-Feb-2026 09:00:00 +0000' (RFC 3501, date-time), always in UTC. */
export function internalDate(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}-${month}-${year} ${time} +0000`;
}

/** Where a server listens; port 0 takes a free one. */
export interface Endpoint {
  host: string;
  port: number;
}

/** The IMAP port of all accounts. */
export interface ImapPort {
  port: number;
  /** Cuts the open connections, of one account or of all. */
  drop(account?: ImapServer): void;
  close(): Promise<void>;
}

/** Listens for all accounts. `nameOf` tells the address of an account, for faults. */
export async function listenImap(
  { host, port }: Endpoint,
  logIn: LogIn,
  faults: Faults,
  nameOf: (account: ImapServer) => string,
  without: readonly Optional[],
): Promise<ImapPort> {
  const gate = hoodiecrow({ plugins: [...plugins(without), (server) => loginPlugin(server, logIn)] });
  gate.setMaxListeners(0);
  const connections = new Set<Connection>();
  gate.connectionHandlers.push((connection) => {
    const { socket } = connection;
    connections.add(connection);
    socket?.setNoDelay(true);
    socket?.on('close', () => {
      connections.delete(connection);
      connection.server.removeListener('notify', connection._notificationCallback);
    });
    if (faults.refuseImap) socket?.destroy();
    listenForFaults(connection, faults, nameOf);
  });
  await new Promise<void>((resolve, reject) => {
    gate.server.once('error', reject);
    gate.listen(port, host, resolve);
  });
  const drop = (account?: ImapServer) => {
    for (const connection of connections) {
      if (!account || connection.server === account) connection.socket?.destroy();
    }
  };
  return {
    port: (gate.server.address() as AddressInfo).port,
    drop,
    close: () => {
      const closed = new Promise<void>((resolve) => gate.server.close(() => resolve()));
      drop();
      return closed;
    },
  };
}

/** Lets faults decide over each command before it runs. */
function listenForFaults(
  connection: Connection,
  faults: Faults,
  nameOf: (account: ImapServer) => string,
): void {
  const run = connection.scheduleCommand.bind(connection);
  const send = connection.send.bind(connection);
  connection.send = (...response) => {
    if (!faults.stallImap) send(...response);
  };
  connection.scheduleCommand = (line) => {
    const [, tag = '*', command = ''] = /^(\S+) ((?:UID )?\S+)/i.exec(line) ?? [];
    const fault = faults.imapCommand(command.toUpperCase(), nameOf(connection.server));
    if (faults.stallImap) return;
    if (fault === 'drop') connection.socket?.destroy();
    else if (fault === 'BYE') connection.socket?.end('* BYE Going down\r\n');
    else if (fault) connection.socket?.write(`${tag} ${fault} Refused on purpose\r\n`);
    else run(repairedLine(line));
  };
}
