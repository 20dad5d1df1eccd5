import { describe, expect, it } from 'vitest';
import { deliveryReport, notice, verdictOn } from './mails.ts';

const failed = (fields: string) =>
  verdictOn(deliveryReport({ fields: `Reporting-MTA: dns; mx.example\n\n${fields}` }));

describe('delivery status notifications', () => {
  it('names the recipient, the status and the returned mail', () => {
    expect(
      failed(
        'Final-Recipient: rfc822; Ann@Prospect.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
      ),
    ).toMatchObject({
      verdict: 'bounce',
      kind: 'hard',
      recipients: [{ address: 'ann@prospect.example', status: '5.1.1', action: 'failed', kind: 'hard' }],
      originalId: '<first@seller.example>',
      evidence: [{ rule: 'delivery-status', where: 'part:2' }, { rule: 'hard-address-dead' }],
    });
  });

  it('prefers the recipient that was mailed to where it was forwarded', () => {
    const verdict = failed(
      'Original-Recipient: rfc822;ann@prospect.example\nFinal-Recipient: rfc822;ann@inner.example\nAction: failed\nStatus: 5.1.1',
    );
    expect(verdict).toMatchObject({ recipients: [{ address: 'ann@prospect.example' }] });
  });

  it.each([
    ['<ann@prospect.example>'],
    ['RFC822; <ann@prospect.example>'],
    ['rfc822;@relay.example:ann@prospect.example'],
    ['x400; /RFC-822=ann(a)prospect.example/ADMD= /C=WW/'],
    ['utf-8; ann@prospect.example'],
    ['rfc822;ann@prospect.example (Ann)'],
  ])('reads a Final-Recipient written as %s', (recipient) => {
    const verdict = failed(`Final-Recipient: ${recipient}\nAction: failed\nStatus: 5.1.1`);
    expect(verdict).toMatchObject({ recipients: [{ address: 'ann@prospect.example' }] });
  });

  it('takes the address from the text where the fields name a mailbox of the server', () => {
    const raw = deliveryReport({
      text: "Failed to deliver to '<ann@prospect.example>'\nLOCAL module(account ann) reports:\n account is full (quota exceeded)",
      fields: 'Reporting-MTA: dns; mx.example\n\nFinal-Recipient: LOCAL;<ann>\nAction: failed\nStatus: 5.0.0',
    });
    expect(verdictOn(raw)).toMatchObject({ kind: 'soft', recipients: [{ address: 'ann@prospect.example' }] });
  });

  it('tells several recipients apart', () => {
    const verdict = failed(`Final-Recipient: rfc822; ann@prospect.example
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; bob@prospect.example
Action: failed
Status: 5.2.2

Final-Recipient: rfc822; eve@prospect.example
Action: delayed
Status: 4.4.1

Final-Recipient: rfc822; dan@prospect.example
Action: delivered
Status: 2.0.0`);
    expect(verdict).toMatchObject({
      kind: 'hard',
      recipients: [
        { address: 'ann@prospect.example', kind: 'hard' },
        { address: 'bob@prospect.example', kind: 'soft' },
        { address: 'eve@prospect.example', kind: 'delayed' },
      ],
    });
    expect(verdict.verdict === 'bounce' && verdict.recipients).toHaveLength(3);
  });

  it('tells recipients apart without the blank lines between them', () => {
    const raw = deliveryReport({
      fields: `Reporting-MTA: dns; mx.example
Final-Recipient: rfc822; ann@prospect.example
Action: failed
Status: 5.1.1
Final-Recipient: rfc822; bob@prospect.example
Action: failed
Status: 5.2.2`,
    });
    expect(verdictOn(raw)).toMatchObject({
      recipients: [
        { address: 'ann@prospect.example', kind: 'hard' },
        { address: 'bob@prospect.example', kind: 'soft' },
      ],
    });
  });

  it('joins the halves of a recipient with a blank line inside', () => {
    const verdict = failed('Final-Recipient: rfc822; ann@prospect.example\n\nAction: failed\nStatus: 5.1.1');
    expect(verdict).toMatchObject({ recipients: [{ address: 'ann@prospect.example', status: '5.1.1' }] });
  });

  it.each([
    ['failure', 'hard'],
    ['Failed (bad destination)', 'hard'],
    ['error', 'hard'],
    ['Delayed', 'delayed'],
    ['deferred', 'delayed'],
  ])('reads Action: %s', (action, kind) => {
    const verdict = failed(`Final-Recipient: rfc822; ann@prospect.example\nAction: ${action}\nStatus: 5.1.1`);
    expect(verdict).toMatchObject({ verdict: 'bounce', kind });
  });

  it('keeps the status of the other server where its own is generic', () => {
    const verdict = failed(
      'Final-Recipient: rfc822; ann@prospect.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.1.1 No such\n user: ann',
    );
    expect(verdict).toMatchObject({ recipients: [{ status: '5.1.1' }] });
  });

  it.each(['delivered', 'relayed', 'expanded'])('%s is a receipt', (action) => {
    const verdict = failed(`Final-Recipient: rfc822; ann@prospect.example\nAction: ${action}\nStatus: 2.0.0`);
    expect(verdict).toMatchObject({ verdict: 'receipt', evidence: [{ rule: 'delivery-status' }] });
  });

  it('a report that a mailing list wrapped again is a bounce still', () => {
    const inner = deliveryReport({
      fields:
        'Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@prospect.example\nAction: failed\nStatus: 5.1.1',
    });
    const body = inner.slice(inner.indexOf('Content-Type: multipart/report'));
    const raw = `From: MAILER-DAEMON@mx.example
To: list@seller.example
Subject: Undelivered Mail Returned to Sender
List-Id: <list.seller.example>
Precedence: list
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="w"

--w
${body}
--w
Content-Type: text/plain

_______________________________________________
a footer of the list
--w--
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'bounce', kind: 'hard' });
  });

  it('a challenge in the form of a failure is no bounce', () => {
    const raw = deliveryReport({
      from: 'noreply@guard.example',
      text: 'Hello Sam,\n\nI received your message. Please confirm that you are a person to be on my Guest List.',
      fields:
        'Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@prospect.example\nAction: failed\nStatus: 5.7.1',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'auto-reply', kind: 'challenge' });
  });

  it('what a server demands of another one is no challenge', () => {
    const raw = notice({
      from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
      subject: 'Mail delivery failed: returning message to sender',
      headers: ['X-Failed-Recipients: ann@prospect.example', 'Auto-Submitted: auto-replied'],
      body: `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ann@prospect.example
    host mx.prospect.example [192.0.2.1]
    SMTP error from remote mail server after end of data:
    550-5.7.26 Your email has been blocked because the sender is unauthenticated.
    550 5.7.26 All senders are to authenticate with either SPF or DKIM.`,
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'bounce', kind: 'soft' });
  });

  it('where a provider has itself unblocked is no challenge', () => {
    const raw = notice({
      subject: 'Undeliverable Mail',
      headers: ['Return-Path: <>'],
      body: `
undeliverable to ann@prospect.example: Mail From generated following response:
571 Email from 192.0.2.4 is currently blocked by our anti-spam system. The email sender or Email Service Provider may visit http://www.prospect.example/whitelist and request removal of the block.


Original message follows.`,
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'bounce', kind: 'soft' });
  });

  it('fields that stand in plain text are read', () => {
    const body = `
An error occurred while trying to deliver the mail to the following recipients:
ann@prospect.example

Technical report:

Reporting-MTA: dsn; mx.example

Action: failed
Final-Recipient: rfc822; ann@prospect.example
Diagnostic-Code: smtp; 550 5.1.1 User Unknown
Status: 5.1.1`;
    expect(verdictOn(notice({ subject: 'Delivery Status Notification (Failure)', body }))).toMatchObject({
      kind: 'hard',
      recipients: [{ address: 'ann@prospect.example', status: '5.1.1' }],
    });
  });

  it('a filter of the recipient that refuses by a disposition notification', () => {
    const raw = `From: Mail Delivery Subsystem <postmaster@prospect.example>
To: sam@seller.example
Subject: Automatically rejected mail
Auto-Submitted: auto-replied (rejected)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

Your message to <ann@prospect.example> was automatically rejected:
Quota exceeded

--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822; ann@prospect.example
Disposition: automatic-action/MDN-sent-automatically; deleted

--b--
`;
    expect(verdictOn(raw)).toMatchObject({
      verdict: 'bounce',
      kind: 'soft',
      recipients: [{ address: 'ann@prospect.example' }],
    });
  });

  it('a notification of Amazon SES', () => {
    const json = JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: 'Ann@prospect.example',
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
      },
      mail: { commonHeaders: { messageId: '<first@seller.example>' } },
    });
    const raw = notice({
      from: 'AWS Notifications <no-reply@sns.example>',
      subject: 'AWS Notification Message',
      body: json,
    });
    expect(verdictOn(raw)).toMatchObject({
      verdict: 'bounce',
      kind: 'hard',
      recipients: [{ address: 'ann@prospect.example', status: '5.1.1' }],
      originalId: '<first@seller.example>',
    });
  });
});

describe('the returned mail', () => {
  const fields = 'Final-Recipient: rfc822; ann@prospect.example\nAction: failed\nStatus: 5.1.1';

  it('is found by the header block that came back', () => {
    const raw = deliveryReport({ fields }).replace(
      'Content-Type: message/rfc822',
      'Content-Type: text/rfc822-headers',
    );
    expect(verdictOn(raw)).toMatchObject({ originalId: '<first@seller.example>' });
  });

  it("is found by the report's own field", () => {
    const raw = deliveryReport({
      fields: `Reporting-MTA: dns; mx.example\nX-Original-Message-ID: <told@seller.example>\n\n${fields}`,
    });
    expect(verdictOn(raw)).toMatchObject({ originalId: '<told@seller.example>' });
  });

  it('is found in the text', () => {
    const body = `
Hi. This is the qmail-send program at mx.example.
<ann@prospect.example>:
No such user

--- Below this line is a copy of the message.

Return-Path: <sam@seller.example>
Message-ID:
 <first@seller.example>`;
    expect(verdictOn(notice({ body }))).toMatchObject({ originalId: '<first@seller.example>' });
  });

  it('is found by what the report answers', () => {
    const raw = deliveryReport({ fields, returned: 'Subject: Offer\n\nHello' }).replace(
      'Auto-Submitted:',
      'In-Reply-To: <first@seller.example>\nAuto-Submitted:',
    );
    expect(verdictOn(raw)).toMatchObject({ originalId: '<first@seller.example>' });
  });
});
