import { randomBytes } from 'node:crypto';
import type { ImapServer } from 'hoodiecrow-imap';
import type { Clock } from '../../src/clock.ts';
import { bounce } from './bounce.ts';
import { imapAccount, internalDate, type Optional } from './imap.ts';
import { stamped } from './trace.ts';

/** What becomes of mail to an address: refused at RCPT, taken and returned later, or put into its mailbox. */
export type Behaviour = 'refuse' | 'bounce' | 'deliver';

export interface SandboxAccount {
  address: string;
  password: string;
  name?: string;
}

/** One mail on its way to one recipient. */
export interface Envelope {
  /** Queue id, as Received shows it. */
  id: string;
  /** Envelope sender, '' for `<>`. */
  from: string;
  to: string;
  /** The account that logged in to send it, or null. */
  authenticatedAs: string | null;
  helo: string;
  at: Date;
  /** This server wrote the mail itself. */
  trusted?: boolean;
}

/** A mail that has arrived in a mailbox. */
export interface Delivery {
  /** Envelope sender, '' for `<>`. */
  from: string;
  /** Envelope recipient as the sender wrote it. */
  to: string;
  /** The account whose INBOX it is in. */
  mailbox: string;
  raw: Buffer;
  at: Date;
}

export interface StoredMessage {
  uid: number;
  raw: Buffer;
  internalDate: Date;
  flags: string[];
}

/** The addresses of the hosted domains, and where their mail goes. */
export class PostOffice {
  readonly behaviours = new Map<string, Behaviour>();
  readonly listeners = new Set<(delivery: Delivery) => void>();
  private readonly mailboxes = new Map<string, ImapServer>();
  private readonly addresses = new Map<ImapServer, string>();
  private readonly passwords = new Map<string, string>();
  private readonly domains: Set<string>;
  private readonly clock: Clock;
  private readonly without: readonly Optional[];

  constructor(
    accounts: readonly SandboxAccount[],
    hosted: readonly string[],
    clock: Clock,
    without: readonly Optional[],
  ) {
    this.clock = clock;
    this.without = without;
    this.domains = new Set(hosted.map((domain) => domain.toLowerCase()));
    for (const { address, password } of accounts) {
      this.domains.add(domainOf(address));
      this.open(address);
      this.passwords.set(canonical(address), password);
    }
  }

  /** The account's mailboxes, or null where name or password is wrong. */
  logIn(user: string, password: string): ImapServer | null {
    const known = this.passwords.get(canonical(user));
    return known !== undefined && known === password ? this.mailboxOf(user) : null;
  }

  hosts(domain: string): boolean {
    return this.domains.has(domain.toLowerCase());
  }

  addressOf(mailboxes: ImapServer): string {
    return this.addresses.get(mailboxes) ?? '';
  }

  /** How RCPT is answered for an address: null when it is accepted. */
  refusal(address: string): { code: number; text: string } | null {
    if (!this.hosts(domainOf(address))) return { code: 550, text: `5.7.1 <${address}>: Relay access denied` };
    if (this.behaviour(address) !== 'refuse') return null;
    return { code: 550, text: `5.1.1 <${address}>: Recipient address rejected: User unknown` };
  }

  /** Puts an accepted mail into its recipient's INBOX, or returns it to the sender a moment later. */
  accept(raw: Buffer, envelope: Envelope): void {
    if (this.behaviour(envelope.to) === 'bounce') {
      if (envelope.from) setImmediate(() => this.returnToSender(raw, envelope));
      return;
    }
    const address = canonical(envelope.to);
    const mailboxes = this.open(address);
    const copy = stamped(raw, envelope, address, (domain) => this.hosts(domain));
    mailboxes.appendMessage('INBOX', [], internalDate(envelope.at), copy.toString('latin1'));
    const delivery = { from: envelope.from, to: envelope.to, mailbox: address, raw: copy, at: envelope.at };
    for (const listener of this.listeners) listener(delivery);
  }

  /** Puts a message as it is into a folder. */
  inject(address: string, raw: Buffer | string, folder: string, at = this.clock.now()): void {
    const text = (typeof raw === 'string' ? Buffer.from(raw) : raw).toString('latin1');
    this.require(address).appendMessage(folder, [], internalDate(at), text);
  }

  messages(address: string, folder: string): StoredMessage[] {
    return this.folder(address, folder).messages.map((message) => ({
      uid: message.uid,
      raw: Buffer.from(message.raw, 'latin1'),
      internalDate: new Date(message.internaldate),
      flags: [...message.flags],
    }));
  }

  /** Gives a folder a new UIDVALIDITY; its messages get new UIDs from 1. */
  renumber(address: string, uidvalidity: number, folder: string): ImapServer {
    const mailbox = this.folder(address, folder);
    mailbox.uidvalidity = uidvalidity;
    mailbox.messages.forEach((message, index) => {
      message.uid = index + 1;
    });
    mailbox.uidnext = mailbox.messages.length + 1;
    return this.require(address);
  }

  mailboxOf(address: string): ImapServer | null {
    return this.mailboxes.get(canonical(address)) ?? null;
  }

  private returnToSender(raw: Buffer, envelope: Envelope): void {
    if (!this.hosts(domainOf(envelope.from)) || this.behaviour(envelope.from) !== 'deliver') return;
    const at = this.clock.now();
    const id = queueId();
    const report = bounce(raw, envelope.from, envelope.to, id, at);
    this.accept(report, {
      id,
      from: '',
      to: envelope.from,
      authenticatedAs: null,
      helo: 'localhost',
      at,
      trusted: true,
    });
  }

  private behaviour(address: string): Behaviour {
    const exact = this.behaviours.get(address.toLowerCase()) ?? this.behaviours.get(canonical(address));
    return exact ?? (this.mailboxes.has(canonical(address)) ? 'deliver' : 'refuse');
  }

  private folder(address: string, name: string) {
    const mailbox = this.require(address).getMailbox(name);
    if (!mailbox) throw new Error(`${address} has no folder ${name}`);
    return mailbox;
  }

  private require(address: string): ImapServer {
    const found = this.mailboxOf(address);
    if (!found) throw new Error(`the sandbox has no mailbox ${address}`);
    return found;
  }

  private open(address: string): ImapServer {
    const key = canonical(address);
    const mailboxes = this.mailboxes.get(key) ?? imapAccount(() => this.clock.now(), this.without);
    this.mailboxes.set(key, mailboxes);
    this.addresses.set(mailboxes, key);
    return mailboxes;
  }
}

/** `Track+gentle@Palaan.example` lives in the mailbox of `track@palaan.example`. */
export function canonical(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).split('+', 1)[0] ?? '';
  return `${local}${address.slice(at)}`.toLowerCase();
}

export function queueId(): string {
  return randomBytes(6).toString('hex').toUpperCase();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
