import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** The matter is on its way: whoever says so needs no reminder, and will answer. */
const underWay = anyWording(
  "(i'm|i am|we're|we are|she's|he's) (already |still )?(on it|dealing with it|working on it)|(have|got) (it|this|everything) (~ )?(in hand|on my desk|here and)|it's in hand|(is|it's|are) (still |already )?(on my desk|in hand|with (the|our) (board|committee|council|trustees|boss|directors|management)|being (considered|discussed|looked at|reviewed|processed)|under (review|consideration)|in progress)|(i'm|we're|i am|we are) (doing|costing|comparing|reading) (it|this|them)|(goes|go|going|comes|is up) (to|before|at|in) (~ )?(committee|board|council|trustees|meeting|governors)|(committee|board|council|trustees|governors|management|directors|they|who|boss) (~ )?(will (then )?(~ )?(decide|discuss|vote)|decides?|meets?|sits?|votes?)|on (the|its|their|our) agenda|(decision|answer) (~ )?(is due|will be (made|taken)|falls|comes|is expected)|(haven't|have not|won't|will not) (forget|forgotten|forgot|lose|lost) (it|this|about|you)",
  'hoidossa|(teen|laskemme|lasken|vertaan|vertailen) (~ )?(sitä|tarjouks*|niitä)|työn alla|käsittelyssä|käsiteltävänä|esityslistalla|asialistalla|vireillä|harkinnassa|mietinnässä|etenee|(hallitus|johtoryhmä|lautakunta|kunta|valtuusto|kokous|johtaja|pomo|toimikunta|seurakunta)* (~ )?(päättää|käsittelee|kokoontuu)|(päätös|päätökset) (tulee|tehdään|syntyy)|päätetään|en (ole )?unohda|en ole unohtanut|pöydälläni',
  'på (dagordning|agenda|föredragningslist)*|(styrelsen|nämnden|ledningen|kommittén|fullmäktige|rådet|chefen|mötet|kommunstyrelsen|föreningen) (~ )?(beslutar|beslut|bestämmer|sammanträder|möts|behandlar|träffas|tar upp)|under behandling|jag är på det|(jobbar|arbetar) (på|med) (det|saken|frågan)|på mitt (skriv)?bord|(ligger|överst) (~ )?(högen|skrivbordet)|(räknar|jämför) (~ )?(på det|offert*)|beslut (fattas|tas|kommer|väntas)|(har )?inte glömt|är på gång|har (det|den|saken) på',
  '(ich bin|bin|sind|wir sind) (schon |bereits |noch )?(dran|dabei)|tagesordnung|(vorstand|rat|ausschuss|leitung|geschäftsführung|gremium|chef|chefin|versammlung|kuratorium|verwaltung|gemeinderat|stadtrat|kirchenvorstand|elternbeirat|beirat)* (~ )?(entscheidet|tagt|berät|beschließt|trifft sich|entscheiden)|(wird|werden) (~ )?(entschieden|beraten|beschlossen)|entscheidung (fällt|kommt|steht|folgt)|in (arbeit|bearbeitung|prüfung)|(ich|wir) (rechne|rechnen|vergleiche|vergleichen|prüfe|prüfen|arbeite daran|arbeiten daran)|(auf|vor) (meinem|dem|mir auf dem) (schreib)?tisch|nicht vergessen|läuft (schon|bereits|noch)',
  'na biurku|(komisja|zarząd|rada|dyrekcja|szef|szefowa|dyrektor|komitet|wspólnota) (~ )?(zbiera|decyduje|zdecyduje|podejmie|rozpatrzy|obraduje|spotyka)|(zapadnie|podejmiemy|podejmie) (~ )?decyzj*|decyzja (zapadnie|będzie)|w (toku|trakcie|realizacji)|robię (to|już|to już)|(liczę|przeliczam|sprawdzam) (~ )?(kosztorys|oferty|ofertę|to)|(rozpatrujemy|analizujemy|pracuję nad|pracujemy nad|zajmuję się tym)|porządku obrad|nie (zgubię|zapomnę|zapomniałem|zapomniałam|zapomnimy)|pamiętam o',
);

/** "Processing takes up to four weeks; kindly refrain from enquiries": what came was received, and takes its time. */
const takesTime = anyWording(
  '(processing|handling|response|reply|waiting|turnaround) (times?|period)|(processed|handled|dealt with|answered) in (the )?(order|turn)|(processing|review|assessment) (~ )?(take|takes|may take|can take)|(chas|enquir|inquir)* (~ )?(progress|status|outcome)',
  'käsittelyai*|käsittely (~ )?(kest|vie)*|(käsitellään|käsittelemme) (~ )?(järjestyksessä|saapumisjärjest*)|jonotusai*|ruuhka*',
  'handläggningstid*|handläggning* (~ )?(tar|ta)|svarstid*|behandlingstid*|behandlas (~ )?(ordning|tur)|väntetid*|kötid*',
  'bearbeitung(szeit|sdauer|sstand)?*|bearbeitet|wartezeit*|sachstand(s)*|prüfung (~ )?(dauert|dauern|nimmt)|hohe(n|s)? (aufkommen|anzahl|zahl)',
  'czas (~ )?(rozpatrzenia|rozpatrywania|oczekiwania|odpowiedzi|realizacji)|(rozpatrywan|rozpatrzon)*|w kolejności (zgłoszeń|wpływu)|bieg sprawy',
);
/** Advertising has no processing: who names it means it. */
const oursNamed = anyWording(
  'advertis*|marketing|spam|unsubscrib*|mailing list|sales',
  'mainos*|mainok*|markkinoin*|myynti*',
  'reklam*|utskick*|skräp*|sälj*',
  '(*)?werb*|reklame|spam|newsletter|verteiler*',
  'reklam*|spam*|marketing*|newsletter*',
);

/** Whether the mails are to stop since the matter is in hand. Who is to be taken out of a list has no matter in hand. */
export function isInHand({ own, refusal }: Told): boolean {
  if (refusal.kind === 'removal') return false;
  return underWay.test(own.folded) || (takesTime.test(own.folded) && !oursNamed.test(own.folded));
}
