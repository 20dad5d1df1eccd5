import { fold } from '../../../wording.ts';
import { speaksOfOneself } from '../../oneself.ts';
import { addressesIn, leadingAddress } from '../address.ts';
import { plainWords } from '../wording/plain-words.ts';
import { openings } from './openings.ts';
import type { Sign } from './sign.ts';
import { subjects } from './subjects.ts';
import { undelivered } from './undelivered.ts';

/** A daemon puts its words first; only its own mail is read further down. */
export const OPENING_LINES = 6;
export const NOTICE_LINES = 60;
export const MAX_OPENING = 8_192;
/** More than this no program writes into a subject. */
export const MAX_SUBJECT = 500;

/** A subject by which mail servers tell it. */
export function bounceSubject(subject: string): Sign | null {
  const plain = subject
    .slice(0, MAX_SUBJECT)
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
export function bounceOpening(lines: readonly string[], count: number): (Sign & { begins: boolean }) | null {
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

/** Who writes no more than this, asks nothing and names an address at once is no person. */
const LONGEST_NOTICE = 400;

/** "Hello Sam, your mail to ann@… could not be delivered, please send it again." */
const PERSONAL_GREETING =
  /^(?:hi|hello|hey|hei|moi|terve|hej|hallo|guten|dear|lieber?|sehr geehrte[rs]?|grüß|cześć|dzień dobry|witam|pani?e?|bonjour|hola|ciao|buongiorno|beste|geachte|kære|olá)(?!\p{L})|^\p{L}{2,20}(?: \p{L}{2,20})?, /iu;

/** A few words of a small host: the address first, and nothing else to talk about. */
export function isShortNotice(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== '');
  const text = told.join(' ');
  if (text.length >= LONGEST_NOTICE || text.includes('?') || isTicket(lines)) return false;
  return !isPersonal(lines) && hasAddress(told.slice(0, 2));
}

/** Whether somebody is greeted, or somebody speaks of himself. */
export function isPersonal(lines: readonly string[]): boolean {
  const told = lines.slice(0, NOTICE_LINES).filter((line) => /\p{L}/u.test(line));
  const text = told.join(' ').trimStart().slice(0, MAX_OPENING);
  const isGreeting = PERSONAL_GREETING.test(text) && !greeted.test(text.toLowerCase());
  return isGreeting || speaksOfOneself(fold(plainWords(text)));
}

/** "We have received your report. Your ticket number is 448120": postmasters have help desks as well. */
export function isTicket(lines: readonly string[]): boolean {
  const text = lines.slice(0, OPENING_LINES).join(' ').slice(0, 1_000);
  return /\b(?:we|wir) (?:have )?(?:received|haben) (?:your|ihre)\b/i.test(text) && !namesAddress(lines);
}

/** Words of a mail server nobody knows: an SMTP reply, or the plain statement that delivery failed. */
export function smtpReply(lines: readonly string[]): Sign | null {
  const told = lines.slice(0, NOTICE_LINES).filter((line) => !line.trimStart().startsWith('>'));
  const reply = told.find(isReply);
  if (reply !== undefined) return { rule: 'smtp-reply', where: 'text', quote: reply };
  const statement = told.find((line) => NOT_DELIVERED.test(line.slice(0, 500)));
  return statement === undefined ? null : { rule: 'not-delivered', where: 'text', quote: statement };
}

/** Whether a mail server's refusal stands there, with its code. */
export function quotesServer(lines: readonly string[]): boolean {
  return lines.slice(0, NOTICE_LINES).some((line) => isReply(line) || isBareReply(line));
}

/** Fields of a returned mail that no person quotes. */
export const RETURNED_FIELD = /^[>\s]{0,4}(?:received|return-path|message-id)[ \t]*:/i;

const SMTP_REPLY =
  /(?:(?:^|[\s:'"(<#])(?:4[0-7]|5[0-7])\d[ -]|\bserver (?:response|reply|said):?\s{1,3})#?[45]\.\d{1,3}\.\d{1,3}\b/i;
const BARE_REPLY = /^\s{0,12}(?:4[0-7]|5[0-7])\d[ -]\p{L}/u;

function isReply(line: string): boolean {
  return SMTP_REPLY.test(line.slice(0, 500));
}

/** "554 can not write to mailbox", below the address of a mail without any sender. */
export function isBareReply(line: string): boolean {
  return BARE_REPLY.test(line);
}

const NOT_DELIVERED =
  /\b(?:(?:could not|couldn't|cannot|can't|can not|was not|were not|wasn't|not been|unable to|failed to|not able to) (?:be )?(?:deliver|sen[dt]\b)|failed delivery|delivery (?:has )?failed|undeliverable)/i;

/** Whether any line has an address in it. */
export function hasAddress(lines: readonly string[]): boolean {
  return lines.some((line) => addressesIn(line).length > 0);
}

/** Whether an address begins a line, or ends one after a colon: a list and no prose. */
export function namesAddress(lines: readonly string[]): boolean {
  return lines.some(
    (line) =>
      !line.trimStart().startsWith('>') && (leadingAddress(line) !== null || ENDS_IN_ADDRESS.test(line)),
  );
}

const ENDS_IN_ADDRESS = /:\s{0,10}["'<]{0,2}[^\s<>@"']{1,64}@[^\s<>@"']{1,255}["'>]{0,2}\s{0,10}$/;
