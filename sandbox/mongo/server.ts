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
  const server = net.createServer({ noDelay: true });
  const answers = new Answers(journal, fsync, (error) => {
    // Memory is ahead of what would survive: no one may see it.
    warn(
      `the server stops, its journal cannot be written: ${error instanceof Error ? error.message : error}`,
    );
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  try {
    const databases = new Databases(journal);
    const cursors = new Cursors();
    let connections = 0;
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      serve(socket, new Session(databases, cursors, ++connections), answers);
    });
    await listen(server, port, host);
  } catch (error) {
    journal.close();
    unlock();
    throw error;
  }
  const address = server.address() as net.AddressInfo;
  return {
    uri: `mongodb://${host}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      answers.send();
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

/** Reads requests from a connection, runs them, and hands on their answers. */
function serve(socket: net.Socket, session: Session, answers: Answers): void {
  const reader = new MessageReader();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.push(chunk)) {
        const request = readRequest(message);
        answers.add(socket, request, request.refused?.reply() ?? session.run(request.command));
      }
    } catch {
      // No message of this protocol: there is no request to answer.
      socket.destroy();
    }
  });
}

/**
 * Answers leave together, after one write of what their commands changed: nothing is acknowledged, and nothing
 * can be read, that a kill of the process could undo. Commands that come at the same moment share the write.
 */
class Answers {
  private readonly journal: Journal;
  private readonly fsync: boolean;
  private readonly fail: (error: unknown) => void;
  private waiting: { socket: net.Socket; request: Request; reply: Doc }[] = [];
  private sent = 0;

  constructor(journal: Journal, fsync: boolean, fail: (error: unknown) => void) {
    this.journal = journal;
    this.fsync = fsync;
    this.fail = fail;
  }

  add(socket: net.Socket, request: Request, reply: Doc): void {
    if (this.waiting.push({ socket, request, reply }) === 1) setImmediate(() => this.send());
  }

  /** Also to be called before the journal is closed. */
  send(): void {
    const answers = this.waiting;
    this.waiting = [];
    try {
      this.journal.flush(this.fsync || answers.some(({ request }) => wantsDisk(request.command)));
    } catch (error) {
      this.fail(error);
      return;
    }
    for (const { socket, request, reply } of answers) {
      if (!request.silent && socket.writable) socket.write(writeReply(request, reply, ++this.sent));
    }
  }
}

function wantsDisk({ writeConcern }: Doc): boolean {
  return isDocument(writeConcern) && isTruthy(writeConcern.j);
}

/** One connection's view of the server. Commands run one after the other, each as a whole: they are atomic. */
class Session {
  private readonly databases: Databases;
  private readonly cursors: Cursors;
  private readonly connectionId: number;

  constructor(databases: Databases, cursors: Cursors, connectionId: number) {
    this.databases = databases;
    this.cursors = cursors;
    this.connectionId = connectionId;
  }

  /** The reply to a command; an error is a reply too. */
  run(command: Doc): Doc {
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
