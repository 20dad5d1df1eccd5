import { header, type Message } from '../message.ts';
import { aheadOfReply } from '../subject.ts';
import { anyWording, fold } from '../wording.ts';
import { speaksOfMail } from './bounce/signs/undelivered.ts';
import { judgeDeferral } from './deferral.ts';
import { evidence } from './evidence.ts';
import { subjectSigns } from './machine.ts';
import { asksOn } from './opt-out/meant/buyer.ts';
import { isMeant } from './opt-out/meant.ts';
import { withoutSlips } from './opt-out/mistyped.ts';
import { type Refusal, refusals } from './opt-out/refusal.ts';
import { saysOnly } from './phrases/vocabulary.ts';
import { ownReading, places, quoting, type Reading, reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/**
 * A person who tells us, in their own words, never to write again: "unsubscribe me", "älkää enää lähettäkö",
 * "proszę mnie wypisać", an objection by GDPR. "Not interested" is an answer, and so is a question about
 * unsubscribing somebody else. Null for all else.
 */
export function judgeOptOut(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  if (isWordAlone(own.folded) || withoutSlips(own).some(({ folded }) => isWordAlone(folded))) {
    return { verdict: 'opt-out', evidence: [evidence('opt-out-word', 'words', own.text)] };
  }
  const word = shortSentence(own);
  if (word) return { verdict: 'opt-out', evidence: [evidence('opt-out-word', 'words', word)] };
  const refusal = refusalIn(own);
  if (refusal === null || asksAgainLater(message, own, refusal, context)) return null;
  return { verdict: 'opt-out', evidence: [quoting('opt-out-phrase', 'words', own, refusal)] };
}

/** Whether a word of leaving is all that is said, above a name or not. */
function isWordAlone(folded: string): boolean {
  const lines = folded.trim().split(/\n+/);
  return isKeyword(folded) || (lines.length <= 4 && isKeyword(lines[0] ?? ''));
}

/** Such a word with all that people put around it: "Please just stop it already", "STOP (third time of asking)". */
function isKeyword(folded: string): boolean {
  const bare = withoutAsides(folded);
  return [folded, bare].some((one) => saysOnly('optOutAlone', withoutPoliteness(one)));
}

/**
 * "Leave us alone until the harvest is in. In November you may offer me the service.": who names, after it, a time well
 * ahead does not leave.
 */
function asksAgainLater(message: Message, own: Reading, refusal: Refusal, context: JudgeContext): boolean {
  const later = judgeDeferral(message, context);
  if (later?.verdict !== 'deferral' || later.until === null || message.date === null) return false;
  if (later.evidence.some(({ quote }) => quote !== undefined && deadline.test(fold(quote)))) return false;
  const days = (Date.parse(later.until) - message.date.getTime()) / 86_400_000;
  const named = later.evidence.find(({ rule }) => rule === 'proposed-time')?.quote;
  const at = named === undefined ? -1 : own.text.replace(/\s+/g, ' ').indexOf(named.slice(0, 40));
  const isAsked = later.evidence.some(({ rule }) => rule === 'deferral-phrase');
  return (isAsked ? days >= 2 : days >= wellAhead) && at > refusal.at;
}

/** "Confirm within a month": until when we are to have done it. */
const deadline = anyWording(
  'confirm*|within|(no|not) later than|deadline',
  'vahvist*|kuluessa|sisällä|määräaja*|mennessä',
  'bekräft*|inom|senast',
  'bestätig*|innerhalb|binnen|frist|spätestens',
  'potwierdz*|w ciągu|w terminie|najpóźniej',
);

/** Days: nearer times are those of complaints ("the third this week"). */
const wellAhead = 10;

/** "That's the fourth mail. Enough.": a short mail that begins or ends with a word which, alone, would be all of it. */
function shortSentence({ text, folded }: Reading): string | null {
  if (folded.length > mostWords) return null;
  const sentences = sentencesOf(folded.trimEnd());
  // "How often must I say it? Stop." asks nothing.
  if (sentences.some(({ at, end }) => asksOn(folded.slice(at, end)))) return null;
  const found = [sentences.at(-1), sentences[0]].find(
    (one) => one && isKeyword(folded.slice(one.at, one.end)),
  );
  if (!found || sentences.length < 2) return null;
  // "STOP! Do not print it, the phone number is wrong": another thing is to stop.
  const rest = (folded.slice(0, found.at) + folded.slice(found.end)).trim();
  const isOther = found.at === 0 && rest.length >= 60 && !speaksOfMail(rest);
  return isOther ? null : text.slice(found.at, found.end).trim();
}

function withoutPoliteness(folded: string): string {
  return folded.trim().replace(politeAhead, '').replace(politeBehind, '');
}

const politeAhead =
  /^(?:please|kindly|pls|snalla|var (?:sa )?snall och|var vanlig och|vanligen|bitte|prosze|olkaa hyva ja|ystavallisesti)[,\s]\s{0,3}/u;
const politeBehind =
  /,?\s(?:kiitos|thanks|thank you|thx|please|pls|plz|danke|bitte|tack|dziekuje|prosze)(?=[\s.!]*$)/u;

function withoutAsides(folded: string): string {
  const bare = folded.trim().replace(bracketed, '').replace(manyTimes, '').trim();
  return bare.replace(ahead, '').replace(behind, '');
}

/** "UNSUBSCRIBE (third time of asking)" */
const bracketed = /\s{1,3}\([^()\n]{1,60}\)[\s.!]*$/u;
/** "STOP, for the third time!" */
const manyTimes =
  /[\s,-]{1,4}(?:for the \p{L}{2,8} time|\p{L}{2,8} time of asking|zum \p{L}{2,10} mal|for \p{L}{2,8} gangen|po raz \p{L}{2,8}|(?:jo )?\p{L}{2,12} kerran)[\s.!]*$/u;
/** "No, now just stop": a denial counts only where a mark parts it from the word, since "nie usuwać" keeps. */
const ahead =
  /^(?:(?:no|nope|nein|noe?|nej|na|ei|nie)(?: (?:thanks|thank you|danke|tack|kiitos|dziekuje))?[\s]?[,.!-]+\s|(?:but|and|just|now|so|oh|men|och|bara|nu|aber|und|nur|jetzt|einfach|also|mutta|ja|nyt|a|i|no|juz)[,\s]\s{0,2}){0,3}/u;
/** "Lopettakaa jo", "sluta nån gång", "hört auf, sofort". */
const behind =
  /(?:,?\s(?:now|already|for good|at once|immediately|right now|nu|nan gang|nagon gang|genast|omedelbart|direkt|da|for fan|jetzt|endlich|sofort|umgehend|doch|mal|nun|jo|nyt|heti|valittomasti|vihdoin|viimein|juz|wreszcie|natychmiast|od razu|teraz|w koncu)){1,2}(?=[\s.!]*$)/u;

const known = new WeakMap<Reading, Refusal | null>();

/** Where a text refuses to be written to, by a phrase or by the parts of one; null where nothing of the kind is meant. */
export function refusalIn(own: Reading): Refusal | null {
  const found = known.get(own);
  if (found !== undefined) return found;
  const meant = meantIn(own) ?? mistypedIn(own);
  known.set(own, meant);
  return meant;
}

function meantIn(own: Reading): Refusal | null {
  const phrases = places('optOut', own).map((span): Refusal => ({ ...span, kind: 'phrase' }));
  return [...phrases, ...refusals(own)].find((refusal) => isMeant(own, refusal)) ?? null;
}

/** "Pls remve me form ur maling list": all of such a text is the refusal. */
function mistypedIn(own: Reading): Refusal | null {
  const found = withoutSlips(own)
    .map(meantIn)
    .find((refusal) => refusal !== null);
  return found ? { at: 0, end: own.folded.length, kind: found.kind } : null;
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
  const button = buttonWords.exec(message.text.slice(0, mostWords).trim());
  if (button) return { verdict: 'opt-out', evidence: [evidence('opt-out-button', 'text', button[0])] };
  if (subjectSigns(message.subject, message.language).isAnswer) return null;
  const isReply = message.inReplyTo.length > 0;
  // In a reply the subject is the wish only where nothing else is said.
  if (isReply && (!isSilent(message) || header(message.headers, 'list-id'))) return null;
  if (isSilent(message) && aheadSaysIt(message)) return found(message);
  // Written by hand: the whole wish in the subject, and below it no more than a name. A reply may have our subject.
  const isSaid =
    (isReply ? isSilent(message) : isNameAlone(message)) &&
    refusalIn(reading(message.subject.slice(0, 300), message.language)) !== null;
  if (isSaid) return found(message);
  const subject = reading(message.subject, null).folded.trim();
  const isAlone = [subject, subject.replace(readerToken, '')].some((one) => saysOnly('optOutAlone', one));
  if (!isAlone) return null;
  const { folded } = ownReading(message);
  const text = folded.trim();
  if (text !== '' && (text.length > mostWords || text.includes('?') || !unsubscribing.test(text)))
    return null;
  return found(message);
}

function found({ subject }: Message): Verdict {
  return { verdict: 'opt-out', evidence: [evidence('opt-out-subject', 'subject', subject)] };
}

/** "No more of these please! Re: Our offer": what the writer put ahead of our subject is all that is said. */
function aheadSaysIt({ subject, language }: Message): boolean {
  const ahead = aheadOfReply(subject.slice(0, 300));
  if (ahead === '' || ahead.includes('?')) return false;
  const said = reading(ahead, language);
  const anyLanguage = reading(ahead, null);
  return (
    saysOnly('optOutAlone', withoutPoliteness(said.folded)) ||
    [said, anyLanguage].some((one) => refusalIn(one) !== null)
  );
}

/** Words of a mail program whose button was pressed. */
const buttonWords =
  /^(?:apple mail|gmail|yahoo mail|outlook|thunderbird) sent this e-?mail to unsubscribe\b.*/i;

/** No words of the writer but what a phone adds, and the dashes above a signature. */
function isSilent({ words }: Message): boolean {
  return /^[\s_-]{0,80}$/.test(words.own) || phone.test(words.own.trim());
}

const phone =
  /^(?:sent from|lähetetty|skickat från|gesendet von|von meinem|wysłan[eo] z|hämta outlook|get outlook)[^\n]{0,60}$/i;

/** Nothing, or the writer's name with what stands below it. */
function isNameAlone(message: Message): boolean {
  if (isSilent(message)) return true;
  const { words, from } = message;
  const [first = '', ...below] = words.own.trim().split('\n');
  return first.trim() === from[0]?.name.trim() && below.length <= 4;
}

/** More than this neither a program writes into it, nor a person who has but one thing to say. */
const mostWords = 250;
