import type { Span } from '../../wording.ts';
import type { Reading } from '../reading.ts';
import { type Refusal, sentencesOf } from './refusal.ts';

/** Others than the writer: "how do I unsubscribe users in your product?" */
const others =
  /\b(?:users?|customers?|clients?|recipients|subscribers?|drivers?|suppliers?|contacts in|members|kayttaj\p{L}*|asiakka\p{L}*|kuljettaj\p{L}*|klient\p{L}*|uzytkowni\p{L}*|odbiorc\p{L}*|kierowc\p{L}*|dostawc\p{L}*|kund(?:en|er|erna)|anvandar\p{L}*|mottagare|forar\p{L}*|chauffor\p{L}*|leverantor\p{L}*|nutzer|benutzer|anwender|fahrer|lieferant\p{L}*|empfanger)\b/u;
/** A question that is not about the writer is about our product. */
const self =
  /\b(?:me|us|my|our|this|these|minut|meidat|mut|minua|meita|tietoni|tietomme|osoitteeni|tama|taman|mnie|nas|moj\p{L}*|nasz\p{L}*|mig|oss|min|mina|mitt|vart|var|vara|mich|uns|mir|meine\p{L}*|unsere\p{L}*)\b/u;
/** What senders of newsletters offer, and no reader asks for. */
const offer =
  /\b(?:you unsubscribe|you can unsubscribe|if you (?:no longer|do not|don't|want|wish|would like|prefer|are)|should you|click|klik\p{L}*|klicka|klicken|https?:|www\.|jos et|jos haluat|mikali|om du|jesli chce|jezeli chce|aby zrezygnowac|falls sie|wenn sie (?:keine|sich)|to unsubscribe|for unsubscribing|those who|si vous|si usted)/u;
/** "Don't call me before March" puts off, and does not end it. */
const notYet =
  /\b(?:until|till (?:then|after|next|the|mid|early|late|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|before|ennen|przed|forran|innan|fore|vor|bevor|kunnes|dopoki|bis (?:zum|zur|dahin|ende|mitte|anfang|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)|do (?:konca|czasu|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia)|saakka|asti|tills|bis (?:die|der|das|wir|es|unsere?)|do momentu)\b/u;
/** The same, wherever it stands in the sentence. */
const forNow =
  /\b(?:bis nach|until after|forran efter|vasta kun|ennen kuin|dopiero po|wczesniej|do (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia)|for now|for the (?:moment|time being)|right now|at the moment|th(?:is|e next) (?:week|month|quarter|year|season)|toistaiseksi|talla hetkella|juuri nyt|tan[ae] (?:vuon\p{L}*|syksyn\p{L}*|kevaan\p{L}*)|na razie|w tej chwili|chwilowo|obecnie|w tym (?:kwartale|roku|miesiacu)|tills vidare|just nu|for tillfallet|under (?:semester\p{L}*|sommar\p{L}*|hosten|varen)|vorerst|vorlaufig|momentan|derzeit|im moment|zurzeit|zur zeit|dieses (?:quartal|jahr)|diesen monat|(?:bis|do|till|to) (?:zum |the )?(?:end\p{L}*|konca|slutet) (?:der|des|of|av)?)\b/u;
/** "I'll get back to you myself": there is more to come, so no end is asked for. */
const returning =
  /\b(?:i'?ll|we'?ll|i will|we will|let me|i would|i'd) (?:\p{L}+ ){0,2}(?:get back|come back|be in touch|contact you|write|call|ring|let you know|reach out|return)|\b(?:palaan|palaamme|palataan|otan (?:itse )?(?:yhteytta|kopin)|otamme yhteytta|ilmoit(?:an|tele\p{L}*|amme) (?:itse|teille|sitten|kun)|kerron kun|laitan (?:viestia|itse))|\b(?:(?:jag|vi) (?:aterkommer|hor av (?:mig|oss)|kontaktar er|ringer)|aterkommer sjalv)|\b(?:ich|wir) (?:melden? (?:mich|uns)|kommen? (?:\p{L}+ ){0,3}(?:auf sie|zuruck)|rufe|schreibe ihnen)|melde(?:n)? (?:mich|uns) (?:dann|selbst|wieder|wenn|sobald|von selbst)|\b(?:(?:sam|sama|sami) (?:sie )?odezw\p{L}*|odezwe sie|odezwiemy sie|wroce do|wrocimy do|dam znac|damy znac|skontaktuje(?:my)? sie)/u;

/** Taking out of a list, in so many words, where a wish not to be written to needs none. */
const removal =
  /\b(?:remov\p{L}*|delet\p{L}*|eras\p{L}*|unsubscrib\p{L}*|tak(?:e|ing)|drop|cross|strike|poista\p{L}*|ota\p{L}*|otta\p{L}*|usu[nw]\p{L}*|wypis\p{L}*|wykresl\p{L}*|skresl\p{L}*|skas\p{L}*|ta|radera|stryk\p{L}*|streich\p{L}*|entfern\p{L}*|losch\p{L}*|n[ae]hm\p{L}*)\b/u;
const not = /\b(?:not|don't|dont|do not|never|ei|alkaa|ala|ette|nie|inte|ej|nicht|kein\p{L}*)\b/u;
/** What something is taken out of that is no list of people. */
const papers =
  /\b(?:quote|quotation|offer|proposal|contract|order|invoice|basket|agreement|price ?list|tarjou\p{L}*|sopimu\p{L}*|tilauk\p{L}*|lasku\p{L}*|hinnasto\p{L}*|ofert[aeyo]\p{L}*|umow[aeyo]\p{L}*|zamowieni\p{L}*|faktur\p{L}*|cennik\p{L}*|offert\p{L}*|\p{L}*avtal\p{L}*|bestallning\p{L}*|prislist\p{L}*|angebot\p{L}*|\p{L}*vertrag\p{L}*|bestellung\p{L}*|rechnung\p{L}*|preisliste\p{L}*)\b/u;
/** Who is taken out, or of what. */
const list =
  /\b(?:list|lists|mailing\p{L}*|database|records|rekist\p{L}*|jakelu\p{L}*|baz[aey]\p{L}*|register\p{L}*|utskick\p{L}*|verteiler\p{L}*|datenbank|kartei|newsletter\p{L}*|uutiskirje\p{L}*)\b/u;

/** What somebody may be taken out of who stays in touch. */
const meetings =
  /\b(?:call|meeting|invit\p{L}*|calendar|demo|webinaa?r\p{L}*|session|teams|zoom|participa\p{L}*|attend\p{L}*|termin(?!ologi)\p{L}*|besprechung\p{L}*|einladung\p{L}*|teilnehm\p{L}*|jour|kutsu\p{L}*|kokou\p{L}*|palaver\p{L}*|tapaami\p{L}*|esittely\p{L}*|osallistuj\p{L}*|spotkani\p{L}*|zaproszeni\p{L}*|kalendarz\p{L}*|uczestnik\p{L}*|uczestnicz\p{L}*|mot(?:e|et)|inbjudan\p{L}*|kallelse\p{L}*|deltag\p{L}*)\b/u;
const advertising =
  /\b(?:mailing ?list|newsletter\p{L}*|marketing|advert\p{L}*|database|spam|uutiskirje\p{L}*|markkinoin\p{L}*|mainos\p{L}*|rekist\p{L}*|reklam\p{L}*|nyhetsbrev\p{L}*|utskick\p{L}*|werbung|datenbank|baz[aey])\b/u;
/** "A customer of ours wants no more mail": somebody else's wish. */
const somebodyElse =
  /(?<!\b(?:as|am|are|not|never|been|als|nie|kein|bin|war|jako|jestem|ar|var|som|olen|ole)\s)\b(?:a|our|unsere[rn]?|vara|meidan|nasi|one of (?:our|my)|some of our|ein(?:e|er|em)?|einer unserer|en|ett|ena|asiakkaamme|eras|yksi|nasz|jeden z(?: naszych)?)\s(?:(?:of|unserer|av|vara|naszych)\s)?(?:customers?|clients?|users?|drivers?|recipients?|kunden?|nutzer|fahrer|empfanger|kund|kunder|anvandare|forare|chauffor\p{L}*|asiakas|asiakkaista\p{L}*|asiakkaat|kuljettajat|klient\p{L}*|kierowc\p{L}*|uzytkownik\p{L}*)\b/u;

/** Who signed off by mistake wants to be on the list again. */
const again =
  /\b(?:wieder (?:in|auf)|back (?:on|to|in)|again|takaisin|uudelleen|tillbaka|z powrotem|ponownie)\b/u;

/** One way to be reached, where another is welcome. */
const oneWay =
  /\b(?:by|over|on|in) (?:the )?(?:(?:tele)?phone|post|paper|fax|text)\b|\bpaper\b|\b(?:postitse|postissa|per post|med posten|per brev|brevledes|poczta(?! elektroniczn)|papierow\p{L}*|per brief|auf papier|papper\p{L}*|paperi\p{L}*|puhelimitse|telefonicznie|telefonisch|per telefon|telefonledes)\b|\b(?:brochure|leaflet|catalogue|catalog|esit[et]\p{L}*|luettelo(?:ita|ja)|kuvasto\p{L}*|folder\p{L}*|broszur\p{L}*|katalog\p{L}*|ulot\p{L}*|broschyr\p{L}*|prospekt\p{L}*|broschure\p{L}*|papierpost|zip\p{L}*)s?\b/u;
/** A call, where mail is left. */
const call =
  /\b(?:call\p{L}*|phon\p{L}*|soit(?:t|a|el)\p{L}*|ring(?:a|er)?|anruf\p{L}*|telefon\p{L}*|dzwoni\p{L}*|dzwon)\b/u;
/** "Neither by phone nor by mail." */
const noWay =
  /\b(?:eika|nor|or|ani|eller|oder|noch|and|und|och|i|ja|not|nicht|inte|nie)\s(?:not |nicht |inte |nie )?(?:by |via |per |auf |por )?(?:e-?mail\p{L}*|sahkoposti\p{L}*|mail\p{L}*|mejl\p{L}*)|(?:mail|mejl|sahkopostilla|sahkopostitse|mailem|mailowo)\p{L}* (?:or|eller|oder|czy|tai|ani|eika|nor|noch)\b/u;
/** "Not to info@ but to me": another address, or another person, is the right one. */
const elsewhere =
  /\b(?:info|office|sales|kontakt|biuro|posta?|mail|einkauf|order)@|\b(?:info|biuro)-(?:osoit|adres|post)|\b(?:but (?:to|directly|straight|rather)|rather than (?:to )?(?:me|us)|instead|directly to me|not to me|sondern|stattdessen|direkt an mich|nicht an mich|an stelle|i stallet|istallet|utan (?:till|direkt)|direkt till|inte till mig|vaan|sen sijaan|suoraan m(?:inu|u)lle|ei minulle|zamiast|tylko (?:do|na)|bezposrednio do|nie do mnie|lecz)\b/u;
/** "Don't forget to write." */
const forgetting =
  /\b(?:forget|hesitate|vergess\p{L}*|vergiss|zoger\p{L}*|unohta\p{L}*|unohda\p{L}*|epar\p{L}*|glom\p{L}*|tveka|zapomn\p{L}*|wahaj\p{L}*) (?:\p{L}+,? ){0,3}?(?:to|zu|att|skriva|hora|\p{L}*[tdlk]a[a]?|\p{L}+c)\b/u;
/** What the writer has, gets or got, where what is refused would be a wish. */
const possession =
  /\b(?:we|i|there|you|they) (?:\p{L}+ ){0,2}?(?:have|had|has|got|get|received|saw|see|found|are|were|is|sent|send)\b|\b(?:habe|haben|hatte\p{L}*|gibt es|es gibt|bekomme|bekommen wir|finde|sehe|erhielt\p{L}*)\b|\b(?:har (?:vi|jag)|(?:vi|jag) (?:har|hade|fick|far|ser)|det (?:finns|kom|kommer))\b|\b(?:meilla|minulla|ei (?:ole|ollut|tullut|nay|loydy|saatu)|en ole|emme ole|emme saa|en saa)\b|\b(?:mamy|mam|dostalem|dostalam|dostalismy|widze|nie bylo|nie dotar\p{L}*)\b/u;
const wanting =
  /\b(?:want|wish|like|please|prefer|rather|asked|need|grateful|mochte\p{L}*|will|wollen|wunsch\p{L}*|bitte|halua\p{L}*|toivo\p{L}*|pyyda\p{L}*|kiitos|vill|onskar|snalla|tack\p{L}*|vanligen|chc\p{L}*|prosz\p{L}*|prosi\p{L}*|zycz\p{L}*|wol\p{L}*|zgod\p{L}*|garna|helst|slipp\p{L}*|point|use|sense|sinn|zweck|ide|mening|sensu|turha)\b/u;
/** What the writer does, or cannot do, himself: "I don't want to write more today", "we no longer send mails". */
const writing =
  /\b(?:i|we)(?:'m|'re|'ll)? (?:\p{L}+(?:'t)? ){0,4}?(?:(?:to )?(?:write|send|mail|e-?mail|message|contact|follow up)|writing|sending|mailing)\b(?! (?:you|the ico|your))|\b(?:ich|wir) (?:\p{L}+ ){0,6}?(?:schreibe|schicke|versende\p{L}*|verschicke\p{L}*|sende|maile)\b|\b(?:wir) (?:schreiben|schicken|senden|mailen)\b|\b(?:jag|vi) (?:\p{L}+ ){0,2}?(?:skriver|skickar|mejlar|mailar)\b|\b(?:en|emme|me|mina) (?:\p{L}+ ){0,2}?(?:kirjoita|kirjoitamme|lahetamme|laheta|lahettele|lahettelemme|viesti)\b|\b(?:pisze|piszemy|wysylamy|wysylam|kontaktujemy)\b/u;
/** What is settled needs no more mails: "no more mails about the date, Thursday suits". */
const settled =
  /\b(?:about|regarding|on) the (?:date|time|appointment|meeting|visit|invoice|order)|\b(?:wegen|zum|zu) (?:dem|des|der|den)? ?(?:termin\p{L}*|uhrzeit|besuch\p{L}*|rechnung|treffen\p{L}*)|\bom (?:tiden|motet|besoket|fakturan|datumet)|\b(?:ajasta|ajankohdasta|tapaamisesta|laskusta|kaynnista)\b|\bw sprawie (?:terminu|spotkania|wizyty|faktury)/u;
/** Whose mails they are: "the scale sends alarm mails". */
const device =
  /\b(?:scales?|system|software|program\p{L}*|terminals?|device|printer|app|alarm|erp|waage\p{L}*|anlage|gerat\p{L}*|drucker|vaaka|vaa'\p{L}*|jarjestelma|ohjelma|laite|vag(?:en)?|systemet|programmet|waga|wagi|system|drukarka)\b[^.!?]{0,25}\b(?:sends?|sending|generates?|spits?|prints?|schickt|verschickt|sendet|lahettaa|lahettelee|skickar|wysyla)\b|\b(?:alarm|error|status|system|fehler|halytys|vika|larm|fel|alarmow\p{L}*)-? ?(?:e-?)?(?:mails?|messages?|viest\p{L}*|sahkopost\p{L}*|mejl\p{L}*|meddeland\p{L}*|meldung\p{L}*|wiadomosci|maile)\b/u;
/** An address or number that gives way to a new one. */
const renewed =
  /\b(?:new|neue\p{L}*|uusi|uuteen|nya?|now[yae]\p{L}{0,2}) (?:e-?mail-?)? ?(?:address|adres\p{L}*|osoit\p{L}*|mail)\b|\b(?:old|previous|former|vanha\p{L}*|entinen|gamla|gammalt|tidigare|alte[nrs]?|bisherige\p{L}*|fruhere\p{L}*|star[yaeą]\p{L}*|poprzedni\p{L}*)\b[^.!?]{0,60}\b(?:new|use|instead|uusi|uude\p{L}*|kayta\p{L}*|tilalle|nya|nytt|anvand\p{L}*|istallet|i stallet|neue\p{L}*|verwend\p{L}*|nutz\p{L}*|stattdessen|now\p{L}{1,3}|uzyw\p{L}*|zamiast)\b/u;
/** By whom the writer is not to be contacted, though by us. */
const byOthers =
  /\b(?:by (?:a|any|your|the) (?:reseller|partner|dealer|distributor|agency)\p{L}*|competitors?|von einem (?:handler|partner)|jalleenmyyj\p{L}*|aterforsaljare|przez (?:dystrybutor|przedstawiciel|partner)\p{L}*)\b/u;
/** A question how our product does it, or what the law asks of it. */
const asksOfProduct =
  /\b(?:how|hur|wie|miten|kuinka|jak|does|gar det att|kann man|voiko|czy|onko|ist|is|what about|where|var|wo|gdzie|missa)\b/u;

/**
 * Whether a refusal is meant for us and for good: not what somebody else wants, not for a while, not one way to be
 * reached, not what is taken out of an offer or a meeting, and no question about our product.
 */
export function isMeant(own: Reading, place: Refusal): boolean {
  const { folded } = own;
  const { at, end, kind } = place;
  const around = sentencesOf(folded).find((one) => one.at <= at && one.end >= end) ?? place;
  const sentence = folded.slice(around.at, around.end);
  const told = folded.slice(at, end);
  if (notYet.test(folded.slice(end, around.end)) || forNow.test(sentence)) return false;
  if (offer.test(sentence) || forgetting.test(sentence)) return false;
  if ((oneWay.test(sentence) || call.test(told)) && !noWay.test(sentence)) return false;
  if (isInterested(own, around)) return false;
  if (returning.test(folded)) return false;
  if (somebodyElse.test(sentence) || byOthers.test(sentence)) return false;
  if (device.test(sentence) || settled.test(sentence)) return false;
  if (kind !== 'removal' && elsewhere.test(folded.slice(around.at, around.end + 80))) return false;
  if (kind === 'contact') {
    if (writing.test(told)) return false;
    if (possession.test(clauseTo(folded, around.at, end)) && !wanting.test(sentence)) return false;
  }
  if (keepsUs(own, place, sentence) || renewed.test(sentence)) return false;
  if (kind === 'removal' && isAboutOthers(own, place)) return false;
  if (leavesMeeting(own, place)) return false;
  const isQuestion = sentence.includes('?');
  if (
    isQuestion &&
    (!self.test(sentence) || (kind !== 'removal' && asksOfProduct.test(sentence.slice(0, 20))))
  )
    return false;
  return !(
    others.test(sentence) &&
    (isQuestion || /\b(?:your|ohjelma|teidan|wasz|er\b|ihre?)/u.test(sentence))
  );
}

/** What they ask who want to buy: words of an offer, or of what is offered. */
const offered =
  /\b(?:price|cost|costs|seats?|licen[cs]\p{L}*|trial|demo|quote|quotation|install\p{L}*|version|support|discount|warranty|module|software|program\p{L}*|scale|scales|weigh\p{L}*|kostet|kosten|preis\p{L}*|lizenz\p{L}*|angebot|testzugang|testversion|rabatt|garantie|waage\p{L}*|wiege\p{L}*|zugang|portal|schnittstelle|hinta\p{L}*|hinnat|maksaa|maksu|lisens\p{L}*|tarjou\p{L}*|kokeil\p{L}*|tunnu\p{L}*|asennus|takuu|vaaka|vaa'?[ai]\p{L}*|vaakoi\p{L}*|ohjelma\p{L}*|pris|priset|kostar|offert\p{L}*|licens\p{L}*|vag|vagar?|vagen|\p{L}*vagar|programmet|provversion|cena|ceny|cen[eęy]|kosztuje|koszt|licencj\p{L}*|ofert\p{L}*|rabat|gwarancj\p{L}*|wag[aięe]|wagow\p{L}*|programie|wersj\p{L}*)\b/u;
/** "Send me the quote": asked for in so many words. */
const wanted =
  /\b(?:send (?:me|us) (?:the|a|your|an)|please send|we(?:'d| would)? (?:like|love|be glad of)|would be (?:great|super|helpful)|laita(?:tko|tteko)?|laittakaa|lahettaka[a]|voi laittaa|olisi kiva|schicken sie (?:mir|uns) (?:das|ein|die|bitte)|ware super|brauchte|hatte gern|skicka (?:garna|over|mig|oss)|vill (?:garna )?ha|prosze (?:o|przyslac|wyslac)|poprosze|chetnie)\b[^.!?]{0,40}/u;

/** Whether another sentence asks what only a buyer asks, or asks for an offer: so somebody does not leave. */
function isInterested({ folded }: Reading, around: Span): boolean {
  return sentencesOf(folded).some((one) => {
    if (one.at === around.at) return false;
    const said = folded.slice(one.at, one.end);
    if (said.includes('?') && offered.test(said) && !accusing.test(said)) return true;
    const asked = wanted.exec(said)?.[0];
    return asked !== undefined && offered.test(said.slice(said.indexOf(asked)));
  });
}

/** "How did you get my address?", "What part of no don't you understand?" */
const accusing =
  /\b(?:my (?:address|e-?mail|data|details|name)|osoitte\p{L}*|tieto\p{L}*|sahkoposti\p{L}*|min (?:adress|mejl|mail)|mina uppgifter|meine (?:adresse|daten|mail)|moj adres|moje dane|understand|ymmarr\p{L}*|forstar|versteh\p{L}*|rozumie\p{L}*|how many times|how often|wie oft|kuinka monta|hur manga|ile razy|stop|again)\b/u;

/** What stands in the same clause, up to the end of what is told. */
function clauseTo(folded: string, from: number, end: number): string {
  return folded
    .slice(from, end)
    .replace(/^.*(?:[,;-]|\s(?:and|und|och|ja|i|a|but|aber|men|mutta|ale))\s/su, '');
}

/** "Please don't take us off the list", "remove line 3 from the quote". */
function keepsUs({ folded }: Reading, { at, end, kind }: Refusal, sentence: string): boolean {
  const told = folded.slice(at, end);
  const before = folded.slice(Math.max(0, at - 14), at).replace(/^.*[.,;!?\n]/su, '');
  if (kind !== 'removal' && !removal.test(told)) return false;
  if (/^\s(?:nicht|inte|ej|nie)\b/.test(folded.slice(end))) return true;
  if (again.test(told)) return true;
  return not.test(`${before} ${told}`) || (papers.test(sentence) && !list.test(sentence));
}

/** Somebody else: "him", "Mr". */
const thirdPerson =
  /\b(?:him|her|them|he|she|they|his|mr|mrs|ms|hanet|heidat|han|hanta|honom|henne|hon|ihn|ihm|herrn|herr|frau|jego|ja z|pana|pania|pani|pan)\b/u;

/** "Take Gary off the list", "honom kan du ta bort": said of somebody who is not the writer. */
function isAboutOthers({ text, folded, language }: Reading, { at, end }: Refusal): boolean {
  const told = folded.slice(at, end);
  if (self.test(told)) return false;
  const before = folded.slice(Math.max(0, at - 25), at).replace(/^.*[.;!?\n]/su, '');
  if (thirdPerson.test(`${before}${told}`)) return true;
  // German writes every noun with a capital.
  return language !== 'de' && /\s\p{Lu}\p{Ll}+/u.test(text.slice(at, end));
}

/** "Take me off Thursday's call", up to the end of that clause. */
function leavesMeeting({ folded }: Reading, { at, end, kind }: Refusal): boolean {
  const told = folded.slice(at, end + (/[,;.!?\n]/.exec(folded.slice(end, end + 60))?.index ?? 60));
  return (kind === 'removal' || removal.test(told)) && meetings.test(told) && !advertising.test(told);
}
