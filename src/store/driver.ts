import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

/** What is used here of the driver's own class of a connection, which it does not export. */
interface DriverConnection extends EventEmitter {
  error: Error | null;
  writeCommand(...args: unknown[]): Promise<void>;
}

const mended = new WeakSet<object>();

/**
 * Mends a wait of the MongoDB driver (7.9.0) that never ends. A socket that takes no more bytes at once is waited for
 * until it says `drain` or `error`; one that has been closed a moment before says neither. When a server dies, an
 * operation that begins in that moment would hang for ever, and where it is the driver's own heartbeat, so would
 * everything: no server would ever be found again. Here the wait ends with the connection, as an error of the network
 * that the driver tries again. Harmless when done twice.
 */
export function endWaitsWithTheirConnection(): void {
  const { Connection } = createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as {
    Connection: { prototype: DriverConnection };
  };
  const prototype = Connection.prototype;
  if (mended.has(prototype)) return;
  mended.add(prototype);
  const { writeCommand } = prototype;
  prototype.writeCommand = async function (...args) {
    let onClose = () => {};
    const closed = new Promise<never>((_, reject) => {
      onClose = () => reject(this.error ?? new Error('the connection was closed'));
      this.once('close', onClose);
    });
    try {
      await Promise.race([writeCommand.apply(this, args), closed]);
    } finally {
      this.off('close', onClose);
    }
  };
}
