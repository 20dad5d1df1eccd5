import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type { SandboxMail } from '../../sandbox/mail/start.ts';

/** An imapflow session of an account of the sandbox; log it out when done. Passwords in tests are 'secret'. */
export async function imapSession(
  mail: SandboxMail,
  address: string,
  options: Partial<ImapFlowOptions> = {},
): Promise<ImapFlow> {
  const auth = { user: address, pass: 'secret' };
  const client = new ImapFlow({ ...mail.imap, secure: false, auth, logger: false, ...options });
  // Tests cut connections on purpose; what fails because of it rejects on its own.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Sends as a mail program would. Without a `user` nobody logs in. */
export async function sendMail(
  mail: SandboxMail,
  user: string | null,
  message: SendMailOptions,
): Promise<void> {
  const auth = user ? { user, pass: 'secret' } : undefined;
  const transport = nodemailer.createTransport({ ...mail.smtp, secure: false, ignoreTLS: true, auth });
  await transport.sendMail(message);
  transport.close();
}

/** Resolves with the next mail that arrives for an address, by envelope recipient or mailbox. */
export function nextDelivery(mail: SandboxMail, address: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const stop = mail.onDelivery((delivery) => {
      if (delivery.to !== address && delivery.mailbox !== address) return;
      stop();
      resolve(delivery.raw);
    });
  });
}
