import type { Random } from './random.ts';

type Mutation = (mail: Buffer, random: Random, all: readonly Buffer[]) => Buffer;

/** One of the mails with one to four mutations. */
export function mutate(mails: readonly Buffer[], random: Random): Buffer {
  let mail = random.pick(mails);
  const count = 1 + random.below(4);
  for (let i = 0; i < count; i += 1) mail = random.pick(mutations)(mail, random, mails);
  return mail;
}

const mutations: Mutation[] = [
  truncated,
  spliced,
  withNoise,
  withRepeatedLine,
  withoutLine,
  withBrokenCharset,
  withOtherEncoding,
  withLongHeader,
  withoutBlankLine,
  withBareLineEnds,
];

function truncated(mail: Buffer, random: Random): Buffer {
  return mail.subarray(0, random.below(mail.length + 1));
}

/** The beginning of one mail and the end of another. */
function spliced(mail: Buffer, random: Random, all: readonly Buffer[]): Buffer {
  const other = random.pick(all);
  return Buffer.concat([
    mail.subarray(0, random.below(mail.length)),
    other.subarray(random.below(other.length)),
  ]);
}

function withNoise(mail: Buffer, random: Random): Buffer {
  const noisy = Buffer.from(mail);
  const count = 1 + random.below(30);
  for (let i = 0; i < count && noisy.length > 0; i += 1)
    noisy[random.below(noisy.length)] = random.below(256);
  return noisy;
}

function withRepeatedLine(mail: Buffer, random: Random): Buffer {
  return editLines(mail, (lines) => {
    const at = random.below(lines.length);
    lines.splice(at, 0, ...new Array<string>(1 + random.below(500)).fill(lines[at] ?? ''));
  });
}

function withoutLine(mail: Buffer, random: Random): Buffer {
  return editLines(mail, (lines) => lines.splice(random.below(lines.length), 1 + random.below(3)));
}

function withBrokenCharset(mail: Buffer, random: Random): Buffer {
  const names = [
    'x-unknown',
    'utf-16',
    'utf-7',
    'iso-2022-jp',
    '__proto__',
    'constructor',
    'gb18030',
    '"',
    'binary',
  ];
  return replaced(mail, /charset="?[\w-]+"?/i, `charset=${random.pick(names)}`);
}

function withOtherEncoding(mail: Buffer, random: Random): Buffer {
  const encodings = ['base64', 'quoted-printable', '8bit', 'x-uuencode', 'toString'];
  const field = `Content-Transfer-Encoding: ${random.pick(encodings)}`;
  return replaced(mail, /Content-Transfer-Encoding: *[\w-]+/i, field);
}

function withLongHeader(mail: Buffer, random: Random): Buffer {
  const name = random.pick([
    'Subject',
    'To',
    'References',
    'Content-Type',
    'Received',
    'Auto-Submitted',
    'From',
  ]);
  const filler = random.pick(['x', ' <a@b>', '=?', '"', '(', '; a=b', ',', '<', '\n ', '=?utf-8?q?a?= ']);
  return Buffer.concat([Buffer.from(`${name}: ${filler.repeat(1 + random.below(20_000))}\n`), mail]);
}

function withoutBlankLine(mail: Buffer): Buffer {
  return replaced(mail, /\n\r?\n/, '\n');
}

function withBareLineEnds(mail: Buffer, random: Random): Buffer {
  const text = mail.toString('latin1').replace(/\r?\n/g, random.pick(['\r', '\n', '\r\n', '\n\r']));
  return Buffer.from(text, 'latin1');
}

function editLines(mail: Buffer, edit: (lines: string[]) => void): Buffer {
  const lines = mail.toString('latin1').split('\n');
  edit(lines);
  return Buffer.from(lines.join('\n'), 'latin1');
}

function replaced(mail: Buffer, what: RegExp, by: string): Buffer {
  return Buffer.from(
    mail.toString('latin1').replace(what, () => by),
    'latin1',
  );
}
