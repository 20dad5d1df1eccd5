import { describe, expect, it } from 'vitest';
import { deliveryReport, notice, verdictOn } from './mails.ts';

const dead = 'Final-Recipient: rfc822; ann@prospect.example\nAction: failed\nStatus: 5.1.1';

describe('the order of judging', () => {
  it('own mail first, even where it would read as something else', () => {
    const raw = deliveryReport({ fields: dead });
    expect(verdictOn(raw, { isOwnId: () => true })).toMatchObject({ verdict: 'own' });
  });

  it('a bounce carries the headers of an auto-reply and of a list, and is a bounce', () => {
    const raw = deliveryReport({ fields: dead }).replace(
      'MIME-Version',
      'Precedence: bulk\nList-Id: <l.example>\nMIME-Version',
    );
    expect(verdictOn(raw)).toMatchObject({ verdict: 'bounce' });
  });

  it('a read receipt with Auto-Submitted is a receipt, no absence', () => {
    const raw = `From: ann@prospect.example
To: sam@seller.example
Subject: Disposition notification
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

The message was displayed.
--b--
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'receipt' });
  });

  it('an absence note that came through a list is an auto-reply', () => {
    const raw = notice({
      from: 'Ann <ann@prospect.example>',
      subject: 'Automatic reply: Offer',
      headers: ['Auto-Submitted: auto-replied', 'List-Id: <l.example>'],
      body: 'I am out of the office until 12 October.',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'auto-reply' });
  });

  it('anything else from a person is an answer', () => {
    const raw = notice({
      from: 'Ann <ann@prospect.example>',
      subject: 'Re: Offer',
      body: 'Looks good, please send the contract.',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it.each([
    ['an empty mail', ''],
    ['a mail of one line feed', '\n'],
    ['a header without a body', 'Subject: x'],
    ['a report without parts', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n'],
    [
      'a report of odd fields',
      deliveryReport({ fields: '__proto__: x\nconstructor: y\n\nAction: __proto__\nStatus: 9' }),
    ],
    [
      'JSON that is no notification',
      notice({ body: '{"notificationType":"Bounce","bounce":[1],"mail":null}' }),
    ],
    ['JSON that ends early', notice({ body: '{"notificationType":"Bounce","bounce":{' })],
  ])('%s is judged without an error', (_, raw) => {
    expect(verdictOn(raw).evidence.length).toBeGreaterThan(0);
  });

  it('evidence quotes at most 200 characters, on one line', () => {
    const raw = deliveryReport({
      fields: `${dead}\nDiagnostic-Code: smtp; 550 ${'No such user. '.repeat(100)}`,
    });
    for (const { quote } of verdictOn(raw).evidence) {
      expect(quote.length).toBeLessThanOrEqual(200);
      expect(quote).not.toContain('\n');
    }
  });
});
