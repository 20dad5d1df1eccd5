import { type Logger as PinoLogger, pino } from 'pino';

/**
 * Structured logs. At `info` and above no address and no text of a person may appear: name threads by id,
 * mailboxes by their id in palaan.yaml, sellers by their id, causes by rule names.
 */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'level'> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** JSON lines on standard error (standard output belongs to what commands print). */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
