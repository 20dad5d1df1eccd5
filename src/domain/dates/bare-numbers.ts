import { addMonths, type Day, dateParts } from './day.ts';
import { leftOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { comingNumber } from './named-day-numbers.ts';
import type { Reckoning } from './written.ts';

const begun = /^\s(?:begonnen|angefangen|gestartet|losgegangen|geboren)\b/u;
const began =
  /\b(?:started|began|born|arrived|alkoi|alkoivat|syntyi|borjade|foddes|startade|zacz(?:al|ela|elo|ely|eli)\p{L}*|urodzil\p{L}*|seit|since|sedan)\s(?:(?:on|the|den|am|dem|do)\s){0,2}$/u;

/** A number counts on from a date that stands so near before it, in characters. */
const near = 80;
/** Behind a date that is over, a number so few days later is over as well. */
const soon = 14;

/** Settles days of the month that were written without their month: of the date before them, or of one that is over. */
export function withMonths(mentions: readonly Mention[], folded: string, on: Reckoning): Mention[] {
  return mentions.map((mention, at) => {
    if (!mention.isBare) return mention;
    const day = afterDate(mention, mentions[at - 1], on) ?? pastNumber(mention, folded, on);
    return day === null ? mention : { ...mention, first: day, last: day };
  });
}

/** "Away until 15 August. In the yard again on the 16th": of that month, or of the next one. */
function afterDate(mention: Mention, before: Mention | undefined, on: Reckoning): Day | null {
  if (before?.kind !== 'day' || before.isBare || mention.at - before.end > near) return null;
  if (mention.first !== mention.last) return null;
  const day = comingNumber(dateParts(mention.first).date, before.last);
  if (day === null) return null;
  return before.last >= on.today || day - before.last <= soon ? day : null;
}

/** "The holidays began on the 12th": a number without month that is behind us. */
function pastNumber(mention: Mention, folded: string, on: Reckoning): Day | null {
  if (mention.first <= on.today) return null;
  const isPast =
    begun.test(folded.slice(mention.end, mention.end + 14)) || began.test(leftOf(folded, mention));
  return isPast ? addMonths(mention.first, -1) : null;
}
