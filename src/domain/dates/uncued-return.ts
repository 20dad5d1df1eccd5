import { anyWording } from '../wording.ts';
import { boundsAround } from './cues.ts';
import { leftOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { not } from './proposal.ts';
import { markerOf } from './roles.ts';
import { isOfSomethingElse } from './something-else.ts';
import type { Times } from './times.ts';

/** Right before a time: nothing happens any sooner. */
const onlyThen =
  /\b(?:only|not until|not till|not before|earliest|vasta|aikaisintaan|dopiero|najwczesniej|erst|fruhestens|forst|tidigast|inte forran)\s(?:\p{L}{1,10}\s){0,2}$/u;

/** Something is as it was before. */
const again = anyWording(
  'again|back to normal',
  'taas|jälleen|uudelleen',
  'igen|åter',
  'wieder|erneut',
  'znów|znowu|ponownie',
);

/** Where somebody is who works. */
const present = anyWording(
  '(in|at) (the |my |our )?(office|work|desk|shop|yard|studio)|available|reachable|open',
  'olen|olemme|toimisto(lla|ssa)|töissä|paikalla|tavoitettavissa|avoinna|auki',
  '(är|finns) (jag|vi)|(jag|vi) (är|finns)|(på|i) (kontoret|jobbet|plats|butiken)|nåbar|anträffbar|öppet',
  'bin ich|ich bin|sind wir|wir sind|(im|am) (büro|haus|dienst|arbeitsplatz)|erreichbar|da|geöffnet',
  'jestem|jesteśmy|będę|będziemy|(w|na) (biurze|pracy|firmie|miejscu)|dostępn*|czynn*|otwart*',
);

/** What is done with mail by somebody who is there again. */
const atMail = anyWording(
  '(answer|answering|answered|reply|replies|replying|read|reading|check|checking|open|opening|get(ting)? to|look(ing)? at|see|hear from me) (~ )?(e-?mails?|mails?|messages?|inbox|mailbox|post|this|it|you)?|(e-?mails?|mails?|messages?) (~ )?(answered|read|replied)|at (the |my )?(desk|computer|keyboard)',
  '(avaan|luen|vastaan|katson|vastaamme|luemme|pääsen|ehdin) (~ )?(posti*|sähköposti*|viest*|kone*|mail*|meil*)|(viest*|sähköposti*|posti*) (~ )?(vastaan|vastataan|luetaan|luen|avaan)|(koneella|koneen ääre*)',
  '(svar|svara*|läser|öppnar|tittar|kollar) (~ )?(mejl*|mail*|meddeland*|inkorg*|brevlåd*|posten|datorn)|(mejl*|mail*|meddeland*) (~ )?(besvaras|läses)|svar (~ )?(räkna|kommer|får)|vid (datorn|skrivbordet)',
  '(lese|lesen|beantworte|beantworten|öffne|öffnen|schaue|sehe|antworte|antworten) (~ )?(mails?|e-?mails?|nachrichten|post|postfach|posteingang)|(mails?|e-?mails?|nachrichten|post) (~ )?(lese|lesen|beantworte*|gelesen|beantwortet)|am (schreibtisch|rechner|computer)',
  '(czytam|przeczytam|odpisuję|odpowiadam|otwieram|otworzę|sprawdzam|sprawdzę|siadam|usiądę|siądę|zaglądam|zajrzę) (~ )?(poczt*|mail*|skrzynk*|wiadomoś*|komputer*)|(maili|mailom|poczty|komputera|skrzynki) (~ )?(siadam|zaglądam|wracam|zajrzę|usiądę)|przy (biurku|komputerze)',
);

/** A mailbox that ends then, and nobody who begins. */
const ceases =
  /\b(?:slutar|upphor|stangs|closes|closed|ceases|ends|expires|erlischt|endet|abgeschaltet|geschlossen|wylaczon\p{L}*|przestaje|lakkaa|poistuu|paattyy|suljetaan)\b/u;

/** What a time says that stands in a note of absence beside no word for "back" or "away" that is known. */
export interface Uncued {
  mention: Mention;
  /** The first day back, or a time that is missed. */
  says: 'back' | 'away';
}

/**
 * Of a note that a program is proven to have sent: how else it tells the return than by words known for it. "In the
 * office only on Monday", "w biurze od środy", "en näe viestejä ennen sunnuntaita"; a lone week that runs is missed.
 */
export function uncuedReturn(times: Times): Uncued | null {
  const { mentions, on } = times;
  const isToday = ({ first, last }: Mention) => first === last && last === on.today;
  const ahead = mentions.filter(
    (one) => one.last >= on.today && !isToday(one) && !isOfSomethingElse(one, times),
  );
  const back = ahead.find((one) => one.last > on.today && isBack(one, times));
  if (back) return { mention: back, says: 'back' };
  // "Schodzę w niedzielę, do maili siadam w poniedziałek": of several the last one.
  const read = ahead.findLast((one) => one.last > on.today && isAtMail(one, times));
  if (read) return { mention: read, says: 'back' };
  const [only, ...others] = ahead;
  if (!only || others.length > 0) return null;
  if (only.kind === 'day' && only.first === on.today + 1) return { mention: only, says: 'back' };
  if (isBeginning(only, times)) return { mention: only, says: 'back' };
  const runs = only.kind === 'week' && only.first <= on.today && only.last > on.today;
  return runs ? { mention: only, says: 'away' } : null;
}

/** "Then I look at it", in the next sentence. */
const then = /^[.!]\s(?:then|da|dann|silloin|sitten|wtedy|potem)\s[^.!?\n]{1,50}/u;

/** "The next baking day is Monday." */
const nextIs =
  /\b(?:next \p{L}+(?: day)? is|seuraava \p{L}*paiva on|nasta \p{L}*dag ar|nachster? \p{L}*tag ist|(?:nastepny|kolejny) dzien(?: \p{L}+)? to)\s(?:on |am |pa |w |we )?$/u;

/** Whether somebody is said to be away in that part of the text. */
function isMissed(from: number, to: number, { cues }: Times): boolean {
  return cues.some(({ at, end, says }) => says === 'away' && at >= from && end <= to);
}

/** Whether mail is read again then: said in the clause of the time. */
function isAtMail(mention: Mention, times: Times): boolean {
  const { folded, breaks } = times;
  if (!['day', 'weekday', 'week'].includes(mention.kind)) return false;
  const [start, to] = boundsAround(mention, breaks, 80);
  const from = Math.max(start, folded.lastIndexOf(',', mention.at - 1) + 1);
  const rest = then.exec(folded.slice(to, to + 60))?.[0] ?? '';
  const clause = folded.slice(from, to) + rest;
  return !isMissed(from, to, times) && !not.test(clause) && atMail.test(clause);
}

/** "Maissa elokuun 2. päivästä alkaen": the only time that is named, and something begins then. */
function isBeginning(mention: Mention, { folded, lexicons, breaks, cues }: Times): boolean {
  const [from, to] = boundsAround(mention, breaks, 160);
  const isOther = cues.some(({ at, end, says }) => says !== 'back' && at >= from && end <= to);
  return !isOther && markerOf(mention, folded, lexicons).from && !ceases.test(folded.slice(from, to));
}

function isBack(mention: Mention, times: Times): boolean {
  const { folded, lexicons, breaks } = times;
  const left = leftOf(folded, mention);
  if (onlyThen.test(left) || nextIs.test(left)) return true;
  const [from, to] = boundsAround(mention, breaks, 160);
  const marker = markerOf(mention, folded, lexicons);
  if (marker.before) return not.test(folded.slice(from, mention.at));
  if (isMissed(from, to, times) || marker.until !== null || mention.kind === 'range') return false;
  const sentence = folded.slice(from, to);
  return again.test(sentence) || (marker.from && present.test(sentence));
}
