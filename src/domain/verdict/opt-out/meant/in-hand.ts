import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** The matter is on its way: whoever says so needs no reminder, and will answer. */
const underWay = anyWording(
  "(i'm|i am|we're|we are|she's|he's) (already |still )?(on it|dealing with it|working on it)|(have|got) (it|this|everything) (~ )?(in hand|on my desk|here and)|it's in hand|(is|it's|are) (still |already )?(on my desk|in hand|with (the|our) (board|committee|council|trustees|boss|directors|management)|being (considered|discussed|looked at|reviewed|processed)|under (review|consideration)|in progress)|(goes|go|going|comes|is up) (to|before|at|in) (~ )?(committee|board|council|trustees|meeting|governors)|(committee|board|council|trustees|governors|management|directors|they|who|boss) (~ )?(will (then )?(~ )?(decide|discuss|vote)|decides?|meets?|sits?|votes?)|on (the|its|their|our) agenda|(decision|answer) (~ )?(is due|will be (made|taken)|falls|comes|is expected)|(haven't|have not|won't|will not) (forget|forgotten|forgot|lose|lost) (it|this|about|you)",
  'hoidossa|työn alla|käsittelyssä|käsiteltävänä|esityslistalla|asialistalla|vireillä|harkinnassa|mietinnässä|etenee|(hallitus|johtoryhmä|lautakunta|kunta|valtuusto|kokous|johtaja|pomo|toimikunta|seurakunta)* (~ )?(päättää|käsittelee|kokoontuu)|(päätös|päätökset) (tulee|tehdään|syntyy)|päätetään|en (ole )?unohda|en ole unohtanut|pöydälläni',
  'på (dagordning|agenda|föredragningslist)*|(styrelsen|nämnden|ledningen|kommittén|fullmäktige|rådet|chefen|mötet|kommunstyrelsen|föreningen) (~ )?(beslutar|beslut|bestämmer|sammanträder|möts|behandlar|träffas|tar upp)|under behandling|jag är på det|(jobbar|arbetar) (på|med) (det|saken|frågan)|på mitt (skriv)?bord|beslut (fattas|tas|kommer|väntas)|(har )?inte glömt|är på gång|har (det|den|saken) på',
  '(ich bin|bin|sind|wir sind) (schon |bereits |noch )?(dran|dabei)|tagesordnung|(vorstand|rat|ausschuss|leitung|geschäftsführung|gremium|chef|chefin|versammlung|kuratorium|verwaltung|gemeinderat|stadtrat|kirchenvorstand|elternbeirat|beirat)* (~ )?(entscheidet|tagt|berät|beschließt|trifft sich|entscheiden)|(wird|werden) (~ )?(entschieden|beraten|beschlossen)|entscheidung (fällt|kommt|steht|folgt)|in (arbeit|bearbeitung|prüfung)|(auf|vor) (meinem|dem|mir auf dem) (schreib)?tisch|nicht vergessen|läuft (schon|bereits|noch)',
  'na biurku|(komisja|zarząd|rada|dyrekcja|szef|szefowa|dyrektor|komitet|wspólnota) (~ )?(zbiera|decyduje|zdecyduje|podejmie|rozpatrzy|obraduje|spotyka)|(zapadnie|podejmiemy|podejmie) (~ )?decyzj*|decyzja (zapadnie|będzie)|w (toku|trakcie|realizacji)|(rozpatrujemy|analizujemy|pracuję nad|pracujemy nad|zajmuję się tym)|porządku obrad|nie (zgubię|zapomnę|zapomniałem|zapomniałam|zapomnimy)|pamiętam o',
);

/** Whether the mails are to stop since the matter is in hand. Who is to be taken out of a list has no matter in hand. */
export function isInHand({ own, refusal }: Told): boolean {
  return refusal.kind !== 'removal' && underWay.test(own.folded);
}
