import { anyWording } from '../../../wording.ts';
import { asksToBuy, offered } from '../../offered.ts';
import { sentencesOf } from '../../sentences.ts';
import type { Told } from './told.ts';

/** "Send me the quote": asked for in so many words. */
const asked = anyWording(
  "send (me|us) (the|a|your|an)|please send|(we'd|we would|i'd|i would) (like|love|be glad of)|would be (great|super|helpful)",
  'laita|laitatko|laitatteko|laittakaa|lähettäkää|voi laittaa|olisi kiva',
  'skicka (gärna|över|mig|oss)|vill (gärna )?ha',
  'schicken sie (mir|uns) (das|ein|die|bitte)|wäre super|bräuchte|hätte gern',
  'proszę (o|przysłać|wysłać)|poproszę|chętnie',
);
/** What those ask who have had enough: where the address is from, how often still, what it takes, whether it is done. */
const fedUp = anyWording(
  'how (many|much) (more )?(times?|longer)|(said|told|asked|say)|must (i|we)|do (i|we) (have to|need to|really)|are you (deaf|even|serious|kidding)|no means no|hear|point|where|who|why|how (did|do|many|much|often|on earth)|what (does|do|did|must|will) (it|i|we|part)|permission|consent|address|e-?mails?|mails?|data|database|list|told|tell|asked|understand|read|stop|again|remov*|delet*|confirm*|clear|please|ok|okay|hard|serious*|sorry|law|legal|spam*|gdpr',
  'sano(nut|ttu|a|in)|taas (te|tämä|tää|sama)|taasko|monennen*|montako|pitääkö|täytyykö|eikö|menikö|kuul*|mistä|kuka|miksi|kuinka|miten|mitä|osoit*|tieto*|viest*|sähköposti*|lupa|ymmärr*|lopet*|loppu*|poist*|vaikea*|vahvist*|rekister*|laki*|laillis*',
  'sagt|skrivit|(ni|du|nu) igen|vilken gång|ska (det|jag|vi)|måste (jag|vi)|hör (du|ni)|varför|nog|var|varifrån|vem|varför|hur|vad|adress*|mejl*|mail*|uppgift*|samtyck*|fatta*|förstå*|sluta*|slippa|bekräfta*|register*|lag|lagligt|gdpr',
  'gesagt|geschrieben|(schon|sie|ihr) wieder|zum wievielten*|wievielte*|muss (ich|man|das)|soll (ich|man|das)|noch (schreiben|sagen|erklären|deutlicher)|hören|lesen sie|deutsch|kapier*|woher|wer|warum|wieso|weshalb|wie (oft|viele|lange|komm*)|was muss|adresse*|mails?|daten|erlaub*|einwillig*|versteh*|begreif*|aufhör*|lösch*|bestätig*|verteiler|gesetz*|dsgvo',
  'zn(owu|ów)( państwo| wy| pan| pani)?|który (to )?raz|po raz który|mam (to )?(jeszcze|wam|pisać|powtarzać)|muszę|czy to jasne|słysz*|dociera|skąd|kto|dlaczego|czemu|ile|jak (długo|często|was)|co (mam|trzeba|muszę)|adres*|mail*|dane|danych|zgod*|rozumie*|przesta*|usun*|potwierdz*|prawo|rodo',
  'どこ|なぜ',
  'où|pourquoi|dónde|por qué|dove|perché|waar|waarom|hvor|hvorfor|откуда|почему',
);
/** "Geht's noch??" asks nothing. */
const raised = /[?!]{2}\s*$/;
/** Whether a sentence asks something that nobody asks who wants to be left alone. */
function isInterest(sentence: string): boolean {
  return (
    sentence.includes('?') && sentence.trim().length > 12 && !raised.test(sentence) && !fedUp.test(sentence)
  );
}

/** Whether a sentence asks what somebody asks who wants to go on. */
export function asksOn(sentence: string): boolean {
  const isShort = sentence.trim().length <= 12;
  return sentence.includes('?') && (isShort || asksToBuy(sentence) || isInterest(sentence));
}

/** What is settled needs no more mails: "no more mails about the date, Thursday suits". */
const settled = anyWording(
  '(about|regarding|on) the (date|time|appointment|meeting|visit|invoice|order)',
  'ajasta|ajankohdasta|tapaamisesta|laskusta|käynnistä',
  'om (tiden|mötet|besöket|fakturan|datumet)',
  '(wegen|zum|zu) ((dem|des|der|den) )?(termin*|uhrzeit|besuch*|rechnung|treffen*)',
  'w sprawie (terminu|spotkania|wizyty|faktury)',
);

/** "No need to chase us any more": */
const needless = anyWording(
  "(no|not|don't|needn't) (~ )?(need|needed|have to|necessary)|needn't",
  '(ei|en|eikä) (~ )?(tarvitse|tartte|tarvi|tarpeen)',
  '(behöver|behövs) (~ )?(inte|ingen|inga)',
  '(müssen|müsst|musst|brauchen|braucht|brauchst) (~ )?(nicht|keine)|(nicht|keine) (~ )?(nötig|notwendig)',
  '(nie|już) (~ )?(trzeba|musi|muszą|musicie|potrzeb*)',
);
/** "the order is on its way". */
const ordered = anyWording(
  "(order|contract|form|quote|offer) (~ )?(is|has|was|went|been) (~ )?(signed|placed|sent|out|in the (post|mail)|on its way)|signed (order|contract|offer|quote)|(i|we)('ve| have)? (just |already )?(placed (the|our|an)|sent (the|our)) order",
  '(tilaus|tilauksen|sopimus|sopimuksen) (~ )?(lähti|lähtenyt|lähetetty|tehty|tehtiin|matkalla|postissa|allekirjoit*)',
  '(beställningen|ordern|avtalet) (~ )?(gick|skickad|skickades|lagd|gjord|på väg|undertecknat|påskrivet|signerat)',
  '(bestellung|auftrag|vertrag) (~ )?(raus|rausgegangen|unterwegs|erteilt|unterschrieben|aufgegeben|abgeschickt|in der post)',
  '(zamówienie|umowa) (~ )?(wysłan*|złożon*|poszło|wyszło|podpisan*|w drodze)',
);

/** "We will need the usual 30 tins", "potrzebne dwie firanki": so many of something is an order. */
const amount =
  '(?:the usual|another|\\d{1,5}|two|three|four|five|six|ten|twelve|twenty|thirty|fifty|zwei|drei|vier|funf|sechs|zehn|zwolf|zwanzig|dreissig|tva|tre|fyra|fem|sex|tio|tolv|tjugo|kaksi|kolme|nelja|viisi|kuusi|kymmenen|dwa|dwie|trzy|cztery|piec|szesc|dziesiec)';
const needs = new RegExp(
  `(?<!\\p{L})(?:(?:we|i)(?:'ll| will)? (?:also |still )?(?:need|take|want|order)|(?:wir|ich) (?:brauchen?|nehmen?|bestellen?)(?: noch| wieder)?|(?:vi|jag) (?:behover|tar|bestaller|vill ha)|(?:tarvitsemme|tarvitsen|tarvitaan|otamme|otan|tilaamme|tilaan|menee)(?: \\S{1,12}){0,2}|(?:potrzeb\\p{L}{1,6}|zamawiam|zamawiamy|biore|bierzemy|wezmiemy)) ${amount}(?!\\p{L})`,
  'u',
);

/** Whether another sentence asks what only a buyer asks, or asks for an offer; or what the mails were about is settled. */
export function isBuyer({ own: { folded }, around, sentence }: Told): boolean {
  if (settled.test(sentence) || (needless.test(sentence) && ordered.test(folded))) return true;
  return sentencesOf(folded).some((one) => {
    if (one.at >= around.at && one.end <= around.end) return false;
    const said = folded.slice(one.at, one.end);
    if (asksToBuy(said) || isInterest(said) || needs.test(said)) return true;
    const wish = asked.first(said);
    return wish !== null && offered.test(said.slice(wish.at));
  });
}
