import { anyWording } from '../../../wording.ts';
import { says } from '../../reading.ts';
import { asksOnly } from './question.ts';
import type { Told } from './told.ts';

const others = anyWording(
  'users?|customers?|clients?|(?<!(list|lists) of )recipients|subscribers?|drivers?|suppliers?|contacts in|members',
  'käyttäj*|asiakka*|kuljettaj*',
  'klient*|użytkowni*|(?<!(list*|baz*) )odbiorc*|kierowc*|dostawc*',
  'kund(en|er|erna)|användar*|mottagare|förar*|chaufför*|leverantör*',
  'nutzer|benutzer|anwender|fahrer|lieferant*|empfänger',
);
const anybody = anyWording(
  'someone|somebody|people',
  'joku|ihmis*',
  'ktoś|ludzi*',
  'någon|folk',
  'jemand|leute',
);
const ourProduct = anyWording('your*|ohjelma*|teidän|wasz*|er|ihre?');
const self = anyWording(
  'me|us|my|our|this|these',
  'minut|meidät|mut|minua|meitä|(*)?(tieto|osoittee|nime)(ni|mme)|tämä|tämän',
  'mnie|nas|moj*|mój|nasz*',
  'mig|oss|min|mina|mitt|vårt|vår|våra',
  'mich|uns|mir|meine*|unsere*',
);
const directly = anyWording('me|us', 'minut|meidät|mut', 'mig|oss', 'mich|uns', 'mnie|nas');
/** A question how our product does it, or what the law asks of it, begins so. */
const asksHow = anyWording(
  'how|does|is|what about|where',
  'miten|kuinka|voiko|onko|missä',
  'hur|går det att|var|är',
  'wie|kann man|ist|wo',
  'jak|czy|gdzie',
);
const anotherClient = anyWording(
  '(?<!(as|am|are|not|never|been) )(a|our|one of (our|my)|some of our) (of )?(customers?|clients?|users?|drivers?|recipients?)',
  '(?<!(olen|ole) )(meidän|eräs|yksi|asiakkaamme|kuljettajamme) (asiakas|asiakkaista*|asiakkaat|kuljettajat|käyttäjä)',
  '(?<!(är|var|som) )(en|vår|våra|en av våra) (kund|kunder|användare|förare|chaufför*)',
  '(?<!(als|kein|bin|war) )(ein|eine|einer|einem|einer unserer|unsere|unserer|unserem) (kunden?|nutzer|fahrer|empfänger)',
  '(?<!(jako|jestem) )(nasz|nasi|jeden z naszych|jeden z) (klient*|kierowc*|użytkownik*)',
);
const byAnother = anyWording(
  'by (a|any|your|the) (reseller|partner|dealer|distributor|agency)*|competitors?',
  'jälleenmyyj*',
  'återförsäljare*',
  'von einem (händler|partner)',
  'przez (dystrybutor|przedstawiciel|partner)*',
);
/** Whose mails they are: "the machine sends alarm mails". */
const device = anyWording(
  '(system|software|program|machine|terminals?|device|printer|app|alarm|erp|server|sensor) (~ )?(sends?|sending|generates?|spits?|prints?)',
  '(järjestelmä|ohjelma|laite|kone|palvelin|tulostin) (~ )?(lähettää|lähettelee|lopettaa|lakkaa)',
  '(systemet|programmet|maskinen|servern|skrivaren) (~ )?skickar',
  '(anlage|gerät|maschine|drucker|programm|system|server) (~ )?(schickt|verschickt|sendet)',
  '(system|program|maszyna|urządzenie|serwer|drukarka) (~ )?wysyła',
  '(alarm|error|status|system)( |-)?(e-?)?(mails?|messages?)',
  '(hälytys|vika)-?(viest|sähköpost|meil)*',
  '(larm|fel)-?(mejl|meddeland)*',
  '(alarm|fehler|status)-?(mails?|meldung*|nachricht*)',
  '(alarmow*) (wiadomości|maile)',
);
const thirdPerson = anyWording(
  'him|her|them|he|she|they|his|mr|mrs|ms',
  'hänet|heidät|hän|häntä',
  'honom|henne|han|hon',
  'ihn|ihm|herrn|herr|frau',
  // German "ich möchte" is nobody else; "z Pani listy" is our list.
  'jego|go|ją|ich(?! (möchte|will|bitte|wäre|würde|habe|bin|hätte|verlange|fordere|wünsche|erwarte))|(pana|panią|pani|pan)(?! (adres|list|baz|system|rozsył|wysył|mailing|newsletter|rejestr|kartotek)*)',
);

/** "No more papers from him", "strike Ms Nowak". */
const aboutAnother =
  /\b(?:(?:mailing|e-?mailing|writing to|contacting|bothering|chasing) (?:him|her)|von (?:ihm|herrn|frau)|(?:from|about) (?:him|her|mrs?|ms)|hanelta|(?:fran|om) (?:honom|henne)|od (?:niego|niej|pana|pani))\b/;
const titled = /^\s(?:mrs?|ms|herrn|frau|herr|pana|pania|pani)\s\p{L}/u;

const yourProduct =
  /\b(?:can|does|will|kan|kann|hat|czy) (?:your|ert|er|ihre?|wasz|panstwa) (?:system|program|software|tool|app|plattform|platform)/;
const toSomebody =
  /(?:\bto|\btill|\ban|\bdo)\s(?:pana\s|pani\s|mrs?\s|ms\s)?\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}{2,20}lle(?!\p{L})/u;

/** Who has left needs no mail any more; whoever says so goes on reading it. */
const ofOneGone = anyWording(
  'him|hers?|his',
  'hänet|hänelle|häntä|heidät|heille',
  'honom|henne',
  'ihn|ihm',
  'jego|jemu|jej',
);

/** One of the family or of the firm, for whom somebody else writes. */
const relations = anyWording(
  '(my|our) (late )?(father|dad|mother|mum|mom|parents|husband|wife|son|daughter|brother|sister|uncle|aunt|partner|colleague|boss|predecessor|secretary|assistant|manager|director|bookkeeper|accountant|former *|old boss)',
  '(isäni|isämme|äitini|äitimme|mieheni|vaimoni|poikani|tyttäreni|veljeni|siskoni|kollegani|kollegamme|työkaverini|pomoni|pomomme|edeltäjäni|esimieheni|kumppanini)',
  '(min|vår|mina|våra) (far|pappa|mor|mamma|man|hustru|fru|son|dotter|bror|syster|kollega|kollegor|chef|företrädare|sambo|kompanjon|tidigare *)',
  '(meinen|meine|meinem|meiner|unseren|unsere|unserer|unserem) (alten |ehemaligen |früheren )?(vater|papa|mutter|mama|eltern|mann|frau|ehefrau|ehemann|sohn|tochter|bruder|schwester|onkel|tante|kolleg*|chef|chefin|vorgänger*|partner*|sekretär*|geschäftsführer*|buchhalter*|mitarbeiter*)',
  '(mojego|moją|mojej|moich|naszego|naszą|naszej) (ojca|tatę|taty|matkę|matki|mamę|mamy|rodziców|męża|żonę|żony|syna|córkę|córki|brata|siostrę|siostry|koleg*|koleżank*|szefa|szefow*|poprzedni*|wspólni*|księgow*)',
);
/** Nobody will read it any more, and whoever reads it instead does not want it. */
const died = anyWording(
  'died|passed away|deceased|late (husband|wife|father|mother)|funeral|widow|widower',
  'kuoli|kuollut|menehtyi|menehtynyt|edesmen*|nukkui pois|poisnukkunut|leski',
  'gick bort|gått bort|dog|avled|avlid*|dött|död|änka|änkling',
  'verstorben*|gestorben|starb|verstarb|entschlafen|witwe|witwer',
  'zmarł*|nie żyje|śmierci|odszedł na zawsze|wdow*',
);

/** "To the workshop no more, to me please": one goes on reading. */
const keepsWriter = anyWording(
  '(but|only|just|send (it|them|these|those|everything)) (keep )?(~ )?to me (instead|only|please|is fine)|one to me|(if|when) you (~ )?(send|write) (~ )?to me|(send|write|address) (it|them|this|everything) to me',
  'an mich (schon|ja|weiterhin|gerne?|bitte)|(nur|sondern) (noch )?an mich',
  '(mutta|vaan|ainoastaan|vain) minulle|minulle (saa|voi|kyllä|riittää)',
  '(men|bara|endast|utan) till mig|till mig (räcker|går|gärna)',
  '(tylko|ale|lecz) do mnie|do mnie (tak|owszem|można|wystarczy)|wpisać mnie',
);

/** "They do not contact me again, which is why we like them": who it is that does not. Who does not wish for mails is a reader. */
const theirs =
  /(?<!\p{L})(?:(?:they|he|she|nobody|who|which)\s(?:(?:do|does|did|will|would|have|has|had)\s)?(?:not|never|\p{L}{2,5}n't|dont)|(?:they|he|she)\s(?:(?:won|don|doesn|didn|haven|hasn)'?t)|(?:ne|he|han)\s(?:ei|eivat)|(?:de|han|hon)\s(?!vill|onskar|behover)\p{L}{2,12}\s(?:av sig\s|till oss\s)?(?:inte|aldrig)|(?:oni|one|on|ona)\s(?:juz\s|nigdy\s|sie\s){0,2}nie|(?:der|die)\s(?:schreibt|schreiben|meldet|melden|mailt|mailen|ruft|rufen)\s(?:sich\s|mir\s|uns\s|mich\s|einen\s){0,2}(?:nicht|nie|niemals))(?!\p{L}|\s(?:wish|want|like|need|care|expect|halu|toivo|tahdo|chc|zycz|potrzeb))/u;
/** "So that they do not come again": mails do, nobody who writes. */
const mailsThemselves =
  /\b(?:com(?:e|es|ing)|arriv\p{L}{1,4}|land|reach|appear|(?:tule|kom|przychod)\p{L}{0,4})\b/u;

/** Whether it is somebody else who is to be left alone, or somebody else who is to stop. */
export function isOfSomebodyElse(told: Told): boolean {
  const { own, sentence, refusal, words, wholeClause } = told;
  const isRemoval = refusal.kind === 'removal';
  if (keepsWriter.test(own.folded)) return true;
  if (!isRemoval && isTheirs(told)) return true;
  const isDead = died.test(own.folded);
  if (isDead && !sentence.includes('?') && !says('takingOver', own)) return false;
  if (relations.test(words) && !directly.test(words)) return true;
  // "Take us off your list, our clients are happy" speaks of them afterwards.
  const upToIt = own.folded.slice(told.around.at, refusal.end);
  if (anotherClient.test(upToIt) || byAnother.test(sentence)) return true;
  if (device.test(sentence) && !(isRemoval && self.test(words))) return true;
  if (isRemoval && isAboutAnother(told)) return true;
  if (ofOneGone.test(sentence) && !self.test(sentence) && says('left', own)) return true;
  // "Frau Kempf ist nicht mehr im Haus, die können Sie aus dem Verteiler nehmen."
  if (isRemoval && !self.test(words) && thirdPerson.test(sentence) && says('left', own)) return true;
  if (
    !self.test(words) &&
    (aboutAnother.test(sentence) || titled.test(own.folded.slice(refusal.end, refusal.end + 40)))
  )
    return true;
  // "Can your system clear them out?"
  if (sentence.includes('?') && yourProduct.test(sentence)) return true;
  // "No use writing to Henrik, he has left."
  const near = own.text.slice(Math.max(told.around.at, refusal.at - 20), refusal.end + 20);
  if ((isDead || says('left', own)) && !directly.test(words) && toSomebody.test(near)) return true;
  // "If users can delete records".
  if (isRemoval && (others.test(sentence) || anybody.test(sentence)) && !self.test(words)) return true;
  if (asksOnly(told)) {
    if (!self.test(sentence) || (!isRemoval && asksHow.test(sentence.slice(0, 20)))) return true;
    return others.test(sentence);
  }
  // "We have our supplier, so take us off your list" speaks of others in another clause.
  return others.test(wholeClause) && ourProduct.test(sentence);
}

/** A name inside of a clause, which is no "you" or "your" out of politeness. */
const named =
  /\s(?!(?:Pa[nń]stw|Pan|Wasz|Er[at]?(?!\p{L})|Ni(?!\p{L})|Du(?!\p{L})|Te(?!\p{L})|Teidän|Teitä))\p{Lu}\p{Ll}+/u;

/** "Take Gary off the list", "honom kan du ta bort". */
function isAboutAnother({ own, refusal, around, words }: Told): boolean {
  if (self.test(words)) return false;
  const { at, end } = refusal;
  const before = own.folded.slice(Math.max(0, at - 25), at).replace(/^.*[.;!?\n]/su, '');
  if (thirdPerson.test(`${before}${words}`)) return true;
  // German writes every noun with a capital.
  const clause = own.text.slice(Math.max(around.at, at - 25), end).replace(/^.*[,:]/su, '');
  return own.language !== 'de' && named.test(clause.trim());
}

function isTheirs({ own, refusal, around, words }: Told): boolean {
  const said = own.folded.slice(Math.max(around.at, refusal.at - 8), refusal.end);
  return theirs.test(said) && !mailsThemselves.test(words);
}
