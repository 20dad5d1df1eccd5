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
/** What is settled needs no more mails: "no more mails about the date, Thursday suits". */
const settled = anyWording(
  '(about|regarding|on) the (date|time|appointment|meeting|visit|invoice|order)',
  'ajasta|ajankohdasta|tapaamisesta|laskusta|käynnistä',
  'om (tiden|mötet|besöket|fakturan|datumet)',
  '(wegen|zum|zu) ((dem|des|der|den) )?(termin*|uhrzeit|besuch*|rechnung|treffen*)',
  'w sprawie (terminu|spotkania|wizyty|faktury)',
);

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
