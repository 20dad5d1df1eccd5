import { anyWording, type Span } from '../../../wording.ts';
import type { Told } from './told.ts';

const removal = anyWording(
  'remov*|delet*|eras*|unsubscrib*|take|taking|drop|cross|strike',
  'poista*|(ota|otta)* (~ )?(pois|irti|meidät|minut|mut|nime*|osoit*|tieto*|list*|jakelu*|rekister*)',
  'ta|tas|tagits?|radera*|stryk*|avregistrer*|avanmäl*|avprenumerer*|avför*|plocka*',
  'streich*|entfern*|lösch*|nehm*|nähm*|meld* (~ )?ab(?!er)|abmeld*|abzumelden|austrag*|auszutragen|tragen|tragt',
  'usuw*|usuń*|usun*|wypis*|wykreśl*|skreśl*|skas*',
);
const ending = anyWording('stop|quit|cease', 'lopet*', 'sluta', 'hör* auf|aufhören', 'przesta*|kończ*');
const not = anyWording("not|don't|dont|do not|never", 'ei|älkää|älä|ette', 'inte|ej', 'nicht|kein*', 'nie');
/** What something is taken out of that is no list of people. */
const papers = anyWording(
  'quote|quotation|offer|proposal|contract|order|invoice|basket|agreement|price ?list',
  'tarjou*|sopimu*|tilauk*|lasku*|hinnasto*',
  'offert*|(*)?avtal*|beställning*|prislist*|faktur*',
  'angebot*|(*)?vertrag*|bestellung*|rechnung*|preisliste*',
  'ofert(a|ę|y|o)*|umow(a|ę|y|o)|zamówieni*|faktur*|cennik*',
);
/** A title in quotation marks, or so many pieces: what a list of goods holds. */
const goods = /^\s{0,2}["„»]|\d\s?(?:szt|stk|st\b|pcs|kpl|stuck)/;
/** What an offer or an order consists of. */
const pieces = anyWording(
  '(items?|lines?|rows?|articles?|positions?)(?! (manager|of (business|work)))',
  'rivi(t|ä|n|stä)?|tuote|tuotteet|tuotteita|nimik*|positio*|artikkel*',
  'pozycj*|wiersz*|punkt|punktu|punkty|artykuł*',
  'rad|raden|rader|raderna|punkten|artikel*|artiklar*|position*',
  'position*|zeile*|artikel*|punkt|punkte',
);
const oneself =
  /(?<!\p{L})(?:me|us|my|our|minut|meidat|mut|mig|oss|min|mina|var|vara|mich|uns|mein\p{L}{0,2}|unser\p{L}{0,2}|mnie|nas|nasz\p{L}{0,3}|moj\p{L}{0,3})(?!\p{L})/u;
const list = anyWording(
  'list|lists|mailing*|database|records|newsletter*',
  'rekist*|jakelu*|uutiskirje*',
  'register*|utskick*|databas*|lista|listan',
  'verteiler*|datenbank|kartei|newsletter*',
  'baz(a|ę|y)*',
);
/** A list on which people want to be, or of things. */
const otherLists = anyWording(
  '(waiting|wait|guest|shopping|price|short|parts|packing|back-?order|attendance|seating|reserve|delivery|stock|cc|to-?do) ?list',
  '(odotus|jono|vieras|ostos|varaus|hinta|tuote|osanottaja|osallistuja|toimitus|vara)list*',
  '(vänte|kö|gäst|inköps|pris|deltagar|reserv|artikel|leverans|närvaro)list*',
  '(warte|gäste|einkaufs|preis|stück|teilnehmer|merk|artikel|liefer|anwesenheits|reserve)list*',
  'list(y|ie|ę) (oczekujących|gości|zakupów|uczestników|rezerwow*|cen|życzeń|obecności)|kolejki',
);
/** What somebody may be taken out of who stays in touch: a meeting, or a talk that a colleague goes on with. */
const meetings = anyWording(
  'call|meeting|invit*|calendar|demo|webinar*|session|teams|zoom|participa*|attend*|thread|conversation|loop|cc|copy',
  'kutsu*|kokou*|palaver*|tapaami*|esittely*|osallistuj*|webinaar*|ketju*|jatkosta|kopio*',
  'möte|mötet|inbjudan*|kallelse*|deltag*|tråd|tråden|konversation*|kopia|kopian',
  'termin*|besprechung*|einladung*|teilnehm*|jour|kopie|konversation|schriftwechsel',
  'spotkani*|zaproszeni*|kalendarz*|uczestnik*|uczestnicz*|wątk*|kopii|dw',
);
const advertising = anyWording(
  'mailing ?list|newsletter*|marketing|advert*|database|spam',
  'uutiskirje*|markkinoin*|mainos*|rekist*',
  'reklam*|nyhetsbrev*|utskick*',
  'werbung|datenbank',
  'baz(a|ę|y)',
);
/** Who signed off by mistake wants to be on the list again. */
const again = anyWording(
  'back (on|to|in)|again',
  'takaisin|uudelleen',
  'tillbaka',
  'wieder (in|auf)',
  'z powrotem|ponownie',
);
const clauseEnd = /[,;.!?\n]|\s(?:or|oder|eller|tai|albo|lub)\s/;

/** "Melden Sie mich um Gottes willen nicht ab": the denial comes behind, with nothing between that begins another thought. */
const deniedBehind =
  /^(?:\snie|(?:\s(?!(?:und|och|oder|eller|so|sa|da|weil|denn|jag|vi|ich|wir|det|das|att|dass|har|ar|kan|ska|vill|onskar|behover|bin|ist|hab|habe|haben|will|wollen|mochte|mochten|brauche|brauchen|kann|darf)\s)[\p{L}'-]{1,20}){0,4}\s(?:nicht|inte|ej)(?!\s(?:mehr|langer|mer|mera|langre|fler|wieder|igen)(?!\p{L})))(?!\p{L})/u;

/** "Hören Sie bloß nicht auf", "sluta inte skriva". */
const endsNot =
  /(?<!\p{L})(?:sluta\s(?:\p{L}{1,12}\s)?(?:inte|aldrig)|hor(?:en|t)?\s(?:sie\s)?(?:\p{L}{1,12}\s){0,2}(?:nicht|nie|niemals)\s(?:\p{L}{1,12}\s)?auf)(?!\p{L})/u;

const ours = anyWording(
  'me|us|my|our|this',
  'minut|meidät|mut|*ni|*mme|tämä',
  'mig|oss|min|mina|vår|våra|den här|denna',
  'mich|uns|meine*|unsere*|diese*',
  // A bare "się" would be every German "Sie".
  'mnie|nas|moj*|mój|nasz*|(wypis*|wyrejestr*) się',
);
const yours = anyWording(
  "your|(you|you've|you'd) (* )?(have|keep|use|run|hold|got)|mailing ?lists?|distribution|database|newsletter*|mail(s|ing)?",
  '*nne|*nna|jakelu*|postitus*|uutiskirje*|rekist*',
  'er|ert|era|utskick*|nyhetsbrev*|register*|sändlist*',
  'ihre*|euer*|eure*|(*)?verteiler*|datenbank|newsletter*|mailing*',
  'państwa|wasz*|baz(a|y|ę)|mailing*|newsletter*|wysyłk*|subskrypc*',
);
const aList = anyWording(
  'lists?',
  '(*)?list(a|alta|oilta|oja)',
  'listan?|listor*',
  'listen?',
  'list(y|ę|a|ach)',
);
/** What holds more than people. */
const aSystem = anyWording(
  'systems?|records?|files?|books',
  'järjestelm*|luettelo*',
  'system*|arkiv*',
  'system*|datei|kartei',
  'system*|kartotek*',
);
/** Who writes no more than this says what list he means. */
const shortWish = 100;

/** "Leave the pallets off the list", "lassen Sie die Paletten von der Liste": a thing stands between. */
const thing =
  /\s(?:(?:the|those|these|all the)\s(?!(?:mailing|e-?mail|mail|list|whole|entire)\P{L})\p{L}{3,20}\s(?:\p{L}{2,15}\s){0,2}(?:off|from|out of)|(?:die|den|das)\s(?!\p{L}{0,20}(?:liste|verteiler|adresse|mail|daten|namen))\p{L}{3,25}\s(?:\p{L}{2,15}\s){0,2}(?:von|aus)|(?:bort|stryk|ta)\s(?!(?:den|det|de|adress\p{L}{0,3}|namn\p{L}{0,2})\s)\p{L}{3,20}(?:en|et|na)\s(?:fran|ur)|(?:poista|otta|ota|jatta|jata|pudota)\p{L}{0,8}\s(?!(?:osoit|nim|tied|yhteys|sahkop|kaikki)\p{L}{0,20}\s)\p{L}{3,20}t\s(?:pois\s)?\p{L}{0,12}list\p{L}{1,5}|(?:skreslic|usunac|wyrzucic|pominac)\s(?!(?:mnie|nas|adres|moj|nasz|prosze|ten)\p{L}{0,5}\s)\p{L}{4,20}\sz\slist\p{L}{1,2})(?!\p{L})/u;
/** "The second address": one of several, and another stays. */
const oneOfSeveral =
  /(?<!\p{L})(?:second|other|first|third|wrong|duplicate|zweit\p{L}{1,2}|ander\p{L}{1,2}|erst\p{L}{1,2}|dritt\p{L}{1,2}|falsch\p{L}{1,2}|doppelt\p{L}{1,2}|toi(?:nen|sen)|vaara\p{L}?|ensimmai\p{L}{2,4}|andra|forsta|fel|felaktiga|drug\p{L}{1,2}|inn\p{L}{1,2}|pierwsz\p{L}{1,2}|bledn\p{L}{1,2})\s(?:e-?mail\s|mail-?)?(?:addres|adres|anschrift|osoit|mailadres|e-?mailadres)/u;

/** "Strike line 4 from the list": whoever names neither himself nor our list has another one in mind. */
function isOtherList({
  folded,
  sentence,
  words,
}: {
  folded: string;
  sentence: string;
  words: string;
}): boolean {
  const isLong = folded.trim().length > shortWish;
  const isOther = aSystem.test(words) || (aList.test(words) && (isLong || thing.test(` ${words}`)));
  return isOther && !ours.test(words) && !yours.test(sentence);
}

/** "utställarlistan", "Teilnehmerliste": a list in a compound that names no mails and no addresses. */
const compoundList =
  /(?<!\p{L})(?!(?:utskick|sand|mejl|mail|adress|kontakt|kund|e-?post|prospekt|nyhets|distribution|jakelu|postitus|osoite|asiakas|sahkoposti|versand|verteiler|kunden|werbe|empfanger|sperr|block|sparr|esto|kielto))\p{L}{4,20}list(?:an?|en?|or|orna|alta|asta|oilta)(?!\p{L})/u;
/** "The picture of me": what is of me is not me. */
const ofMe =
  /(?:^|\s)(?:pa|of|von|about|with|mit|om|ze|kuva)\s(?:mig|me|mir|mnie|mna|oss|us|uns|nas|minusta)$/;

/** "Radera allt ni har om mig": all of it is. */
const all =
  /(?<!\p{L})(?:allt|allting|alla|samtliga|alles|alle|samtlich\p{L}{1,2}|all|everything|wszystko|wszystki\p{L}{1,3}|wszelki\p{L}{1,3}|kaikki)(?!\p{L})/u;

const off = /^\s(?:off|from|out of|aus|von|ur|fran|z|ze)\s([^.,;!?\n]{1,45})/;
/** From now on, from here, and whatever holds addresses. */
const holdsPeople = anyWording(
  'please|thanks|thank|cheers|and|now|today|here|there|this|these|those|it|all|any|every*|whatever|wherever|anything|notification*|reminder*|alerts?|updates?|offers|spam|circular*|mailshot*|round*|rolls?|rolodex|books|registers?|your*|future|further|contact*|crm|address ?book|account*|system*|records?|files?|e-?mail*|mail*|messag*|campaign*|communicat*|marketing|promo*|sequence*|cadence|outreach|list*|database*|newsletter*|distribution',
  'bitte|danke|und|heute|jetzt|hier|allem|allen|dies*|benachrichtig*|nachricht*|erinnerung*|angebots*|rund*|spam|aktion*|post|info*|ihre*|deine*|eure*|kontakt*|adress*|(*)?mail*|kampagne*|werbung*|(*)?list*|(*)?verteiler*|datenbank*|system*|kartei|daten*|newsletter*|kunden*',
  'nu|idag|här|alla|allt|vad|de här|dessa|såna|sådana|notis*|aviser*|påminn*|meddeland*|erbjudand*|er|era|ert|kontakt*|adress*|(*)?mejl*|mail*|utskick*|(*)?list*|(*)?regist*|databas*|system*|nyhetsbrev*|tack|snälla|och|reklam*|kund*',
  'proszę|dziękuj*|i|teraz|dziś|tych|tego|takich|wszystk*|wszelk*|powiadomie*|wiadomo*|ofert|reklam*|spamu|korespondencj*|przypomn*|wasz*|państwa|kontakt*|adres*|mail*|list*|baz*|system*|newsletter*|kartotek*|wysyłk*|rozsyłk*|subskrypc*|kampani*',
);

/** "Take me off the 30% deposit": out of a thing that holds no people. */
function isOffThing(behind: string): boolean {
  const thing = off.exec(behind)?.[1];
  return thing !== undefined && !holdsPeople.test(thing);
}

/** A refusal up to the end of its clause. */
function clauseTo(folded: string, { at, end }: Span): string {
  const behind = folded.slice(end, end + 60);
  return folded.slice(at, end) + behind.slice(0, clauseEnd.exec(behind)?.index ?? 60);
}

/** "Please don't take us off the list", "remove line 3 from the quote", "take me off Thursday's call". */
export function keepsUs({ own: { folded }, refusal, sentence, words }: Told): boolean {
  const { at, end, kind } = refusal;
  // "Our server will not stop sending spam."
  if (
    /(?<!you )\b(?:will|does|did|do|would) not\s$|(?<!you )\b(?:won't|doesn't|didn't)\s$/.test(
      folded.slice(0, at),
    ) &&
    ending.test(words)
  )
    return true;
  // "Don't stop writing."
  if (
    /\b(?:don't|dont|do not|never|alkaa|ala|sluta inte|horen sie nicht|nie)\s$/.test(folded.slice(0, at)) &&
    ending.test(words)
  )
    return true;
  if (endsNot.test(words)) return true;
  if (kind !== 'removal' && !removal.test(words)) return false;
  if (again.test(words) || deniedBehind.test(folded.slice(end, end + 60))) return true;
  const before = folded.slice(Math.max(0, at - 14), at).replace(/^.*[.,;!?\n]/su, '');
  if (not.test(`${before} ${words}`)) return true;
  if (papers.test(sentence) && !list.test(sentence)) return true;
  // "Take item 4 off your list."
  const object = folded.slice(Math.max(0, at - 20), at).replace(/^.*[.,;!?\n]/su, '');
  if (pieces.test(object + clauseTo(folded, refusal)) && !oneself.test(words)) return true;
  if (otherLists.test(sentence) || compoundList.test(sentence) || (ofMe.test(words) && !all.test(words)))
    return true;
  if (goods.test(folded.slice(end, end + 40))) return true;
  if (oneOfSeveral.test(clauseTo(folded, refusal))) return true;
  if (isOtherList({ folded, sentence, words })) return true;
  if (isOffThing(folded.slice(end, end + 60))) return true;
  const clause = clauseTo(folded, refusal);
  return meetings.test(clause) && !advertising.test(clause);
}
