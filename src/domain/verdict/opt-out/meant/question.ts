import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** "Could you make sure that nothing more is sent here?" is a wish in the form of a question. */
const requests = anyWording(
  "(haven't|hadn't|didn't) (i|we)|(have|had|did) (i|we) not",
  'how (many times|often) (do|must|should|have|will|did) (i|we)|(can|could|would|will) you (please )?(remove|delete|take|unsubscribe) (~ )?(from|off) (your|this|the) (~ )?(list*|database|mailing*|crm|distribution)|(would|do) you mind (* )?not|(can|could|would|will|might) you (* ){0,2}(make sure|see to it|ensure|stop|refrain)|(kind|good|nice) (enough )?(as )?not to|(can|could|would|will) you (* ){0,2}not (send|write|contact|e-?mail)',
  'enkö|emmekö|(kuinka )?mont(ako|a) kertaa|(olisiko|onko|onnistuisiko) (~ )?mahdollista|(voi|vois)(tko|itko|itteko|tteko) (* ){0,3}(huolehtia|varmistaa|merkitä|lopettaa|olla (lähett|kirjoitt|ottam)*|pitää huol*)|(ystävällinen|ystävällisiä|kiltti|kilttejä) (* ){0,2}(ettette|ettet|etkä|ettekä|ette|älkää|lopet)*',
  '(har|hade|sa|skrev) (jag|vi) inte|hur många gånger|(kan|kunde|skulle) (ni|du) (* ){0,3}(se till|sluta|ordna|låta bli|avstå)|(snäll|vänlig|snälla|vänliga) (* ){0,2}(inte|låta bli|låter bli)',
  '(habe|hatte|haben|hatten|hab) (ich|wir) (ihnen |euch )?(nicht|doch)|wie oft (soll|muss|müssen)|(können|könnten|könnt|würden) (sie|ihr) (* ){0,4}(dafür sorgen|sicherstellen|veranlassen|aufhören|davon absehen|unterlassen)|(so )?(nett|freundlich|gut|lieb) (* ){0,3}(nicht|nichts|keine)',
  'czy nie (pisał|mówił|prosił|napisał)*|ile razy|(byliby|byłby|byłaby|bylibyście) (* ){0,3}(mili|miły|miła|uprzejmi|uprzejmy|uprzejma|łaskaw*)|(może|mogą|mogliby|mógłby|mogłaby|możecie)( (państwo|pan|pani))? (* ){0,4}nie (pisać|wysyłać|przysyłać|przesyłać|kontaktować)|(może|mogą|mogliby|mógłby|mogłaby|moglibyście|możecie)( (państwo|pan|pani))? (dopilnować|sprawić|zadbać|zaznaczyć|przestać|oznaczyć)',
);
/** "How do I get off this list?": the question itself is the refusal. */
const asksWayOut =
  /^(?:how|what|where|missa|var|wo|miten|kuinka|mista|milla|mita|hur|vad|wie|was|jak|gdzie|co)\s/;
/** "If we cancel, do you delete our data?": what becomes of it, asked by somebody who may buy. */
const asksWhatIf = anyWording(
  'do (you|they) (then |also |automatically |ever )?(delete|erase|remove|keep|stop)|(if|when|once|after) (we|i|someone|somebody|a customer) (~ )?(cancel*|leave*|quit|stop*|end|terminate*|switch*|churn*)',
  '(jos|kun|mikäli) (~ )?(irtisanom*|lopetamme|lopetetaan|lopetan|vaihdamme|päätämme sopimuksen|sopimus (~ )?päättyy)',
  '(om|när) (vi|jag|man) (~ )?(säger upp|slutar|avslutar|byter|lämnar)',
  '(wenn|falls|sobald) (wir|ich|man) (~ )?(kündig*|aufhör*|wechsel*|aussteig*|nicht mehr (~ )?(nutz*|brauch*))',
  '(jeśli|jeżeli|gdy|kiedy) (~ )?(zrezygnuj*|wypowie*|rozwiąż*|przestaniemy|zakończymy|odejdziemy)',
);
/** "Raderas våra uppgifter om vi inte fortsätter?": the same, in whatever words: data, and when. */
const ofData = anyWording(
  'data|details|records|information',
  'tie(dot|tomme|toni|toja)',
  'uppgifter*',
  'daten',
  'dane|danych',
);
const whenever = anyWording(
  '(if|when|once|after) (we|i|the|a|our)',
  'jos|kun|jälkeen|mikäli|päätyttyä',
  '(om|när|efter) (vi|man|jag|avtal*|prov*|test*|någon|kunden)',
  'wenn|falls|sobald|nach (* )?(kündigung|vertrag*|ende|test*|probe*|ablauf)',
  'jeśli|jeżeli|gdy|kiedy|po (* )?(zakończeniu|rozwiązaniu|okresie|upływie)',
);
/** "Let's leave it at that, all right?" asks nothing. */
const tagged =
  /,\s(?:ok|okay|all right|alright|will you|would you|ja|gell|oder|okej|va|eller hur|jooko|joo|dobrze|dobra|tak)\s?\?/;

/** Whether a refusal stands in a question that is no wish: neither a request nor how to get off the list. */
export function asksOnly({ refusal, sentence, words }: Told): boolean {
  const isWayOut = refusal.kind === 'phrase' && asksWayOut.test(words);
  return sentence.includes('?') && !isWayOut && !requests.test(sentence) && !tagged.test(sentence);
}

/** Whether it is asked what becomes of data, or of mails, when somebody is no customer any more. */
export function asksWhatBecomes(told: Told): boolean {
  const { refusal, sentence } = told;
  if (!asksOnly(told)) return false;
  const isOfData = refusal.kind === 'removal' && ofData.test(sentence) && whenever.test(sentence);
  return isOfData || asksWhatIf.test(sentence);
}
