import { SendRefused } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { OutgoingMail } from './compose.ts';
import { type SendResult, SmtpSession, type SmtpSettings } from './smtp-session.ts';

export type { SendResult, SmtpSettings } from './smtp-session.ts';

export interface Sender {
  /**
   * Sends one mail, once. `signal` is heard until the mail itself is on its way.
   * @throws SendRefused when it certainly did not leave, SendUnknown when it may have.
   */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<SendResult>;
  /** Connects and logs in. @throws SendRefused */
  verify(): Promise<void>;
  /** Resolves when what is being sent has been sent; refuses what comes later. */
  close(): Promise<void>;
}

const mostConnections = 5;
const mailsPerConnection = 100;
/** Servers hang up on the idle after a minute or more; to be sooner saves a lost connection. */
const idleMs = 20_000;

/**
 * Sends by one SMTP account, over a few connections that are kept for the next mail. nodemailer's own pool is
 * not used: it sends again what was under way when a connection closed, and does not tell how far a mail had
 * got (promise 2).
 */
export function createSender({ account, logger }: { account: SmtpSettings; logger: Logger }): Sender {
  const slots = new Slots(mostConnections);
  const idle = new Map<SmtpSession, NodeJS.Timeout>();
  let closed = false;

  async function send(mail: OutgoingMail, signal?: AbortSignal): Promise<SendResult> {
    await slots.take();
    try {
      const result = await attempt(mail, signal);
      logger.debug({ smtp: account.id, rejected: result.rejected.length }, 'mail handed over');
      return result;
    } finally {
      slots.give();
    }
  }

  async function attempt(mail: OutgoingMail, signal?: AbortSignal): Promise<SendResult> {
    const stopped = () => closed || signal?.aborted;
    const refused = new SendRefused('The mail was not sent, it was stopped in time.', {
      permanent: false,
      code: null,
    });
    if (stopped()) throw refused;
    const kept = takeIdle();
    if (kept) {
      try {
        return await over(kept, mail, signal);
      } catch (error) {
        if (!hungUp(error) || stopped()) throw error;
      }
    }
    const session = await SmtpSession.open(account);
    session.onEnd(() => forget(session));
    if (!stopped()) return over(session, mail, signal);
    session.quit();
    throw refused;
  }

  async function over(session: SmtpSession, mail: OutgoingMail, signal?: AbortSignal): Promise<SendResult> {
    const result = await session.send(mail, signal);
    if (closed || session.sent >= mailsPerConnection) session.quit();
    else if (session.usable) idle.set(session, setTimeout(() => session.quit(), idleMs).unref());
    return result;
  }

  function takeIdle(): SmtpSession | undefined {
    const [session] = [...idle.keys()].slice(-1);
    if (session) forget(session);
    return session;
  }

  function forget(session: SmtpSession): void {
    clearTimeout(idle.get(session));
    idle.delete(session);
  }

  return {
    send,
    verify: async () => (await SmtpSession.open(account)).quit(),
    close: async () => {
      closed = true;
      await slots.allFree();
      for (const session of idle.keys()) session.quit();
    },
  };
}

/** A kept connection that the server had given up: certainly nothing left, and a new one may do. */
function hungUp(error: unknown): boolean {
  return error instanceof SendRefused && !error.permanent && (error.code === null || error.code === 421);
}

/** So many at a time; the others wait in line. */
class Slots {
  private readonly most: number;
  private taken = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly watching: (() => void)[] = [];

  constructor(most: number) {
    this.most = most;
  }

  take(): Promise<void> {
    if (this.taken < this.most) {
      this.taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
    if (this.taken === 0) for (const free of this.watching.splice(0)) free();
  }

  allFree(): Promise<void> {
    return this.taken === 0 ? Promise.resolve() : new Promise((resolve) => this.watching.push(resolve));
  }
}
