import type { Cue } from './cues.ts';
import { dateParts } from './day.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import type { Mention } from './mention.ts';

/** What a time in an absence note is: when someone is back, when they are away, or neither. */
export type Role =
  | 'back'
  /** Back some time after it. */
  | 'after'
  /** Away, that day included. */
  | 'last'
  /** Away until that day, which may be the first day back or the last one away. */
  | 'until'
  | 'start'
  | 'away'
  | 'none';

function marked(
  side: 'before' | 'behind',
  name: keyof Lexicon['behind'],
  text: string,
  lexicons: readonly Lexicon[],
) {
  for (const lexicon of lexicons) {
    const match = lexicon[side][name].exec(text);
    if (match) return match;
  }
  return null;
}

/** "Bis zum zweiten Geburtstag unserer Tochter am 9. Februar": what happens until when, and then the day of it. */
const untilEvent =
  /\b(?:until|till(?=\s(?:the|our|my|his|her)\b)|bis zu[mr]|fram till|anda till|(?:az )?do (?:konca|czasu))(?:\s\p{L}[\p{L}'-]{1,20}){1,6}(?:\s(?:on|am|den|dnia|w dniu|the|at)|,)(?:\s(?:the|den))?(?:\s\p{L}{3,12},?(?:\s(?:the|den))?)?\s$/u;

/** The words around a time: "until", "from", "after", in whatever language and order. */
export function markerOf(mention: Mention, folded: string, lexicons: readonly Lexicon[]) {
  const left = leftOf(folded, mention);
  const right = rightOf(folded, mention);
  const at = (match: RegExpExecArray | null) => (match ? mention.at - (left.length - match.index) : null);
  const isMarked = (side: 'before' | 'behind', name: keyof Lexicon['behind']) =>
    marked(side, name, side === 'before' ? left : right, lexicons) !== null;
  const through = at(marked('before', 'through', left, lexicons));
  const until =
    at(marked('before', 'until', left, lexicons)) ??
    (mention.kind === 'day' ? at(untilEvent.exec(left)) : null);
  const itself = folded.slice(mention.at, mention.end);
  const from = isMarked('before', 'from');
  const isUntil = isMarked('behind', 'until') || lexicons.some(({ untilItself }) => untilItself.test(itself));
  return {
    inclusive: through !== null || isMarked('behind', 'through'),
    until: through ?? until ?? (isUntil ? mention.at : null),
    // "On or after 1 July" is from then on.
    after: !from && (isMarked('before', 'after') || isMarked('behind', 'after')),
    from: from || isMarked('behind', 'from'),
    before: isMarked('before', 'before') || isMarked('behind', 'before'),
  };
}

/** "I work Tuesday to Thursday", whatever else is said around it. */
const working =
  /\b(?:work|working|arbeit\p{L}*|arbetar|jobbar|laser|pracuj\p{L}*|tyoskentel\p{L}*|toissa|werk|travaille)\b[^.!?\n]{0,20}$/u;

/** "I read nothing before 3 August", where "the invoices by 3 August" says when something is due. */
function isDenied(mention: Mention, cue: Cue | null, folded: string): boolean {
  const from = Math.min(cue?.at ?? mention.at, mention.at - 60);
  return denial.test(folded.slice(Math.max(0, from), mention.at));
}

/** Words that deny, as the source of an expression. */
export const negations =
  'not|never|nothing|nobody|none|no|nicht|nichts|nix|niemand|kein\\p{L}*|inte|ej|ingen|inga|inget|ingenting|aldrig|ei|en|emme|eivat|eika|enka|emmeka|eivatka|ala|alka|alkaa|nie|nic|nikt|nigdy|zadn\\p{L}{1,3}';
const denial = new RegExp(`\\b(?:${negations}|un\\p{L}+|aldrig)\\b|n't\\b`, 'u');

/** "The go-live planned for the 1st", "questions until 30 April": when something else is. */
const scheduled =
  /\b(?:scheduled|planned|booked|go-live|tender|bids|questions|geplant\p{L}*|vorgesehen\p{L}*|fragen|angebote|bewerbungen|anmeldungen|inbetriebnahme|frist|zaplanowan\p{L}*|przewidzian\p{L}*|przetarg\p{L}*|oferty|pytania|oddac|zlozyc|rozliczyc|kayttoonot\p{L}*|sovit\p{L}*|suunnitel\p{L}*|maaraai\p{L}*|tarjouskilpailu\p{L}*|planerad\p{L}*|inbokad\p{L}*|driftsatt\p{L}*|driftstart\p{L}*|upphandling\p{L}*|anbud\p{L}*|fragor)\b[\s(]{1,2}(?:(?:for|on|until|by|bis|am|fur|den|vom|zum|do|na|w|dniu|till|senast|innan|asti|the)\s){0,3}\(?$/u;

/** What says of something else when it is: "the opening is 1 April". */
const copula = /\b(?:is|ist|jest|bedzie|ovat)\s$/;
/** In other languages "on" stands before the day itself. */
const finnishCopula = /\bon\s$/;

/** "(1 March 2027)" behind a project's name, or "the opening is on …": a day of something else than the absence. */
function isAside(mention: Mention, cue: Cue, folded: string, language: string | null): boolean {
  if (mention.kind !== 'day' || mention.first !== mention.last) return false;
  if (cue.at > mention.at || mention.at - cue.end < 15) return false;
  const left = folded.slice(Math.max(0, mention.at - 30), mention.at);
  return /\p{L}\s?\($/u.test(left) || copula.test(left) || (language === 'fi' && finnishCopula.test(left));
}

/** "The day on which", "when". */
const dayWhen =
  /^,?\s{0,2}(?:(?:the |el |le |il |der |den )?(?:day|dia|jour|giorno|tag|dag|dzien|dnia|paiva)\b|when|cuando|jolloin|kiedy|nar|wenn|quando|quand)/u;

/** Swedish "inte på plats förrän den 10 maj": there on that day. */
const notBefore = /\b(?:forran|forr an)\s(?:den\s|pa\s)?(?:\p{L}{3,8}\s)?$/u;

/** The role of a time, by the words around it and by the `cue` that bears on it. */
export function roleOf(
  mention: Mention,
  cue: Cue | null,
  folded: string,
  lexicons: readonly Lexicon[],
  language: string | null = null,
): Role {
  const says = cue?.says ?? null;
  const marker = markerOf(mention, folded, lexicons);
  if (says === 'unrelated' && marker.until === null) return 'none';
  if (scheduled.test(folded.slice(Math.max(0, mention.at - 40), mention.at))) return 'none';
  if (cue && says === 'away' && isAside(mention, cue, folded, language)) return 'none';
  // "At the fair until the 11th, and the week after I have time."
  const isAway = says === 'away' && cue !== null && cue.end <= mention.at && mention.at - cue.end < 13;
  if (mention.follows && isAway) return 'away';
  if (mention.follows && marker.until === null) return 'back';
  // "will not return until": the cue itself holds the "until".
  if (cue && says === 'back' && marker.until !== null && cue.at <= marker.until && cue.end > marker.until)
    return 'back';
  if (marker.after) return says === 'away' && mention.kind !== 'feast' ? 'none' : 'after';
  if (says !== 'unrelated' && notBefore.test(folded.slice(Math.max(0, mention.at - 20), mention.at)))
    return 'back';
  if (mention.kind === 'range') {
    // "I work Tuesday to Thursday": weekdays alone are no absence.
    const isDated = /\d/.test(folded.slice(mention.at, mention.end));
    if (!isDated && working.test(folded.slice(Math.max(0, mention.at - 30), mention.at))) return 'none';
    return says === 'away' || (says === null && (isDated || mention.lasts)) ? 'last' : 'none';
  }
  // "Hasta el miércoles 9, día en que me reincorporo": the day of the return itself.
  const tellsReturn = cue?.says === 'back' && cue.at > mention.end && cue.at - mention.end < 25;
  if (tellsReturn && marker.until !== null && dayWhen.test(folded.slice(mention.end, cue.at))) return 'back';
  if (marker.inclusive) return 'last';
  if (marker.until !== null) return 'until';
  if (marker.from) return says === 'back' ? 'back' : 'start';
  // "I read no mail before 3 August", "I answer by 3 August".
  if (marker.before) {
    if (says === null || mention.kind === 'feast') return 'none';
    return says === 'back' || isDenied(mention, cue, folded) ? 'back' : 'none';
  }
  if (says === 'back' && mention.kind === 'feast') return isNewYear(mention) ? 'after' : 'none';
  if (says === 'back') return 'back';
  return says === 'away' ? 'away' : 'none';
}

/** "In the new year" is after New Year's Day; "at Easter" is no day of work. */
export function isNewYear({ kind, first, last }: Mention): boolean {
  const { month, date } = dateParts(first);
  return kind === 'feast' && first === last && month === 1 && date === 1;
}
