import { header, type Message } from '../../message.ts';
import { anyWording, fold } from '../../wording.ts';
import { subjectSigns } from '../machine.ts';
import { tellsNewAddress } from '../moved.ts';
import { ownReading, places } from '../reading.ts';
import { addressesIn } from './address.ts';
import type { Notice } from './notice.ts';
import { tellsReason } from './reason.ts';
import type { Sign } from './signs/sign.ts';
import { MAX_SUBJECT } from './signs/text.ts';
import { saysArrived, speaksOfMail, undelivered } from './signs/undelivered.ts';

/** How far down the failed address may stand. */
const MAX_LINES = 12;

/** Words before an address to which one is to turn instead. */
const instead = anyWording(
  'contact|write to|reach us|get in touch|e-?mail us|email (us )?(at|to)|instead|use|questions|help|support|assistance|call|deputy|colleague',
  'wenden|kontakt*|schreiben sie|richten|fragen|hilfe|nutzen sie|vertret*|kolleg*',
  'ota yhteyttä|ottakaa yhteyttä|kirjoita*|lähettäkää|käyttäkää|yhteyttä|kysymyk*|apua|sijais*',
  'kontakta*|skriv*|vänd|använd|frågor|hjälp|istället|i stället|ersätt*|kolleg*',
  'kontakt*|pisać|prosimy (o|kierować|pisać)|kierować|pytania|pomoc*|zamiast|zastęp*',
  'contact(er|ez)|écri(re|vez)|adresser|adressez|questions|aide|contactar|contacte|escriba*|escribir|diríjase|consult*|contattare|contatti|scriv*|rivolg*|contact opnemen|schrijf|mailen naar|vragen|kontakt*|henvend*|skriv|contacte|escreva|dúvidas',
);

/** Words before the address to which our mail went. */
const sent = anyWording(
  '(you|you have|that you) (sent|wrote|addressed)|your (~ )?(mail|e-?mail|message|letter)',
  'sie haben|ihre (~ )?(mail|e-?mail|nachricht)',
  'lähetit|lähetitte|lähettämä*|viesti(si|nne|äsi|änne)|sähköposti(si|nne|asi|anne)|kirjoitit|kirjoititte',
  'du (har )?(skickade|skrev|skrivit|skickat)|ditt (mejl|brev|meddelande|mail)',
  '(państwa|twoj*) (wiadomoś*|list|mail)|wysłan(a|y|e|ej|ego)',
  'votre (message|courriel|mail)|su (mensaje|correo)|suo messaggio|stuurde|uw (bericht|e-?mail|mail)|din (mail|melding|meddelelse|besked|e-?post)|sua mensagem',
);

/** An address that a notice names, and whether the words before it say that our mail went there. */
interface Named {
  address: string;
  /** Where it stands in the writer's words. */
  at: number;
  isSentTo: boolean;
}

/**
 * What the many say who send no report and use words of their own: their envelope is empty, as RFC 5321 4.5.5 asks of
 * programs and no person's program does, they name an address that is neither theirs nor ours, and they speak of a
 * mail. Notes of absence and confirmations have empty envelopes too: they begin with words of theirs, and whom they
 * name is somebody to turn to.
 */
export function toldInWords(message: Message, notice: Notice, isDaemon: boolean): Sign | null {
  if (message.returnPath !== '') return null;
  const named = namedFailure(message, notice);
  if (named === null || saysArrived(spoken(notice))) return null;
  const isTold = named.isSentTo && tellsFailure(message, notice);
  if (!isTold && isNote(message, named)) return null;
  // Some hosts mark their notices as replies, and notes name a mailbox as well: then it must be said what went wrong.
  const isReply = /^\s*auto-replied/i.test(header(message.headers, 'auto-submitted') ?? '');
  if (!isTold && (isReply || isNote(message, null)) && !tellsFailure(message, notice)) return null;
  // "Please send it to purchasing@…, and could you …?" is a question; "did you mistype it?" is none of a person's.
  if (!isDaemon && !named.isSentTo && ownReading(message).text.includes('?')) return null;
  if (!named.isSentTo && !speaksOfMail(`${message.subject.slice(0, MAX_SUBJECT)}\n${spoken(notice)}`))
    return null;
  return { rule: 'empty-envelope-names-address', where: 'text', quote: named.address };
}

/** Whether it is said that the mail did not arrive, or why. */
export function tellsFailure(message: Message, notice: Notice): boolean {
  const text = spoken(notice);
  if (saysArrived(text)) return false;
  return (
    undelivered(text) !== null ||
    undelivered(message.subject.slice(0, MAX_SUBJECT)) !== null ||
    tellsReason(text)
  );
}

/** Receipts of Italian certified mail (PEC): it was taken in, or handed over. */
const certified = /^(?:accettazione|consegna|presa in carico)\s*:/i;

/**
 * Whether a note of absence, a confirmation or a challenge speaks: its words stand before the address that it names, for a
 * bounce names the failed one first.
 */
export function isNote(message: Message, named: Named | null): boolean {
  const { absence, prefix, received } = subjectSigns(message.subject, message.language);
  if (absence || prefix || received || certified.test(message.subject)) return true;
  const own = ownReading(message);
  if (tellsNewAddress(own.folded) && !named?.isSentTo) return true;
  return (['absent', 'later', 'received', 'challenge', 'left'] as const).some((saying) =>
    places(saying, own).some(({ at }) => at < (named?.at ?? own.text.length)),
  );
}

/** The notice's own first words, as one line. */
function spoken({ lines }: Notice): string {
  return lines
    .slice(0, MAX_LINES)
    .filter((line) => !line.trimStart().startsWith('>'))
    .join(' ');
}

/** The first address that is named, where it is neither the writer's nor ours and nobody is told to use it. */
export function namedFailure(message: Message, notice: Notice): Named | null {
  const text = spoken(notice);
  const known = new Set([...message.from, ...message.to, ...message.cc].map(({ address }) => address));
  const address = addressesIn(text).find((one) => !known.has(one) && /@.+\.\p{L}{2,}$/u.test(one));
  if (address === undefined) return null;
  const begins = text.toLowerCase().indexOf(address);
  const sentence = text
    .slice(Math.max(0, begins - 80), begins)
    .split(/[.!:]\s/)
    .at(-1);
  const before = fold(sentence ?? '');
  const isSentTo = sent.test(before);
  if (instead.test(before) && !isSentTo) return null;
  const at = ownReading(message).text.toLowerCase().indexOf(address);
  return { address, at: at === -1 ? begins : at, isSentTo };
}
