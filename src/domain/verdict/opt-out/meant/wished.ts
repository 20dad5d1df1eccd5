import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** What senders of newsletters offer, and no reader asks for. */
const offer = anyWording(
  "you (can )?unsubscribe|if you (no longer|do not|don't|want|wish|would like|prefer|are)|should you (wish|no longer|not|want|prefer|decide)|click|(?<!how )(to|for) unsubscrib*|those who",
  'jos (et|haluat)|mikäli|klik*',
  'om (du|ni) (inte|ej|vill|önskar|föredrar|helst|har (frågor|tröttnat))|klicka',
  'falls sie|wenn sie (keine|sich)|klicken',
  '(jeśli|jeżeli) chce*|aby zrezygnować|klik*',
  'si vous|si usted',
);
const link = /https?:|www\./;
/** "Don't forget to write." */
const forgetting = anyWording(
  '(forget|hesitate) to',
  '(unohta|unohda|epäröi)* (* ){0,3}(lähettä|laitta|kirjoitta|otta|ilmoitta)*',
  '(glöm (inte|ej|aldrig|nu|för)|tveka) (* ){0,3}(att|skriva|höra)',
  '(vergess|zöger)* (* ){0,4}zu|vergiss (* ){0,4}zu',
  '(zapomn|waha)* (* ){0,3}(napisać|wysłać|zadzwonić|odezwać)',
);
/** "On my list of those to unsubscribe": a list that the writer keeps. */
const ownList = anyWording(
  '(my|our) list',
  'listallani|listalleni|listallamme',
  'min (egen )?lista',
  '(meine|meiner|unsere|unserer) liste',
  '(mojej|naszej) li(sta|ście)',
);
/** What the writer has, gets or got, where what is refused would be a wish. */
const possession = anyWording(
  '(we|i|there|you|they) (* ){0,2}(have|had|has|got|get|received|saw|see|found|are|were|is|sent|send)',
  'meillä|minulla|ei (ole|ollut|tullut|näy|löydy|saatu)|(en|emme) (ole|saa)',
  'har (vi|jag)|(vi|jag) (har|hade|fick|får|ser)|det (finns|kom|kommer)',
  'habe|haben|hatte*|gibt es|es gibt|bekomme|bekommen wir|finde|sehe|erhielt*',
  'mamy|mam|dostałem|dostałam|dostaliśmy|widzę|nie było|nie dotar*',
);
const wanting = anyWording(
  'want|wish|like|please|prefer|rather|asked|told|need|grateful|point|use|sense|(could|would|can|will) you|see to it|make sure|kind(ly)?|ensure',
  'halua*|toivo*|pyydä*|pyysi*|pyytän*|kiitos|turha|(voisi|voi|viitsi|viitti)(tte|t)(ko|ten)?|ystävälli*|huolehti*|sanoi*',
  'vill|önskar|snälla|tack*|vänligen|gärna|helst|slipp*|idé|mening|bett|bad|(kan|kunde|skulle) (ni|du)|se till',
  'möchte*|will|wollen|wünsch*|bitte|gebeten|sinn|zweck|(könn|würd|wär)(t|en|et)* (sie|ihr)|sorgen',
  'chc*|prosz*|prosi*|życz*|wol*|zgod*|sensu',
);
/** What the writer does, or cannot do, himself: "I don't want to write more today", "we no longer send mails". */
const writing = anyWording(
  "(i|we)('m|'re|'ll)? (* ){0,4}((to )?(write|send|mail|e-?mail|message|contact|follow up)|writing|sending|mailing)(?! (you|the ico|your))",
  '(en|emme|me|minä) (* ){0,2}(kirjoita|kirjoitamme|lähetämme|lähetä|lähettele|lähettelemme|viesti)',
  '(jag|vi) (* ){0,2}(skriver|skickar|mejlar|mailar)',
  '(ich|wir) (* ){0,6}(schreibe|schicke|versende*|verschicke*|sende|maile)|wir (schreiben|schicken|senden|mailen)',
  'piszę|piszemy|wysyłamy|wysyłam|kontaktujemy|będ(ę|ziemy) (* ){0,2}(pisać|pisał*|wysyłać|zawracać|niepokoić|fatygować)',
);

/** "I wrote already that I did not get the mail": one is missing, and none is unwanted. */
const missing =
  /(?<!\p{L})(?:(?:did|have|had|has)(?:n't| not| never) (?:yet )?(?:receiv|get|got|seen|arriv|reach|come)|(?:nicht|nie|keine\p{L}?|nichts)(?: \p{L}{1,20}){0,3} (?:erhalten|bekommen|angekommen|gekriegt|eingegangen) (?:hab|hatt|ist|sind|war)|(?:inte|aldrig|inget|inga)(?: \p{L}{1,12}){0,2} (?:fatt|kommit fram|mottagit)|(?:en|emme|ei|eivat) (?:ole|ollut)?\s?(?:saan|saap|tull|sain)|nie (?:dosta|otrzyma|dotar|dosz))/u;

/** What has come twice need not come again. */
const twice = anyWording(
  '(came|arrived|got it|got this|have it|received it) (~ )?twice',
  '(tuli|saapui|sain|saimme|tullut) (~ )?(kahdesti|kahteen kertaan|tuplana|kaksi kertaa)',
  '(kom|fick|kommit|fått) (~ )?(två gånger|dubbelt)',
  '(kam|kamen|erhalten|bekommen|da) (~ )?(doppelt|zweimal)|(doppelt|zweimal) (an|da|angekommen|erhalten|bekommen|gekommen)',
  '(przyszedł|przyszła|przyszło|dostałem|dostałam|dostaliśmy|dotarł*) (~ )?(dwa razy|podwójnie|dwukrotnie)',
);

/** "That's the fourth mail": so a fifth is another mail, and no fifth machine. */
const counted = anyWording(
  '(first|second|third|fourth|fifth|sixth|seventh|two|three|four|five|six) (~ )?(e-?mails?|mails?|messages?|times?|letters?|you (have )?(write|wrote|written))',
  '(toinen|kolmas|neljäs|viides|kuudes|seitsemäs|kaksi|kolme|neljä|viisi) (~ )?(viesti*|meili*|kerta*|sähköposti*|kirje*)|(kolmannen|neljännen|viidennen) kerran',
  '(andra|tredje|fjärde|femte|sjätte|två|tre|fyra|fem) (~ )?(mejl*|mail*|gång*|meddelande*|brev*|utskick*)',
  '(zweite*|dritte*|vierte*|fünfte*|sechste*|zwei|drei|vier|fünf) (~ )?(mail*|e-?mail*|mal|nachricht*|schreiben|brief*)',
  '(drugi*|trzeci*|czwart*|piąt*|szóst*|dwa|trzy|cztery) (~ )?(mail*|wiadomo*|raz*|list*|e-?mail*)',
);

/** "People answer "take me off" to our newsletters": said by somebody else, or a text to translate. */
function isQuoted(folded: string, from: number, at: number): boolean {
  const marks = folded.slice(from, at).match(/"/g)?.length ?? 0;
  return marks % 2 === 1 && folded.slice(at, at + 120).includes('"');
}

/** Whether it is a wish to us at all: not what a newsletter offers, what the writer has or does, nor a reminder. */
export function isWish({ own, around, refusal, sentence, words, clause }: Told): boolean {
  if (isQuoted(own.folded, around.at, refusal.at)) return false;
  if (offer.test(sentence) || link.test(sentence) || forgetting.test(sentence)) return false;
  if (refusal.kind === 'contact' && twice.test(sentence)) return false;
  if (refusal.kind !== 'contact' && ownList.test(sentence)) return false;
  if (refusal.kind === 'counted') return counted.test(own.folded.replace(words, ''));
  if (refusal.kind !== 'contact') return true;
  if (writing.test(words) || missing.test(sentence)) return false;
  return wanting.test(sentence) || !possession.test(clause);
}
