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

/** Swedish "om året" with its article: each year, and never a year from now. */
const eachSwedish = /^om (?:aret|manaden|veckan|kvartalet)$/u;
/** "Two rolls a year": so many of them in each. */
const manyEach =
  /\b(?:\d{1,3}|two|three|four|five|six|ten|a few|kaksi|kolme|nelja|viisi|kuusi|pari|muutama|tva|tre|fyra|fem|sex|nagra|zwei|drei|vier|funf|sechs|ein paar|dwa|dwie|trzy|cztery|piec|kilka)\s\p{L}{3,20}\s(?:(?:a|per|each|in|im|der|pro|w|na|i|om)\s){0,2}$/u;
/** What is counted in times itself. */
const timesEach =
  /\s(?:weeks?|days?|months?|hours?|viikko\p{L}*|paiva\p{L}*|kuukau\p{L}*|veck\p{L}*|dag\p{L}*|manad\p{L}*|woche\p{L}*|tage\p{L}?|monate\p{L}?|tygodni\p{L}*|dni|miesi\p{L}*)\s(?:\p{L}{1,4}\s){0,2}$/u;

/** "Yours of the 27th", "ert brev av den 27": the day that a letter or an offer bears. */
const borne =
  /\b(?:yours (?:of|from|dated)|(?:letter|e-?mail|mail|message|note|offer|quote|quotation|invoice|order|reminder)s? (?:of|dated)|(?:your|the|that|last) (?:\p{L}{2,12} )?(?:letter|e-?mail|mail|message|note|offer|quote|quotation|invoice|order|reminder) from|(?:schreiben|brief|e-?mail|mail|nachricht|angebot|rechnung|bestellung)s? vom|(?:brev|mejl|mail|meddelande|offert|faktura|order|paminnelse)(?:et|en|n)? (?:av|daterat|daterad)|(?:brevet|mejlet|mailet|meddelandet|offerten|fakturan|ordern|paminnelsen|(?:ert|er|ditt|din) (?:brev|mejl|mail|meddelande|offert|faktura|order|paminnelse)) fran|(?:pism|mail|list|wiadomosc|ofert|faktur|zamowieni|wycen)\p{L}{0,3} (?:z|ze|z dnia))\s(?:(?:the|den|dem|dnia)\s)?(?:\p{L}{3,10},?\s(?:the\s|den\s)?)?$/u;

/** "The catalogue for autumn": of several that a seller has, the one for that time. */
const issue =
  /\b(?:catalogue|catalog|brochure|price ?list|collection|range|assortment|programme|program|katalog\p{L}{0,3}|prospekt\p{L}{0,2}|preisliste|kollektion|sortiment\p{L}{0,2}|broschyr\p{L}{0,3}|prislista\p{L}{0,1}|sortimentet|kollektionen|cennik\p{L}{0,2}|kolekcj\p{L}{1,2}|ofert[aey]|folder\p{L}{0,2}|kuvasto\p{L}{0,3}|hinnasto\p{L}{0,3}|mallisto\p{L}{0,3})\s(?:for|fur|for den|fur den|furs|na|till)\s(?:(?:the|den|das|die|next|nachste\p{L}?|nasta|kommande|przyszl\p{L}{1,3}|ten|te)\s){0,2}$/u;

/** "The fourth mail this month": how many there were. */
const counted =
  /\b(?:second|third|fourth|fifth|sixth|\d{1,2}(?:nd|rd|th|\.|:e)?|toinen|kolmas|neljas|viides|andra|tredje|fjarde|femte|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|funfte[nrs]?|drug[ia]|trzeci[a]?|czwart[ya]|piat[ya])\s(?:e-?mail\p{L}{0,2}|mails?|mejl\p{L}{0,3}|messages?|reminders?|time|viesti|kerta|meili|muistutus|gangen|brevet?|paminnelsen?|nachricht|mal|mahnung|erinnerung|raz|wiadomosc|przypomnienie)\s(?:already\s|jo\s|redan\s|schon\s|juz\s)?(?:(?:in|im|w|i)\s)?$/u;

/** A time that is no proposal whatever else is said: of a wish, of how often something is, of what a paper is called by. */
export function isNotProposed(mention: Mention, { folded }: Times): boolean {
  const ahead = folded.slice(Math.max(0, mention.at - 50), mention.at);
  const itself = folded.slice(mention.at, mention.end).trim();
  if (['season', 'hint', 'feast', 'week', 'day', 'range'].includes(mention.kind) && !/\d/.test(itself)) {
    if (wished.test(ahead)) return true;
  }
  if (everyWeek.test(itself) && (often.test(ahead) || (manyEach.test(ahead) && !timesEach.test(ahead))))
    return true;
  if (eachSwedish.test(itself) || borne.test(ahead) || issue.test(ahead)) return true;
  return ['week', 'month', 'season', 'hint'].includes(mention.kind) && counted.test(ahead);
}
