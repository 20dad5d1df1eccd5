import type { SandboxMail } from '../../sandbox/mail/start.ts';
import type { Clock } from '../../src/clock.ts';
import { sellers, trackingAddress } from './cast.ts';
import { source, type Trace, type Written } from './letters.ts';

/** A mail that reached a mailbox, as far as those who react to it must know it at once. */
export interface Arrived {
  mailbox: string;
  id: string;
  from: string;
  subject: string;
  inReplyTo: string | null;
  references: string[];
  replyTo: string[];
  raw: Buffer;
  begunAt: number;
  arrivedAt: number;
}

/**
 * The post of everybody but Palaan: mails are put into mailboxes as servers do it, at once and without a fault, since
 * the faults are Palaan's to bear. Keeps what arrives by SMTP, with the instants that the checker needs.
 */
export class Post {
  readonly arrived: Arrived[] = [];
  readonly #mail: SandboxMail;
  readonly #clock: Clock;
  readonly #begun = new Map<string, number>();
  #count = 0;

  constructor(mail: SandboxMail, clock: Clock) {
    this.#mail = mail;
    this.#clock = clock;
    mail.onDelivery(({ mailbox, raw }) => this.#keep(mailbox, raw));
  }

  /** Calls for everything that arrives by SMTP at people's addresses. */
  onArrival: (arrived: Arrived) => void = () => {};

  /** Notes that the server was told of a recipient. */
  begins(address: string): void {
    this.#begun.set(address, Date.now());
  }

  newId(from: string): string {
    this.#count += 1;
    return `<m${this.#count}.${from.replace('@', '.')}@${from.split('@')[1]}>`;
  }

  /** Into a folder of a seller. Returns the instant from which the mail is visible. */
  toSeller(seller: string, mail: Written, folder = 'INBOX'): number {
    const trace = folder === 'Sent' ? undefined : { deliveredTo: seller, originalTo: seller, proven: false };
    return this.#put(seller, mail, trace, folder);
  }

  /** To the tracking address, which may have a plus part. */
  toTracking(originalTo: string, mail: Written): number {
    const proven = sellers.some(({ address }) => address === mail.from);
    return this.#put(trackingAddress, mail, { deliveredTo: trackingAddress, originalTo, proven });
  }

  /** To the tracking address, from somebody who is not the one that From names. */
  forged(mail: Written): void {
    const trace = { deliveredTo: trackingAddress, originalTo: trackingAddress, proven: false };
    this.#put(trackingAddress, mail, trace);
  }

  #put(mailbox: string, mail: Written, trace: Trace | undefined, folder = 'INBOX'): number {
    this.#mail.deliver(mailbox, source(mail, trace), folder, this.#clock.now());
    return Date.now();
  }

  #keep(mailbox: string, raw: Buffer): void {
    if (mailbox === trackingAddress) return;
    const fields = fieldsOf(raw);
    const arrivedAt = Date.now();
    const arrived = { mailbox, ...fields, raw, begunAt: this.#begun.get(mailbox) ?? arrivedAt, arrivedAt };
    this.arrived.push(arrived);
    this.onArrival(arrived);
  }
}

function fieldsOf(raw: Buffer) {
  const text = raw.toString('latin1');
  const header = text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(header)?.[1]?.trim() ?? '';
  const addresses = (name: string) => field(name).match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
  const ids = (name: string): string[] => field(name).match(/<[^<>\s]+>/g) ?? [];
  return {
    id: ids('Message-ID')[0] ?? '',
    from: addresses('From')[0] ?? '',
    subject: field('Subject'),
    inReplyTo: ids('In-Reply-To')[0] ?? null,
    references: ids('References'),
    replyTo: addresses('Reply-To'),
  };
}
