import type { FoundTime } from '../../dates/return-date.ts';
import { anyWording, fold, type Span } from '../../wording.ts';

/** Not "vår" (spring), which folded is the same. */
const wasSwedish = /(?<!\p{L})var(?!\p{L})/iu;

/** "The quote from January": whose time it is. */
const dated =
  /\b(?:quote|offer|version|invoice|order|draft|e?-?mail|angebot|rechnung|offert\p{L}*|faktur\p{L}*|wersj\p{L}*|ofert\p{L}*|zamowieni\p{L}*)\s(?:from|dated|vom|von|z|ze|fran)\s/u;

const history =
  /\b(?:as (?:i|we) (?:said|wrote|mentioned)|was|were|did|left(?! (?:in|of|for|until|till|to|over))|joined|signed(?! off)|bought|passed away|became|(?<!haven't )had|sent|didn't|has been|have been|ha(?:ve|s) (?:just|already)|retired|came|went|put|got|stand (?:ihr|unser|das|die|der|alles)|lief|liefen|ging|gingen|blieb|blieben|rief|riefen|sagten?|schrieb|schrieben|stod|blev|skrev|bought|cancelled|moved|started|ended|told|booked|promised|talked|spoke|discussed|collected|met|ordered|received|ago|changed|runs out|abgeschlossen|\p{L}+day's|luvattiin|oli|olin|olivat|olimme|tuli|sain|saimme|kavi|kavin|otin|otimme|tilasi\p{L}*|ostin|ostimme|viime|siirryin|siirtyi|lopetin|lopetti|aloitin|(?!siirret|lykat|muistiin)\p{L}{3,20}(?:ttiin|stiin)|hade|(?:bok|prat|mejl|mail|kontakt|skick|svar|installer)ade|eingegangen|fick|kom|gick|kopte|bestallde|ringde|lovade|bytte|forra|war|waren|hatten?|wurden?|kam|kamen|hiess|vorige\p{L}?|letzten?|vergangene\p{L}?|entschieden|gekauft|bestellt|angeschafft|\p{L}{3,20}ierte[nrs]?|byl\p{L}{0,2}|mieli\p{L}*|mialem|mialam|dostalem|dostalam|kupili\p{L}*|zamowili\p{L}*|podpisali\p{L}*|zeszl\p{L}+|ubiegl\p{L}+|\p{L}{4,20}(?:lem|lam|lismy|lysmy))(?![\p{L}'])/u;

const finnishPast =
  '(?:\\p{L}{2,20}(?:tui|tyi|pui|pyi|nut|nyt|neet)|myi|myimme|myin|jai|jain|jaimme|lahti|lahdin|alkoi|lopetti\\p{L}{0,3}|paatti|paatin|hankki|hankin|hankimme|vaihtoi|vaihdoin|vaihdoimme|teki|tein|teimme|valitsi\\p{L}{0,3})';
const finnishTime =
  '(?:kevaalla|kesalla|syksylla|talvella|\\p{L}{3,9}kuussa|viikolla|jouluna|paasiaisena|\\p{L}{3,9}taina)';
/** "Osasto muuttui jo keväällä": in one clause, since Finnish tells the past by the verb alone. */
const finnishHistory = new RegExp(
  `(?<!\\p{L})(?:${finnishPast}\\s(?:[^\\s,.;!?]{1,20}\\s){0,4}${finnishTime}|${finnishTime}\\s(?:[^\\s,.;!?]{1,20}\\s){0,2}${finnishPast})(?!\\p{L})`,
  'u',
);

/** "We put a new system in this spring", "Thursday's demo": a time of what was, or of a thing, and no proposal. */
export function isPast({ evidence }: FoundTime): boolean {
  const folded = fold(evidence.quote);
  return (
    history.test(folded) ||
    finnishHistory.test(folded) ||
    dated.test(folded) ||
    wasSwedish.test(evidence.quote)
  );
}

const term =
  /\b(?:runs (?:to|until|till)|(?:locked|tied) in|laufzeit|lauft (?:noch )?bis|lauft am|loper till|gebunden bis|sopimus on voimassa|avtal\p{L}* (?:till|loper)|umow\p{L}+ (?:mamy )?do)\b/u;

/** "Our contract runs to 28 February 2030": how long something else lasts. */
export function isTerm({ evidence }: FoundTime): boolean {
  return term.test(fold(evidence.quote));
}

/** That somebody retires, or a firm ends. */
const ending = anyWording(
  "(am|'m|are|'re|is|'s|be) retiring|(i|we|he|she|who) retires?|retire (~ )?(in|at|on|from|next|this)|(shut|close|closing|shutting|wind|winding)( (* ){1,3}| )?(down|up) (~ )?for good|(close|closing|shut|shutting) for good|(sell|selling) (the|our|my) (business|firm|company|shop|farm|house)",
  '(eläkkeelle|eläköidyn|eläköityy)|(lopetan|lopetamme|lopetetaan) (~ )?(toiminnan|yrityksen|firman|pajan|tilan|liikkeen|puljun)|(myyn|myymme|myydään) (~ )?(firma*|yritys|yrityksen|tila|tilan|liike|liikkeen)',
  '(i|till) pension|pensionera*|(lägger|läggs|lägga) (~ )?ner|(säljer|avvecklar|avvecklas) (~ )?(firman|företaget|gården|butiken|verksamheten)',
  '(in|im) (rente|ruhestand|pension)|in den ruhestand|(schließe|schließen|schließt|sperre|sperren) (~ )?(für immer|endgültig|dauerhaft)|(gebe|geben|gibt) (~ )?(betrieb|laden|geschäft|firma) (~ )?auf|(verkaufe|verkaufen) (~ )?(betrieb|laden|geschäft|firma|hof)',
  '(na emeryturę|na emeryturze|na rentę)|(zamykam|zamykamy|likwiduję|likwidujemy|kończę|kończymy|sprzedaję|sprzedajemy) (~ )?(firmę|działalność|sklep|zakład|interes|gospodarstwo)',
);

/** "In April I retire": a time at which nobody will be there to talk. */
export function isEnding({ evidence }: FoundTime): boolean {
  return ending.test(fold(evidence.quote));
}

/** "I was", before an absence. */
const was =
  /\b(?:was|were|had been|have been|oli|olin|olimme|olen ollut|olimme|var|har varit|war|waren|bin gewesen|byl(?:em|am|ismy|ysmy|i|a)?|bylem|bylam)\s(?:[^\s.,!?]{1,20}\s){0,5}$/u;
/** "The holiday is over." */
const isOver =
  /^[^.,!?]{0,12}\s?(?:(?:is|are|now) (?:over|finished)|(?:on|ovat) (?:ohi|ohitse|lusittu|pidetty)|ohi\b|(?:ar|nu) (?:slut|over)|slut\b|(?:ist|sind) (?:vorbei|rum|zu ende)|vorbei\b|(?:sie )?(?:skonczyl\p{L}{0,3}|skonczon\p{L}{1,3}|minal|dobiegl\p{L}{0,2}))/u;

/** "You are", before it: ours. */
const ours =
  /\b(?:(?:you|du|ni)\s$|(?:you are|you're|you were|you'll be|sie (?:sind|waren)|du bist|olet|olette|du ar|ni ar|(?:pan|pani|panstwo) (?:jest|sa))\s(?:[^\s.,!?]{1,20}\s){0,3}$)/u;

/** Whether an absence, by the words at `span`, is told of as one that is over, or as the reader's own. */
export function isOverAbsence(folded: string, { at, end }: Span): boolean {
  const before = folded.slice(Math.max(0, at - 60), at);
  return was.test(before) || ours.test(before) || isOver.test(folded.slice(end, end + 40));
}
