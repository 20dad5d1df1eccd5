import { anyWording } from '../wording.ts';

/** Words of an offer, or of what is offered. */
export const offered = anyWording(
  'prices?|costs?|seats?|licen(c|s)*|trial|tool|demo|quote|quotation|install*|version|support|discount|warranty|module|software|program*|product|model|sample|delivery',
  '(*)?hinta*|hinnat|maksaa|maksu|lisens*|tarjou*|kokeil*|tunnu*|asennus|takuu|ohjelma*|tuote*|malli*|näyte*|toimitus*',
  'pris|priset|kostar|offert*|licens*|programmet|provversion|produkt*|modell*|prov|leverans*',
  'kostet|kosten|preis*|lizenz*|angebot|testzugang|testversion|rabatt|garantie|zugang|portal|schnittstelle|software|produkt*|modell*|muster|lieferung',
  'cena|ceny|cenę|kosztuje|koszt|licencj*|ofert*|rabat|gwarancj*|program*|wersj*|produkt*|model*|próbk*|dostaw*',
);
/** "How did you get my address?", "What part of no don't you understand?" */
const accusing = anyWording(
  'my (address|e-?mail|data|details|name)|understand|how many times|how often|stop|again',
  'osoitte*|tieto*|sähköposti*|ymmärr*|kuinka monta',
  'min (adress|mejl|mail)|mina uppgifter|förstår|hur många',
  'meine (adresse|daten|mail)|versteh*|wie oft',
  'mój adres|moje dane|rozumie*|ile razy',
);
/** Whether a folded sentence is a question that only a buyer has. */
export function asksToBuy(sentence: string): boolean {
  return sentence.includes('?') && offered.test(sentence) && !accusing.test(sentence);
}
