import type { Message } from '../../../src/domain/message.ts';
import { readMessage } from '../../../src/domain/read-message.ts';
import { judge } from '../../../src/domain/verdict/judge.ts';
import type { JudgeContext, Verdict } from '../../../src/domain/verdict/verdict.ts';
import { parseMime } from '../../../src/mail/mime.ts';

/** A mail as it came: header fields and body, with line feeds as they stand. */
export function mail(raw: string): Message {
  return readMessage(parseMime(Buffer.from(raw.replace(/^\n/, ''), 'utf8')));
}

/** The verdict on a raw mail. */
export function verdictOn(raw: string, context: JudgeContext = {}): Verdict {
  return judge(mail(raw), context);
}

/** A plain text mail from a mail server to the seller. */
export function notice(options: {
  from?: string;
  subject?: string;
  headers?: string[];
  body: string;
}): string {
  const { from = 'MAILER-DAEMON@mx.example', subject = 'failure notice', headers = [], body } = options;
  return [
    `From: ${from}`,
    'To: sam@seller.example',
    `Subject: ${subject}`,
    'Date: Mon, 5 Oct 2026 10:00:00 +0300',
    'Message-ID: <report@mx.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    body.replace(/^\n/, ''),
  ].join('\n');
}

/** A delivery status notification (RFC 3464) with its three parts. */
export function deliveryReport(options: {
  fields: string;
  text?: string;
  returned?: string;
  from?: string;
}): string {
  const {
    fields,
    text = 'Your message could not be delivered.',
    from = 'MAILER-DAEMON@mx.example',
  } = options;
  const returned =
    options.returned ??
    'From: sam@seller.example\nMessage-ID: <first@seller.example>\nSubject: Offer\n\nHello';
  return `From: Mail Delivery System <${from}>
To: sam@seller.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@mx.example>
Auto-Submitted: auto-replied
Return-Path: <>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

${text}

--b1
Content-Type: message/delivery-status

${fields.trim()}

--b1
Content-Type: message/rfc822

${returned}

--b1--
`;
}
