import type { FoundTime } from '../../dates/return-date.ts';
import { fold } from '../../wording.ts';

/** Not "vår" (spring), which folded is the same. */
const wasSwedish = /(?<!\p{L})var(?!\p{L})/iu;

const history =
  /\b(?:was|were|did|didn't|has been|have been|ha(?:ve|s) (?:just|already)|retired|came|went|put|got|bought|cancelled|moved|started|ended|told|booked|promised|talked|spoke|discussed|met|ordered|received|ago|runs out|\p{L}+day's|luvattiin|oli|olin|olivat|olimme|tuli|sain|saimme|kavi|kavin|otin|otimme|tilasi\p{L}*|ostin|ostimme|viime|siirryin|siirtyi|lopetin|lopetti|aloitin|(?!siirret|lykat)\p{L}{3,20}(?:ttiin|stiin)|hade|(?:bok|prat|mejl|mail|kontakt|skick|svar|installer)ade|eingegangen|fick|kom|gick|kopte|bestallde|ringde|lovade|bytte|forra|war|waren|hatten?|wurden?|kam|kamen|hiess|vorige\p{L}?|letzten?|vergangene\p{L}?|entschieden|gekauft|bestellt|angeschafft|\p{L}{3,20}ierte[nrs]?|byl\p{L}{0,2}|mieli\p{L}*|mialem|mialam|dostalem|dostalam|kupili\p{L}*|zamowili\p{L}*|podpisali\p{L}*|zeszl\p{L}+|ubiegl\p{L}+|\p{L}{4,20}(?:lem|lam|lismy|lysmy))(?![\p{L}'])/u;

/** "We put a new system in this spring", "Thursday's demo": a time of what was, or of a thing, and no proposal. */
export function isPast({ evidence }: FoundTime): boolean {
  return history.test(fold(evidence.quote)) || wasSwedish.test(evidence.quote);
}
