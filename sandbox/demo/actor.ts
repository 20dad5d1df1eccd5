import { randomUUID } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { DateTime } from 'luxon';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Clock } from '../../src/clock.ts';
import { type Person, password } from './cast.ts';
import { type Letter, letterQuery, readLetter } from './letter.ts';
import { answerSubject, answerText } from './quoting.ts';
import type { Written } from './script.ts';

/** Where the mail servers are. */
export interface Servers {
  imap: { host: string; port: number };
  smtp: { host: string; port: number };
}

export interface ActorOptions {
  servers: Servers;
  clock: Clock;
  /** Is told of every letter that arrives, in order. */
  arrived(person: Person, letter: Letter): void;
}

/** What to write; everything else is made as mail programs do. */
export interface Draft {
  to: string | string[];
  cc?: string;
  bcc?: string;
  subject: string;
  text: string;
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
  /** Envelope sender; the person's own address when left out. */
  envelopeFrom?: string;
}

/**
 * A person with a mail program: hears of new mail by IMAP IDLE, writes by SMTP, and keeps a copy of what they
 * wrote in Sent. Nothing is ever marked as read here, so that whoever does it is found out.
 */
export class Actor {
  readonly person: Person;
  readonly letters: Letter[] = [];
  readonly #options: ActorOptions;
  readonly #imap: ImapFlow;
  #listeners: (() => void)[] = [];
  #nextUid = 1;
  #looking = false;
  #news = false;
  #closed = false;

  private constructor(person: Person, options: ActorOptions) {
    this.person = person;
    this.#options = options;
    this.#imap = this.#connection();
    this.#imap.on('exists', () => void this.#look());
    this.#imap.on('error', () => {});
  }

  static async open(person: Person, options: ActorOptions): Promise<Actor> {
    const actor = new Actor(person, options);
    await actor.#imap.connect();
    await actor.#imap.mailboxOpen('INBOX');
    void actor.#look();
    return actor;
  }

  /** The first letter that passes the test, present or to come; null when none has come until `deadline`. */
  async receives(test: (letter: Letter) => boolean, deadline: Date): Promise<Letter | null> {
    const { promise, resolve } = withResolvers<Letter | null>();
    const look = () => {
      const found = this.letters.find(test);
      if (found) resolve(found);
    };
    const tooLate = this.#options.clock.toReal(deadline).getTime() - Date.now();
    const timer = setTimeout(() => resolve(null), Math.max(0, tooLate));
    this.#listeners.push(look);
    look();
    const letter = await promise;
    clearTimeout(timer);
    this.#listeners = this.#listeners.filter((listener) => listener !== look);
    return letter;
  }

  async writes(draft: Draft): Promise<Written> {
    const { envelopeFrom, ...fields } = draft;
    const { person } = this;
    const id = `<${randomUUID()}@${person.address.slice(person.address.indexOf('@') + 1)}>`;
    const now = DateTime.fromJSDate(this.#options.clock.now(), { zone: person.place.zone });
    const message: SendMailOptions = {
      ...fields,
      from: { name: person.name, address: person.address },
      messageId: id,
      date: now.toRFC2822() ?? undefined,
    };
    const to = [draft.to, draft.cc ?? [], draft.bcc ?? []].flat();
    const envelope = { from: envelopeFrom ?? person.address, to };
    await submit(this.#options.servers, person, { envelope, raw: await bytes(message, false) });
    if (envelopeFrom === undefined) await this.#keepCopy(await bytes(message, true), now.toJSDate());
    return { id, from: person.address, to, subject: draft.subject, at: now.toJSDate() };
  }

  /** Answers a letter: to everybody in its Reply-To, or to those that are named. */
  async answers(letter: Letter, words: string, to?: string[]): Promise<Written> {
    return this.writes({
      to: to ?? (letter.replyTo.length > 0 ? letter.replyTo : [letter.from]),
      subject: answerSubject(this.person, letter.subject),
      text: answerText(this.person, words, letter, letter.from),
      inReplyTo: letter.id,
      references: [...letter.references, letter.id],
    });
  }

  /** Everything in a folder now, with the flags that it has now. */
  async reads(folder: string): Promise<Letter[]> {
    const reader = this.#connection();
    await reader.connect();
    try {
      const { exists } = await reader.mailboxOpen(folder, { readOnly: true });
      if (exists === 0) return [];
      const fetched = await reader.fetchAll('1:*', letterQuery, { uid: true });
      return await Promise.all(fetched.map(readLetter));
    } finally {
      await reader.logout();
    }
  }

  close(): void {
    this.#closed = true;
    this.#imap.close();
  }

  #connection(): ImapFlow {
    const auth = { user: this.person.address, pass: password };
    return new ImapFlow({
      ...this.#options.servers.imap,
      secure: false,
      auth,
      disableAutoIdle: true,
      logger: false,
    });
  }

  /** Reads what is new, again while there is more, and then rests in IDLE until the server tells of news. */
  async #look(): Promise<void> {
    this.#news = true;
    if (this.#looking) return;
    this.#looking = true;
    try {
      while (this.#news && !this.#closed) {
        this.#news = false;
        await this.#fetchNew();
      }
    } catch (error) {
      // The world is closing, or the connection is lost: whoever waits for a letter says so in time.
      if (!this.#closed) console.error(`${this.person.address} cannot read: ${String(error)}`);
      return;
    } finally {
      this.#looking = false;
    }
    this.#imap.idle().catch(() => {});
  }

  async #fetchNew(): Promise<void> {
    const fetched = await this.#imap.fetchAll(`${this.#nextUid}:*`, letterQuery, { uid: true });
    // "n:*" holds the last message even where its UID is below n.
    for (const one of fetched.filter(({ uid }) => uid >= this.#nextUid)) {
      this.#nextUid = one.uid + 1;
      const letter = await readLetter(one);
      this.letters.push(letter);
      this.#options.arrived(this.person, letter);
      for (const listener of [...this.#listeners]) listener();
    }
  }

  /** Over a connection of its own, as the other one rests in IDLE. */
  async #keepCopy(raw: Buffer, at: Date): Promise<void> {
    const client = this.#connection();
    await client.connect();
    try {
      await client.append('Sent', raw, ['\\Seen'], at);
    } finally {
      await client.logout();
    }
  }
}

/** Hands a mail to the server as a mail program does; with nobody logged in for `null`, as strangers' servers do. */
export async function submit(
  { smtp }: Servers,
  person: Person | null,
  message: SendMailOptions,
): Promise<void> {
  const auth = person ? { user: person.address, pass: password } : undefined;
  const transport = nodemailer.createTransport({ ...smtp, secure: false, ignoreTLS: true, auth });
  try {
    await transport.sendMail(message);
  } finally {
    transport.close();
  }
}

/** The mail as it leaves, or (`withBcc`) as the sender keeps it. */
async function bytes(message: SendMailOptions, withBcc: boolean): Promise<Buffer> {
  const node = new MailComposer(message).compile();
  node.keepBcc = withBcc;
  return node.build();
}

/** Promise.withResolvers, which this Node.js does not have yet. */
function withResolvers<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
