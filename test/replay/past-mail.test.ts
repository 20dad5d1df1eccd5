import { describe, expect, it } from 'vitest';
import { readPastMail } from '../../src/replay/past-mail.ts';
import { aSetting, lastSign, offer, playAll, sends, source } from './past-mails.ts';

const now = new Date('2020-12-31T12:00:00Z');
const read = (mail: string) => readPastMail(Buffer.from(mail), 'mail', aSetting(), now);

describe('a stored mail', () => {
  it('is left out where it is a draft in Gmail’s export, in the user’s language', () => {
    expect(read(source(offer({ headers: ['X-Gmail-Labels: Luonnokset,Avattu'] })))).toBe('draft');
    expect(read(source(offer({ headers: ['X-Gmail-Labels: Sent,Draft contracts'] })))).toHaveProperty('key');
  });

  it('is left out where nothing tells when it came, or it claims to come from the future', () => {
    expect(read('From: jan@prospect.example\nSubject: Hi\n\nHi\n')).toBe('undated');
    expect(read('From: jan@prospect.example\nDate: Mon, 1 Jan 2035 10:00:00 +0000\n\nHi\n')).toBe('undated');
    expect(read('')).toBe('no mail');
  });

  it('counts from when the server received it, whatever its Date says', () => {
    const mail = source({
      at: '02 10:00',
      headers: ['Received: from a by b; Tue, 3 Nov 2020 08:00:00 +0000'],
    });
    expect(read(mail)).toMatchObject({ at: new Date('2020-11-03T08:00:00Z') });
  });

  it('is kept small, however long its text is', () => {
    const mail = read(source({ at: '02 10:00', body: 'We would like to think about it. '.repeat(10_000) }));
    expect(JSON.stringify(mail).length).toBeLessThan(3000);
  });
});

describe('a mail of the seller to Palaan alone', () => {
  it('is no mail in the prospect’s thread: the wait goes on', () => {
    const setting = aSetting({ starts: 'tracked', tracking: 'track@palaan.example' });
    const start = offer({ headers: ['Bcc: track@palaan.example'] });
    const command = offer({
      at: '02 16:00',
      to: 'track+t.abcdefgh12345678@palaan.example',
      id: '<command@seller.example>',
      answers: '<offer@seller.example>',
      body: 'status',
    });
    expect(sends(playAll([start, command, lastSign('03 12:00')], setting))).toEqual(['03 10:00 nudge']);
  });
});
