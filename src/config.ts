import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigProblems } from './config/problem.ts';
import { resolveConfig } from './config/resolve.ts';
import { settingsSchema } from './config/schema.ts';
import { secretReader } from './config/secret.ts';
import { parseSettings } from './config/yaml.ts';
import type { Place, SendWindow } from './domain/calendar.ts';
import type { Language } from './domain/language.ts';
import type { Address } from './domain/message.ts';
import type { MailboxAccount } from './mail/imap/account.ts';
import type { SmtpSettings } from './mail/smtp-session.ts';

/** A mailbox that Palaan reads: `tracking`, or the seller's id. */
export type { MailboxAccount };

/** An account that mail leaves by: `relay`, `notices`, or the seller's id. */
export type SmtpAccount = SmtpSettings;

export interface Seller {
  /** For logs, commands and the database. Unique. */
  id: string;
  name: string;
  /** Lower case, the From of follow-ups. */
  address: string;
  /** Other addresses that this seller writes from, lower case. */
  aliases: string[];
  /** Lines of text under each mail; the name when palaan.yaml has none. */
  signature: string;
  language: Language;
  place: Place;
  phone?: string;
  company?: string;
  /** What `track@` runs for this seller. */
  sequence: string;
  /** What the seller's own tracking address carries as `s-SECRET`, lower case. */
  secret?: string;
  /** The seller's own account, else the relay. */
  smtp: SmtpAccount;
  /** The seller's own mailboxes: answers are looked for here, and copies of sent mail go to the first. */
  mailboxes: MailboxAccount[];
}

/** Whose word counts for who wrote a mail: servers that we trust to have checked it, or (in a sandbox) nobody's. */
export type Trust = 'none' | { authservIds: string[]; dkim?: boolean };

/** palaan.yaml, complete: defaults filled in, secrets fetched, paths absolute. */
export interface Config {
  mongo: { uri: string; database: string };
  tracking: {
    address: string;
    mailbox: MailboxAccount;
    /** Mail that is at most this old is read at the first start; 0 starts from now. */
    lookBackDays: number;
    pollSeconds: number;
  };
  trust: Trust;
  /** What Palaan's own mails to sellers come from, and leave by. */
  notices: { from: Address; smtp: SmtpAccount };
  /** Absolute path of the folder of sequences. */
  templates: string;
  /** The sequence of `track@`, and the language of mails, where nothing else decides. */
  defaults: { sequence: string; language: Language };
  window: SendWindow;
  limits: {
    perSellerPerDay: number;
    minGapSeconds: number;
    perPersonPerDay: number;
    maxProspects: number;
    noticesPerSellerPerDay: number;
  };
  /** Where `GET /health` and `GET /metrics` answer; nowhere without a port. */
  health: { host: string; port?: number };
  /** Days after which what has ended, and what came by mail, is deleted. */
  retention: { endedThreadsDays: number; arrivalsDays: number };
  /** The key of the hashes by which suppressed addresses are known; without it the database keeps one. */
  suppression: { key?: string };
  /** What mail from a prospect's colleague outside the thread does. */
  colleague: 'ask' | 'stop' | 'ignore';
  log: { level: 'debug' | 'info' | 'warn' | 'error' | 'silent' };
  sellers: Seller[];
}

/**
 * Reads palaan.yaml. Secrets come from `env` and from files; relative paths start at the folder of `path`.
 * Throws ConfigProblems (a ConfigError) that lists everything wrong with the file, with key and line.
 */
export async function loadConfig(path: string, env: Record<string, string | undefined>): Promise<Config> {
  const folder = dirname(resolve(path));
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const message =
      code === 'ENOENT'
        ? 'there is no such file. Copy palaan.example.yaml to palaan.yaml, or name the file with --config.'
        : `the file cannot be read (${code}).`;
    throw new ConfigProblems(path, [{ key: '', line: null, message }]);
  }
  const settings = await parseSettings(source, path, settingsSchema(secretReader(env, folder)));
  return resolveConfig(settings, folder);
}
