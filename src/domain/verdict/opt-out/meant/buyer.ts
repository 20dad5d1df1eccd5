import { anyWording } from '../../../wording.ts';
import { sentencesOf } from '../refusal.ts';
import type { Told } from './told.ts';

/** Words of an offer, or of what is offered. */
const offered = anyWording(
  'prices?|costs?|seats?|licen(c|s)*|trial|demo|quote|quotation|install*|version|support|discount|warranty|module|software|program*|scales?|weigh*',
  "hinta*|hinnat|maksaa|maksu|lisens*|tarjou*|kokeil*|tunnu*|asennus|takuu|vaaka|vaa'(an|at|alla|asta|oille)|vaakoi*|ohjelma*",
  'pris|priset|kostar|offert*|licens*|våg|vågar?|vågen|(*)vågar|programmet|provversion',
  'kostet|kosten|preis*|lizenz*|angebot|testzugang|testversion|rabatt|garantie|waage*|wiege*|zugang|portal|schnittstelle',
  'cena|ceny|cenę|kosztuje|koszt|licencj*|ofert*|rabat|gwarancj*|wag(a|i|ę)|wagow*|programie|wersj*',
);
/** "Send me the quote": asked for in so many words. */
const asked = anyWording(
  "send (me|us) (the|a|your|an)|please send|(we'd|we would|i'd|i would) (like|love|be glad of)|would be (great|super|helpful)",
  'laita|laitatko|laitatteko|laittakaa|lähettäkää|voi laittaa|olisi kiva',
  'skicka (gärna|över|mig|oss)|vill (gärna )?ha',
  'schicken sie (mir|uns) (das|ein|die|bitte)|wäre super|bräuchte|hätte gern',
  'proszę (o|przysłać|wysłać)|poproszę|chętnie',
);
/** "How did you get my address?", "What part of no don't you understand?" */
const accusing = anyWording(
  'my (address|e-?mail|data|details|name)|understand|how many times|how often|stop|again',
  'osoitte*|tieto*|sähköposti*|ymmärr*|kuinka monta',
  'min (adress|mejl|mail)|mina uppgifter|förstår|hur många',
  'meine (adresse|daten|mail)|versteh*|wie oft',
  'mój adres|moje dane|rozumie*|ile razy',
);
/** What is settled needs no more mails: "no more mails about the date, Thursday suits". */
const settled = anyWording(
  '(about|regarding|on) the (date|time|appointment|meeting|visit|invoice|order)',
  'ajasta|ajankohdasta|tapaamisesta|laskusta|käynnistä',
  'om (tiden|mötet|besöket|fakturan|datumet)',
  '(wegen|zum|zu) ((dem|des|der|den) )?(termin*|uhrzeit|besuch*|rechnung|treffen*)',
  'w sprawie (terminu|spotkania|wizyty|faktury)',
);

/** Whether a folded sentence is a question that only a buyer has. */
export function asksToBuy(sentence: string): boolean {
  return sentence.includes('?') && offered.test(sentence) && !accusing.test(sentence);
}

/** Whether another sentence asks what only a buyer asks, or asks for an offer; or an appointment is what is settled. */
export function isBuyer({ own: { folded }, around, sentence }: Told): boolean {
  if (settled.test(sentence)) return true;
  return sentencesOf(folded).some((one) => {
    if (one.at === around.at) return false;
    const said = folded.slice(one.at, one.end);
    if (asksToBuy(said)) return true;
    const wish = asked.exec(said);
    return wish !== null && offered.test(said.slice(wish.index));
  });
}
