import { anyWording, type Span } from '../../wording.ts';
import { notYou } from '../phrases/english.ts';
import { places, type Reading } from '../reading.ts';
import { acceptsMeeting, declines, isAnswered } from './answered.ts';
import { asksNow } from './asked.ts';
import { ordersGoods } from './buys-now.ts';
import { handsOver, refersToAnother } from './handed-over.ts';

/** Who decides, or is asked first. */
const en =
  '(wife|husband|partner|boss|manager|director|board|committee|council|trustees|accountant|bank|brother|sister|father|mother|son|daughter|colleagues?|team|head office|headquarters|owner|landlord|others)';
const fi =
  '(vaimo*|mie(s|he)*|puoliso*|pomo*|esimie*|johtaja*|johdo*|johto*|hallitu*|lautakun*|kirjanpitäj*|pank*|vel(i|je)*|sisko*|isä*|äi(ti|di)*|poja*|kollego*|porukka*|porukalla|omistaj*|isännä*|isäntä*|emännä*)';
const sv =
  '(fru*|man(nen)?|make*|partner*|kompanjon*|chef*|vd*|styrelse*|nämnd*|ledning*|revisor*|bank*|bror*|syster*|pappa*|mamma*|son(en)?|kolleg*|ägar*|hyresvärd*|de andra|gänget)';
const de =
  '(frau|mann|partner*|chef*|geschäftsführ*|vorstand*|gremium|gemeinderat|stadtrat|aufsichtsrat|steuerberater*|bank|bruder|schwester|vater|mutter|sohn|tochter|kolleg*|team|inhaber*|eigentümer*|vermieter*|leitung|familie)';
const pl =
  '(żon*|męż*|wspólni*|szef*|kierowni*|dyrektor*|prezes*|zarząd*|rad(a|y|ą|zie)|księgow*|bank*|brat*|siostr*|ojc*|mam(a|y|ą)|syn*|cór*|koleg*|zesp*|właściciel*|rodzin*)';

/** One who says that nothing is decided, with whom it lies, what he waits for, or that he will tell. */
const open = anyWording(
  `leave it with (me|us)|(will|'ll) let you know(?= ?([.!,]|$)| (when|once|as soon as|if|by|then|soon))|waiting to hear (back )?from|(hear|hearing) from (me|us)|(i|we)?(('ll)? will|'ll)? ?(shout|holler|report back)( (when|once|as soon as))|${notYou}(have|need|got|going) to (~ )?(ask|talk|speak|check|run|discuss|clear|see what) (~ )?${en}|(must|let me|i'll|i should) (~ )?(ask|talk to|speak to|check with|consult) (~ )?${en}`,
  `${en} (decides?|has the last word|does the (buying|books))|(is|are) ${en}'?s? (decision|call)`,
  `(päättää|päättävät|ratkaisee) (~ )?${fi}|${fi} (* ){0,2}(päättää|päättävät|ratkaisee)`,
  `(bestämmer|avgör|beslutar) (~ )?${sv}|${sv} (* ){0,2}(bestämmer|avgör|beslutar)`,
  `(entscheidet|entscheiden) (~ )?${de}|${de} (* ){0,2}(entscheidet|entscheiden)|um geduld|ich richt('s| es) (ihm|ihr|ihnen) aus`,
  `(decyduje|decydują|zdecyduje) (~ )?${pl}|${pl} (* ){0,2}(decyduje|decydują|zdecyduje)`,
  `(it|that|this)('s| is) (~ )?(with|before|on the desk of|up to) (~ )?${en}|(waiting|wait) (~ )?(on|for) (~ )?(${en}|word|approval|grant|funding|answer|decision|permission|news)`,
  "(not|haven't|hasn't|have not|has not|nothing|no) (~ )?(decided|ready to decide|made (our|my|up)|made up|decision|agreed on anything|been decided)( (~ )?yet)?|(still|are|am) (thinking|mulling|undecided|considering|weighing|on the fence|chewing)|sleep on it|under consideration",
  `(ilmoitan|kerron|kuulet|kuulette|kuullaan|laitan viestiä) (sitten |kyllä |teille |sinulle )?(kun|jos|kunhan|jahka)|(pitää|täytyy|pitäisi|täytyisi|pakko) (~ )?(kysyä|jutella|puhua|keskustella|kysellä|neuvotella|miettiä|nukkua)|(kysyn|kysyttävä|juteltava|keskusteltava) (~ )?${fi}`,
  `(asia|se|tämä|tarjous) (on|menee|meni) (~ )?${fi}|(odot(an|amme|ellaan|etaan|telen|telemme)) (~ )?(${fi}|avustus*|päätö*|lupa*|vastaus*|tieto*)|(jätetään|annetaan|jääköön|jätän) (~ )?(lepäämään|levätä|hautumaan|muhimaan|odottamaan|tauolle)`,
  '(päätöstä|mitään) ei ole (~ )?(tehty|päätetty)|(ei|emme|en) ole (~ )?(päätetty|päättäneet|päättänyt)|(ei|en|emme) (~ )?(osaa|osata|tiedä|tiedetä) (~ )?vielä|vielä (mietinnässä|harkinnassa|auki|kesken)|yön yli',
  `ni hör från (mig|oss)|(du|ni) får besked|(jag|vi)? ?(meddelar|hör av (mig|oss)|säger till|ger besked|skriker till)( (när|om|då|så fort))?|(måste|ska|behöver|får|vill) (~ )?(fråga|prata|tala|höra|stämma av|rådgöra|sova|kolla) (~ )?(${sv}|på saken|först|med)`,
  `(ligger|är) (hos|på bordet hos|uppe hos) (~ )?${sv}|(väntar|avvaktar) (~ )?(besked|svar|bidrag*|beslut|bygglov|klartecken)|(låter|låt|får) (~ )?(vila|ligga|mogna|bero)( (~ )?(tills|så länge))?`,
  '(inte|ej) (~ )?(bestämt|beslutat|beslutat oss|bestämt oss|tagit ställning|klara|redo)|(inget|inga) (~ )?beslut|(funderar|grunnar|klurar) (~ )?(än|fortfarande|på det|på saken)',
  `(geb|gebe|geben) (~ )?bescheid|hören (sie |du )?(wieder )?von (mir|uns)|(sie|du) (hören|hörst) (~ )?von (mir|uns)|(muss|müssen|möchte|will|werde) (~ )?(mit|bei) (~ )?${de}|(muss|müssen) (~ )?(erst|noch) (~ )?(durch|fragen|reden|sprechen|besprechen|klären|überlegen|drüber schlafen)|(frage|fragen) (~ )?${de}`,
  `(liegt|ist) (~ )?(bei|beim|auf dem tisch|vor) (~ )?${de}|liegt (~ )?auf dem (~ )?tisch|(warten|warte) (~ )?(auf|ob) (~ )?(${de}|zusage|förder*|genehmigung|entscheidung|rückmeldung|antwort)|(lassen|lass) (~ )?(ruhen|liegen|sacken|setzen)`,
  '(noch|bisher) (~ )?(nicht|nichts|kein*) (~ )?(entschieden|entscheidung|beschlossen|so ?weit|durch)|entscheidung (~ )?(steht|fehlt) (~ )?(noch|aus)|(noch )?(am|beim) (über)?legen|am überlegen|(überlegen|grübeln) (~ )?noch',
  `(sam|sama|sami)? ?(się )?(odezwę|odezwiemy|zgłoszę|zgłosimy)( się)?|(dam|damy) znać|(muszę|musimy|trzeba|chcę|wypada) (~ )?(zapytać|spytać|pogadać|dogadać|obgadać|porozmawiać|uzgodnić|skonsultować|omówić|przemyśleć|ustalić|przespać) (~ )?(${pl}|z|się|to|najpierw)?|(zapytam|spytam|pogadam|porozmawiam) (~ )?${pl}`,
  `(leży|jest) (~ )?(u|na biurku|przed) (~ )?${pl}|(czekam|czekamy) (~ )?(na|aż) (~ )?(${pl}|dotacj*|decyzj*|zgod*|odpowied*|dofinansowani*|przetarg*)|(temat|sprawa) (~ )?(na razie|póki co) (~ )?(zawiesz*|leży|czeka)`,
  '(jeszcze|póki co|na razie) (~ )?nie (~ )?(podjęliśmy|podjęto|zdecydowaliśmy|zdecydowałem|zdecydowałam|zapadł*|wiem|wiemy|postanowiliśmy)|nie (~ )?(podjęliśmy|podjęto|zapadła|zapadły) (~ )?(decyzj*|jeszcze)|(jak|gdy) (się )?(~ )?(uporam|upora|uporamy|obrobię|obrobimy|ogarnę|ogarniemy|odkopię|odkopiemy) (~ )?(to|siąd*|wróc*|zajrz*|spojrz*)',
);

/** Who writes more than this has more to say. */
const longest = 300;

/**
 * Where somebody leaves it open: nothing is decided, somebody must be asked, he will tell. Null where the same mail answers,
 * asks, orders, declines or names somebody else to write to.
 */
export function leftOpen(own: Reading): Span | null {
  if (own.text.length > longest || own.text.includes('?')) return null;
  const found = open.first(own.folded);
  if (!found || isAnswered(own) || declines(own) || acceptsMeeting(own) || ordersGoods(own)) return null;
  if (asksNow(own) || handsOver(own) || refersToAnother(own) || places('agreed', own).length > 0) return null;
  return found;
}
