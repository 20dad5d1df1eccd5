import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

function feedback(
  fields: string,
  returned = 'To: ann@prospect.example\nMessage-ID: <first@seller.example>\n\nHello',
): string {
  return `From: complaints@fbl.example
To: abuse@seller.example
Subject: FW: Offer
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.

--b
Content-Type: message/feedback-report

${fields}

--b
Content-Type: message/rfc822

${returned}

--b--
`;
}

describe('complaints', () => {
  it('an abuse report names who complained and about which mail', () => {
    const fields =
      'Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nOriginal-Rcpt-To: <Ann@prospect.example>';
    expect(verdictOn(feedback(fields))).toMatchObject({
      verdict: 'complaint',
      recipients: ['ann@prospect.example'],
      originalId: '<first@seller.example>',
      evidence: [{ rule: 'feedback-report', where: 'part:2', quote: 'abuse' }],
    });
  });

  it('without the field, the recipient of the returned mail complained', () => {
    expect(verdictOn(feedback('Feedback-Type: abuse\nVersion: 1'))).toMatchObject({
      recipients: ['ann@prospect.example'],
    });
  });

  it('a struck-out recipient is none', () => {
    const raw = feedback(
      'Feedback-Type: abuse\nVersion: 1',
      'To: redacted@redacted.example\nMessage-ID: <first@seller.example>\n\nHi',
    );
    expect(verdictOn(raw)).toMatchObject({ recipients: [], originalId: '<first@seller.example>' });
  });

  it.each(['auth-failure', 'not-spam'])('%s is no complaint of a person', (type) => {
    expect(verdictOn(feedback(`Feedback-Type: ${type}\nVersion: 1`))).toMatchObject({ verdict: 'receipt' });
  });

  it("Hotmail's form", () => {
    const raw = `From: staff@hotmail.com
To: abuse@seller.example
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: message/rfc822

X-HmXmrOriginalRecipient: ann@prospect.example
From: sam@seller.example
Message-ID: <first@seller.example>

Hello

--b--
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'complaint', recipients: ['ann@prospect.example'] });
  });

  it('a notification of Amazon SES', () => {
    const body = JSON.stringify({
      notificationType: 'Complaint',
      complaint: { complainedRecipients: [{ emailAddress: 'ann@prospect.example' }] },
      mail: {},
    });
    expect(
      verdictOn(notice({ from: 'no-reply@sns.example', subject: 'AWS Notification Message', body })),
    ).toMatchObject({
      verdict: 'complaint',
      recipients: ['ann@prospect.example'],
    });
  });

  it('a mail that the feedback loop of a provider marks with a header of its own', () => {
    const raw = notice({
      from: 'Complaint Feedback <staff@provider.example>',
      subject: 'complaint about message from 192.0.2.31',
      headers: ['X-HmXmrOriginalRecipient: ann@prospect.example'],
      body: 'Hi, shall I call you next week?',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'complaint', recipients: ['ann@prospect.example'] });
  });

  it('a person who complains is an answer', () => {
    const raw = notice({
      from: 'Ann <ann@prospect.example>',
      subject: 'Complaint about your message',
      body: 'I want to complain.',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });
});
