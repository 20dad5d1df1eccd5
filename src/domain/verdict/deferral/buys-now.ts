import type { Times } from '../../dates/times.ts';
import { anyWording, type Span, Wordings } from '../../wording.ts';
import type { Reading } from '../reading.ts';

const request = new Wordings([
  '(send|give|quote|let) (me|us) (~ )?(prices?|quote|quotation|pricing)|(looking for|need|would like|after) (a|your) (best )?(price|quote|quotation)|please quote',
  '(pyydän|pyydämme|pyytäisin|pyytäisimme|saisinko|saisimmeko) (~ )?(tarjou*|hinnan|hintaa|hinnat|hinta-?arvio*)|(lähettäkää|lähetä|laittakaa) (~ )?(hinta|hinnat|hinnasto)',
  '(skicka|lämna|ge oss|ge mig) (~ )?(pris|priser|prisuppgift|prislista)|(önskar|behöver|vill ha) (~ )?(offert|pris|priser)',
  '(bitte|bitten|erbitte) (~ )?um (~ )?(angebot|preis*|kostenvoranschlag)|(senden|schicken|nennen|machen) sie (mir|uns) (~ )?(preis*|einen preis)|(bräuchte|bräuchten|benötige|benötigen) (~ )?(angebot|preis*)',
  '(proszę|prosimy|poproszę|prosiłbym|prosiłabym) o (~ )?(cen*|wycen*|cennik*|kosztorys*)',
]);

/** How near a time must stand to say when the price is wanted. */
const beside = 35;

/** "Please send me a price for 300": a buyer, where no time beside it says that the price can wait. */
export function asksForPrice({ folded }: Reading, times: Times | null): boolean {
  const isTimed = ({ at, end }: Span) =>
    (times?.mentions ?? []).some((mention) => mention.end >= at - beside && mention.at <= end + beside);
  return request.places(folded).some((span) => !isTimed(span));
}

/** "What does the transport cost?" */
const costs = anyWording(
  'how much|what (does|do|would|will) (~ )?cost*|what (is|are|s) (~ )?(price|prices|cost)',
  'paljonko|mitä (~ )?maksaa|mikä (~ )?hinta',
  'vad kostar|hur mycket|vad (är|blir) (~ )?pris*',
  'was (kostet|kosten|kostete)|wie ?viel (kostet|kosten)|wie teuer|was (wäre|ist) der preis',
  'ile (~ )?(kosztuj*|wynosi|wyniesie|zapłac*)|jaka (~ )?cena|po ile',
);

/** Whether it asks what the thing costs now: not "if we order in March". */
export function asksWhatItCosts({ text, folded }: Reading): boolean {
  if (!text.includes('?')) return false;
  return costs.test(folded) && !/\b(?:if|wenn|falls|om vi|jos|jesli|jezeli|gdyby)\b/u.test(folded);
}

/** "Send the …", up to the end of the clause. */
const sending =
  /\b(?:(?:please |kindly )?(?:send|ship|deliver|dispatch|bring|drop off)|(?:schicken|senden|liefern|bringen) sie|(?:schick|send|liefer)(?:t|e)? (?:uns|mir)|skicka|leverera|sand|lahettakaa|lahettaisitteko|toimittakaa|tuokaa|(?:prosze|prosimy)(?: o)? (?:wyslac|wysylke|dostarczyc|dostawe|przywiezc|przyslac))\s[^.,;:!?\n]{1,60}/gu;
/** What is sent to be read, or nothing that was bought. */
const reading = anyWording(
  'it|this|that|again|e?-?mail*|offer*|quote*|quotation|prices?|proposal|info*|details|brochure|catalogue|catalog|reminder|line|message|note|contract|invite|invitation|one|something|anything|you|pricing|figures|numbers|rates|what|which|how|whether',
  'tarjou*|viesti*|sähköposti*|posti*|maili*|tieto*|esit*|hinta*|hinnasto*|uudestaan|uudelleen|se|tämä|muistutus*|mitä|mikä|millai*|paljonko|luvut|lukuja',
  'offert*|mejl*|mail*|rad|pris*|info*|material*|igen|den|det|förslag*|påminnelse|broschyr*|ett sms|vilken|vilket|vilka|hur|vad|siffror*|mått*|uppgift*',
  'angebot*|mail*|e-mail*|nachricht*|info*|unterlagen|preis*|erinnerung|prospekt*|katalog*|noch ?mal|nochmals|es|das|muster|termin*|einladung|kalender*|welche*|wie|was|zahlen|daten|maße',
  'ofert*|mail*|e-mail*|wiadomoś*|informac*|materiał*|cen*|cennik*|przypomni*|ponownie|jeszcze raz|to|katalog*|próbk*|umow*|zaprosz*|jak*|ile|co|dane|liczby|wymiar*',
);

const denied = /(?:\b(?:not|no need to|inte|ej|nicht|kein\p{L}*|nie|ala|alkaa|ei)|n't)\s[^.!?]{0,20}$/u;

/** "Please send the goods on 16 November": what was bought is to come then. */
export function ordersGoods({ folded }: Reading): boolean {
  return [...folded.matchAll(sending)].some(({ 0: order, index }) => {
    if (denied.test(folded.slice(Math.max(0, index - 30), index))) return false;
    const words = order.replace(/^(?:please|kindly|prosze|prosimy)\s/u, '');
    return !reading.test(words);
  });
}
