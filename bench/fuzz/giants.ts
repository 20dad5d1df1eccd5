const head = 'From: ann@buyer.example\r\nTo: emily@seller.example\r\nSubject: Re: Stock\r\n';
const megabyte = 1024 * 1024;

/** Mails that are too much of something, each built when it is asked for. */
export function* giants(): Generator<[string, Buffer]> {
  yield ['a line of 50 MB', Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.alloc(50 * megabyte, 'a')])];
  yield ['a line of 50 MB in base64', inBase64(50 * megabyte)];
  yield [
    '50 MB of line feeds',
    Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.alloc(50 * megabyte, '\n')]),
  ];
  yield [
    '50 MB of quoted-printable',
    Buffer.concat([
      Buffer.from(`${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n`),
      Buffer.alloc(50 * megabyte, '=C3=A4=\r\n'),
    ]),
  ];
  yield [
    '50 MB of invalid UTF-8',
    Buffer.concat([
      Buffer.from(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\n`),
      Buffer.alloc(50 * megabyte, 0xc3),
    ]),
  ];
  yield [
    '50 MB of HTML',
    Buffer.concat([
      Buffer.from(`${head}Content-Type: text/html\r\n\r\n`),
      Buffer.alloc(50 * megabyte, '<div><p>a</p>'),
    ]),
  ];
  yield [
    '50 MB of delimiter-like lines',
    Buffer.concat([
      Buffer.from(`${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n`),
      Buffer.alloc(50 * megabyte, '\n--'),
    ]),
  ];
  yield [
    '50 MB of parts',
    Buffer.concat([
      Buffer.from(`${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n`),
      Buffer.alloc(50 * megabyte, '--b\r\n\r\na\r\n'),
    ]),
  ];
  yield [
    'a header block of 50 MB',
    Buffer.concat([Buffer.from(head), Buffer.alloc(50 * megabyte, 'X-A: b\r\n')]),
  ];
  yield [
    'a header field of 50 MB',
    Buffer.concat([Buffer.from(`${head}X-A: `), Buffer.alloc(50 * megabyte, 'a')]),
  ];
  yield [
    'a folded header field of 20 MB',
    Buffer.concat([Buffer.from(`${head}X-A: a\r\n`), Buffer.alloc(20 * megabyte, ' a\r\n')]),
  ];
  yield ['a million recipients', Buffer.from(`${head}Cc: ${'a@b.example, '.repeat(1_000_000)}\r\n\r\nHi`)];
  yield ['10,000 nested multiparts', nestedMultiparts(10_000)];
  yield [
    '10,000 nested messages',
    Buffer.from(`${head}${'Content-Type: message/rfc822\r\n\r\n'.repeat(10_000)}\r\nHi`),
  ];
  yield ['nested messages in base64', nestedInBase64(25)];
  yield ['100,000 quoted lines', Buffer.from(`${head}\r\n${'> a\r\nb\r\n'.repeat(50_000)}`)];
  yield [
    '100,000 flowed lines',
    Buffer.from(`${head}Content-Type: text/plain; format=flowed\r\n\r\n${'a \r\n'.repeat(100_000)}`),
  ];
}

function inBase64(size: number): Buffer {
  const fields = `${head}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.concat([Buffer.from(fields), Buffer.alloc(size, 'YWFh')]);
}

function nestedMultiparts(depth: number): Buffer {
  let text = head;
  for (let i = 0; i < depth; i += 1)
    text += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
  return Buffer.from(`${text}\r\nHi\r\n`);
}

/** Each message is the encoded body of the one around it. */
function nestedInBase64(depth: number): Buffer {
  let mail = Buffer.from(`${head}\r\nHi`);
  for (let i = 0; i < depth; i += 1) {
    const fields = `${head}Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    mail = Buffer.from(`${fields}${mail.toString('base64')}`);
  }
  return mail;
}
