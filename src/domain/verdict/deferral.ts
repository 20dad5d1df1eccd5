import { isoDay } from '../dates/day.ts';
import { deferralIn } from '../dates/deferral-date.ts';
import { type FoundTime, returnIn } from '../dates/return-date.ts';
import type { Times } from '../dates/times.ts';
import type { Message } from '../message.ts';
import type { Span } from '../wording.ts';
import { ownReading, places, quoting, type Reading, says } from './reading.ts';
import type { Evidence, JudgeContext, Verdict } from './verdict.ts';
import { timesOf } from './written.ts';

/** Who writes more than this proposes more than a day: it is an answer, and stops the thread all the same. */
const longestDeferral = 1500;

/** How long an offer holds, or by when something is done, is no time to come back. */
const validity =
  /\b(?:valid|validity|expires?|deadline|delivered|delivery|voimassa|maaraaika\p{L}*|toimitus\p{L}*|wazn[aey]|waznosci|obowiazuje|dostaw[aey]|galler|giltig\p{L}*|leverans\p{L}*|gultig|gilt|lieferung|liefertermin)\b/u;

/** Within so many days a question for a call is interest, not delay. */
const soon = 10;

/**
 * A person who proposes to come back to it later: "let's talk again in March", "palataan joskus", "czekamy na
 * decyzję zarządu, dam znać", with the day or period where one is named. Null for all else.
 */
export function judgeDeferral(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  if (own.text.trim() === '' || own.text.length > longestDeferral || says('left', own)) return null;
  const times = timesOf(message, context);
  const said = { defer: places('defer', own), absent: places('absent', own) };
  const reason = reasonOf(own, said, times);
  if (!reason) return null;
  const back = said.absent.length > 0 && times ? returnIn(times) : null;
  const near = said.defer.length > 0 ? said.defer : askedOf(own);
  const time = back?.until ? back : times && deferralIn(times, { near, full: places('notNow', own) });
  return {
    verdict: 'deferral',
    until: time?.until ?? null,
    untilTo: time?.untilTo ?? null,
    evidence: time ? [reason, time.evidence] : [reason],
  };
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
  const agreed = says('agreed', own);
  if (first && (later || !agreed)) return quoting('deferral-phrase', 'words', own, first);
  // "No time now, but after the 20th suits me" agrees to a day, not to the offer.
  if (agreed && !(later && says('notNow', own))) return null;
  if (away && !own.text.includes('?') && !says('person', own))
    return quoting('absence-of-a-person', 'words', own, away);
  if (!times || !later) return null;
  const asked = askedOf(own);
  const beside = asked.length > 0 ? deferralIn(times, { near: asked, sameSentence: true }) : null;
  if (validity.test(own.folded)) return null;
  const isQuestion = own.text.includes('?');
  if (asked[0] && beside && !(isQuestion && isSoon(beside, times))) {
    return quoting('later-time', 'words', own, asked[0]);
  }
  return isBareTime(own, later) ? later.evidence : null;
}

function isSoon({ until, untilTo }: FoundTime, { on }: Times): boolean {
  return untilTo === null && until !== null && until < isoDay(on.today + soon);
}

/** "Is training in November included?" asks for something else. */
const question =
  /^\s*(?:is|are|does|do|did|can|will|what|how|who|when|where|onko|ovatko|mika|mita|milloin|paljonko|czy|ile|jaki|jaka|kiedy|ar|vad|hur|nar|ist|sind|was|wie|wann|gibt)\b/u;

/** "Maybe after Easter?": hardly more than the time itself. */
function isBareTime({ text, folded }: Reading, time: FoundTime): boolean {
  if (text.includes('?') && question.test(folded)) return false;
  return text.trim().split(/\s+/).length <= 8 && time.untilTo !== null;
}
