import type { Mention } from './mention.ts';
import type { Times } from './times.ts';

/** "Have a nice weekend", "siunausta syksyyn": a wish. */
const wished =
  /(?:\b(?:have|enjoy|happy|merry|ha|glad|god|trevlig|skon|schon\p{L}{0,2}|angenehm\p{L}{2}|frohe\p{L}?|erholsam\p{L}{2}|hyvaa|mukavaa|kaunista|aurinkoista|siunausta|rauhallista|iloista|ihanaa|lampimia|voimia|intoa|onnea|tsemppia|jaksamista|milego|udanego|dobrego|spokojnego|wesolych|przyjemnego|slonecznego|owocnego|pieknego)\s(?:(?:a|an|the|your|en|ett|ein|eine|einen|och)\s)?(?:(?:great|good|nice|lovely|pleasant|fantastic|restful|sunny|fin|trevlig|skon|bra|solig|schon\p{L}{0,2}|kaunista|mukavaa|alkavaa|alkanutta|loppu|kevaan|kesan|syksyn|talven)\s)?)$/u;

/** "Once a week", "tre gånger i veckan". */
const often =
  /(?<!(?:noch|jeszcze|viela|more|again|igen) )(?:\b(?:once|twice|times|every|kerran|kertaa|gang|ganger|(?:\p{L}{2,6})?mal|raz|razy|joka)\s(?:(?:a|per|each|in|im|der|die|pro|w|na|i|om)\s){0,2})$/u;
const everyWeek =
  /^(?:i |om |in der |im |w |per )?(?:veckan|manaden|aret|woche|monat|week|month|tygodniu|tydzien|miesiacu|miesiac|viikossa|kuussa|viikko|kuukausi)$/u;

/** "The fourth mail this month": how many there were. */
const counted =
  /\b(?:second|third|fourth|fifth|sixth|\d{1,2}(?:nd|rd|th|\.|:e)?|toinen|kolmas|neljas|viides|andra|tredje|fjarde|femte|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|funfte[nrs]?|drug[ia]|trzeci[a]?|czwart[ya]|piat[ya])\s(?:e-?mail\p{L}{0,2}|mails?|mejl\p{L}{0,3}|messages?|reminders?|time|viesti|kerta|meili|muistutus|gangen|brevet?|paminnelsen?|nachricht|mal|mahnung|erinnerung|raz|wiadomosc|przypomnienie)\s(?:already\s|jo\s|redan\s|schon\s|juz\s)?(?:(?:in|im|w|i)\s)?$/u;

/** A time that is no proposal whatever else is said: of a wish, of how often something is, of how often it was. */
export function isNotProposed(mention: Mention, { folded }: Times): boolean {
  const ahead = folded.slice(Math.max(0, mention.at - 50), mention.at);
  const itself = folded.slice(mention.at, mention.end).trim();
  if (['season', 'hint', 'feast', 'week', 'day', 'range'].includes(mention.kind) && !/\d/.test(itself)) {
    if (wished.test(ahead)) return true;
  }
  if (everyWeek.test(itself) && often.test(ahead)) return true;
  return ['week', 'month', 'season', 'hint'].includes(mention.kind) && counted.test(ahead);
}
