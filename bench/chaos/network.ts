import { connect, createServer, type Socket } from 'node:net';

/** The wire between the workers and MongoDB, which can be cut or go dead. */
export interface Wire {
  port: number;
  /** Ends every connection, and lets nobody in for `ms` milliseconds. */
  cut(ms: number): void;
  /** Passes nothing for `ms` milliseconds; connections stay. */
  stall(ms: number): void;
  close(): Promise<void>;
}

/** Passes bytes on to `target` on this machine. */
export async function startWire(target: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  let isStalled = false;
  const listener = createServer((client) => {
    if (isCut) return void client.destroy();
    const server = connect(target, '127.0.0.1');
    const pair = [client, server] as const;
    pairs.add(pair);
    const end = () => {
      for (const socket of pair) socket.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end);
    client.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => client.write(bytes));
    if (isStalled) for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const endAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    port: address.port,
    cut(ms) {
      isCut = true;
      endAll();
      setTimeout(() => {
        isCut = false;
      }, ms);
    },
    stall(ms) {
      isStalled = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
      setTimeout(() => {
        isStalled = false;
        for (const pair of pairs) for (const socket of pair) socket.resume();
      }, ms);
    },
    close() {
      isCut = true;
      endAll();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
