import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Refusal } from '../errors.ts';
import type { OutgoingMail } from './compose.ts';
import { failedSend, nobodyAccepted, notConnected, oneReply, refusals } from './smtp-failure.ts';

/** An account that mail leaves by. */
export interface SmtpSettings {
  /** For logs and messages. */
  id: string;
  host: string;
  port: number;
  /** TLS from the first byte (port 465); else STARTTLS where the server offers it. */
  secure: boolean;
  /** No mail without TLS. Always so where a password would cross a network. */
  requireTls?: boolean;
  user?: string;
  password?: string;
  timeouts?: SmtpTimeouts;
}

/** Milliseconds. */
export interface SmtpTimeouts {
  /** For the connection, TLS included, 30 s when left out. */
  connect?: number;
  /** For the server's greeting, 30 s. */
  greeting?: number;
  /** For each reply; 10 minutes, which RFC 5321 (4.5.3.2.6) asks for after a mail, since giving up early leaves its fate open. */
  reply?: number;
}

export interface SendResult {
  /** Addresses that the server takes the mail for. */
  accepted: string[];
  /** Addresses that it refused, while it took the mail for others. */
  rejected: Refusal[];
  /** The server's last word, such as '250 2.0.0 Ok: queued as 4C1B'. */
  response: string;
}

/** One connection to an SMTP server, good for many mails, one at a time. */
export class SmtpSession {
  /** Mails that were sent over it. */
  sent = 0;
  private readonly connection: SMTPConnection;
  private readonly settings: SmtpSettings;
  private lost: NodemailerError | null = null;

  private constructor(settings: SmtpSettings) {
    this.settings = settings;
    this.connection = new SMTPConnection(connectionOptions(settings));
    this.connection.on('error', (error: NodemailerError) => {
      this.lost = error;
    });
  }

  /** Connects and logs in. @throws SendRefused, never permanent: the account is at fault, not the mail. */
  static async open(settings: SmtpSettings): Promise<SmtpSession> {
    const session = new SmtpSession(settings);
    try {
      await session.logIn();
      return session;
    } catch (error) {
      session.close();
      throw notConnected(settings, error);
    }
  }

  /** Whether the connection is still there, as far as this side knows. */
  get usable(): boolean {
    return !this.connection.destroyed;
  }

  /** Calls when the connection is over, whoever ended it. */
  onEnd(listener: () => void): void {
    this.connection.once('end', listener);
  }

  /**
   * Hands a mail to the server. `signal` is heard until the mail itself is on its way; after that the reply
   * is waited for, since nobody could tell what became of it.
   * @throws SendRefused when it was certainly not taken, SendUnknown when it may have been.
   */
  async send(mail: OutgoingMail, signal?: AbortSignal): Promise<SendResult> {
    const { from, to, copies = [] } = mail.envelope;
    const envelope: Asked = { from, to: [...to], size: mail.raw.length };
    const body = new TrackedBody(mail.raw, () => {
      const { accepted = [] } = envelope;
      if (accepted.length === 0 || accepted.some((address) => !copies.includes(address))) return true;
      // Without its last dot the server forgets the mail; a copy alone would look like a mail that has left.
      this.lost = new Error('every recipient was refused');
      this.close();
      return false;
    });
    const abort = () => {
      if (body.begun) return;
      this.lost = new Error('it was stopped in time');
      this.close();
    };
    signal?.addEventListener('abort', abort);
    try {
      const info = await this.untilEnd<SMTPConnection.SentMessageInfo>((done) =>
        this.connection.send(envelope, body, done),
      );
      this.sent += 1;
      return {
        accepted: info.accepted,
        rejected: refusals(info.rejectedErrors),
        response: oneReply(info.response),
      };
    } catch (error) {
      // Whatever went wrong, the state of this conversation is not worth guessing.
      this.close();
      if (body.inVain) throw nobodyAccepted(envelope.rejectedErrors);
      throw failedSend(this.settings, error, body.complete);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Says goodbye and ends the connection; `close` where there is no time for that. */
  quit(): void {
    if (!this.usable) return;
    const impatience = setTimeout(() => this.close(), 1_000).unref();
    this.onEnd(() => clearTimeout(impatience));
    this.connection.quit();
  }

  close(): void {
    this.connection.close();
  }

  private async logIn(): Promise<void> {
    const { connection, settings } = this;
    await this.untilEnd<void>((done) => connection.connect((error) => done(error ?? null)));
    const { user, password } = settings;
    if (user === undefined || password === undefined) return;
    if (!connection.allowsAuth) throw new Error('the server offers no login');
    await this.untilEnd((done) => connection.login({ user, pass: password }, done));
  }

  /** A step of the conversation; it fails too when the connection ends without another word. */
  private untilEnd<T>(step: (done: (error: NodemailerError | null, result?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(this.lost ?? new Error('the connection was closed'));
      if (!this.usable) return ended();
      this.connection.once('end', ended);
      step((error, result) => {
        this.connection.removeListener('end', ended);
        if (error) reject(error);
        else resolve(result as T);
      });
    });
  }
}

/** The envelope of a mail, in which nodemailer writes down what the server said to each recipient. */
interface Asked extends SMTPConnection.Envelope {
  accepted?: string[];
  rejectedErrors?: NodemailerError[];
}

/**
 * The bytes of a mail, which know how far they have got. They are asked for only after the server's 354, and
 * the dot that ends the mail is written only after all of them have been given.
 */
class TrackedBody extends Readable {
  begun = false;
  complete = false;
  /** There was nobody to give them to. */
  inVain = false;
  private readonly raw: Buffer;
  private readonly isWanted: () => boolean;
  private given = 0;

  /** `isWanted` is asked right before the first byte. */
  constructor(raw: Buffer, isWanted: () => boolean) {
    super();
    this.raw = raw;
    this.isWanted = isWanted;
  }

  override _read(size: number): void {
    if (!this.begun) this.inVain = !this.isWanted();
    this.begun = true;
    if (this.inVain) return;
    const chunk = this.raw.subarray(this.given, this.given + size);
    this.given += chunk.length;
    if (this.given === this.raw.length) this.complete = true;
    this.push(chunk.length > 0 ? chunk : null);
  }
}

function connectionOptions(settings: SmtpSettings): SMTPConnection.Options {
  const { host, port, secure, timeouts = {} } = settings;
  const local = isLoopback(host);
  const requireTLS = !secure && (settings.requireTls || (settings.password !== undefined && !local));
  return {
    host,
    port,
    secure,
    requireTLS,
    // Nothing listens between this machine and itself, and local servers rarely have a certificate of their own.
    tls: { rejectUnauthorized: !local || (settings.requireTls ?? false) },
    connectionTimeout: timeouts.connect ?? 30_000,
    greetingTimeout: timeouts.greeting ?? 30_000,
    socketTimeout: timeouts.reply ?? 600_000,
    // The end of a mail is a small write of its own, which Nagle's algorithm would hold back for 40 ms.
    socket: new Socket().setNoDelay(true),
    logger: false,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
