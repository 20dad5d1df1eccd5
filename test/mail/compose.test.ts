import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { composeFollowUp, composeNotice, type FollowUp } from '../../src/mail/compose.ts';

const followUp: FollowUp = {
  from: { address: 'sanna@nordwind.example', name: 'Sanna Mäkelä' },
  to: [{ address: 'pia@acme.example', name: 'Pia "PJ" O\'Neil, CEO' }],
  copyTo: ['track+t.abc@palaan.example'],
  replyTo: ['sanna@nordwind.example', 'track+t.abc@palaan.example'],
  subject: 'Re: Uudet kotisivut – tarjous',
  text: 'Terve Pia,\n\nehditkö vilkaista?\n',
  html: '<p>Terve Pia,</p>',
  messageId: '<t.1.0.abcdef0123456789@palaan.example>',
  inReplyTo: '<first@nordwind.example>',
  references: ['<first@nordwind.example>'],
  date: new Date('2026-02-03T09:00:00Z'),
};

const headerBlock = (raw: Buffer) => raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';

describe('a follow-up', () => {
  it('reads as the seller wrote it, in the thread', async () => {
    const parsed = await simpleParser((await composeFollowUp(followUp)).raw);
    expect(parsed.from?.value).toEqual([{ address: 'sanna@nordwind.example', name: 'Sanna Mäkelä' }]);
    expect(parsed.to).toMatchObject({ value: [{ name: 'Pia "PJ" O\'Neil, CEO' }] });
    expect(parsed.subject).toBe(followUp.subject);
    expect(parsed.text?.trim()).toBe(followUp.text.trim());
    expect(parsed.html).toContain('<p>Terve Pia,</p>');
    expect(parsed.messageId).toBe(followUp.messageId);
    expect(parsed.inReplyTo).toBe('<first@nordwind.example>');
    expect(parsed.references).toBe('<first@nordwind.example>');
    expect(parsed.date).toEqual(followUp.date);
    expect(parsed.replyTo?.value.map(({ address }) => address)).toEqual(followUp.replyTo);
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
  });

  it('goes to the tracking address without naming it among the recipients', async () => {
    const mail = await composeFollowUp({ ...followUp, replyTo: [] });
    expect(mail.envelope).toEqual({
      from: 'sanna@nordwind.example',
      to: ['pia@acme.example', 'track+t.abc@palaan.example'],
      copies: ['track+t.abc@palaan.example'],
    });
    expect(mail.raw.toString()).not.toContain('track+t.abc');
    expect(headerBlock(mail.raw)).not.toMatch(/^bcc:/im);
  });

  it('is the same bytes each time it is composed', async () => {
    const [first, second] = [await composeFollowUp(followUp), await composeFollowUp(followUp)];
    expect(first.raw.equals(second.raw)).toBe(true);
  });

  it('has lines that any server takes: CRLF, seven bits, none over 998', async () => {
    const references = Array.from({ length: 15 }, (_, i) => `<${'x'.repeat(450)}${i}@acme.example>`);
    const text = `${'pitkä '.repeat(2000)}\n.\n..\n`;
    const { raw } = await composeFollowUp({ ...followUp, references, text });
    const lines = raw.toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(998);
    expect(lines.join('')).toMatch(/^[\t\x20-\x7e]*$/);
    expect((await simpleParser(raw)).references).toEqual([...references, '<first@nordwind.example>']);
  });

  it('ends its references with the mail that it answers', async () => {
    const references = ['<second@acme.example>', '<first@nordwind.example>', '<third@acme.example>'];
    const { raw } = await composeFollowUp({ ...followUp, references });
    expect((await simpleParser(raw)).references).toEqual([
      '<second@acme.example>',
      '<third@acme.example>',
      '<first@nordwind.example>',
    ]);
  });

  it('keeps the first and the last references of a long thread', async () => {
    const references = Array.from({ length: 500 }, (_, i) => `<m${i}@acme.example>`);
    const { raw } = await composeFollowUp({ ...followUp, references, inReplyTo: '<m499@acme.example>' });
    const kept = (await simpleParser(raw)).references ?? [];
    expect(kept).toHaveLength(21);
    expect(kept[0]).toBe('<m0@acme.example>');
    expect(kept.slice(-3)).toEqual(['<m497@acme.example>', '<m498@acme.example>', '<m499@acme.example>']);
  });

  it('leaves out references that cannot be written, and keeps odd ones that can', async () => {
    const references = [
      '<no-at-sign>',
      '<a b@x.example>',
      'bare@x.example',
      `<${'x'.repeat(600)}@x.example>`,
      '<\r\nBcc: x@y.example>',
    ];
    const { raw } = await composeFollowUp({ ...followUp, references });
    expect(headerBlock(raw)).toMatch(
      /^References: <no-at-sign>\r\n <first@nordwind\.example>$|^References: <no-at-sign> <first@nordwind\.example>$/m,
    );
  });

  it('carries the header fields that the operator turns on', async () => {
    const headers = {
      'List-Unsubscribe': '<https://palaan.example/u/1>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    const { raw } = await composeFollowUp({ ...followUp, headers });
    expect(headerBlock(raw)).toContain('List-Unsubscribe: <https://palaan.example/u/1>');
    expect(headerBlock(raw)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });
});

describe('what must never get into a header', () => {
  it('keeps the field names, whatever names, subjects and values hold', async () => {
    const fields = (raw: Buffer) =>
      headerBlock(raw)
        .split(/\r\n(?![ \t])/)
        .map((line) => line.split(':', 1)[0]);
    const expected = fields((await composeFollowUp({ ...followUp, headers: { 'X-Test': 'x' } })).raw);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'x\r\nBcc: e@evil.example',
        'x\nBcc: e',
        'x\rBcc: e',
        'x\u2028Bcc: e',
        '\r\n\r\n<html>',
        'a\0b',
        '=?utf-8?Q?=0D=0ABcc:_e?=',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, name, value) => {
        const { raw } = await composeFollowUp({
          ...followUp,
          subject: `Re: ${subject}`,
          from: { ...followUp.from, name },
          to: [{ address: 'pia@acme.example', name: value }],
          headers: { 'X-Test': `x${value}` },
        });
        expect(fields(raw)).toEqual(expected);
        expect((await simpleParser(raw)).to).toMatchObject({ value: [{ address: 'pia@acme.example' }] });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'pia@acme.example\r\nBcc: e@evil.example',
    'pia@acme.example>, <e@evil.example',
    'a@b@evil.example',
    'pia',
    '"pia x"@acme.example',
    'pia@acme.example,e@evil.example',
    'postmaster@[127.0.0.1]',
  ])('refuses the address %j', async (address) => {
    await expect(composeFollowUp({ ...followUp, to: [{ address, name: '' }] })).rejects.toThrow(
      /not an address/,
    );
    await expect(composeFollowUp({ ...followUp, copyTo: [address] })).rejects.toThrow(/not an address/);
    await expect(composeFollowUp({ ...followUp, replyTo: [address] })).rejects.toThrow(/not an address/);
  });

  it('refuses header fields that would replace what was composed', async () => {
    for (const name of ['Bcc', 'from', 'Content-Type', 'X-A:\r\nBcc', '']) {
      await expect(composeFollowUp({ ...followUp, headers: { [name]: 'x' } })).rejects.toThrow(
        /header field/,
      );
    }
  });

  it.each(['', 'x@y.example', '<x y@z.example>', '<x@y.example>\r\nBcc: e', '<ä@y.example>'])(
    'refuses to be called %j',
    async (messageId) => {
      await expect(composeFollowUp({ ...followUp, messageId })).rejects.toThrow(/not a Message-ID/);
    },
  );

  it('answers the next best mail where the last one has an id that cannot be written', async () => {
    const inReplyTo = '<x@y.example>\r\nBcc: e@evil.example';
    const { raw } = await composeFollowUp({ ...followUp, inReplyTo });
    const parsed = await simpleParser(raw);
    expect(parsed.inReplyTo).toBe('<first@nordwind.example>');
    expect(headerBlock(raw)).not.toContain('evil');
  });
});

describe('a notice to the seller', () => {
  const notice = {
    from: { address: 'track@palaan.example', name: 'Palaan' },
    to: [{ address: 'sanna@nordwind.example', name: 'Sanna' }],
    subject: 'Call Pia today',
    text: 'Call Pia.',
    messageId: '<t.1.task.abcdef0123456789@palaan.example>',
    date: new Date('2026-02-03T09:00:00Z'),
  };

  it('says that a machine wrote it, so that no machine answers', async () => {
    const { raw } = await composeNotice(notice);
    expect(headerBlock(raw)).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect((await simpleParser(raw)).text?.trim()).toBe('Call Pia.');
  });

  it('carries the calendar entry byte for byte', async () => {
    const ics = 'BEGIN:VCALENDAR\r\nSUMMARY:Soita Pialle – äänestä\r\nEND:VCALENDAR\r\n';
    const { attachments } = await simpleParser((await composeNotice({ ...notice, ics })).raw);
    expect(attachments).toMatchObject([{ filename: 'reminder.ics', contentType: 'text/calendar' }]);
    expect(attachments[0]?.content.toString()).toBe(ics);
  });

  it('can stand in a thread', async () => {
    const { raw } = await composeNotice({ ...notice, inReplyTo: '<start@nordwind.example>' });
    const parsed = await simpleParser(raw);
    expect([parsed.inReplyTo, parsed.references]).toEqual([
      '<start@nordwind.example>',
      '<start@nordwind.example>',
    ]);
  });
});
