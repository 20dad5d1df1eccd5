import { header, type Message } from '../../message.ts';
import { fold } from '../../wording.ts';
import { speaksOfOneself } from '../oneself.ts';
import { addressesIn, leadingAddress } from './address.ts';
import type { Notice } from './notice.ts';
import { delays } from './signs/delays.ts';
import { openings } from './signs/openings.ts';
import { daemonLocalParts, daemonNames } from './signs/senders.ts';
import { subjects } from './signs/subjects.ts';
import { saysArrived, undelivered } from './signs/undelivered.ts';
import { isNote, namedFailure, tellsFailure, toldInWords } from './told.ts';
import { saysGone } from './wording/address-gone.ts';
import { plainWords } from './wording/plain-words.ts';

/** Why a mail without a delivery-status part is a bounce all the same. */
export interface Sign {
  rule: string;
  where: string;
  quote: string;
}

/** A daemon puts its words first; only its own mail is read further down. */
const OPENING_LINES = 6;
const NOTICE_LINES = 60;
const MAX_OPENING = 8_192;

/** Prefixes by which people forward, in the languages of their programs. */
const FORWARDED =
  /^\s*(?:fwd?|fw|wg|tr|rv|enc|pd|vs|vb|vl|doorst|i|inoltro|przekaż|vidaresänt|továbbítás|пересл)\s*:/i;
const ANSWERED = /^\s*(?:re|aw|sv|odp|antw|antwort|r|ref|ynt|vá|отв|svar)\s?(?:\[\d{1,3}\])?\s*:/i;

/**
 * The signs of a bounce that is none by its form. The empty envelope or "postmaster" alone prove nothing:
 * absence notes have them too. A person who forwards, quotes or discusses a bounce has words of their own
 * first, and does not write from a daemon's address.
 */
export function bounceSigns(message: Message, notice: Notice): Sign[] {
  const failed = header(message.headers, 'x-failed-recipients');
  if (failed) return [{ rule: 'x-failed-recipients', where: 'header:x-failed-recipients', quote: failed }];

  const sender = daemonSender(message);
  const byPerson = FORWARDED.test(message.subject) || ANSWERED.test(message.subject);
  // A postmaster who answers himself does not write with an empty envelope.
  const isDaemon = isMailerDaemon(message) || (sender !== null && message.returnPath === '');
  if (byPerson && !isDaemon) return present([answeredInVain(message, notice)]);
  const subject = bounceSubject(message.subject);
  const opening = isTicket(notice.lines)
    ? null
    : bounceOpening(notice.lines, sender ? NOTICE_LINES : OPENING_LINES);
  const machine = machineMark(message);
  const reply = smtpReply(notice.lines);
  const returned = notice.returned.some((line) => RETURNED_FIELD.test(line));
  const listed = notice.returned.length > 0 || namesAddress(notice.lines);

  const named = namedFailure(message, notice);

  // A daemon need only say so. Other programs show another sign of a program; a sender without any must begin
  // with the words under a known subject, or return the mail's header or the other server's reply.
  const said =
    opening &&
    (sender !== null ||
      (machine !== null &&
        (named !== null || !isNote(message, null)) &&
        (opening.begins || subject !== null || listed)) ||
      (opening.begins && subject !== null && !isPersonal(notice.lines)) ||
      ((opening.begins || subject !== null) && (returned || reply?.rule === 'smtp-reply')));
  if (said) return present([opening, sender, subject, machine]);
  if (opening && subject && isShortNotice(notice.lines)) return present([opening, subject]);
  // A sending service that tells of it in words of its own: the subject and the other server's reply say enough.
  if (machine && subject && reply?.rule === 'smtp-reply' && !isTicket(notice.lines))
    return present([subject, reply, machine]);
  if (sender && subject && !isTicket(notice.lines)) return present([sender, subject, machine]);
  // "foo@… is no longer in use": a postmaster who says so has not passed the mail on.
  const first = notice.lines.slice(0, OPENING_LINES);
  if (sender && hasAddress(first) && !isTicket(notice.lines)) {
    const gone = first.find((line) => saysGone(line.slice(0, 500)));
    if (gone !== undefined) return present([{ rule: 'address-gone', where: 'text', quote: gone }, sender]);
  }
  if (sender && reply && (listed || hasAddress(notice.lines))) return present([sender, reply]);
  // Whatever the language: a mailer-daemon names an address because mail did not reach it.
  if (
    isMailerDaemon(message) &&
    hasAddress(notice.lines.slice(0, NOTICE_LINES)) &&
    !saysArrived(notice.lines.join(' '))
  )
    return present([sender, machine]);
  if (sender && listed && notice.lines.some((line) => BARE_REPLY.test(line.slice(0, 500))))
    return present([sender]);
  const form = reportForm(message);
  if (form && sender) return present([form, sender, subject]);
  // A mailer-daemon has nothing else to tell, unless a responder of the house writes in its name.
  const isEmpty = message.returnPath === '' && !isTicket(notice.lines);
  if (
    isEmpty &&
    isMailerDaemon(message) &&
    (tellsFailure(message, notice) || !(isNote(message, null) || saysArrived(notice.lines.join(' '))))
  )
    return present([sender, machine]);
  if (isEmpty && sender && notice.returned.length > 0 && !isNote(message, named))
    return present([sender, machine]);
  return present([toldInWords(message, notice, sender !== null)]);
}

/** A host that puts "Re:" before our subject: its envelope is empty, and it says that our mail to an address failed. */
function answeredInVain(message: Message, notice: Notice): Sign | null {
  if (!namedFailure(message, notice)?.isSentTo || !tellsFailure(message, notice)) return null;
  return isPersonal(notice.lines) ? null : toldInWords(message, notice, false);
}

/** Who writes no more than this, asks nothing and names an address at once is no person. */
const LONGEST_NOTICE = 400;

/** "Hello Sam, your mail to ann@… could not be delivered, please send it again." */
const PERSONAL_GREETING =
  /^(?:hi|hello|hey|hei|moi|terve|hej|hallo|guten|dear|lieber?|sehr geehrte[rs]?|grüß|cześć|dzień dobry|witam|pani?e?|bonjour|hola|ciao|buongiorno|beste|geachte|kære|olá)(?!\p{L})|^\p{L}{2,20}(?: \p{L}{2,20})?, /iu;

/** A few words of a small host: the address first, and nothing else to talk about. */
function isShortNotice(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== '');
  const text = told.join(' ');
  if (text.length >= LONGEST_NOTICE || text.includes('?') || isTicket(lines)) return false;
  return !isPersonal(lines) && hasAddress(told.slice(0, 2));
}

/** Whether somebody is greeted, or somebody speaks of himself. */
function isPersonal(lines: readonly string[]): boolean {
  const told = lines.slice(0, NOTICE_LINES).filter((line) => /\p{L}/u.test(line));
  const text = told.join(' ').trimStart().slice(0, MAX_OPENING);
  const isGreeting = PERSONAL_GREETING.test(text) && !greeted.test(text.toLowerCase());
  return isGreeting || speaksOfOneself(fold(plainWords(text)));
}

/** "We have received your report. Your ticket number is 448120": postmasters have help desks as well. */
function isTicket(lines: readonly string[]): boolean {
  const text = lines.slice(0, OPENING_LINES).join(' ').slice(0, 1_000);
  return /\b(?:we|wir) (?:have )?(?:received|haben) (?:your|ihre)\b/i.test(text) && !namesAddress(lines);
}

/** Whether the mail is written by a mail server, by its From field. */
export function daemonSender(message: Message): Sign | null {
  const from = message.from[0];
  if (!from || from.address === '') {
    const raw = header(message.headers, 'from') ?? '';
    return { rule: 'daemon-sender', where: 'header:from', quote: raw };
  }
  const local = from.address.slice(0, Math.max(0, from.address.lastIndexOf('@'))) || from.address;
  const name = from.name.toLowerCase();
  const daemon = daemonLocalParts.test(local) || daemonNames.some((known) => name.includes(known));
  return daemon ? { rule: 'daemon-sender', where: 'header:from', quote: from.address } : null;
}

/** A postmaster may be a person; a mailer-daemon is none. */
function isMailerDaemon(message: Message): boolean {
  return /^mailer-?daemon@/.test(message.from[0]?.address ?? '');
}

/** Words of a mail server nobody knows: an SMTP reply, or the plain statement that delivery failed. */
function smtpReply(lines: readonly string[]): Sign | null {
  const told = lines.slice(0, NOTICE_LINES).filter((line) => !line.trimStart().startsWith('>'));
  const reply = told.find((line) => SMTP_REPLY.test(line.slice(0, 500)));
  if (reply !== undefined) return { rule: 'smtp-reply', where: 'text', quote: reply };
  const statement = told.find((line) => NOT_DELIVERED.test(line.slice(0, 500)));
  return statement === undefined ? null : { rule: 'not-delivered', where: 'text', quote: statement };
}

/** Fields of a returned mail that no person quotes. */
const RETURNED_FIELD = /^[>\s]{0,4}(?:received|return-path|message-id)[ \t]*:/i;

const SMTP_REPLY =
  /(?:(?:^|[\s:'"(<#])(?:4[0-7]|5[0-7])\d[ -]|\bserver (?:response|reply|said):?\s{1,3})#?[45]\.\d{1,3}\.\d{1,3}\b/i;
/** "554 can not write to mailbox", below the address of a mail without any sender. */
const BARE_REPLY = /^\s{0,12}(?:4[0-7]|5[0-7])\d[ -]\p{L}/u;
const NOT_DELIVERED =
  /\b(?:(?:could not|couldn't|cannot|can't|can not|was not|were not|wasn't|not been|unable to|failed to|not able to) (?:be )?(?:deliver|sen[dt]\b)|failed delivery|delivery (?:has )?failed|undeliverable)/i;

/** Whether the mail warns that delivery is late, and does not say that it failed. */
export function warnsOfDelay(message: Message, notice: Notice): boolean {
  const text =
    `${message.subject}\n${notice.lines.slice(0, NOTICE_LINES).join(' ').slice(0, MAX_OPENING)}`.toLowerCase();
  if (GIVEN_UP.test(text)) return false;
  const plain = text.replace(/\s+/g, ' ');
  return delays.some((phrase) => plain.includes(phrase));
}

const GIVEN_UP =
  /\b(?:permanent (?:fatal )?(?:error|failure)|failed permanently|gave up|given up|giving up)\b/;

function bounceSubject(subject: string): Sign | null {
  const plain = subject
    .toLowerCase()
    .replace(/^\s*\[(?!bounce)[^\]]{1,60}\]\s*/, '')
    .replace(/^[\s*!]{1,10}/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const known = subjects.some((phrase) =>
    phrase.startsWith('^') ? plain.startsWith(phrase.slice(1)) : plain.includes(phrase),
  );
  // A program that says it in the subject uses the words of its text.
  return known || openingIn(plain) !== null
    ? { rule: 'bounce-subject', where: 'subject', quote: subject }
    : null;
}

/** "Dear sender," */
const greeted =
  /^(?:dear|hello|sehr geehrte[rs]?|lieber|bästa|szanowny|hyvä|cher) (?:sender|user|customer|sir|absender|nutzer|avsändare|nadawco|lähettäjä|expéditeur)[^,.!:]{0,20}[,.!:]\s|^(?:szanowni państwo|sehr geehrte damen und herren|beste klant|geachte klant|hyvä asiakas|bästa kund)[,.!:]\s/;

/** The first words of a bounce; `begins` where nothing stands before them. */
function bounceOpening(lines: readonly string[], count: number): (Sign & { begins: boolean }) | null {
  const spoken = lines
    .filter((line) => /[\p{L}\d]/u.test(line) && !line.trimStart().startsWith('>'))
    .slice(0, count);
  const text = spoken
    .join(' ')
    .slice(0, MAX_OPENING)
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[\s*#]+/g, ' ')
    .trim();
  const first = openingIn(text);
  if (first === null) return null;
  const greeting = greeted.exec(text)?.[0].length ?? 0;
  const begins = first - greeting < 12;
  return { rule: 'bounce-text', where: 'text', quote: text.slice(first, first + 200), begins };
}

/** Where the first words of a bounce stand in a text in lower case, or null. */
function openingIn(text: string): number | null {
  let first: number | null = undelivered(text)?.at ?? null;
  for (const phrase of openings) {
    const at = typeof phrase === 'string' ? text.indexOf(phrase) : text.search(phrase);
    if (at !== -1 && (first === null || at < first)) first = at;
  }
  return first;
}

/** The form of a report whose parts got lost on the way. */
function reportForm({ root }: Message): Sign | null {
  const type = root.params['report-type'] ?? '';
  if (root.type !== 'multipart/report' || !/^delivery-status$/i.test(type)) return null;
  return { rule: 'report-type', where: 'header:content-type', quote: type };
}

/** An empty envelope, or RFC 3834's header: no proof alone, but persons' programs set neither. */
function machineMark(message: Message): Sign | null {
  if (message.returnPath === '') return { rule: 'empty-envelope', where: 'header:return-path', quote: '<>' };
  const auto = header(message.headers, 'auto-submitted');
  if (auto && !/^\s*no\b/i.test(auto)) {
    return { rule: 'auto-submitted', where: 'header:auto-submitted', quote: auto };
  }
  const from = message.from[0]?.address ?? '';
  return /^(?:no|do-?not)-?reply@/.test(from)
    ? { rule: 'no-reply', where: 'header:from', quote: from }
    : null;
}

function hasAddress(lines: readonly string[]): boolean {
  return lines.some((line) => addressesIn(line).length > 0);
}

/** Whether an address begins a line, or ends one after a colon: a list and no prose. */
function namesAddress(lines: readonly string[]): boolean {
  return lines.some(
    (line) =>
      !line.trimStart().startsWith('>') && (leadingAddress(line) !== null || ENDS_IN_ADDRESS.test(line)),
  );
}

const ENDS_IN_ADDRESS = /:\s{0,10}["'<]{0,2}[^\s<>@"']{1,64}@[^\s<>@"']{1,255}["'>]{0,2}\s{0,10}$/;

function present(signs: (Sign | null)[]): Sign[] {
  return signs.filter((sign) => sign !== null);
}
