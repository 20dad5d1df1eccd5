import { findDeferral } from '../dates/deferral-date.ts';
import { type FoundTime, findReturn } from '../dates/return-date.ts';
import type { Written } from '../dates/written.ts';
import type { Message } from '../message.ts';
import type { Span } from '../wording.ts';
import { ownReading, places, quoting, type Reading } from './reading.ts';
import type { Evidence, JudgeContext, Verdict } from './verdict.ts';
import { writtenOf } from './written.ts';

/** Who writes more than this proposes more than a day: it is an answer, and stops the thread all the same. */
const longestDeferral = 1500;

/** Within so many days a question for a call is interest, not delay. */
const soon = 10;

/**
 * A person who proposes to come back to it later: "let's talk again in March", "palataan joskus", "czekamy na
 * decyzję zarządu, dam znać", with the day or period where one is named. Null for all else.
 */
export function judgeDeferral(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  if (own.text.trim() === '' || own.text.length > longestDeferral || places('left', own).length > 0)
    return null;
  const when = writtenOf(message, context);
  const said = { defer: places('defer', own), absent: places('absent', own), asked: askedOf(own) };
  const reason = reasonOf(own, said, when);
  if (!reason) return null;
  const back = said.absent.length > 0 && when ? findReturn(own.text, when) : null;
  const time =
    back ?? (when && findDeferral(own.text, when, { near: said.defer.length > 0 ? said.defer : said.asked }));
  return {
    verdict: 'deferral',
    until: time?.until ?? null,
    untilTo: time?.untilTo ?? null,
    evidence: time ? [reason, time.evidence] : [reason],
  };
}

interface Said {
  defer: Span[];
  absent: Span[];
  /** Asks for contact, or says that now is no time. */
  asked: Span[];
}

function askedOf(own: Reading): Span[] {
  return [...places('contact', own), ...places('notNow', own)];
}

/** Why it is a deferral, or null. */
function reasonOf(own: Reading, { defer, absent, asked }: Said, when: Written | null): Evidence | null {
  const agreed = places('agreed', own).length > 0;
  const later = when && findDeferral(own.text, when, {});
  const [first, away, ask] = [defer[0], absent[0], asked[0]];
  if (first && !(agreed && !later)) return quoting('deferral-phrase', 'words', own, first);
  if (away && !agreed && places('person', own).length === 0) {
    return quoting('absence-of-a-person', 'words', own, away);
  }
  if (!later || !when || agreed) return null;
  const beside = ask && findDeferral(own.text, when, { near: asked, sameSentence: true });
  if (ask && beside && !(own.text.includes('?') && isSoon(beside, when)))
    return quoting('later-time', 'words', own, ask);
  return isBareTime(own, later) ? later.evidence : null;
}

function isSoon({ until, untilTo }: FoundTime, { written }: Written): boolean {
  return untilTo === null && Date.parse(until) - written.getTime() < soon * 86_400_000;
}

/** "Maybe after Easter?": hardly more than the time itself. */
function isBareTime({ text }: Reading, time: FoundTime): boolean {
  return text.trim().split(/\s+/).length <= 8 && time.untilTo !== null;
}
