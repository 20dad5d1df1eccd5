import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

const zendesk = ['X-Mailer: Zendesk Mailer', 'Auto-Submitted: auto-generated'];
const from = 'Rosie (Brackley Labs) <support@brackley.zendesk.example>';
const subject = '[Brackley Labs] Re: New website';

function comment(words: string): string {
  return `
##- Please type your reply above this line -##

Your request (30117) has been updated. To add additional comments, reply to this email.

Rosie (Brackley Labs)

Oct 21, 2026, 10:12 BST

${words}

--------------------------------
This email is a service from Brackley Labs. Delivered by Zendesk
`;
}

const heard = (words: string, headers = zendesk) =>
  verdictOn(notice({ from, subject, headers, body: comment(words) }));

describe('a mail from a ticket system', () => {
  it('is an answer where a person of the help desk asks something, whatever the header says', () => {
    expect(heard('Hi Sam,\n\nI talked to our manager. Is there a price for each site?')).toMatchObject({
      verdict: 'answer',
    });
  });

  it('is an opt-out where they ask to be left alone', () => {
    expect(heard('Thanks, but please remove this address from your list.')).toMatchObject({
      verdict: 'opt-out',
    });
  });

  it('is an acknowledgement where it only confirms the receipt, survey and all', () => {
    const body = 'Your request has been received and is being reviewed. Was this helpful?';
    expect(heard(body)).toMatchObject({ verdict: 'auto-reply', kind: 'acknowledgement' });
  });

  it('is an answer where somebody speaks of himself, in the subject of an issue tracker', () => {
    const body = `Mari kommentoi:

Hei Sam,

tämä on kunnan IT-tuki. Kysyin kuitenkin henkilöstöpalveluista, ja siellä kurssit kilpailutetaan.`;
    const raw = notice({
      from: 'Mari <tuki@kunta.example>',
      subject: 'PALV-20417 First aid courses',
      headers: ['Auto-Submitted: auto-generated'],
      body,
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('is an answer where somebody is greeted by a bent name, and marked as a reply', () => {
    const raw = notice({
      from: 'Karolina <pomoc@firma.example>',
      subject: 'Re: [#57120] Kadry',
      headers: [
        'To: Jacek Wrona <sam@seller.example>',
        'X-Freshdesk-Ticket: 57120',
        'Auto-Submitted: auto-replied',
      ],
      body: 'Dzień dobry Panie Jacku,\n\nzapytałam naszą księgową. Mówi, że robi to sama.',
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('is a robot’s where it says auto-replied', () => {
    const headers = ['X-Mailer: Zendesk Mailer', 'Auto-Submitted: auto-replied'];
    expect(heard('Is there a price for each site?', headers)).toMatchObject({ verdict: 'auto-reply' });
  });
});
