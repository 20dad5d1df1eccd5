import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

const months = {
  english: '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)*',
  german: '(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)',
  polish:
    '(stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)',
};

/** "Don't call me before March" puts off, and does not end it. */
const notYet = anyWording(
  `until|before(?! ?([.!?,]|$))|till (then|after|next|the|mid|early|late|${months.english})`,
  'ennen|kunnes|saakka|asti',
  'förrän|innan|före|tills',
  `vor|bevor|bis (zum|zur|dahin|ende|mitte|anfang|die|der|das|wir|es|unsere?|${months.german})`,
  `przed|dopóki|do momentu|do (końca|czasu|${months.polish})`,
);
/** "Delete my data by the 15th" sets a date for that alone. */
const data = anyWording(
  '(my|our) (personal )?data',
  'tiedot|tietoni',
  'mina uppgifter|personuppgifter',
  'daten',
  'dane|danych',
);
/** The same, wherever it stands in the sentence. */
const forNow = anyWording(
  'for now|until after|(over|during) (the )?(holiday*|christmas|easter|summer|season|harvest|exam*)|for the (moment|time being)|right now|at the moment|(this|the next) (week|month|quarter|year|season)|till (the )?end of',
  'toistaiseksi|vasta kun|(loman|lomien|pyhien|joulun|kesän|sesongin|sadonkorjuun) (aikana|aikaan|ajan)|ennen kuin|tällä hetkellä|juuri nyt|tänä (vuonna|syksynä|keväänä)|tän (vuoden|syksyn|kevään)',
  'tills vidare|just nu|under (julen|helgerna|påsken|skörden|högsäsong*)|över (jul|jularna|helgerna|sommaren)|för tillfället|förrän efter|under (semester*|sommar*|hösten|våren)|till slutet av',
  'bis nach|vorerst|während (der|des|dieser)|über (die )?(feiertage|weihnachten|ostern|ferien)|vorläufig|momentan|derzeit|im moment|zurzeit|zur zeit|dieses (quartal|jahr)|diesen monat|bis (zum )?ende',
  `na razie|w tej chwili|w okresie|w czasie (świąt*|urlop*|żniw*|sezon*)|podczas (świąt*|urlop*|żniw*)|chwilowo|obecnie|dopiero po|wcześniej|w tym (kwartale|roku|miesiącu)|do końca|do ${months.polish}`,
);
/** "I'll get back to you myself": there is more to come, so no end is asked for. */
const returning = anyWording(
  "(i'?ll|we'?ll|i will|we will|let me|i would|i'd) (* ){0,2}(get back|come back|be in touch|contact you|(write|call|ring) (to )?(you|back|again)|let you know|reach out|return)",
  'palaan|palaamme|palataan|otan (itse )?(yhteyttä|kopin)|otamme yhteyttä|ilmoitan (itse|teille|sitten|kun)|ilmoit(tele|amme)*|kerron kun|laitan (viestiä|itse)',
  '(jag|vi) (återkommer|hör av (mig|oss)|kontaktar er|ringer (er|dig|tillbaka|själv))|återkommer själv',
  '(ich|wir) (melden? (mich|uns)|kommen? (* ){0,3}(auf sie|zurück)|rufen? (sie|dann|wieder|selbst|zurück)|schreibe ihnen)|melden? (mich|uns) (dann|selbst|wieder|wenn|sobald|von selbst)',
  '(sam|sama|sami) (się )?odezw*|odezwę się|odezwiemy się|wrócę do|wrócimy do|dam znać|damy znać|(skontaktuję|skontaktujemy) się',
);

/** "Nothing until then, please." */
const untilThen = anyWording(
  '(until|till|before) (then|that)|in the meantime|meanwhile',
  'sitä ennen|siihen (asti|saakka|mennessä)|sillä välin',
  'innan dess|(tills|till) dess|fram till dess|dessförinnan|under tiden',
  'bis dahin|bis dann|vorher|davor|in der zwischenzeit',
  'do tego czasu|do tej pory|przedtem|w międzyczasie',
);
/** "Nothing this time": but "this time I will not see a fourth" has counted. */
const thisTime = anyWording('tällä kertaa', 'den här gången', 'dieses mal|diesmal', 'tym razem');
/** "If I ever need one, I know where to look. Until then leave me in peace": nobody waits for that day. */
const ifEver = anyWording(
  '(if|when|should|unless) (i|we|that day) (~ )?ever|if ever',
  'jos (~ )?(joskus|ikinä|koskaan)',
  'om (jag|vi) (~ )?någonsin',
  '(falls|wenn|sollte*) (ich|wir) (~ )?(je|jemals|mal|irgendwann)',
  '(jeśli|jeżeli|gdyby*) (~ )?kiedy(ś|kolwiek)',
);
const seasons = {
  english:
    '(spring|summer|autumn|fall|winter|year|month|quarter|weeks?|months|term|season|christmas|easter|new year|january|february|march|april|may|june|july|august|september|october|november|december)',
  german: `(frühjahr|frühling|sommer|herbst|winter|quartal|jahr|jahres|jahreswechsel|monat|monaten|wochen|ferien|saison|${months.german.slice(1)}`,
  polish: `(wiosn(a|ę|y)|jesie(ń|ni)|lat(o|em|a)|zim(a|ę|y)|kwarta(ł|łu|le)|rok|roku|miesi(ąc|ące|ęcy|ącu)|tygodni(e|u)?|wakacj(e|ach)|sezon(u|ie)?|święt(a|ach)|styczni(u|a)|lut(ym|ego)|mar(cu|ca)|kwietni(u|a)|maj(u|a)|czerwc(u|a)|lipc(u|a)|sierpni(u|a)|wrześni(u|a)|październik(u|a)|listopad(zie|a)|grudni(u|a))`,
};
/** "Ask again next spring": asked for at a time to come, so no end is asked for. */
const invited = anyWording(
  `(ask|try|write|contact|call|ring|come back|check|get in touch|e-?mail|approach) (~ )?(in|next|from|after|around|towards|mid|early|late) (~ )?${seasons.english}|then (please )?(ask|try|write|contact|call|ring|come back|get in touch)`,
  '(kysy|kysykää|kysele|kyselkää|ota|otatte|otatko|ottakaa|ottaisitteko|ole|olkaa|palaa|palatkaa|soita|soittakaa|kirjoita|kirjoittakaa|laita|laittakaa|tarjoa|tarjotkaa|lähesty|lähestykää|kokeile|kokeilkaa|yritä|yrittäkää|muistuta|muistuttakaa) (~ )?(silloin|keväällä|syksyllä|kesällä|talvella|keväänä|syksynä|kesänä|talvena|vuonna|vuoden|*kuussa|*kuun|kvartaalilla|neljänneksellä|viikon|kauden|lomien|joulun)',
  '(hör av (dig|er)|återkom|kontakta|fråga|ring|skriv|mejla|maila|försök|pröva|prova|påminn) (~ )?((i|till) (höst|hösten|vår|våren|vinter|vintern|sommar|sommaren|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|(nästa|om ett|efter) (år|höst|vår|vinter|sommar|kvartal|månad|säsong|jul|semestern|nyår|årsskiftet)|(i (början|slutet|mitten) av))|då får (ni|du) gärna',
  `((fragen|melden|schreiben|rufen|kontaktieren|versuchen|kommen|probieren) sie|fragt?|meldet?|schreibt?|ruft?|probiert?) (~ )?(im|ab|nach|zum|gegen|anfang|ende|mitte|nächst*|in|zu) (~ )?${seasons.german}|dann (gerne? )?(fragen|melden|schreiben|rufen|kontaktieren|kommen) sie|dann (fragt?|meldet?)`,
  `(odezwać|napisać|wrócić|przypomnieć|zapytać|zadzwonić|kontakt|spróbować|ponowić|odezwij*|napisz*|wróć*|zapytaj*|przypomnij*|spytać) (~ )?(w|na|po|za|od|przed|pod) (~ )?${seasons.polish}|(odezwać|napisać|wrócić|przypomnieć|zapytać|zadzwonić|kontakt|spróbować|odezwij*|napisz*|zapytaj*) (~ )?(wiosną|jesienią|latem|zimą)|(wtedy|wówczas) (proszę|zapraszam|można)`,
);
/** What stands before a wish that is none, or only supposed. */
export const negated =
  /(?<!\p{L})(?:no|not|never|\p{L}{1,8}n't|dont|nie|nigdy|ei|alkaa|ala|alak\p{L}{1,5}|kein\p{L}{0,2}|nicht|nie|niemals|nichts|inte|ej|ingen|inga|aldrig|if|jos|om|wenn|falls|jesli|jezeli)\s[^.,;:!?]{0,60}$/u;

/** "Nothing before the 15th": told ahead, where the point of a day ends no sentence. */
const notBefore =
  /(?<!\p{L})(?:(?:before|until|till)(?!\sthen)|ennen|fore|innan|vor (?:dem|der|den|ende|mitte|anfang|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|weihnachten|ostern)|bis (?:zum|zur|ende|mitte|anfang)|przed|do (?:konca|polowy|dnia))\s?[^.,;:!?\n]{0,25}(?:\d\.)?\s$/u;

/** Whether the writer asks to be written to at a time to come, in another clause than the refusal. */
function isInvited({ own: { folded }, refusal }: Told): boolean {
  return [folded.slice(0, refusal.at), folded.slice(refusal.end)].some((part) => {
    const found = invited.first(part);
    return found !== null && !negated.test(part.slice(Math.max(0, found.at - 70), found.at));
  });
}

/** Whether it is meant for a while, or until the writer comes back himself. */
export function isForNow(told: Told): boolean {
  const { own, refusal, around, sentence, words, wholeClause } = told;
  return (
    (untilThen.test(wholeClause) && !ifEver.test(own.folded)) ||
    (refusal.kind !== 'counted' && thisTime.test(wholeClause)) ||
    notBefore.test(own.folded.slice(Math.max(0, refusal.at - 60), refusal.at)) ||
    isInvited(told) ||
    (notYet.test(own.folded.slice(refusal.end, around.end)) && !data.test(sentence)) ||
    // "Stop it, this is the fifth mail this month" tells when of something else.
    forNow.test(wholeClause) ||
    forNow.test(words) ||
    returning.test(own.folded)
  );
}
