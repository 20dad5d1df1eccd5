export type Place = 'body' | 'html' | 'subject' | 'from' | 'references' | 'report';

const size = 200_000;

/**
 * Food for regular expressions: pieces of what the rules look for, repeated until a rule that backtracks
 * would take minutes.
 */
export function hostileTexts(): [string, string][] {
  const filled = [...repeated, ...phrases].map((piece): [string, string] => [named(piece), fill(piece)]);
  const marks = [' ', '\t', ',', '.', '-', '*', '_', ':', '>', '"', '(', '\u00a0', '–', '. ', ', -'];
  return [
    ...filled,
    ...marks.map((mark): [string, string] => [`${named(mark)} before a word`, beforeWords(mark)]),
  ];
}

function named(piece: string): string {
  return JSON.stringify(piece.slice(0, 30));
}

function fill(piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

const repeated = [
  ...[
    'a',
    ' ',
    '\t',
    '\n',
    '-',
    '_',
    '>',
    '> ',
    '>\n',
    '<',
    '<a',
    '@',
    'a@',
    'a@b.',
    '.',
    ',',
    ':',
    ';',
    '=',
    '=?',
    '"',
    '(',
    ')',
    '[',
  ],
  ...[
    '\u00a0',
    'ä',
    '日',
    '🙂',
    '\u0000',
    '\u200b',
    '0',
    '1.',
    '1.1.',
    '1/1/',
    '12:',
    '2026',
    '5.1.1 ',
    '550 ',
    '<>',
    '<@>',
    '<a@b>',
  ],
  ...[
    'a:',
    'From:',
    'From: a\n',
    'Von: a@b\nAn:\n',
    '=?utf-8?q?',
    '=?utf-8?b?YQ==?=',
    '=C3=A4',
    '%20',
    '\\',
    "'",
    '``',
    '{{',
    '}}',
  ],
  ...[
    '&amp',
    '&',
    '<div>',
    '<blockquote>',
    '<p>',
    '<!--',
    '<style>',
    '<a href="',
    '<table><tr><td>',
    '</div>',
    '<br>',
    '<td',
    '<b><i>',
  ],
];

const phrases = [
  ...[
    'out of office until ',
    'I am away from 1.1. ',
    'from Monday to ',
    'poissa toimistolta ',
    'lomalla asti ',
    'palaan ',
  ],
  ...[
    'unsubscribe me ',
    'stop ',
    'do not ',
    'please remove ',
    'älkää enää lähettäkö ',
    'proszę mnie wypisać ',
    'bitte nicht ',
  ],
  ...[
    'On 5 Nov 2026 at 11:28 wrote:\n',
    'wrote: ',
    'napisał(a):\n',
    'kirjoitti ',
    '-----Original Message-----',
    '----- a -----\n',
  ],
  ...[
    'Best regards\n',
    'terveisin ',
    'Sent from my ',
    '-- \n',
    '____________\n',
    'confidential recipient ',
    'Ann Bell\n',
  ],
  ...[
    'user unknown ',
    'mailbox full ',
    'Final-Recipient: rfc822; a@b\n',
    'Action: failed\n\n',
    'Status: 5.',
    'host mx said: ',
  ],
  ...[
    'no longer works ',
    'please contact a@b ',
    'nachfolger ',
    'in the week of ',
    'viikolla ',
    'after the ',
    'po świętach ',
    'in march ',
  ],
  ...[
    'the first ',
    'twenty ',
    'next ',
    'monday ',
    'maanantaina ',
    'poniedziałek ',
    'jan ',
    'january 1 ',
    'am 1. ',
    'den 1 ',
  ],
];

/** Blanks and marks in front of a word: what a rule that trims the end of a line has to read again and again. */
function beforeWords(mark: string): string {
  return `${mark.repeat(20_000)}x\n`.repeat(5);
}

/** A mail with the text at a place where rules read. */
export function mailWith(place: Place, text: string): Buffer {
  const oneLine = text.replace(/[\r\n\0]/g, ' ');
  const fields = {
    From: place === 'from' ? oneLine : 'Ann Bell <ann@buyer.example>',
    To: 'emily@seller.example',
    Subject: place === 'subject' ? oneLine : 'Re: Stock levels',
    References: place === 'references' ? oneLine : '<s1@seller.example>',
    Date: 'Thu, 5 Nov 2026 11:28:00 +0200',
    'Content-Type': contentType(place),
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${head.join('')}\r\n${body(place, text)}`);
}

function contentType(place: Place): string {
  if (place === 'html') return 'text/html; charset=utf-8';
  if (place === 'report') return 'multipart/report; report-type=delivery-status; boundary=b';
  return 'text/plain; charset=utf-8';
}

function body(place: Place, text: string): string {
  if (place === 'report')
    return `--b\r\n\r\n${text}\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${text}\r\n--b--`;
  return place === 'body' || place === 'html' ? text : 'Yes, please.';
}
