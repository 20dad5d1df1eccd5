import net from 'node:net';
import { ADMIN } from './commands/admin.ts';
import { CATALOG } from './commands/catalog.ts';
import { type Command, checkFields } from './commands/command.ts';
import { READING } from './commands/find.ts';
import { WRITING } from './commands/write.ts';
import { Cursors } from './cursors.ts';
import { Databases } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { CommandError } from './errors.ts';
import { Journal } from './journal.ts';
import { type Doc, isDocument, isTruthy } from './values.ts';
import { MessageReader, type Request, readRequest, writeReply } from './wire.ts';

export interface MongoOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The server has no authentication, so it listens on the loopback alone. */
  host?: '127.0.0.1';
  /** Where the journal is kept; without it everything is in memory. */
  dataDir?: string;
  /** Makes every write wait for the disk, as `j: true` does for one: for power cuts, not for a kill -9. */
  fsync?: boolean;
  warn?: (message: string) => void;
}

export interface MongoServer {
  uri: string;
  port: number;
  close(): Promise<void>;
}

const COMMANDS: Record<string, Command> = { ...ADMIN, ...CATALOG, ...READING, ...WRITING };

/**
 * Starts a small server of MongoDB's wire protocol for laptops and tests: one process, no authentication, no
 * replication, no transactions. What it does not know it refuses with MongoDB's error codes.
 */
export async function startMongo(options: MongoOptions = {}): Promise<MongoServer> {
  const { port = 0, host = '127.0.0.1', dataDir, fsync = false, warn = console.warn } = options;
  const unlock = dataDir === undefined ? () => {} : await lockDirectory(dataDir);
  const journal = new Journal(dataDir, warn);
  const sockets = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer({ noDelay: true });
  try {
    const databases = new Databases(journal);
    const cursors = new Cursors();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      serve(socket, new Session(databases, cursors, journal, ++connections, fsync), fail);
    });
    await listen(server, port, host);
  } catch (error) {
    journal.close();
    unlock();
    throw error;
  }
  /** A journal that cannot be written ends the server: its memory is ahead of what would survive. */
  function fail(error: unknown): void {
    warn(`the server stops: ${error instanceof Error ? error.message : String(error)}`);
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  const address = server.address() as net.AddressInfo;
  return {
    uri: `mongodb://${host}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      journal.close();
      unlock();
    },
  };
}

function listen(server: net.Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Reads requests from a connection and answers them in order. */
function serve(socket: net.Socket, session: Session, fail: (error: unknown) => void): void {
  const reader = new MessageReader();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.push(chunk)) {
        const reply = session.answer(readRequest(message));
        if (reply) socket.write(reply);
      }
    } catch (error) {
      socket.destroy();
      if (error instanceof JournalFailure) fail(error.cause);
    }
  });
}

class JournalFailure extends Error {
  override name = 'JournalFailure';
}

/** One connection's view of the server. Commands run one after the other, each as a whole: they are atomic. */
class Session {
  private readonly databases: Databases;
  private readonly cursors: Cursors;
  private readonly journal: Journal;
  private readonly connectionId: number;
  private readonly fsync: boolean;
  private replies = 0;

  constructor(
    databases: Databases,
    cursors: Cursors,
    journal: Journal,
    connectionId: number,
    fsync: boolean,
  ) {
    this.databases = databases;
    this.cursors = cursors;
    this.journal = journal;
    this.connectionId = connectionId;
    this.fsync = fsync;
  }

  /** The reply's bytes; nothing for a request that wants no reply. */
  answer(request: Request): Buffer | undefined {
    const reply = request.refused?.reply() ?? this.run(request.command);
    // Before the answer, and also after an error: a batch may have changed something before it failed.
    try {
      const { writeConcern } = request.command;
      this.journal.flush(this.fsync || (isDocument(writeConcern) && isTruthy(writeConcern.j)));
    } catch (error) {
      throw new JournalFailure('the journal cannot be written', { cause: error });
    }
    return request.silent ? undefined : writeReply(request, reply, ++this.replies);
  }

  private run(command: Doc): Doc {
    try {
      const name = Object.keys(command)[0] ?? '';
      const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
      if (!known) throw new CommandError(59, `no such command: '${name}'`);
      checkFields(name, command, known.fields);
      const { databases, cursors, connectionId } = this;
      const database = typeof command.$db === 'string' ? command.$db : 'admin';
      return known.run({ name, command, database, databases, cursors, connectionId });
    } catch (error) {
      if (error instanceof CommandError) return error.reply();
      return { ok: 0, errmsg: `internal error: ${String(error)}`, code: 1, codeName: 'InternalError' };
    }
  }
}
