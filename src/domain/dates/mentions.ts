import { Letters } from '../wording/letters.ts';
import { matches, spans } from '../wording.ts';
import { anchored } from './anchored.ts';
import { withMonths } from './bare-numbers.ts';
import { dateParts, monthEnd, monthStart } from './day.ts';
import { withDuration } from './duration.ts';
import { withoutHours } from './hours.ts';
import { joinWeekdays } from './join-weekdays.ts';
import { type Lexicon, leftOf, rightOf } from './lexicon.ts';
import { type Mention, withoutOverlaps } from './mention.ts';
import { numericDates, settleReadings } from './numeric.ts';
import { nthWeek, type Part, partDays } from './period-part.ts';
import { joinRanges } from './ranges.ts';
import { indexOfWord } from './rule.ts';
import type { Reckoning } from './written.ts';

/** "joanna.may@…", "www.friday.example": names that are no times. */
const address = /(?:https?:\/\/|www\.)\S{1,200}|[\w.+-]{1,64}@[\w.-]{1,100}/gu;

/** Nobody names more times than this in a mail that is about one of them. */
const mostTimes = 40;

/** Every time that a folded text names, in order; the first ones of a hostile text. */
export function findMentions(folded: string, lexicons: readonly Lexicon[], on: Reckoning): Mention[] {
  const found = numericDates(folded, on);
  const addresses = spans(folded, address);
  const letters = Letters.of(folded);
  for (const { needed, expression, read } of lexicons.flatMap(({ rules }) => rules)) {
    if (!letters.mayHold(needed)) continue;
    for (const match of matches(folded, expression, mostTimes)) {
      const reading = match[0] === '' ? null : read(match.groups ?? {}, on);
      const place = { at: match.index, end: match.index + match[0].length };
      const isInAddress = addresses.some(({ at, end }) => at <= place.at && place.end <= end);
      if (reading && !isInAddress) found.push({ ...reading, ...place });
    }
  }
  if (found.length === 0) return found;
  const plain = settleReadings(withoutOverlaps(found).slice(0, mostTimes));
  const settled = anchored(withMonths(plain, folded, on), folded, lexicons, on).map((mention) => {
    return isLong(mention, folded) ? { ...mention, isDuring: true } : mention;
  });
  const whole = withoutOverlaps(settled.map((mention) => partOf(mention, folded, lexicons, on)));
  const told = whole.filter((mention) => isTold(mention, folded, lexicons));
  const dated = joinWeekdays(
    told.map((mention) => weekFrom(mention, folded)),
    folded,
    lexicons,
  );
  const lasting = dated.map((mention) => withDuration(mention, folded, lexicons));
  const ranges = withoutOverlaps(joinRanges(lasting, folded, lexicons));
  return withoutHours(withoutNames(ranges, folded), folded);
}

const weekBegins =
  /\b(?:w\/c|w\/b|week (?:commencing|beginning|starting|of)|alkavalla viikolla|viikolla, joka alkaa|woche (?:ab|vom)|veckan som borjar|tydzien (?:od|rozpoczynajacy sie))\s{1,3}(?:the\s|den\s|dem\s)?(?:\p{L}{3,10}[\s,]{1,2})?$/u;

/** "w/c 29 June": the week that begins on that day. */
function weekFrom(mention: Mention, folded: string): Mention {
  if (mention.kind !== 'day' || mention.first !== mention.last) return mention;
  if (!weekBegins.test(leftOf(folded, mention))) return mention;
  return { ...mention, last: mention.first + 6, kind: 'week' };
}

/** What may stand between "summer break" and its days. */
const apposition = /^[\s,:(-]{0,3}(?:\p{L}{1,7}\.?\s{1,2}){0,2}$/u;

/** "Holidays 29 June - 17 July": the days tell when these holidays are, whatever the calendar says. */
function withoutNames(mentions: readonly Mention[], folded: string): Mention[] {
  return mentions.filter((mention, at) => {
    const next = mentions[at + 1];
    if (mention.kind !== 'feast' || next?.kind !== 'range' || mention.last - mention.first < 7) return true;
    return !(next.at - mention.end <= 16 && apposition.test(folded.slice(mention.end, next.at)));
  });
}

const throughout =
  /\b(?:during|throughout|all(?: of)?|(?:the )?(?:whole|entire)(?: of)?|under(?: hela)?|hela|wahrend(?: des| der)?|(?:den |die |das )?ganze[nr]?|w ciagu|w trakcie|podczas|przez(?: ca\p{L}+)?|ca\p{L}y|koko)\s{1,3}$/u;

/** "During July", "hela vecka 9", "heinäkuun aikana". */
function isLong(mention: Mention, folded: string): boolean {
  if (!['month', 'week', 'season', 'hint', 'feast'].includes(mention.kind)) return false;
  return throughout.test(leftOf(folded, mention)) || /^\s(?:aikana|ajan)\b/.test(rightOf(folded, mention));
}

/** "end of March", "maaliskuun lopussa", "first week of March": the days 1 to 10, 10 to 20, 20 to last. */
function partOf(mention: Mention, folded: string, lexicons: readonly Lexicon[], on: Reckoning): Mention {
  if (!['month', 'hint', 'week', 'season'].includes(mention.kind)) return mention;
  const left = leftOf(folded, mention);
  const right = rightOf(folded, mention);
  for (const { before, behind, words } of lexicons) {
    for (const part of partsIn(left, before)) {
      const ahead = before[part].exec(left);
      const after = ahead ? null : behind[part].exec(right);
      if (!ahead && !after) continue;
      const at = ahead ? mention.at - (left.length - ahead.index) : mention.at;
      const end = after ? mention.end + after[0].length : mention.end;
      // "Toukokuun loppuun 2027": the year may stand behind the part.
      const year = after && mention.kind === 'month' ? yearBehind.exec(folded.slice(end, end + 12)) : null;
      const whole = year ? { ...mention, ...inYear(mention, Number(year[1])) } : mention;
      const days = partDays(whole, part, on);
      return {
        ...whole,
        ...days,
        at,
        end: end + (year?.[0].length ?? 0),
        kind: 'part',
        closes: part === 'end',
      };
    }
    const ordinal = before.ordinal.exec(left) ?? behind.ordinal.exec(right);
    if (ordinal?.groups?.ordinal && mention.kind === 'month') {
      const nth = indexOfWord(words.ordinals ?? [], ordinal.groups.ordinal);
      return {
        ...mention,
        ...nthWeek(mention, nth),
        kind: 'part',
        end: mention.end + (ordinal.index === 0 ? ordinal[0].length : 0),
      };
    }
  }
  return mention;
}

const yearBehind = /^\s{1,2}(20\d\d)(?!\d|\.\d)/;

function inYear({ first }: Mention, year: number): Pick<Mention, 'first' | 'last'> {
  const { month } = dateParts(first);
  return { first: monthStart(year, month), last: monthEnd(year, month) };
}

/** The parts of a period, first the one that most words before it name: "the second half" rather than "half". */
function partsIn(left: string, before: Record<Part, RegExp>): Part[] {
  const at = (part: Part) => before[part].exec(left)?.index ?? left.length;
  return (['begin', 'middle', 'end'] as const).toSorted((a, b) => at(a) - at(b));
}

/** "The August bank holiday", "tammikuun tilaukset": a month that only says which. */
function isAttribute(text: string, right: string): boolean {
  if (
    /^\s(?:bank holiday|holiday(?!s)|newsletter|invoice|order|issue|edition|bulletin|statement)/.test(right)
  )
    return true;
  if (!/kuun$/.test(text)) return false;
  return (
    /^\s\p{L}/u.test(right) &&
    !/^\s(?:alu|alk|lop|puol|aik|ens|viim|jalk|toi|kol|mennes|kulu|saakka|asti|ajan|vaihte|keskivai|ol(?:en|emme|la)|on |ovat)/.test(
      right,
    )
  );
}

/** "Guten Morgen" is no tomorrow, and "Happy new year!" no day. */
const greeted =
  /\b(?:guten|happy|merry|prosperous|gott|god|frohe[sn]?|gutes|hyvaa|onnellista|iloista|rauhallista|szczesliwego|wesolych|spokojnych)\s(?:\p{L}+\s)?$/u;

/** "Någon gång i veckan", "twice a month": how often, and no time. */
const often =
  /\b(?:once|twice|times|kerran|kertaa|gang|ganger|mal|einmal|zweimal|raz|razy|dwa razy|trzy razy)\s(?:a|an|per|each|in|im|in der|i|om|pa|w|na)\s$/u;

/** Swedish "vår" is our, too: "välkommen till vår monter", "i vår butik". */
function isOur(text: string, left: string, right: string): boolean {
  if (text !== 'var') return false;
  return !springAhead.test(left) || (/^\s\p{L}/u.test(right) && !springBehind.test(right));
}
const springAhead = /\b(?:i|nasta|tidig|sen|kommande|denna)\s$/;
const springBehind =
  /^\s(?:nar|och|eller|men|om|da|igen|istallet|i stallet|innan|efter|nagon|sa|kan|vill|ska|skulle|blir|gar|passar|ar|har|for|med|pa|under|vi|jag)\b/;

/** Swedish "i lördags": the last one, by its form. */
function isOver(text: string, left: string): boolean {
  return /^i \p{L}{2,4}dags$/u.test(text) || (/dags$/.test(text) && /\bi\s$/.test(left));
}

/** Whether a word that is not always a time is one here. */
function isTold(mention: Mention, folded: string, lexicons: readonly Lexicon[]): boolean {
  const text = folded.slice(mention.at, mention.end);
  const left = leftOf(folded, mention);
  if (lexicons.some(({ before }) => before.last.test(left)) || greeted.test(left) || isOver(text, left))
    return false;
  if (['week', 'month', 'season'].includes(mention.kind) && often.test(left)) return false;
  const right = rightOf(folded, mention);
  if (mention.kind === 'month' && isAttribute(text, right)) return false;
  if (isOur(text, left, right)) return false;
  // "The second week of May" is no "may".
  if (mention.kind === 'part') return true;
  const guarded = lexicons.some(({ monthsNeedWithin }) => monthsNeedWithin.test(text));
  if (mention.kind !== 'hint' && !guarded) return true;
  if (lexicons.some(({ seasonsAlone }) => seasonsAlone.test(text))) return true;
  if (!guarded && !lexicons.some(({ seasons }) => seasons.test(text))) return false;
  return lexicons.some(({ before, behind }) => {
    const ahead = [before.within, before.until, before.from, before.after, before.before];
    const after = [behind.until, behind.from, behind.after];
    return ahead.some((each) => each.test(left)) || after.some((each) => each.test(right));
  });
}
