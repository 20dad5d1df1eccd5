import { type Clock, systemClock } from '../../src/clock.ts';
import type { Faults } from './faults.ts';
import { listenImap, type Optional } from './imap.ts';
import {
  type Behaviour,
  canonical,
  type Delivery,
  PostOffice,
  type SandboxAccount,
  type StoredMessage,
} from './post-office.ts';
import { listenSmtp } from './smtp.ts';

export interface SandboxMailOptions {
  accounts: SandboxAccount[];
  /** Domains to host besides those of the accounts. */
  hosted?: string[];
  /** What becomes of mail to an address. Accounts default to 'deliver', unknown addresses of hosted domains to 'refuse'. */
  behaviours?: Record<string, Behaviour>;
  clock?: Clock;
  /** The address to listen on; 127.0.0.1, the default, is reached from this machine alone. */
  host?: string;
  /** 0, the default, takes a free port. */
  imapPort?: number;
  smtpPort?: number;
  /** Refuse mail of those who have not logged in. */
  authRequired?: boolean;
  /** IMAP capabilities to do without. */
  without?: Optional[];
}

/** A running mail server: IMAP and SMTP without TLS, mail in memory. */
export interface SandboxMail {
  imap: { host: string; port: number };
  smtp: { host: string; port: number };
  /** What fails on purpose, from now on. */
  faults: Faults;
  /** What is in a folder, oldest first. */
  messages(address: string, folder?: string): StoredMessage[];
  /** Puts a message as it is into a folder, without SMTP and without trace fields. */
  deliver(address: string, raw: Buffer | string, folder?: string, at?: Date): void;
  /** Calls for every mail that arrives by SMTP. Returns how to stop that. */
  onDelivery(listener: (delivery: Delivery) => void): () => void;
  setBehaviour(address: string, behaviour: Behaviour): void;
  /** A new UIDVALIDITY, new UIDs from 1, and the account's connections cut. */
  setUidValidity(address: string, uidvalidity: number, folder?: string): void;
  close(): Promise<void>;
}

/** Starts the mail world of demo and tests: accounts receive what is sent to them, plus-addresses included. */
export async function startMail(options: SandboxMailOptions): Promise<SandboxMail> {
  const clock = options.clock ?? systemClock;
  const host = options.host ?? '127.0.0.1';
  const without = options.without ?? [];
  const office = new PostOffice(options.accounts, options.hosted ?? [], clock, without);
  for (const [address, behaviour] of Object.entries(options.behaviours ?? {})) {
    office.behaviours.set(address.toLowerCase(), behaviour);
  }
  const faults: Faults = {
    afterData: null,
    rcpt: () => null,
    refuseSmtp: false,
    refuseImap: false,
    stallImap: false,
    imapCommand: () => null,
    dropImap: (address) =>
      imap.drop(address === undefined ? undefined : (office.mailboxOf(address) ?? undefined)),
    dropSmtp: () => smtp.drop(),
  };
  const imap = await listenImap(
    { host, port: options.imapPort ?? 0 },
    (user, password) => office.logIn(user, password),
    faults,
    (account) => office.addressOf(account),
    without,
  );
  const smtp = await listenSmtp(
    { host, port: options.smtpPort ?? 0 },
    office,
    clock,
    faults,
    options.authRequired ?? false,
  );

  return {
    imap: { host, port: imap.port },
    smtp: { host, port: smtp.port },
    faults,
    messages: (address, folder = 'INBOX') => office.messages(address, folder),
    deliver: (address, raw, folder = 'INBOX', at) => office.inject(address, raw, folder, at),
    onDelivery: (listener) => {
      office.listeners.add(listener);
      return () => office.listeners.delete(listener);
    },
    setBehaviour: (address, behaviour) => office.behaviours.set(address.toLowerCase(), behaviour),
    setUidValidity: (address, uidvalidity, folder = 'INBOX') => {
      office.renumber(address, uidvalidity, folder);
      faults.dropImap(canonical(address));
    },
    close: async () => {
      await Promise.all([imap.close(), smtp.close()]);
    },
  };
}
