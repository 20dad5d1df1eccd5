import { anyWording } from '../wording.ts';
import type { Mention } from './mention.ts';
import { markerOf } from './roles.ts';
import type { Times } from './times.ts';

/** Mail that an old address still hands on, for a while. */
const handedOn = anyWording(
  '(mail|mails|e-?mails?|messages?|calls?|post|letters?|address|mailbox|inbox|anything sent) (~ )?(is|are|will be|be|being|gets?|still) (~ )?(forward*|redirect*|divert*|passed on|monitored|rerouted)|forwarding (~ )?(ends?|stops?|runs?)',
  '(ohjautu*|ohjataan|ohjataa|edelleenlähet*|välitetään|kääntyy|uudelleenohj*)',
  '(vidarebefordra*|vidaresänd*|eftersänd*|styrs om|omdirigera*|skickas vidare)',
  '(weitergeleitet|umgeleitet|weiterleit*|umleitung|nachsend*|nachgesendet|nachgeschickt|rufumleitung)',
  '(przekierow*|przekazywan*|przesyłan*|przekierowani*)',
  'videresend*|doorgestuurd|doorgezonden|transféré*|redirigé*|reenvia*|inoltrat*|reencaminha*',
);

/** Until when something can be ordered, handed in or asked. */
const dueTill = anyWording(
  '(orders?|parcels?|bookings?|applications?|bids|tenders?|registrations?|sign-?ups?|entries|questions|nominations|submissions|returns) (~ )?(placed|received|submitted|paid|made|must|need|close|closes|are due|by|before|until|till|up to)',
  '(tilaukset|tilau*|paketit|hakemu*|ilmoittautu*|tarjoukset|varaukset|kysymykset|palautukset)',
  '(beställning*|order|ordrar|paket|ansökning*|anmälning*|bokning*|anbud|frågor|returer)',
  '(bestellung*|aufträge|pakete?|bewerbung*|anmeldung*|anträge|angebote|buchungen|einsendungen|rückfragen|retouren)',
  '(zamówieni*|paczki|zgłoszeni*|wnioski|oferty|rezerwacj*|pytania|zwroty)',
  'commandes?|pedidos?|ordini|bestellingen|bestilling*|заказ*|objednávk*',
);
/** The last day for something. */
const deadline = anyWording(
  '(deadline|closing date|due date|cut-?off|last (orders|call|posting day|chance))|(application|entry|registration) period',
  '(määräaika|hakuaika|jättöaika|jättöpäivä|palautusaika|*jättöaika|*viimeinen (tilaus|ilmoittautumis|haku|palautus)päivä|takaraja|dedis)',
  '(sista (dag|dagen) (för|att)|*tiden går ut|deadline|sista (ansöknings|anmälnings|beställnings)dag*)',
  '(frist|*frist|fristablauf|stichtag|abgabetermin|annahmeschluss|bestellschluss|einsendeschluss|anmeldeschluss)',
  '(termin (składania|zgłoszeń|nadsyłania|zapisów)|ostateczny termin|ostatni dzień (składania|zapisów|na))',
  '*frist|*fristen|*fristan|date limite|fecha límite|plazo|scadenza|prazo|deadline',
);
/** What came in after a day, or comes then: "orders received after the 15th". */
const arrivedAfter = anyWording(
  '(requested|received|ordered|placed|sent|submitted|booked|paid|made|arriving|arrive|sign up|handed in) (~ )?after',
  '(tullei*|saapunei*|saapuvi*|lähetetty*|lähetety*|tehtyjä|tehdyt|jätetty*|jätetyt|tilatut|tilattuja)',
  '(inkomn*|inkommer|inkom|kommer in|beställ*|gjorda|skickade|mottagna|anmälda) (~ )?efter',
  '(eingehende*|eingegangene*|eintreffende*|bestellte*|gesendete*|gestellte*|eingereichte*)',
  '(otrzyman*|złożon*|nadesłan*|zamówion*|wysłan*|zgłoszon*|które wpłyną|wpływające) (~ )?po',
);
/** Who can be reached meanwhile, whoever is away. */
const onCall = anyWording(
  'on( |-)call|stand-?by|duty (desk|officer|phone|vet|manager)|emergency (line|number|service|cover|team)',
  'päivysty*|*päivysty*|päivystä*|varallaolo*|hätänumero*',
  'jour|*jour|jouren|*jouren|beredskap*|*beredskap*|journummer|jourtelefon',
  'notdienst*|*notdienst*|bereitschaft*|*bereitschaft*|notruf*|notfallnummer|notfalldienst',
  'dyżur*|pogotowi*|telefon alarmowy|numer alarmowy',
);
const writer =
  /\b(?:i(?= (?:am|will|shall|have|do|work|can|cannot|may)\b)|i'm|i'll|my|me|we|our|jag|vi|min|mina|ich|wir|mein\p{L}{0,2}|olen|olemme|lomani|jestem|jestesmy|mam|mamy|bede|wracam|moj\p{L}?)\b/u;
/** A day that is excepted: "but not on the 31st". */
const excepted =
  /\b(?:except(?: for)?|excluding|but not|apart from|with the exception of|paitsi|pois lukien|lukuun ottamatta|eika|ei kuitenkaan|mutta ei|utom|forutom|dock (?:inte|ej)|men (?:inte|ej)|ausser|ausgenommen|jedoch nicht|aber nicht|nicht jedoch|oprocz|poza|z wyjatkiem|ale nie|za wyjatkiem)\s(?:(?:on|the|am|an|den|der|pa|w|dnia|fur)\s){0,2}$/u;
const calledOff = anyWording(
  '(is|are|has been|have been) (~ )?(cancelled|canceled|called off)',
  '(peruttu|perutaan|peruuntuu|peruuntuvat)',
  '(inställ*|ställs in|avbokad*)',
  '(entfällt|entfallen|fällt aus|fallen aus|abgesagt)',
  '(odwołan*|nie odbędzie się|odpada*)',
);
/** What is to be done until then, behind the time: "bitte bis 30.10. beantragen". */
const askedTill = anyWording(
  'to (apply|order|register|book|sign up|submit|enrol)',
  '(tilata|hakea|ilmoittautua|palauttaa|varata)|mennessä (~ )?(tilaa*|hae|hakekaa|ilmoittaudu*|palauta*|varaa*)',
  '(beställ*|anmäl*|ansök*|boka*|lämna(s)? in)',
  '(beantragen|einreichen|abgeben|bestellen|anmelden|einsenden|buchen|melden sie sich an|zusenden)',
  '(składać|złożyć|zamawiać|zamówić|zgłaszać|zgłosić|zapisać|zapisywać)',
);
const verse = anyWording(
  'closed|away|out|off|back|return*|leave|holiday|vacation|open|again',
  '*lomalla|poissa|kiinni|suljettu|palaa*|takaisin|auki|taas',
  'semester|ledig*|borta|stängt|tillbaka|åter|öppet|igen',
  'urlaub*|abwesend|geschlossen|zurück|wieder|geöffnet|erreichbar',
  'urlop*|nieobecn*|nie ma mnie|zamknięte|nieczynn*|wrac*|wróc*|czynn*|ponownie',
);

/** "Mail to the old address is forwarded until the end of April", "orders placed by the 18th": no time of an absence. */
export function isOfSomethingElse(mention: Mention, { folded, breaks, lexicons }: Times): boolean {
  const from = Math.max(
    mention.at - 110,
    0,
    ...breaks.filter(({ at, soft }) => at < mention.at && !soft).map(({ at }) => at + 1),
    folded.lastIndexOf(',', mention.at - 1) + 1,
    folded.lastIndexOf(' - ', mention.at - 1) + 1,
  );
  const before = folded.slice(from, mention.at);
  // "13.7.-9.8. Ville …": the date's own point ends the sentence.
  const isLast = breaks.some(({ at }) => at === mention.end - 1);
  const rest = isLast ? '' : folded.slice(mention.end, mention.end + 60);
  const behind = /^(?:[^.,!?\n]|(?<=\d)\.){0,50}/.exec(rest)?.[0] ?? '';
  const clause = `${before} \u0001 ${behind}`;
  if (calledOff.test(clause) || excepted.test(before)) return true;
  const marker = markerOf(mention, folded, lexicons);
  if (marker.after && arrivedAfter.test(clause) && !writer.test(clause)) return true;
  if (onCall.test(clause) && !writer.test(clause)) return true;
  if (verse.test(clause)) return false;
  const isEnd = marker.until !== null || marker.before;
  return (
    deadline.test(before) ||
    (isEnd && (handedOn.test(clause) || dueTill.test(before) || askedTill.test(behind)))
  );
}

/** "The last day of my leave is the 14th": away on that day, and there after it. */
const lastDay = anyWording(
  'last day (off|away|out|of (~ )?(leave|holidays?|vacation|annual leave|absence|pto|the closure))|last (holiday|vacation|leave) day',
  'viimei(nen|senä|sen) (loma|vapaa|poissaolo|sairasloma|reissu|matka|koulutus|messu|kurssi|talviloma|kesäloma|lomautus)päivä*',
  'sista (semester|ledighets|lediga|sjuk|frånvaro|lov|jullovs|kurs|mäss)?(dag|dagen|dagar)( (på|av) (~ )?(semester*|ledighet*|lov*|resan))?',
  'letzte[rn]? (urlaubs|ferien|kranken|krankheits|fehl|abwesenheits|resturlaubs|brücken|kur|reha|messe|schulungs|schließ)tag|letzte[rn]? tag (~ )?(urlaub*|ferien|abwesenheit|betriebsferien|elternzeit|kur|reise)',
  'ostatni(m|ego)? (dzień|dniem|dnia) (~ )?(urlop*|woln*|nieobecności|zwolnieni*|ferii|delegacji|szkoleni*|wyjazdu|targów)',
);

/** Whether a time is said to be the last day away. */
export function isLastAway({ at, first, last }: Mention, { folded, breaks }: Times): boolean {
  if (first !== last) return false;
  const from = Math.max(at - 60, 0, ...breaks.filter((each) => each.at < at).map((each) => each.at));
  return lastDay.test(folded.slice(from, at));
}

const hour = '\\d{1,2}(?:[.:]\\d\\d)?';
/** "Until 3 pm", "do godz. 13", "klo 15 saakka". */
const untilHour = new RegExp(
  `(?:\\b(?:until|till|til|bis|do|fram till)\\s(?:(?:ca|about|around|etwa|circa|noin|ok|okolo|kl|klo|godz|godziny)\\.?\\s){0,2}(?:${hour}(?!\\d|\\.\\s?\\d|\\s?(?:st|nd|rd|th)\\b)|(?:noon|midday|lunch|lunchtime|mittag|mittags|poludnia|lunchen|tea ?time|(?:this|the) afternoon|nachmittag)\\b)|\\b(?:klo\\.?\\s)${hour}\\s(?:asti|saakka)\\b|\\b(?:lounaaseen|iltapaivaan|puoleenpaivaan)\\s(?:asti|saakka))`,
  'u',
);

/** "Today until 3 pm": there again on the same day. */
export function endsToday({ at, end, first, last }: Mention, { folded, on, breaks }: Times): boolean {
  if (first !== on.today || last !== on.today) return false;
  const stop = Math.min(end + 45, ...breaks.filter((each) => each.at >= end).map((each) => each.at + 12));
  return untilHour.test(folded.slice(Math.max(0, at - 25), stop));
}
