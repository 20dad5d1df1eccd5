import { headerEnd } from './mime-tree.ts';
import { rfcDate, serverName } from './trace.ts';

/** A delivery status notification (RFC 3464) that tells the sender of `original` that `recipient` does not exist. */
export function bounce(original: Buffer, sender: string, recipient: string, id: string, at: Date): Buffer {
  const text = original.toString('latin1');
  const header = text.slice(0, headerEnd(text, 0, text.length)).replace(/(\r\n)+$/, '');
  const boundary = `report-${id}`;
  const lines = [
    `From: Mail Delivery System <MAILER-DAEMON@${serverName}>`,
    `To: <${sender}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${rfcDate(at)}`,
    `Message-ID: <${id}@${serverName}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system at host ${serverName}.`,
    '',
    'Your message could not be delivered to one or more recipients.',
    '',
    `<${recipient}>: 550 5.1.1 <${recipient}>: Recipient address rejected:`,
    '    User unknown in virtual mailbox table',
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${serverName}`,
    `Arrival-Date: ${rfcDate(at)}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    header,
    '',
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
