/** Mails of every kind, so that a run without folders mutates something of each. */
export function ordinaryMails(): Buffer[] {
  return [answer, absence, bounce, html, list, receipt].map((mail) =>
    Buffer.from(mail.trimStart().replace(/\n/g, '\r\n')),
  );
}

const answer = `
From: Ann Bell <ann@buyer.example>
To: Emily Carter <emily@seller.example>
Subject: Re: Stock levels
Date: Thu, 5 Nov 2026 11:28:00 +0200
Message-ID: <a1@buyer.example>
In-Reply-To: <s1@seller.example>
References: <s0@seller.example> <s1@seller.example>
Content-Type: text/plain; charset=utf-8; format=flowed

Yes, please call me in January.

Best regards
Ann

On Thu, 5 Nov 2026 at 10:12, Emily Carter <emily@seller.example> wrote:
> Hi Ann,
> would Tuesday suit?
> Reply STOP to unsubscribe.
`;

const absence = `
From: =?utf-8?Q?P=C3=A4ivi_Koski?= <paivi@buyer.example>
To: emily@seller.example
Subject: Automaattinen vastaus: Saldot
Date: Thu, 5 Nov 2026 11:28:00 +0200
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Olen lomalla 16.11.2026 asti. Kiireellisiss=E4 asioissa soita 040 000 000.
`;

const bounce = `
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: emily@seller.example
Subject: Undelivered Mail Returned to Sender
Date: Thu, 5 Nov 2026 11:28:00 +0200
Content-Type: multipart/report; report-type=delivery-status; boundary="b/1"

--b/1
Content-Type: text/plain

<gone@buyer.example>: host mx said: 550 5.1.1 User unknown

--b/1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; gone@buyer.example
Action: failed
Status: 5.1.1

--b/1
Content-Type: message/rfc822

From: emily@seller.example
Message-ID: <s1@seller.example>
Subject: Stock levels

Hi
--b/1--
`;

const html = `
From: ann@buyer.example
To: emily@seller.example
Subject: =?iso-8859-2?B?T2RwOiBTdGFueQ==?=
Date: Thu, 5 Nov 2026 11:28:00 +0200
Content-Type: multipart/alternative; boundary=b2

--b2
Content-Type: text/html; charset=windows-1250
Content-Transfer-Encoding: base64

PHA+UHJvc3plIHd5cGlzYWMgbW5pZSB6IGxpc3R5LjwvcD48YmxvY2txdW90ZT48cD5EemllbiBkb2JyeTwvcD48L2Jsb2NrcXVvdGU+
--b2--
`;

const list = `
From: News <news@shop.example>
To: emily@seller.example
Subject: Offers
Date: Thu, 5 Nov 2026 11:28:00 +0200
List-Id: <news.shop.example>
List-Unsubscribe: <https://shop.example/u>
Precedence: bulk
Content-Type: text/html

<html><head><style>p{color:red}</style></head><body><table><tr><td><p>Everything must go.</p></td></tr></table></body></html>
`;

const receipt = `
From: ann@buyer.example
To: emily@seller.example
Subject: Read: Stock levels
Date: Thu, 5 Nov 2026 11:28:00 +0200
Content-Type: multipart/report; report-type=disposition-notification; boundary=b3

--b3
Content-Type: text/plain

Your message was read.
--b3
Content-Type: message/disposition-notification

Final-Recipient: rfc822; ann@buyer.example
Original-Message-ID: <s1@seller.example>
Disposition: manual-action/MDN-sent-manually; displayed
--b3--
`;
