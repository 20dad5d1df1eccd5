import { ordersLater, ordersThen } from '../dates/asked-for.ts';
import { isoDay } from '../dates/day.ts';
import { deferralIn } from '../dates/deferral-date.ts';
import { type FoundTime, returnIn } from '../dates/return-date.ts';
import { markerOf } from '../dates/roles.ts';
import type { Times } from '../dates/times.ts';
import type { Message } from '../message.ts';
import { fold, type Span } from '../wording.ts';
import { answersAllTheSame, answersForAnother } from './deferral/all-the-same.ts';
import {
  acceptsMeeting,
  asksOfThing,
  declines,
  isAnswered,
  quotations,
  unquoted,
} from './deferral/answered.ts';
import {
  asksAside,
  asksNow,
  asksOfOffer,
  cannotWait,
  isHurried,
  isQuestionOfOffer,
} from './deferral/asked.ts';
import { isAtHour } from './deferral/at-hour.ts';
import { isAwaitedOfSeller } from './deferral/awaited.ts';
import { asksForPrice, asksWhatItCosts, ordersGoods } from './deferral/buys-now.ts';
import { counterProposal, suits } from './deferral/counter-proposal.ts';
import { handsOver, refersToAnother } from './deferral/handed-over.ts';
import { isEnding, isOverAbsence, isPast, isTerm } from './deferral/past.ts';
import { leftOpen } from './deferral/undecided.ts';
import { asksWhenBack } from './deferral/when-back.ts';
import { ownReading, places, quoting, type Reading, says } from './reading.ts';
import type { Evidence, JudgeContext, Verdict } from './verdict.ts';
import { timesOf } from './written.ts';

/** Who writes more than this proposes more than a day: it is an answer, and stops the thread all the same. */
const longestDeferral = 1500;

/** How long an offer holds, or by when something is done, is no time to come back. */
const validity =
  /\b(?:valid|validity|extended|verlangert|forlang\p{L}{1,3}|jatkettu|przedluzon\p{L}|expires?|deadline|delivered|delivery|voimassa|maaraaika\p{L}*|toimitus(?!johtaj)\p{L}*|wazn[aey]|waznosci|obowiazuje|dostaw[aey]|galler|giltig\p{L}*|leverans\p{L}*|leverera\p{L}*|gultig|gilt|lieferung|liefertermin|fewer|less than|weniger als|nur noch|vahemman|farre|mniej|statt (?:zwei|drei|vier|\d+)|at the latest|spatestens|senast|viimeistaan|najpozniej)\b/u;

/** Within so many days a question for a call is interest, not delay. */
const soon = 10;

/**
 * A person who proposes to come back to it later: "let's talk again in March", "palataan joskus", "czekamy na
 * decyzję zarządu, dam znać", with the day or period where one is named. Null for all else.
 */
export function judgeDeferral(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  if (own.text.trim() === '' || own.text.length > longestDeferral) return null;
  const quoted = quotations(own.folded);
  const times = withoutQuoted(timesOf(message, context), quoted);
  // "Anna has left and I do her work; remind me in March": the one who took over puts it off.
  // So does who names no other address: "Anna has left, her successor begins in March, ask then".
  const isSameAddress = !own.text.includes('@');
  const isLater = times && (ordersLater(times, soon, !isSameAddress) || ordersThen(times, soon));
  if (says('left', own) && !isLater) return null;
  const said = {
    defer: unquoted(places('defer', own), quoted).filter(
      (span) => !isAtHour(span, own, times) && !isAwaitedOfSeller(span, own),
    ),
    absent: unquoted(places('absent', own), quoted).filter((span) => !isOverAbsence(own.folded, span)),
  };
  const reason = reasonOf(own, said, times);
  if (!reason) {
    const proposed = times && !acceptsMeeting(own) ? counterProposal(own, times) : null;
    if (proposed?.until) return proposes(proposed);
    const open = leftOpen(own);
    return open && leavesOpen(own, open);
  }
  const isWhenBack = asksWhenBack(own.folded);
  const back = (said.absent.length > 0 || isWhenBack) && times ? returnIn(times) : null;
  const full = places('notNow', own);
  const contact = places('contact', own);
  const near = [said.defer, contact, full].find((some) => some.length > 0);
  // "On holiday all week, call me on Monday": what is asked says more than what is missed.
  const asks = said.defer.length > 0 || (back !== null && contact.length > 0);
  const spans = { near, asked: said.defer.length > 0 ? contact : [], full };
  const asked = times && asks ? deferralIn(times, { ...spans, sameSentence: true }) : null;
  const told = (isWhenBack ? [back, asked] : [asked, back]).find((each) => each?.until);
  const time = told ?? (times && deferralIn(times, spans));
  return {
    verdict: 'deferral',
    until: time?.until ?? null,
    untilTo: time?.untilTo ?? null,
    evidence: time ? [reason, time.evidence] : [reason],
  };
}

/** A deferral to a time that stands for itself. */
function proposes({ until, untilTo, evidence }: FoundTime): Verdict {
  return { verdict: 'deferral', until, untilTo, evidence: [evidence] };
}

/** A deferral without a day. */
function leavesOpen(own: Reading, open: Span): Verdict {
  const evidence = [quoting('left-open', 'words', own, open)];
  return { verdict: 'deferral', until: null, untilTo: null, evidence };
}

/** Without the times that stand in what others have said. */
function withoutQuoted(times: Times | null, quoted: readonly Span[]): Times | null {
  if (!times || quoted.length === 0) return times;
  return { ...times, mentions: unquoted(times.mentions, quoted) };
}

/** Where it asks for contact, or says that now is no time. */
function askedOf(own: Reading): Span[] {
  return [...places('contact', own), ...places('notNow', own)];
}

/** Why it is a deferral, or null. */
function reasonOf(
  own: Reading,
  { defer, absent }: { defer: Span[]; absent: Span[] },
  times: Times | null,
): Evidence | null {
  const later = times && deferralIn(times, {});
  const [first, away] = [defer[0], absent[0]];
  if (!first && !away && !later) return null;
  // "…, ok?" asks.
  const agreed = places('agreed', own).some(({ end }) => !/^\s?\?/.test(own.folded.slice(end)));
  const isQuestion = own.text.includes('?');
  if (isQuestionOfOffer(own) || acceptsMeeting(own) || cannotWait(own)) return null;
  if (first && !later && (asksNow(own) || handsOver(own))) return null;
  // "Are the gloves free of powder?": who asks that has not put it off, unless the time stands beside the words for it.
  const isTimed =
    times !== null && deferralIn(times, { near: [...askedOf(own), ...defer], sameSentence: true });
  if (!isTimed && asksOfThing(own, times)) return null;
  if (first && (later || !agreed)) return quoting('deferral-phrase', 'words', own, first);
  if (times && later && !isQuestion && !refersToAnother(own) && !ordersGoods(own) && ordersLater(times, soon))
    return later.evidence;
  if (isAnswered(own) || (away && declines(own))) return null;
  if (answersAllTheSame(own, absent, times)) return null;
  // "No time now, but after the 20th suits me" agrees to a day, not to the offer.
  if (agreed && !(later && says('notNow', own))) return null;
  const isForAnother = answersForAnother(own.folded);
  if (away && !isForAnother && !isQuestion && !says('person', own) && !(asksNow(own) && !later))
    return quoting('absence-of-a-person', 'words', own, away);
  if (!times || !later) return null;
  if (asksForPrice(own, times) || asksWhatItCosts(own) || ordersGoods(own) || refersToAnother(own))
    return null;
  // Whoever says that an hour suits means to meet.
  if (appointment.test(own.folded) && suits.test(own.folded)) return null;
  const asked = askedOf(own);
  const beside = asked.length > 0 ? deferralIn(times, { near: asked, sameSentence: true }) : null;
  if (validity.test(fold((beside ?? later).evidence.quote))) return null;
  if (asksOfOffer(own)) return null;
  const isTold = beside !== null && isProposed(beside) && !(isTerm(beside) && !says('contact', own));
  const isInterest = isQuestion && (isSoon(beside ?? later, times) || asksNow(own));
  if (asked[0] && isTold && !(isInterest && !says('notNow', own))) {
    return quoting('later-time', 'words', own, asked[0]);
  }
  if (!isProposed(later) || isHurried(own) || (asked.length === 0 && isTerm(later))) return null;
  if (asksAside(own, later)) return null;
  if (isBareTime(own, later) && !asksNow(own)) return later.evidence;
  if (isQuestion || own.text.length > shortAnswer) return null;
  // "A correction by the end of the month, please": what is asked of us until then.
  return isDeadline(times) && !says('notNow', own) ? null : later.evidence;
}

/** Whether a time is one to come, and neither the end of something nor that of an absence for which another one answers. */
function isProposed(time: FoundTime): boolean {
  return !isPast(time) && !isEnding(time) && !answersForAnother(fold(time.evidence.quote));
}

/** Whether every time that is named is one until which, or by which, something is to be. */
function isDeadline({ mentions, folded, lexicons, on }: Times): boolean {
  return mentions.every((mention) => {
    if (mention.last < on.today) return true;
    const marker = markerOf(mention, folded, lexicons);
    return marker.before || marker.until !== null;
  });
}

function isSoon({ until, untilTo }: FoundTime, { on }: Times): boolean {
  return untilTo === null && until !== null && until < isoDay(on.today + soon);
}

/** "Is training in November included?" asks for something else. */
const question =
  /^\s*(?:is|are|does|do|did|can|will|what|how|who|when|where|onko|ovatko|mika|mita|milloin|paljonko|czy|ile|jaki|jaka|kiedy|ar|vad|hur|nar|ist|sind|was|wie|wann|gibt)\b/u;

/** Who writes no more than this, names a time to come and agrees to nothing puts it off until then. */
const shortAnswer = 400;

/** "On Thursday at 10", "klo 13". */
const appointment =
  /\b(?:klo|kl|godz|o godzinie|um|at)\.?\s?\d{1,2}(?![\d.]*\s?%)|\b\d{1,2}[:.]\d\d\s?(?:uhr|h\b)|\d{1,2}:\d\d|\b\d{1,2}\s?(?:am|pm|uhr)\b/u;

/** "Maybe after Easter?": a sentence that is hardly more than the time itself. */
function isBareTime({ text }: Reading, { untilTo, evidence }: FoundTime): boolean {
  if (text.includes('?') && question.test(fold(evidence.quote))) return false;
  return untilTo !== null && evidence.quote.split(/\s+/).length <= 8;
}
