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
  `until|before|till (then|after|next|the|mid|early|late|${months.english})`,
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
  'for now|until after|for the (moment|time being)|right now|at the moment|(this|the next) (week|month|quarter|year|season)|till (the )?end of',
  'toistaiseksi|vasta kun|ennen kuin|tällä hetkellä|juuri nyt|tänä (vuonna|syksynä|keväänä)|tän (vuoden|syksyn|kevään)',
  'tills vidare|just nu|för tillfället|förrän efter|under (semester*|sommar*|hösten|våren)|till slutet av',
  'bis nach|vorerst|vorläufig|momentan|derzeit|im moment|zurzeit|zur zeit|dieses (quartal|jahr)|diesen monat|bis (zum )?ende',
  `na razie|w tej chwili|chwilowo|obecnie|dopiero po|wcześniej|w tym (kwartale|roku|miesiącu)|do końca|do ${months.polish}`,
);
/** "I'll get back to you myself": there is more to come, so no end is asked for. */
const returning = anyWording(
  "(i'?ll|we'?ll|i will|we will|let me|i would|i'd) (* ){0,2}(get back|come back|be in touch|contact you|(write|call|ring) (to )?(you|back|again)|let you know|reach out|return)",
  'palaan|palaamme|palataan|otan (itse )?(yhteyttä|kopin)|otamme yhteyttä|ilmoitan (itse|teille|sitten|kun)|ilmoit(tele|amme)*|kerron kun|laitan (viestiä|itse)',
  '(jag|vi) (återkommer|hör av (mig|oss)|kontaktar er|ringer (er|dig|tillbaka|själv))|återkommer själv',
  '(ich|wir) (melden? (mich|uns)|kommen? (* ){0,3}(auf sie|zurück)|rufen? (sie|dann|wieder|selbst|zurück)|schreibe ihnen)|melden? (mich|uns) (dann|selbst|wieder|wenn|sobald|von selbst)',
  '(sam|sama|sami) (się )?odezw*|odezwę się|odezwiemy się|wrócę do|wrócimy do|dam znać|damy znać|(skontaktuję|skontaktujemy) się',
);

/** Whether it is meant for a while, or until the writer comes back himself. */
export function isForNow({ own, refusal, around, sentence, wholeClause }: Told): boolean {
  return (
    (notYet.test(own.folded.slice(refusal.end, around.end)) && !data.test(sentence)) ||
    // "Stop it, this is the fifth mail this month" tells when of something else.
    forNow.test(wholeClause) ||
    returning.test(own.folded)
  );
}
