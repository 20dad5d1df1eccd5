import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 between a client and a server, with which a test plays a bad network or a bad server. */
export interface TcpProxy {
  port: number;
  /** Bytes that came from the server so far. */
  bytesFromServer(): number;
  /** Connections that clients have opened so far. */
  connections(): number;
  /** Ends every connection, and refuses new ones until `restore`. */
  cut(): void;
  /** Keeps connections open and passes nothing in either direction until `restore`; new ones are stalled as well. */
  stall(): void;
  restore(): void;
  close(): Promise<void>;
}

/** What a test changes in what the server says; `end` ends the connection in place of the rest. */
export type Rewrite = (chunk: string, end: () => void) => string;

/** What a client sent, as it sent it. */
export type Overhear = (chunk: string) => void;

/** Calls `then` each time that a client sends `line`, also where it comes in two packets: nodemailer ends a mail with a dot by itself. */
export function listenFor(line: string, then: () => void): Overhear {
  let tail = '';
  return (chunk) => {
    const heard = tail + chunk;
    tail = heard.slice(1 - line.length);
    if (heard.includes(line)) then();
  };
}

/** Starts a proxy to `target` on 127.0.0.1. Text passes as Latin-1, so that nothing but `rewrite` changes bytes. */
export async function startTcpProxy(
  target: number,
  options: { rewrite?: Rewrite; overhear?: Overhear } = {},
): Promise<TcpProxy> {
  let mode: 'open' | 'cut' | 'stalled' = 'open';
  let bytes = 0;
  let connections = 0;
  const pairs = new Set<{ client: Socket; server: Socket }>();
  const listener: Server = createServer((client) => {
    if (mode === 'cut') return void client.destroy();
    connections += 1;
    const server = connect(target, '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    const end = () => {
      client.destroy();
      server.destroy();
      pairs.delete(pair);
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (chunk) => {
      options.overhear?.(chunk.toString('latin1'));
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      bytes += chunk.length;
      const text = options.rewrite?.(chunk.toString('latin1'), end);
      if (!client.destroyed) client.write(text === undefined ? chunk : Buffer.from(text, 'latin1'));
    });
    if (mode === 'stalled') pause(pair);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    bytesFromServer: () => bytes,
    connections: () => connections,
    cut() {
      mode = 'cut';
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
    },
    stall() {
      mode = 'stalled';
      for (const pair of pairs) pause(pair);
    },
    restore() {
      mode = 'open';
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
    },
    close() {
      mode = 'cut';
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

function pause({ client, server }: { client: Socket; server: Socket }): void {
  client.pause();
  server.pause();
}
