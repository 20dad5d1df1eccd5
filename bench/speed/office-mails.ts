import { type Random, randomOf } from '../fuzz/random.ts';

/** Bytes of a part; most are near the lower bound, as files in an office are. */
interface Size {
  from: number;
  to: number;
}

/** What lies in an office's mailbox: kinds of mail with their share in hundredths, and what each carries. */
const kinds: readonly { share: number; text: Size; html?: Size; logo?: Size; file?: Size }[] = [
  { share: 30, text: { from: 300, to: 6_000 } },
  { share: 35, text: { from: 500, to: 8_000 }, html: { from: 4_000, to: 70_000 } },
  {
    share: 20,
    text: { from: 500, to: 8_000 },
    html: { from: 4_000, to: 40_000 },
    logo: { from: 8_000, to: 120_000 },
  },
  {
    share: 15,
    text: { from: 300, to: 4_000 },
    html: { from: 2_000, to: 30_000 },
    file: { from: 60_000, to: 2_000_000 },
  },
];

/** The same `count` mails each time, about 80 kB each: most of a few kilobytes, the rest with a logo or a file. */
export function* officeMails(count: number): Generator<Buffer> {
  const random = randomOf(2026);
  for (let index = 0; index < count; index += 1) yield officeMail(index, random);
}

function officeMail(index: number, random: Random): Buffer {
  const { text, html, logo, file } = random.pick(kinds.flatMap((kind) => Array(kind.share).fill(kind)));
  const texts = [part('text/plain; charset=utf-8', 'quoted-printable', prose(size(text, random)))];
  if (html) texts.push(part('text/html; charset=utf-8', 'quoted-printable', markup(size(html, random))));
  const parts = [multipart('alternative', texts)];
  if (logo) parts.push(part('image/png; name="logo.png"', 'base64', bytes(size(logo, random))));
  if (file) parts.push(part('application/pdf; name="offer.pdf"', 'base64', bytes(size(file, random))));
  const body = html ? multipart(logo ? 'related' : 'mixed', parts) : texts.join('');
  return Buffer.from(`${header(index)}${body}`, 'latin1');
}

function header(index: number): string {
  const id = `${index}.office@prospect.example`;
  const hop = (name: string) =>
    `Received: from ${name}.prospect.example (${name}.prospect.example [192.0.2.9])\r\n` +
    `\tby mail.palaan.example with ESMTPS id ${index}; Mon, 2 Nov 2026 10:00:00 +0200\r\n`;
  return [
    hop('mx3'),
    hop('mx2'),
    hop('mx1'),
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=prospect.example; s=key;\r\n',
    `\th=from:to:subject:date:message-id; bh=${'A'.repeat(43)}=;\r\n\tb=${'B'.repeat(72)}\r\n`,
    'Authentication-Results: mail.palaan.example; dkim=pass header.d=prospect.example\r\n',
    `From: =?utf-8?q?P=C3=A4ivi_Koski?= <person${index % 200}@prospect.example>\r\n`,
    `To: Seller <seller@house.example>\r\nSubject: Re: New website ${index}\r\n`,
    `Date: Mon, 2 Nov 2026 10:00:00 +0200\r\nMessage-ID: <${id}>\r\n`,
    `In-Reply-To: <${index}.start@house.example>\r\nMIME-Version: 1.0\r\n`,
  ].join('');
}

function part(type: string, encoding: string, body: string): string {
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
}

function multipart(kind: string, parts: readonly string[]): string {
  const boundary = `=_${kind}_4f2a9`;
  const body = parts.map((one) => `--${boundary}\r\n${one}`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

function size({ from, to }: Size, random: Random): number {
  return Math.round(from + (to - from) * (random.below(1000) / 1000) ** 3);
}

function prose(length: number): string {
  return repeated(
    'Kiitos, palataan asiaan ensi viikolla p=C3=A4iv=C3=A4n tai kahden sis=C3=A4ll=C3=A4.\r\n',
    length,
  );
}

function markup(length: number): string {
  const paragraph =
    '<p style=3D"font-family:Arial">Palataan asiaan p=C3=A4iv=C3=A4n=\r\n sis=C3=A4ll=C3=A4.</p>\r\n';
  return `<html><body>${repeated(paragraph, length)}</body></html>`;
}

function bytes(length: number): string {
  return repeated('iVBORw0KGgoAAAANSUhEUgAAASwAAACWCAYAAABkW7XSAAAgAElEQVR42uydd3hUVfrH\r\n', length);
}

function repeated(line: string, length: number): string {
  return line.repeat(Math.ceil(length / line.length));
}
