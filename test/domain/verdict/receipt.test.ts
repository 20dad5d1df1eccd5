import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

describe('read receipts', () => {
  it.each(['displayed', 'deleted'])('a disposition notification that the mail was %s', (disposition) => {
    const raw = `From: Ann <ann@prospect.example>
To: sam@seller.example
Subject: Read: Offer
In-Reply-To: <first@seller.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

Your message was displayed.

--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822;ann@prospect.example
Original-Message-ID: <first@seller.example>
Disposition: manual-action/MDN-sent-manually; ${disposition}

--b--
`;
    expect(verdictOn(raw)).toMatchObject({
      verdict: 'receipt',
      evidence: [{ rule: 'disposition', where: 'part:2' }],
    });
  });

  it.each([
    [
      'Read: Offer',
      'Your message\n\n  To: Ann\n  Subject: Offer\n\nwas read on Monday, October 5, 2026 10:00:00 AM.',
    ],
    ['Gelesen: Angebot', 'Ihre Nachricht\n\n  An: Ann\n  Betreff: Angebot\n\nwurde am Montag gelesen.'],
    ['Lu : Offre', 'Votre message\n\n  À : Ann\n\na été lu le lundi 5 octobre.'],
    ['Luettu: Tarjous', 'Viestisi\n\n  Vastaanottaja: Ann\n\nluettiin maanantaina.'],
    ['Läst: Offert', 'Ditt meddelande\n\n  Till: Ann\n\nlästes den 5 oktober.'],
    ['Przeczytano: Oferta', 'Wiadomość\n\n  Do: Ann\n\nzostała przeczytana 5 października.'],
    [
      'Return Receipt (displayed) - Offer',
      'This is a Return Receipt for the mail that you sent to ann@prospect.example.',
    ],
  ])('one without the form: %s', (subject, body) => {
    expect(verdictOn(notice({ from: 'Ann <ann@prospect.example>', subject, body }))).toMatchObject({
      verdict: 'receipt',
    });
  });

  it.each([
    ['Read: this is interesting', 'Sam, read the article below, it is about you.'],
    ['Re: Read: Offer', 'Yes, I read it. Let us talk.'],
    ['Lest we forget', 'Your message was good.'],
    ['Receipt for your order?', 'Can you send the receipt?'],
  ])('words of a person are none: %s', (subject, body) => {
    expect(verdictOn(notice({ from: 'Ann <ann@prospect.example>', subject, body }))).toMatchObject({
      verdict: 'answer',
    });
  });
});
