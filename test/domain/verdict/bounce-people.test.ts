import { describe, expect, it } from 'vitest';
import { verdictOn } from './mails.ts';

const forwarded = `
From: Mail Delivery System <MAILER-DAEMON@mx.example>
Subject: Undelivered Mail Returned to Sender

This is the mail system at host mx.example.
<bob@prospect.example>: 550 5.1.1 User unknown`;

function fromAnn(subject: string, body: string, headers: string[] = []): string {
  return [
    'From: Ann Virtanen <ann@prospect.example>',
    'To: sam@seller.example',
    `Subject: ${subject}`,
    'Message-ID: <a1@prospect.example>',
    ...headers,
    '',
    body,
  ].join('\n');
}

describe('people who write about bounces', () => {
  it.each([
    [
      'forwards one',
      'Fwd: Undelivered Mail Returned to Sender',
      `FYI, Bob's address does not work.\n${forwarded}`,
    ],
    ['forwards one without a word', 'FW: Undeliverable: Offer', forwarded.trim()],
    ['forwards in Polish', 'PD: Niedostarczalne: Oferta', `Proszę zobaczyć.\n${forwarded}`],
    ['pastes one', 'your mail', `Hi Sam,\n\nI tried your colleague and got this:\n\n${forwarded}`],
    [
      'quotes one',
      'Re: Mail delivery failed',
      `Try ann@prospect.example instead.\n\n> This message was created automatically by mail delivery software.\n> bob@prospect.example\n>   550 user unknown`,
    ],
    [
      'talks about one',
      'Mail delivery failed?',
      'Hi Sam, did my mail of Monday reach you? I got a message that delivery failed.',
    ],
    [
      'has "undeliverable" in the subject',
      'Undeliverable goods in your warehouse',
      'Hi, can you store goods that are undeliverable?',
    ],
    [
      'was not reached',
      'Your delivery',
      'Hi, the parcel could not be delivered to us on Friday. Please call.\n\nAnn',
    ],
    [
      'was told no',
      'Your mail',
      'Your message was rejected by our board, sorry.\n\nAnn Virtanen\nann@prospect.example\n+358 40 123 4567',
    ],
    [
      'waits for goods',
      'Delivery problem',
      'Hi Sam,\n\nthe pallet has not been delivered to:\n\nann@prospect.example\nWarehouse 5',
    ],
    [
      'tells of trouble that is over, in a mail of its own',
      'Mail delivery problem',
      'Hello Sam,\n\nyour mail to ann@prospect.example could not be delivered yesterday, our server was down. Please send it again.\n\nAnn',
    ],
    [
      'answers without Re:',
      'Delivery failure',
      'Hi, yes, the delivery failed again.\n\n-----Original Message-----\nFrom: Sam\nSent: Monday\nTo: Ann\nSubject: Delivery\n\nDid it work?',
    ],
    [
      'asks what failed',
      'Returned mail',
      'Sam, your mail to bob@prospect.example came back to me. He left in June, write to me from now on.',
    ],
  ])('%s: an answer', (_, subject, body) => {
    expect(verdictOn(fromAnn(subject, body))).toMatchObject({ verdict: 'answer' });
  });

  it('a postmaster who answers is a person', () => {
    const raw = `From: Postmaster <postmaster@prospect.example>
To: sam@seller.example
Subject: Re: Your mail to Ann was rejected
In-Reply-To: <first@seller.example>

Hello Sam,

your message could not be delivered because our filter was wrong. It is mended, please send it again.

> 550 5.7.1 rejected
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('a forwarded bounce as attachment is what the person writes', () => {
    const raw = `From: Ann Virtanen <ann@prospect.example>
To: sam@seller.example
Subject: this came back
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b0"

--b0
Content-Type: text/plain

Your mail to Bob came back, see the attachment.

--b0
Content-Type: message/rfc822

From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: message/delivery-status

Final-Recipient: rfc822; bob@prospect.example
Action: failed
Status: 5.1.1

--b1--

--b0--
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('a bounce forwarded with its parts is what the person writes', () => {
    const raw = `From: Ann Virtanen <ann@prospect.example>
To: sam@seller.example
Subject: Fwd: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b0"

--b0
Content-Type: text/plain

Bob's mailbox is gone, it seems.

--b0
Content-Type: message/delivery-status

Final-Recipient: rfc822; bob@prospect.example
Action: failed
Status: 5.1.1

--b0--
`;
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('an empty envelope or a postmaster envelope proves nothing', () => {
    for (const path of ['<>', '<postmaster@prospect.example>']) {
      const raw = fromAnn('Re: Offer', 'Thanks, let us talk on Monday.', [`Return-Path: ${path}`]);
      expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
    }
  });
});
