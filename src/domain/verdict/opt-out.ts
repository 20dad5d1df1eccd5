import type { Message } from '../message.ts';
import type { Span } from '../wording.ts';
import { evidence } from './evidence.ts';
import { subjectSigns } from './machine.ts';
import { saysOnly } from './phrases/vocabulary.ts';
import { ownReading, places, quoting, type Reading, reading, says } from './reading.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/**
 * A person who tells us, in their own words, never to write again: "unsubscribe me", "älkää enää lähettäkö",
 * "proszę mnie wypisać", an objection by GDPR. "Not interested" is an answer, and so is a question about
 * unsubscribing somebody else. Null for all else.
 */
export function judgeOptOut(message: Message, _context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  const lines = own.folded.trim().split(/\n+/);
  if (saysOnly('optOutAlone', own.folded) || (lines.length <= 4 && saysOnly('optOutAlone', lines[0] ?? ''))) {
    return { verdict: 'opt-out', evidence: [evidence('opt-out-word', 'words', own.text)] };
  }
  const place = places('optOut', own).find((span) => isMeant(own, span));
  return place ? { verdict: 'opt-out', evidence: [quoting('opt-out-phrase', 'words', own, place)] } : null;
}

/** What is behind the word in a subject: the part of the address by which a list knows the reader. */
const readerToken = /\s[\w-]{0,40}\d[\w-]{0,40}$/;

/** What mail programs write into such a mail, and readers who send it by hand. */
const unsubscribing =
  /\b(?:unsubscrib\p{L}*|automatic\p{L}*|abmeld\p{L}*|abbestell\p{L}*|austrag\p{L}*|wypis\p{L}*|rezygn\p{L}*|avregistrer\p{L}*|avprenumerer\p{L}*|avanmal\p{L}*|poista\p{L}*|peru\p{L}*|desabonn\p{L}*|desinscri\p{L}*|baja|uitschrij\p{L}*|afmeld\p{L}*)\b/u;

/**
 * "unsubscribe" as the subject of a mail with no words of its own, as mail programs make it from List-Unsubscribe
 * (RFC 2369 3.2), some of them with Auto-Submitted: a person pressed the button all the same.
 */
export function judgeUnsubscribeMail(message: Message): Verdict | null {
  if (message.inReplyTo.length > 0 || subjectSigns(message.subject, message.language).isAnswer) return null;
  // Written by hand: the whole wish in the subject, and below it no more than a name.
  const isSaid = isNameAlone(message) && says('optOut', reading(message.subject, message.language));
  const found: Verdict = {
    verdict: 'opt-out',
    evidence: [evidence('opt-out-subject', 'subject', message.subject)],
  };
  if (isSaid) return found;
  const subject = reading(message.subject, null).folded.trim();
  const isAlone = [subject, subject.replace(readerToken, '')].some((one) => saysOnly('optOutAlone', one));
  if (!isAlone) return null;
  const { folded } = ownReading(message);
  const text = folded.trim();
  if (text !== '' && (text.length > shortest || text.includes('?') || !unsubscribing.test(text))) return null;
  return found;
}

/** Nothing, or the writer's name with what stands below it. */
function isNameAlone({ words, from }: Message): boolean {
  const [first = '', ...below] = words.own.trim().split('\n');
  return first === '' || (first.trim() === from[0]?.name.trim() && below.length <= 4);
}

/** More than this a program does not write into it. */
const shortest = 250;

/** Others than the writer: "how do I unsubscribe users in your product?" */
const others =
  /\b(?:users?|customers?|clients?|recipients|subscribers?|contacts in|members|kayttaj\p{L}*|asiakka\p{L}*|klient\p{L}*|uzytkowni\p{L}*|odbiorc\p{L}*|kund(?:en|er|erna)|anvandar\p{L}*|mottagare|nutzer|benutzer|empfanger)\b/u;
/** A question that is not about the writer is about our product. */
const self =
  /\b(?:me|us|my|our|minut|meidat|mut|minua|meita|tietoni|tietomme|osoitteeni|mnie|nas|moj\p{L}*|nasz\p{L}*|mig|oss|min|mina|mitt|vart|var|vara|mich|uns|mir|meine\p{L}*|unsere\p{L}*)\b/u;
/** What senders of newsletters offer, and no reader asks for. */
const offer =
  /\b(?:you unsubscribe|you can unsubscribe|if you|should you|click|klik\p{L}*|klicka|klicken|https?:|www\.|jos et|jos haluat|mikali|om du|jesli|jezeli|aby zrezygnowac|falls sie|wenn sie|to unsubscribe|for unsubscribing|those who|si vous|si usted)/u;
/** "Don't call me before March" puts off, and does not end it. */
const notYet =
  /\b(?:until|till (?:then|after|next|the|mid|early|late|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|before|ennen|przed|forran|innan|fore|vor|bevor|kunnes|dopoki)\b/u;

/** Taking out of a list, in so many words, where a wish not to be written to needs none. */
const removal =
  /\b(?:remov\p{L}*|delet\p{L}*|unsubscrib\p{L}*|tak(?:e|ing)|drop|poista\p{L}*|ota|ottakaa|usu[nw]\p{L}*|wypis\p{L}*|wykresl\p{L}*|skresl\p{L}*|skas\p{L}*|ta|radera|stryk|streich\p{L}*|entfern\p{L}*|losch\p{L}*|nehm\p{L}*)\b/u;
const not = /\b(?:not|don't|do not|never|ei|alkaa|ala|ette|nie|inte|ej|nicht|kein\p{L}*)\b/u;
/** What something is taken out of that is no list of people. */
const papers =
  /\b(?:quote|quotation|offer|proposal|contract|order|invoice|basket|agreement|tarjou\p{L}*|sopimu\p{L}*|tilauk\p{L}*|lasku\p{L}*|ofert[aeyo]\p{L}*|umow[aeyo]\p{L}*|zamowieni\p{L}*|faktur\p{L}*|offert\p{L}*|avtal\p{L}*|bestallning\p{L}*|angebot\p{L}*|vertrag\p{L}*|bestellung\p{L}*|rechnung\p{L}*)\b/u;
/** Who is taken out, or of what. */
const list =
  /\b(?:list\p{L}*|mailing\p{L}*|database|records|rekist\p{L}*|jakelu\p{L}*|baz[aey]\p{L}*|register\p{L}*|utskick\p{L}*|verteiler\p{L}*|datenbank|kartei|newsletter\p{L}*|uutiskirje\p{L}*)\b/u;

/** What somebody may be taken out of who stays in touch. */
const meetings =
  /\b(?:call|meeting|invit\p{L}*|calendar|demo|webinar|session|teams|zoom|termin(?!ologi)\p{L}*|besprechung\p{L}*|einladung\p{L}*|jour|kutsu\p{L}*|kokou\p{L}*|palaver\p{L}*|tapaami\p{L}*|esittely\p{L}*|spotkani\p{L}*|zaproszeni\p{L}*|kalendarz\p{L}*|mot(?:e|et)|inbjudan\p{L}*|kallelse\p{L}*)\b/u;
const advertising =
  /\b(?:mailing ?list|newsletter\p{L}*|marketing|advert\p{L}*|database|spam|uutiskirje\p{L}*|markkinoin\p{L}*|mainos\p{L}*|rekist\p{L}*|reklam\p{L}*|nyhetsbrev\p{L}*|utskick\p{L}*|werbung|datenbank|baz[aey])\b/u;
/** "A customer of ours wants no more mail": somebody else's wish. */
const somebodyElse =
  /(?<!\b(?:as|am|are|not|never|been|als|nie|kein|bin|war|jako|jestem|ar|var|som|olen|ole)\s)\b(?:a|our|unsere[rn]?|vara|meidan|nasi|one of (?:our|my)|some of our|ein(?:e|er|em)?|einer unserer|en|ett|ena|asiakkaamme|eras|yksi|nasz|jeden z(?: naszych)?)\s(?:(?:of|unserer|av|vara|naszych)\s)?(?:customers?|clients?|users?|recipients?|kunden?|nutzer|empfanger|kund|anvandare|asiakas|asiakkaista\p{L}*|klient\p{L}*|uzytkownik\p{L}*)\b/u;

/** Who signed off by mistake wants to be on the list again. */
const again =
  /\b(?:wieder (?:in|auf)|back (?:on|to|in)|again|takaisin|uudelleen|tillbaka|z powrotem|ponownie)\b/u;

/** "Please don't take us off the list", "remove line 3 from the quote". */
function keepsUs({ folded }: Reading, { at, end }: Span, sentence: string): boolean {
  const told = folded.slice(at, end);
  const before = folded.slice(Math.max(0, at - 14), at).replace(/^.*[.,;!?\n]/su, '');
  if (!removal.test(told)) return false;
  if (again.test(told)) return true;
  return not.test(`${before} ${told}`) || (papers.test(sentence) && !list.test(sentence));
}

/** One way to be reached, where another is welcome. */
const byPhone =
  /\b(?:by|over|on) (?:the )?(?:(?:tele)?phone|post)\b|\b(?:postitse|per post|med posten|brevledes|poczta tradycyjna|per brief)\b|\b(?:puhelimitse|telefonicznie|telefonisch|per telefon|telefonledes)\b/u;

/** "Take me off Thursday's call", up to the end of that clause. */
function leavesMeeting({ folded }: Reading, { at, end }: Span): boolean {
  const told = folded.slice(at, end + (/[,;.!?\n]/.exec(folded.slice(end, end + 60))?.index ?? 60));
  return removal.test(told) && meetings.test(told) && !advertising.test(told);
}

/** "Neither by phone nor by mail." */
const noWay =
  /\b(?:eika|nor|or|ani|eller|oder|noch)\s(?:by |via |per |auf |por )?(?:e-?mail\p{L}*|sahkoposti\p{L}*|mail\p{L}*|mejl\p{L}*)/u;

function isMeant(own: Reading, place: Span): boolean {
  const { folded } = own;
  const { at, end } = place;
  const start = Math.max(folded.lastIndexOf('.', at), folded.lastIndexOf('\n', at), at - 150);
  const stops = ['.', '!', '?', '\n'].map((mark) => folded.indexOf(mark, end)).filter((index) => index >= 0);
  const stop = Math.min(end + 100, ...stops, folded.length);
  const sentence = folded.slice(start + 1, stop + 1);
  if (notYet.test(folded.slice(end, stop)) || offer.test(sentence)) return false;
  if (byPhone.test(sentence) && !noWay.test(sentence)) return false;
  if (keepsUs(own, place, sentence)) return false;
  if (somebodyElse.test(sentence)) return false;
  if (leavesMeeting(own, place)) return false;
  if (sentence.includes('?') && !self.test(sentence)) return false;
  return !(
    others.test(sentence) &&
    (sentence.includes('?') || /\b(?:your|ohjelma|teidan|wasz|er\b|ihre?)/u.test(sentence))
  );
}
