import type { NodemailerError } from 'nodemailer';
import { type Refusal, reason, SendRefused, SendUnknown } from '../errors.ts';

interface Account {
  id: string;
  host: string;
  port: number;
  password?: string;
}

/** What is wrong with the account or the way to it. The same mail may well leave later. */
export function notConnected(account: Account, error: unknown): SendRefused {
  const { responseCode, code } = error as NodemailerError;
  const what = code === 'EAUTH' ? 'does not let us log in' : 'cannot be used';
  const text = `The SMTP server ${account.host}:${account.port} (${account.id}) ${what}: ${detail(account, error)}.`;
  return new SendRefused(text, { permanent: false, code: responseCode || null });
}

/**
 * What became of a mail that could not be sent. `complete` says that all of its bytes were handed over, so
 * that the dot that ends a mail (RFC 5321, 4.1.1.4) may have been written: from there on only a reply of the
 * server can say that it was not taken.
 */
export function failedSend(account: Account, error: unknown, complete: boolean): SendRefused | SendUnknown {
  const { code, command, responseCode = 0, rejectedErrors } = error as NodemailerError;
  const why = detail(account, error);
  // nodemailer names the command that a reply belongs to, and CONN where a connection ended: what it quotes
  // there is a reply that was cut off.
  if (command !== 'CONN' && responseCode >= 400 && responseCode <= 599) {
    const permanent = responseCode >= 500 && !loginCodes.has(responseCode);
    const rejected = refusals(rejectedErrors);
    return new SendRefused(`The SMTP server refused the mail: ${why}.`, {
      permanent,
      code: responseCode,
      rejected,
    });
  }
  const beforeData = code === 'EENVELOPE' || (code === 'EMESSAGE' && command !== 'DATA');
  if (beforeData) {
    // No reply, so it was nodemailer that found an address or the size impossible; or a reply that is none.
    const permanent = command === 'API' || code === 'EMESSAGE';
    return new SendRefused(`The mail cannot be sent: ${why}.`, { permanent, code: null });
  }
  if (!complete) {
    const text = `The mail was not sent, the connection to ${account.host}:${account.port} failed: ${why}.`;
    return new SendRefused(text, { permanent: false, code: null });
  }
  return new SendUnknown(
    `The connection to ${account.host}:${account.port} failed before the server said whether it took the mail: ${why}.`,
  );
}

/** Everybody whom the mail is for was refused (RCPT), so that it was not handed over. */
export function nobodyAccepted(errors: readonly NodemailerError[] = []): SendRefused {
  const rejected = refusals(errors);
  const [first] = rejected;
  return new SendRefused('The SMTP server refused every recipient.', {
    permanent: rejected.length > 0 && rejected.every(({ code }) => code >= 500),
    code: first?.code ?? null,
    rejected,
  });
}

/** Replies that are about the login and not about the mail (RFC 4954, 6), which a person can put right. */
const loginCodes = new Set([530, 534, 535, 538]);

export function refusals(errors: readonly NodemailerError[] = []): Refusal[] {
  return errors.map(({ recipient = '', responseCode = 450, response = '' }) => ({
    address: recipient,
    code: responseCode,
    response: oneReply(response),
  }));
}

/** A reply of the server as one line of bounded length. */
export function oneReply(reply: string): string {
  return reply
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** What the server or nodemailer said, without the password, should a server echo it. */
function detail({ password }: Account, error: unknown): string {
  const { response, message, errors } = error as NodemailerError & Partial<AggregateError>;
  // Node tells of several addresses that were tried in an error without a message of its own.
  let text = response || message || errors?.map(reason).join(', ') || String(error);
  const secrets = password ? [password, Buffer.from(password).toString('base64')] : [];
  for (const secret of secrets) text = text.replaceAll(secret, '***');
  return oneReply(text).replace(/\.$/, '');
}
