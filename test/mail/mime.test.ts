import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/domain/message.ts';
import { parseMime } from '../../src/mail/mime.ts';

const read = (text: string) => parseMime(Buffer.from(text.replace(/\r?\n/g, '\r\n')));

/** The tree as lines "path type text". */
function drawn(part: Part, depth = 0): string[] {
  const text = part.text === null ? '' : ` ${JSON.stringify(part.text)}`;
  const line = `${'  '.repeat(depth)}${part.path || '-'} ${part.type}${text}`;
  return [line, ...part.children.flatMap((child) => drawn(child, depth + 1))];
}

const tree = (text: string) => drawn(read(text));

describe('parseMime', () => {
  it('reads a plain mail without any MIME header', () => {
    expect(tree('Subject: Hi\n\nHello\n')).toEqual(['- text/plain "Hello\\n"']);
  });

  it('numbers parts as IMAP does, and reads texts, reports and embedded messages', () => {
    const mail = `Content-Type: multipart/report; report-type=delivery-status; boundary="b 1"

preamble
--b 1
Content-Type: multipart/alternative; boundary=b2

--b2

Not delivered
--b2
Content-Type: text/html

<p>Not delivered</p>
--b2--
epilogue
--b 1
Content-Type: message/delivery-status

Action: failed
--b 1
Content-Type: message/rfc822

Subject: Original
Message-ID: <o@x.example>
Content-Type: multipart/mixed; boundary=b3

--b3

Hi
--b3
Content-Type: application/pdf

%PDF
--b3--
--b 1--
trailer`;
    expect(tree(mail)).toEqual([
      '- multipart/report',
      '  1 multipart/alternative',
      '    1.1 text/plain "Not delivered"',
      '    1.2 text/html "<p>Not delivered</p>"',
      '  2 message/delivery-status "Action: failed"',
      '  3 message/rfc822',
      '    3 multipart/mixed',
      '      3.1 text/plain "Hi"',
      '      3.2 application/pdf',
    ]);
    expect(read(mail).children[2]?.children[0]?.headers[1]).toEqual({
      name: 'message-id',
      value: '<o@x.example>',
    });
  });

  it('reads charset, transfer encoding, disposition and file name', () => {
    const part = read(`Content-Type: TEXT/Plain; charset="iso-8859-1"; format=flowed
Content-Transfer-Encoding: quoted-printable
Content-Disposition: attachment; filename*0*=utf-8''p%C3%A4; filename*1="iv\\"a.txt"

p=E4iv=E4`);
    expect(part).toMatchObject({
      type: 'text/plain',
      params: { charset: 'iso-8859-1', format: 'flowed' },
      disposition: 'attachment',
      filename: 'päiv"a.txt',
      text: 'päivä',
    });
  });

  it('skips the line that mbox files begin with', () => {
    expect(read('From ann@x.example Thu Nov  5 11:28:00 2026\nSubject: Hi\n\nHello').headers).toHaveLength(1);
  });

  it.each([
    ['a type that is none', 'Content-Type: nonsense\n\nHi', ['- text/plain "Hi"']],
    [
      'no closing delimiter',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi',
      ['- multipart/mixed', '  1 text/plain "Hi"'],
    ],
    [
      'an inner multipart without its end',
      'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nA\n--o\n\nB\n--o--',
      ['- multipart/mixed', '  1 multipart/mixed', '    1.1 text/plain "A"', '  2 text/plain "B"'],
    ],
    [
      'no boundary parameter',
      'Content-Type: multipart/mixed\n\n--b\n\nHi\n--b--',
      ['- multipart/mixed', '  1 text/plain "Hi"'],
    ],
    [
      'a boundary that does not occur',
      'Content-Type: multipart/mixed; boundary=x\n\n--y\n\nHi\n--y--',
      ['- multipart/mixed', '  1 text/plain "Hi"'],
    ],
    [
      'no delimiter at all',
      'Content-Type: multipart/mixed; boundary=x\n\nHi',
      ['- multipart/mixed', '  1 text/plain "Hi"'],
    ],
    [
      'junk after the boundary',
      'Content-Type: multipart/mixed; boundary="b" Message-Id: <x>\n\n--b\n\nHi\n--b--',
      ['- multipart/mixed', '  1 text/plain "Hi"'],
    ],
    [
      'a part without its blank line',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\nHi there\n--b--',
      ['- multipart/mixed', '  1 text/html ""', '  2 text/plain "Hi there"'],
    ],
    [
      'one boundary inside another',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nA\n--bb\nB\n--b--',
      ['- multipart/mixed', '  1 text/plain "A\\n--bb\\nB"'],
    ],
    [
      'a digest',
      'Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: A\n\nHi\n--b--',
      ['- multipart/digest', '  1 message/rfc822', '    1 text/plain "Hi"'],
    ],
    [
      'a message cut within a folded field',
      'Content-Type: message/rfc822\n\n id 123;\nSubject: A\n\nHi',
      ['- message/rfc822', '  - text/plain "Hi"'],
    ],
    [
      'a message in base64',
      `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Subject: A\n\nHi').toString('base64')}`,
      ['- message/rfc822', '  - text/plain "Hi"'],
    ],
    ['nothing', '', ['- text/plain ""']],
  ])('reads a mail with %s', (_, mail, expected) => {
    expect(tree(mail)).toEqual(expected);
  });

  it('cuts a text at the limit and says so', () => {
    const part = parseMime(Buffer.from(`Subject: Hi\n\n${'a'.repeat(2_000_000)}`));
    expect(part.truncated).toBe(true);
    expect(part.text?.length).toBeLessThan(1_000_000);
  });

  it('stops at a depth and a number of parts, without an error', () => {
    let nested = '';
    for (let i = 0; i < 10_000; i += 1)
      nested += `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`;
    const depthOf = (part: Part): number => 1 + Math.max(0, ...part.children.map(depthOf));
    expect(depthOf(parseMime(Buffer.from(nested)))).toBeLessThan(50);

    const many = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nHi\n'.repeat(10_000)}`;
    expect(parseMime(Buffer.from(many)).children.length).toBeLessThanOrEqual(1000);
  });

  it('keeps parameters away from the prototype', () => {
    const part = read('Content-Type: text/plain; __proto__=x; constructor=y\n\nHi');
    expect(Object.getPrototypeOf(part.params)).toBe(Object.prototype);
    expect(part.params.charset).toBeUndefined();
  });
});
