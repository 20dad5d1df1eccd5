import type { Logger } from '../../src/logger.ts';

/**
 * A logger through which a benchmark hears what a worker does, at the moment when it is done: polling the database
 * would cost what is measured. Warnings and errors are shown, since a worker that holds its mail is fast.
 */
export function hearing(heard: (message: string, fields: Record<string, unknown>) => void): Logger {
  const hear = (fields: unknown, message?: string) => heard(message ?? '', fields as Record<string, unknown>);
  const show = (fields: unknown, message?: string) => console.error(message, JSON.stringify(fields));
  const logger = { level: 'info', debug: () => {}, info: hear, warn: show, error: show, child: () => logger };
  return logger as Logger;
}

/** Resolves when `message` has been logged so many times. */
export function counted(message: string, times: number): { logger: Logger; done: Promise<void> } {
  let count = 0;
  let resolve: () => void = () => {};
  const done = new Promise<void>((settle) => {
    resolve = settle;
  });
  const logger = hearing((said) => {
    if (said === message) count += 1;
    if (count === times) resolve();
  });
  return { logger, done };
}
