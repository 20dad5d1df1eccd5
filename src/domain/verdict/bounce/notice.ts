import type { Message } from '../../message.ts';

/** The text of a bounce: what the mail server says, and the copy of the returned mail that it puts below. */
export interface Notice {
  lines: string[];
  returned: string[];
}

const MAX_LINES = 600;
const MAX_LINE = 2_000;
const MAX_TEXT = 65_536;

/** Lines, without dashes and blanks around, after which the returned mail comes. */
const separators = [
  'below this line is a copy',
  'below the next line the message you sent',
  'this is a copy of the message',
  'this is a copy of your message',
  'enclosed is a copy of the message',
  'here is a copy of the first part',
  'included is a copy of the message',
  'below is a copy of the original message',
  'attachment is a copy of the message',
  'a copy of the original message',
  'original message follows',
  'the header of the original message',
  'the headers of the original message',
  'the original message headers',
  'original message header',
  'original message',
  'message header follows',
  'message headers follow',
  'message text follows',
  'unsent message follows',
  'unsent message below',
  'returned message',
  'returned mail follows',
  'here is your returned mail',
  'start of returned message',
  'contents of the undelivered mail',
  'the first 50 lines of your original message',
  'forwarded message',
  'old message:',
  'message non-deliverable',
  'original mail as follows',
  'ursprüngliche nachricht',
  'header der originalnachricht',
  'kopfzeilen der ursprünglichen nachricht',
  "en-têtes de message d'origine",
  'encabezados de mensajes originales',
  'encabezados del mensaje original',
  'intestazioni messaggio originale',
  'oorspronkelijke berichtkoppen',
  'alkuperäisen viestin otsikot',
  'ursprungliga meddelandehuvuden',
  'oryginalne nagłówki wiadomości',
  'nagłówki oryginalnej wiadomości',
];

const HEADER = /^[A-Za-z][A-Za-z0-9-]{1,60}:/;
/** Fields that a mail has and the fields of a report have not. */
const MAIL_FIELD =
  /^(?:received|return-path|message-id|mime-version|dkim-signature|delivered-to|x-received):/i;

/** Parts the notice from the returned mail below it. */
export function splitNotice(text: string): Notice {
  const lines = text
    .slice(0, MAX_TEXT)
    .split(/\r?\n/, MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE));
  const end = lines.findIndex(
    (line, index) => isSeparator(line) || startsHeaders(lines, index) || startsCopy(lines, index),
  );
  const said = end === -1 ? lines : lines.slice(0, end);
  return { lines: withoutFooter(said), returned: end === -1 ? [] : lines.slice(end) };
}

/** What virus scanners and lists put below a mail speaks of viruses and addresses, and is none of the notice. */
function withoutFooter(lines: string[]): string[] {
  const footer = lines.findIndex((line, index) => index > 3 && /^(?:-- ?$|_{8,})/.test(line));
  return footer === -1 ? lines : lines.slice(0, footer);
}

/** The notice of a mail, from its first text; a multipart without its parts has its text itself. */
export function noticeOf(message: Message): Notice {
  return splitNotice(message.text === '' ? (message.root.text ?? '') : message.text);
}

function isSeparator(line: string): boolean {
  const bare = line.replace(/^[-\s|*=_#[]{0,100}/, '').toLowerCase();
  return separators.some((separator) => bare.startsWith(separator));
}

/** "-----8<-----", and below it who wrote the returned mail, in the server's language. */
function startsCopy(lines: readonly string[], index: number): boolean {
  if (!RULE.test(lines[index] ?? '')) return false;
  const next = lines.slice(index + 1).find((line) => line.trim() !== '');
  return WRITER.test(next ?? '');
}

const RULE = /^[ \t]{0,8}[-_=~*]{5,100}(?:[ \t]{0,2}8<[ \t]{0,2}[-_=~*]{2,100})?[ \t]{0,8}$/;
const WRITER = /^[ \t]{0,8}(?:from|von|från|lähettäjä|od|de|da|van|fra|от|差出人)[ \t]{0,8}:/i;

/** Whether header fields of a mail begin at this line: three fields on end, one of them of a mail. */
function startsHeaders(lines: readonly string[], index: number): boolean {
  if (!HEADER.test(lines[index] ?? '')) return false;
  let fields = 0;
  let ofMail = false;
  for (const line of lines.slice(index, index + 12)) {
    if (/^[ \t]+\S/.test(line)) continue;
    if (!HEADER.test(line)) break;
    fields += 1;
    ofMail ||= MAIL_FIELD.test(line);
  }
  return fields >= 3 && ofMail;
}
