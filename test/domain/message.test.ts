import { describe, expect, it } from 'vitest';
import { parseAddresses } from '../../src/domain/addresses.ts';
import { parseDateField } from '../../src/domain/date-field.ts';
import { parseMessageIds } from '../../src/domain/message-ids.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import { parseMime } from '../../src/mail/mime.ts';

const read = (text: string) => readMessage(parseMime(Buffer.from(text.replace(/\r?\n/g, '\r\n'))));

describe('readMessage', () => {
  it('reads people, ids, dates and words', () => {
    const message = read(`Return-Path: <ann@buyer.example>
Delivered-To: track@seller.example
X-Original-To: Track+3d@Seller.example
Received: from a by b; Thu, 5 Nov 2026 11:28:30 +0200
Received: from c by a; Thu, 5 Nov 2026 11:20:00 +0200
From: Ann Bell <Ann@Buyer.example>
Sender: office@buyer.example
Reply-To: ann@buyer.example, other@buyer.example
To: Emily <emily@seller.example>
Cc: tim@buyer.example
Subject: =?utf-8?Q?Re:_Varaston_saldot_=E2=80=93_kysymys?=
Date: Thu, 5 Nov 2026 11:28:00 +0200
Message-ID: <a1@buyer.example>
In-Reply-To: <s1@seller.example>
References: <s0@seller.example>
 <s1@seller.example>

Yes, please send it.

On 5 Nov 2026, at 10:00, Emily <emily@seller.example> wrote:
> Shall I?`);
    expect(message).toMatchObject({
      id: '<a1@buyer.example>',
      inReplyTo: ['<s1@seller.example>'],
      references: ['<s0@seller.example>', '<s1@seller.example>'],
      from: [{ address: 'ann@buyer.example', name: 'Ann Bell' }],
      sender: { address: 'office@buyer.example', name: '' },
      replyTo: [{ address: 'ann@buyer.example' }, { address: 'other@buyer.example' }],
      to: [{ address: 'emily@seller.example', name: 'Emily' }],
      cc: [{ address: 'tim@buyer.example' }],
      deliveredTo: ['track@seller.example', 'track+3d@seller.example'],
      returnPath: 'ann@buyer.example',
      subject: 'Re: Varaston saldot – kysymys',
      date: new Date('2026-11-05T09:28:00Z'),
      dateOffset: 120,
      receivedAt: new Date('2026-11-05T09:28:30Z'),
      language: 'en',
    });
    expect(message.words.own).toBe('Yes, please send it.');
  });

  it('reads a mail that says nothing of itself', () => {
    expect(read('X-Junk: 1\n\n')).toMatchObject({
      id: null,
      from: [],
      sender: null,
      returnPath: null,
      subject: '',
      date: null,
      receivedAt: null,
      text: '',
      language: null,
    });
  });

  it('knows the empty envelope sender from an unknown one', () => {
    expect(read('Return-Path: <>\n\n').returnPath).toBe('');
    expect(read('Subject: Hi\n\n').returnPath).toBeNull();
  });

  it('keeps both of two From fields', () => {
    const { from } = read('From: ann@buyer.example\nFrom: emily@seller.example\n\n');
    expect(from.map(({ address }) => address)).toEqual(['ann@buyer.example', 'emily@seller.example']);
  });

  it('prefers the time of the mail server to that of the headers', () => {
    const root = parseMime(Buffer.from('Received: x; Thu, 5 Nov 2026 11:28:30 +0200\n\n'));
    const receivedAt = new Date('2026-11-06T00:00:00Z');
    expect(readMessage(root, { receivedAt }).receivedAt).toEqual(receivedAt);
  });
});

describe('the text of a mail', () => {
  const multipart = (kind: string, ...parts: string[]) =>
    read(
      `Content-Type: multipart/${kind}; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--`,
    ).text;
  const plain = (text: string) => `Content-Type: text/plain\n\n${text}`;
  const html = (text: string) => `Content-Type: text/html\n\n${text}`;

  it('is the plain one of two alternatives', () => {
    expect(multipart('alternative', plain('Yes'), html('<p>Yes!</p>'))).toBe('Yes');
  });

  it('is the HTML where the plain one is empty', () => {
    expect(multipart('alternative', plain(' \n'), html('<p>Yes!</p>'))).toBe('Yes!');
  });

  it('goes on after an attachment, and leaves attachments and embedded messages out', () => {
    const attachment = 'Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nSecret';
    const embedded = 'Content-Type: message/rfc822\n\nSubject: x\n\nUnsubscribe me';
    expect(multipart('mixed', plain('Yes.'), attachment, plain('And no.'), embedded)).toBe('Yes.\nAnd no.');
  });

  it('is the first part of a report', () => {
    expect(multipart('report', plain('Not delivered'), plain('Action: failed'))).toBe('Not delivered');
  });

  it('joins the lines of format=flowed, quotes apart', () => {
    const { text, words } = read(
      'Content-Type: text/plain; format=flowed\n\n> Shall I \n> call?\nYes, \nplease.\n\n-- \nAnn',
    );
    expect(text).toBe('> Shall I call?\nYes, please.\n\n-- \nAnn');
    expect(words.own).toBe('Yes, please.');
  });

  it('leaves a uuencoded file out', () => {
    expect(read('Subject: Hi\n\nSee below.\nbegin 644 a.txt\n#0V%T\n`\nend\nRegards').text).toBe(
      'See below.\nRegards',
    );
    expect(read('Subject: Hi\n\nbegin 100 days before the\nfair').text).toBe(
      'begin 100 days before the\nfair',
    );
  });

  it('keeps the quotes of HTML for quotes', () => {
    const { words } = read(`Content-Type: text/html

<html><head><style>p { color: red }</style></head><body><p>Yes,&nbsp;please.</p>
<div class="gmail_quote">On Thu, 5 Nov 2026 at 11:28, Emily &lt;<a href="mailto:e@seller.example">e@seller.example</a>&gt; wrote:<br>
<blockquote><p>Shall I?</p><p>Reply STOP to unsubscribe</p></blockquote></div></body></html>`);
    expect(words.own).toBe('Yes, please.');
    expect(words.quote).toContain('> Reply STOP');
  });

  it("knows Outlook's header block in HTML", () => {
    const { words } = read(`Content-Type: text/html

<div><p>Kyllä kiitos.</p></div><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Lähettäjä:</b> Emily &lt;e@seller.example&gt;<br>
<b>Lähetetty:</b> torstai 5. marraskuuta 2026 11.28<br><b>Vastaanottaja:</b> Ann<br><b>Aihe:</b> Saldot</p></div><p>Vastaa POISTA</p>`);
    expect(words.own).toBe('Kyllä kiitos.');
  });

  it('survives HTML without an end', () => {
    expect(read('Content-Type: text/html\n\n<!-- <p>Yes').text).toBe('');
    expect(read('Content-Type: text/html\n\n<style>p{}<p>Yes').language).toBeNull();
    expect(read(`Content-Type: text/html\n\n${'<div>'.repeat(5000)}`).text).toBe('');
  });
});

describe('parseAddresses', () => {
  it.each([
    ['Ann <ann@x.example>', ['ann@x.example']],
    ['ann@x.example (Ann Bell)', ['ann@x.example']],
    ['"Bell, Ann" <ann@x.example>, tim@x.example', ['ann@x.example', 'tim@x.example']],
    [
      'Team: ann@x.example, Tim <tim@x.example>;, b@x.example',
      ['ann@x.example', 'tim@x.example', 'b@x.example'],
    ],
    ['undisclosed-recipients:;', []],
    ['ann@Bücher.example', ['ann@xn--bcher-kva.example']],
    ['<ann@x.example.>', ['ann@x.example']],
    ['"A Person" ann@x.example>', ['ann@x.example']],
    ['"boss@bank.example" <thief@x.example>', ['thief@x.example']],
    ['"boss@bank.example"', []],
    ['MAILER-DAEMON', []],
    ['ann@x..example, @x.example, ann@', []],
    ['', []],
  ])('reads %s', (field, addresses) => {
    expect(parseAddresses(field).map(({ address }) => address)).toEqual(addresses);
  });

  it('does not take an encoded display name for an address', () => {
    const { from } = read('From: =?utf-8?Q?boss=40bank.example=3E=2C?= <thief@x.example>\n\n');
    expect(from).toEqual([{ address: 'thief@x.example', name: 'boss@bank.example>,' }]);
  });
});

describe('parseMessageIds', () => {
  it.each([
    ['<a@x> <b@y>', ['<a@x>', '<b@y>']],
    ['<a@x>\t<a@x>', ['<a@x>']],
    ['<long-\n id@x>', ['<long-id@x>']],
    ['Your message of Tuesday <a@x>', ['<a@x>']],
    ['a@x', ['<a@x>']],
    ['0123-ABC', ['<0123-ABC>']],
    ['Your message of Tuesday', []],
    ['', []],
  ])('reads %j', (field, ids) => {
    expect(parseMessageIds(field)).toEqual(ids);
  });
});

describe('parseDateField', () => {
  it.each([
    ['Thu, 5 Nov 2026 11:28:00 +0200', '2026-11-05T09:28:00.000Z', 120],
    ['5 Nov 2026 11:28 -0330 (NST)', '2026-11-05T14:58:00.000Z', -210],
    ['Thu, 05 Nov 26 11:28:00 GMT', '2026-11-05T11:28:00.000Z', 0],
    ['Thu, 5 Nov 2026 11:28:00 EST', '2026-11-05T16:28:00.000Z', -300],
    ['Thu, 5 Nov 2026 11:28:00 -0000', '2026-11-05T11:28:00.000Z', null],
    ['Thu, 5 Nov 2026 11:28:00 +9900', '2026-11-05T11:28:00.000Z', null],
    ['Thu, 5 November 2026 11.28.00 +0200', '2026-11-05T09:28:00.000Z', 120],
    ['Thu Nov  5 11:28:00 2026', '2026-11-05T11:28:00.000Z', null],
    ['2026-11-05T11:28:00+02:00', '2026-11-05T09:28:00.000Z', 120],
    ['2 Apr 101 04:20:10 CST', '2001-04-02T10:20:10.000Z', -360],
  ])('reads %s', (field, date, offset) => {
    expect(parseDateField(field)).toEqual({ date: new Date(date), offset });
  });

  it.each(['', 'yesterday', '32 Nov 2026 11:28:00', '5 Foo 2026 11:28:00 +0000', '5 Nov 2026'])(
    'gives up on %j',
    (field) => {
      expect(parseDateField(field)).toBeNull();
    },
  );
});
