import { authservId } from './cast.ts';

/** A mail as somebody writes it. */
export interface Written {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  date: Date;
  inReplyTo?: string;
  references?: readonly string[];
  headers?: Readonly<Record<string, string>>;
}

/** What stands at the top of a mail that came by the mail server: whom it was for, and who vouches for its sender. */
export interface Trace {
  deliveredTo: string;
  /** The address as the sender wrote it, with its plus part. */
  originalTo: string;
  /** Whether the sender had logged in as the one that From names. */
  proven: boolean;
}

/** The mail's source (RFC 5322), with the server's fields on top where it came by the server. */
export function source(mail: Written, trace?: Trace): string {
  const domain = mail.from.split('@')[1];
  const fields: [string, string | undefined][] = [
    ['Delivered-To', trace?.deliveredTo],
    ['X-Original-To', trace?.originalTo],
    [
      'Authentication-Results',
      trace && `${authservId}; dmarc=${trace.proven ? 'pass' : 'fail'} header.from=${domain}`,
    ],
    ['From', `<${mail.from}>`],
    ['To', mail.to.map((address) => `<${address}>`).join(', ')],
    ['Subject', mail.subject],
    ['Date', mail.date.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', mail.id],
    ['In-Reply-To', mail.inReplyTo],
    ['References', mail.references?.join('\r\n ')],
    ...Object.entries(mail.headers ?? {}),
    ['MIME-Version', '1.0'],
    ['Content-Type', mail.headers?.['Content-Type'] ? undefined : 'text/plain; charset=utf-8'],
  ];
  const header = fields.flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`));
  return `${header.join('\r\n')}\r\n\r\n${mail.text.replace(/\r?\n/g, '\r\n')}\r\n`;
}

/** Words above the mail that they answer, as most programs quote it. */
export function answerText(words: string, from: string, quoted: string): string {
  const quote = quoted
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  return `${words}\n\nOn Monday, ${from} wrote:\n${quote}`;
}

/** A report that a mail could not be delivered for the time being (RFC 3464), addressed to the seller. */
export function softBounce(
  base: Pick<Written, 'id' | 'to' | 'date'>,
  recipient: string,
  original: string,
): Written {
  const boundary = 'report-soft';
  return {
    ...base,
    from: `mailer-daemon@${authservId}`,
    subject: 'Undelivered Mail Returned to Sender',
    headers: {
      'Auto-Submitted': 'auto-replied',
      'Content-Type': `multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    },
    text: [
      `--${boundary}`,
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'Your message could not be delivered.',
      `<${recipient}>: 452 4.2.2 Mailbox full`,
      '',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; ${authservId}`,
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      'Status: 4.2.2',
      'Diagnostic-Code: smtp; 452 4.2.2 Mailbox full',
      '',
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${original}`,
      '',
      `--${boundary}--`,
    ].join('\n'),
  };
}
