import type { FoundTime } from '../../dates/return-date.ts';
import { anyWording, fold } from '../../wording.ts';
import { asksToBuy } from '../offered.ts';
import type { Reading } from '../reading.ts';
import { sentencesOf } from '../sentences.ts';

/** "The file does not open, could you send it again?" asks for it now. */
const unread = anyWording(
  "attachments?|(won't|wont|not|couldn't|doesn't) (~ )?open|(was|is|came) (~ )?(empty|blank)|never (got|received|arrived|came)",
  '(liite|liitettä|liitteen|liitetiedosto*)|ei (~ )?(aukea|auennut|avaudu|avautunut)|(oli|on) (~ )?tyhjä',
  'bilaga|bilagan|bilagor|(gick|går|kunde) (~ )?inte (~ )?(öppna|öppnas)|(är|var) (~ )?tom(t)?|aldrig fått|kom inte fram|försvann',
  'anhang|anhänge|(nicht|kann|konnte) (~ )?öffnen|lässt sich nicht öffnen|(ist|war) (~ )?leer|nie (erhalten|bekommen|angekommen)',
  're-?send|send (it|this|that|them|the *) again|renvoy*|me le renvoyer|rimand(i|ate|are)|reenví(ame|eme|anos)',
  '再送',
  'załącznik*|nie (~ )?(otworzyć|otwiera|otwierają)|(jest|był|była) (~ )?pust(y|a)|nigdy nie (dostaliśmy|dostałem|dostałam|otrzymaliśmy)',
);

/** "Can you start on 1 March?" is an order. */
const starting = anyWording(
  '(can|could|would) you (start|begin|come|deliver|supply|install)',
  '(voitteko|voisitteko|voitko|pystyttekö) (~ )?(aloittaa|tulla|toimittaa|asentaa)',
  '(kan|skulle) (ni|du) (~ )?(börja|starta|komma|leverera|installera)',
  '(können|könnten|könnt) (sie|ihr) (~ )?(anfangen|beginnen|starten|kommen|liefern)',
  '(możecie|mogą państwo|mogliby państwo|może pan|może pani) (~ )?(zacząć|rozpocząć|przyjechać|dostarczyć|zamontować)',
);

/** A question for an offer, for a beginning, or for what did not come through. */
export function asksNow({ folded }: Reading): boolean {
  if (folded.includes('?') && starting.test(folded)) return true;
  return unread.test(folded) || sentencesOf(folded).some(({ at, end }) => asksToBuy(folded.slice(at, end)));
}

/** "Does the price hold if we order after Easter?" */
const offerWords =
  /\b(?:price|prices|costs?|kostet|kosten|kostar|kostnad|kosztuj\p{L}*|koszt|maksaa|maksu|hintaan|discount|offer|warranty|installation|hinta|hinnat|alennus|tarjous|asennus|takuu|pris|priset|erbjudandet|offerten|installationen|cena|ceny|rabat|oferta|gwarancja|preis|preise|rabatt|angebot|garantie)\b/u;

/** "What does it cost if we begin in February?": the time belongs to what is asked, not to when to talk. */
const questionOfOffer =
  /(?:^|[.!?\n]\s*)(?:what (?!about|if)|how (?:much|many|long|does|do|is|are|would)|which|(?:does|do|did|is|are) (?:the|it|this|that|your|there|we|i)|vad (?!sags|tror|tycker)|hur (?!later|ar det med)|vilk(?:en|et|a)|(?:galler|ar|ingar|finns) (?:priset|det|den|ni|supporten|rabatten)|(?:gilt|ist|sind|lauft|endet|enthalt|gibt) (?:der|die|das|es|ihr|ihre)|czy (?:cena|ceny|oferta|umowa|licencja|okres|to)|was (?!halten|meinen)|wie (?!ware|war's|klingt|sieht)|welche|ile|jak(?:i|a|ie)? |mita (?!jos)|mika|paljonko|kuinka|millai(?:nen|sta|set))[^.!?\n]{0,200}\?/u;

/** Whether a question is about the offer itself. */
export function asksOfOffer({ folded }: Reading): boolean {
  return folded.includes('?') && questionOfOffer.test(folded);
}

/** Whether a text is no more than one question, and about the offer. */
export function isQuestionOfOffer(own: Reading): boolean {
  const isOnly = own.folded.includes('?') && !own.folded.includes('.');
  return isOnly && (asksOfOffer(own) || offerWords.test(own.folded));
}

const hurried = anyWording(
  'the sooner|asap|as soon as possible|urgent(ly)?|this morning',
  'pikaisesti|kiireesti|heti',
  'omgående|snarast|så fort som möjligt',
  'dringend|umgehend|schnellstmöglich|eilt',
  'pilnie|pilne|jak najszybciej',
);

/** "The sooner the better." */
export function isHurried({ folded }: Reading): boolean {
  return hurried.test(folded);
}

const impatient = anyWording(
  "(can't|cannot|can not|couldn't) (~ )?wait",
  '(en|emme|ei) (~ )?(voi|voida|ehdi|ehditä|malta) (~ )?odottaa',
  'kan (~ )?inte (~ )?vänta',
  '(nicht|nimmer) (~ )?warten',
  'nie (mogę|możemy|może|mogą) (~ )?czekać',
);

/** "We cannot wait until March." */
export function cannotWait({ folded }: Reading): boolean {
  return impatient.test(folded);
}

/** What a seller is asked to do. */
const request = anyWording(
  'please|kindly|(can|could|would|will) you|send (me|us|it|the|a|your|over)|(remove|delete|correct|change|replace|cancel) (the|my|our|that|this|it)',
  '(lähettäkää|lähetä|laittakaa|laita|poistakaa|poista|jättäkää|jätä|vaihtakaa|vaihda|korjatkaa|korjaa|kertokaa|kerro|tehkää|muuttakaa|voisitte*|voisitko|pyydän|pyydämme)',
  '(skicka|mejla|maila|ta bort|radera|spara|stryk|byt|ändra|rätta|vänligen|snälla|var snäll*|kan (du|ni))',
  '(bitte|bitten|(schicken|senden|streichen|löschen|ändern|nehmen|machen|geben) sie|(können|könnten) sie|(schick|sende|streich|lösch|nimm|gib) *)',
  '(proszę|prosimy|poproszę|prosiłbym|prosiłabym|(wyślij|prześlij|przyślij|usuń|zmień|popraw)(cie)?)',
);
/** When others decide: a day after which one may ask, whatever else is wanted. */
const deciding = anyWording(
  '(decid*|decision|vote|votes|settle*|committee|board|council|sits|meets)',
  '(päät*|valitsee|hallitu*|kokou*|valtuusto*|lautakun*|käsitel*)',
  '(beslut*|bestäm*|styrelse*|möte*|nämnd*|sammanträd*)',
  '(entscheid*|beschließ*|beschluss|sitzung*|gemeinderat|vorstand)',
  '(decyz*|decyd*|zdecyd*|zarząd*|rada|rady|posiedz*|zebrani*)',
);

const proposing =
  /\b(?:suggest|propose|how about|what about|ehdot\p{L}{2,5}|sanotaan|foresla\p{L}{0,2}|sager vi|ska vi saga|schlage|schlagen|sagen wir|proponuj\p{L}{1,3}|powiedzmy)\b/u;

/** "In May the hall is rebuilt. Please leave out the brochures": who asks for something else than to wait tells the time in passing. */
export function asksAside({ folded }: Reading, { evidence }: FoundTime): boolean {
  const told = fold(evidence.quote);
  if (request.test(told) || deciding.test(told) || proposing.test(told)) return false;
  return request.test(folded);
}
