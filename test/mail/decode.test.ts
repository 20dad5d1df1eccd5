import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, parseHeaderFields } from '../../src/mail/decode.ts';

const fields = (text: string, encoding: BufferEncoding = 'utf8') =>
  parseHeaderFields(Buffer.from(text, encoding));

describe('decodeText', () => {
  it.each(['iso-8859-1', 'windows-1252', 'iso-8859-15', 'utf-8', 'utf-16le', 'windows-1250', 'iso-8859-2'])(
    'reads %s',
    (charset) => {
      expect(
        decodeText(iconv.encode('Grüße, Sław', charset === 'iso-8859-1' ? 'utf8' : charset), null, charset),
      ).toMatch(/^Grüße/);
    },
  );

  it.each([
    ['koi8-r', 'Привет'],
    ['windows-1251', 'Привет'],
    ['shift_jis', 'はい'],
    ['euc-jp', 'はい'],
    ['gb18030', '您好'],
    ['big5', '您好'],
    ['euc-kr', '안녕'],
    ['utf-7', 'Grüße'],
  ])('reads %s', (charset, text) => {
    expect(decodeText(iconv.encode(text, charset), null, charset)).toBe(text);
  });

  it('reads ISO-2022-JP, which looks like ASCII', () => {
    expect(decodeText(Buffer.from('1b2442244f24241b2842', 'hex'), null, 'ISO-2022-JP')).toBe('はい');
  });

  it.each(['x-unknown', '', 'constructor', '__proto__', 'us-ascii', 'utf-99', '"', null])(
    'reads UTF-8 as UTF-8 and other bytes as windows-1252 when the charset is %j',
    (charset) => {
      expect(decodeText(Buffer.from('päivää'), null, charset)).toBe('päivää');
      expect(decodeText(Buffer.from('p\xe4iv\xe4\x80', 'latin1'), null, charset)).toBe('päivä€');
    },
  );

  it('reads UTF-8 that calls itself Latin-1, and Latin-1 that calls itself UTF-8', () => {
    expect(decodeText(Buffer.from('päivää'), null, 'iso-8859-1')).toBe('päivää');
    expect(decodeText(Buffer.from('p\xe4iv\xe4', 'latin1'), null, 'utf-8')).toBe('päivä');
  });

  it('keeps UTF-8 that was cut within a letter', () => {
    expect(decodeText(Buffer.from('päivää').subarray(0, -1), null, null)).toBe('päivä\ufffd');
  });

  it('decodes base64 and quoted-printable, broken ones too', () => {
    expect(decodeText(Buffer.from('cMOk\r\naXbDpA=='), 'base64', 'utf-8')).toBe('päivä');
    expect(decodeText(Buffer.from('cMOkaXb*DpA'), 'Base64 ', 'utf-8')).toBe('päivä');
    expect(decodeText(Buffer.from('p=C3=A4iv=\r\n=C3=A4 =\nx =ZZ ='), 'quoted-printable', 'utf-8')).toBe(
      'päivä x =ZZ =',
    );
    expect(decodeText(Buffer.from('100 %'), 'x-strange', null)).toBe('100 %');
  });

  it('makes every line end a line feed', () => {
    expect(decodeText(Buffer.from('a\r\nb\rc\nd'), null, null)).toBe('a\nb\nc\nd');
  });
});

describe('parseHeaderFields', () => {
  it('unfolds, keeps order and repeats, and ends at the blank line', () => {
    expect(fields('Received: a\r\n by b;\r\n\tdate\r\nSubject : Hi\r\nRECEIVED: c\r\n\r\nBody: no')).toEqual([
      { name: 'received', value: 'a by b; date' },
      { name: 'subject', value: 'Hi' },
      { name: 'received', value: 'c' },
    ]);
  });

  it('skips what is no field', () => {
    expect(fields(' folded\njunk\nSubject: Hi\n: no name\nX-Ä: no\n')).toEqual([
      { name: 'subject', value: 'Hi' },
    ]);
  });

  it.each([
    ['=?utf-8?Q?P=C3=A4iv=C3=A4?=', 'Päivä'],
    ['=?UTF-8?B?UMOkaXbDpA==?=', 'Päivä'],
    ['=?iso-8859-2?Q?Odpowied=BC?= na', 'Odpowiedź na'],
    ['=?utf-8?B?UMM=?= =?utf-8?B?pGl2w6Q=?=', 'Päivä'],
    ['=?utf-8?Q?a?= =?iso-8859-1?Q?=E4?=', 'aä'],
    ['=?utf-8?Q?Re:_with spaces?=', 'Re: with spaces'],
    ['=?utf-8*fi?Q?hei?=', 'hei'],
    ['=?x-none?Q?hei?= =?broken', 'hei =?broken'],
    ['=?utf-8?Q?a=0D=0ABcc:_x?=', 'a Bcc: x'],
  ])('decodes the words in %s', (subject, decoded) => {
    expect(fields(`Subject: ${subject}\n`)[0]?.value).toBe(decoded);
  });

  it('reads raw 8-bit values', () => {
    expect(fields('Subject: Päivä\n')[0]?.value).toBe('Päivä');
    expect(fields('Subject: P\xe4iv\xe4\n', 'latin1')[0]?.value).toBe('Päivä');
  });

  it('keeps a display name in quotes where it could pass for more', () => {
    const value = fields('From: =?utf-8?Q?boss=40bank.example=2C_x?= <a@b.example>\n')[0]?.value;
    expect(value).toBe('"boss@bank.example, x" <a@b.example>');
  });
});
