import type { Times } from '../../dates/times.ts';
import { anyWording, type Span } from '../../wording.ts';
import { places, type Reading } from '../reading.ts';
import { sentencesOf } from '../sentences.ts';

/** "…, ok?", "would that be all right?": asks for leave to wait, and for nothing else. */
const tag = anyWording(
  '(ok|okay|alright|all right|deal|fair( enough)?|sounds? (~ )?(good|fair|ok)|(is|would|if) that (~ )?(ok|okay|fine|work|suit|possible|alright|all right)|right|would you|can you|possible|do you mind)',
  '(käykö|sopiiko|sopisiko|jooko|eikö niin|eiks|okei|passaako|onnistuuko|onnistuisiko)',
  '(går det bra|okej|ok|är det ok|funkar det|passar det|eller hur|va|ska vi säga|går det)',
  '(ok|okay|in ordnung|passt (ihnen|dir|euch|das|es)|geht das|ginge das|ist das (möglich|ok)|ja|gell|oder|einverstanden)',
  '(dobrze|ok|okej|może być|pasuje|odpowiada|zgoda|da się|czy to możliwe)',
);

/** What a question about the thing itself begins with. */
const aboutThing =
  /^[\s\d.)"'-]*(?:(?:and|und|och|ja|i|a|aber|but|men|mutta|ale|also|so|another question|eine frage|en fraga)[\s,:]{1,2})?(?:how (?:much|many|long|big|old|far|heavy|loud)|which|what (?!about|if|do you think|would you say)|whose|paljonko|kuinka (?!olisi)|millai\p{L}{2,5}|minka|mita (?!jos|sanot)|saako|onko|hur (?!later|ar det med|vore|skulle)|vilk(?:en|et|a)|vad (?!sags|tror)|far (?:den|det|man)|ar (?:det|den|de|handta)|gar (?:de|den) att|was (?!halten|meinen|denken|ware)|wie (?!ware|war's|klingt|sieht|ist es mit)|welche\p{L}?|gibts?|ile|jak(?:i|a|ie|ich)|czy (?:jest|sa|maja|macie|panstwo ma\p{L}{1,3}))\s/u;

/** Whether a text asks something else than to put it off: a question without any time, or words for later, in it. */
export function asksOfThing(own: Reading, times: Times | null): boolean {
  const { folded } = own;
  if (!folded.includes('?')) return false;
  const isLater = [...places('defer', own), ...(times?.mentions ?? [])];
  const contact = places('contact', own);
  return sentencesOf(folded).some((sentence) => {
    const words = folded.slice(sentence.at, sentence.end).trim();
    if (!words.endsWith('?') || tag.test(words) || isLater.some((each) => isInside(each, sentence)))
      return false;
    return aboutThing.test(words) || !contact.some((each) => isInside(each, sentence));
  });
}

function isInside({ at, end }: Span, sentence: Span): boolean {
  return at >= sentence.at && end <= sentence.end;
}

/** How many are taken: "60", "both"; "two weeks" are none. */
const many =
  '(\\d*|two|three|four|five|six|ten|both|kaksi|kolme|neljä|viisi|kymmenen|molemmat|två|tre|fyra|fem|tio|båda|zwei|drei|vier|fünf|zehn|beide|dwa|dwie|trzy|cztery|pięć|dziesięć|oba|obie)(?! (* )?(weeks?|days?|months?|hours?|minutes?|viikko*|päivä*|kuukau*|veck*|dag*|månad*|timm*|woche*|tag|tage|tagen|monat*|stunde*|tygodni*|dni|miesi*|godzin*))';

/** "Yes, we take 60 of them": the matter is answered, whatever is told in passing. */
const accepting = anyWording(
  "(yes|yep|yeah|yes please),? (~ )?(we|i)('ll| will|'d| would)? (take|have|order|want|need|like|buy)",
  '(joo|kyllä|juu),? (~ )?(otamme|otetaan|tilaamme|tilataan|tilaan|haluamme|haluan)',
  '(ja|jo),? (vi|jag) (tar|vill ha|beställer|köper|behöver)',
  '(ja|jo),? (wir|ich) (nehmen|nehme|bestellen|bestelle|brauchen|brauche|hätten|kaufen)',
  'tak,? (~ )?(poproszę|bierzemy|biorę|zamawiam*|chcemy|kupujemy|kupię|weźmiemy|wezmę)',
  `((we|i)('ll| will) take|otamme|otetaan|tilaamme|tilaan|otan|(vi|jag) (beställer|köper|tar)|(wir|ich) (nehmen|nehme|bestellen|bestelle)|bierzemy|biorę|zamawiam|zamawiamy|weźmiemy) ${many}`,
);
/** "No need to wait for us." */
const noWaiting = anyWording(
  "(no (need|reason) to|(don't|do not|needn't|need not) (need to |have to )?|without) (wait|waiting|hold off)",
  '(ei|teidän ei|sinun ei) (~ )?(tarvitse|tartte|kannata) (~ )?(odottaa|odotella)|(älä|älkää) (~ )?odot(a|tako|telko)',
  '(behöver|behöv) (~ )?(inte|ej) (~ )?vänta|vänta inte|utan att vänta',
  '(brauchen|braucht|müssen|müsst|brauchst|musst) (~ )?nicht (~ )?(zu )?warten|warten sie nicht|ohne (~ )?zu warten',
  'nie (trzeba|muszą|musicie|musi|ma co|ma sensu|warto) (~ )?czekać|(proszę|prosimy) nie czekać|bez czekania',
);

/** "We have no need of it": a no, whoever is away. */
const declining = anyWording(
  '(no|not a) (need|use|interest) (for|of|in) (~ )?(this|it|that|these|your|the|another)|(happy|satisfied|content) with (~ )?(what|our|the|current|present|existing|them|him|it)|not interested',
  '(ei (ole|nyt)) (~ )?(tarvetta|tarpeen)|(emme|en) tarvitse|(olemme|ollaan|olen) (~ )?tyytyväis*|ei kiinnosta',
  '(inget|inte något|har inte) (~ )?behov|(vi|jag) är (~ )?nöjd(a)?|inte intresserad*',
  '(kein|keinen|keinerlei) (~ )?(bedarf|interesse)|(sind|bin) (~ )?zufrieden|nicht interessiert',
  'nie (potrzebujemy|potrzebuję|mamy potrzeby|jesteśmy zainteresowani)|(jesteśmy|jestem) (~ )?zadowol*',
);

/** Whether a text says no to the offer. */
export function declines({ folded }: Reading): boolean {
  return declining.test(folded);
}

/** Whether the matter is answered now, and a time or an absence told in passing. */
export function isAnswered({ folded }: Reading): boolean {
  return accepting.test(folded) || noWaiting.test(folded);
}

const quotation = /"[^"\n]{1,300}"/g;

/** Where others speak: what stands in quotation marks, of four words or more. */
export function quotations(folded: string): Span[] {
  return [...folded.matchAll(quotation)]
    .filter(([words]) => words.trim().split(/\s+/).length >= 4)
    .map((match) => ({ at: match.index, end: match.index + match[0].length }));
}

/** Those of `spans` that are the writer's own words. */
export function unquoted<T extends Span>(spans: readonly T[], quoted: readonly Span[]): T[] {
  if (quoted.length === 0) return [...spans];
  return spans.filter((span) => !quoted.some((quote) => isInside(span, quote)));
}

/** "Thursday 14.00 works": a meeting that is accepted. */
const meeting =
  /(?:^|[.!?,\n:]\s{0,3})(?:(?:hi|hei|hej|hallo|dzien dobry|moi|yes|ja|tak|joo|kylla|ok|okay|then|the|pa|on|am|w|we|o|den)[\s,!]{1,3}){0,3}\p{L}{2,14}\.?,?\s(?:(?:at|klo|kl|um|o|godz|den|the)\.?\s){0,2}(?:\d{1,2}\.\s?\p{L}{3,12}\s)?\d{1,2}(?:[:.]\d\d|\s?(?:am|pm|uhr))(?:\s?(?:uhr|h|am|pm))?\s(?:(?:is|it|ist|ar|on|jest|mi|mir|uns|meille|minulle|for me|for us|nam)\s){0,2}(?:suits?|works?|fits|fine|good|great|perfect|sopii|kay|passaa|onnistuu|passar|funkar|fungerar|gar bra|bra|pasuje|odpowiada|moze byc|passt|geht|klappt)(?!\s(?:nicht|inte|ei|nie|not|ej))/u;

/** Whether a meeting is accepted for the hour that stands first in its sentence. */
export function acceptsMeeting({ folded }: Reading): boolean {
  return meeting.test(folded);
}
