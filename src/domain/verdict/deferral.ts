import { findDeferral } from '../dates/deferral-date.ts';
import { type FoundTime, findReturn } from '../dates/return-date.ts';
import type { Message } from '../message.ts';
import type { Span } from '../wording.ts';
import { ownReading, places, quoting, type Reading } from './reading.ts';
import type { Evidence, JudgeContext, Verdict } from './verdict.ts';
import { writtenOf } from './written.ts';

/**
 * A person who proposes to come back to it later: "let's talk again in March", "palataan joskus", "czekamy na
 * decyzję zarządu, dam znać", with the day or period where one is named. Null for all else.
 */
export function judgeDeferral(message: Message, context: JudgeContext = {}): Verdict | null {
  const own = ownReading(message);
  if (own.text.trim() === '' || places('left', own).length > 0) return null;
  const defer = places('defer', own);
  const absent = places('absent', own);
  const near = [...defer, ...places('contact', own), ...places('notNow', own)];
  const when = writtenOf(message, context);
  const proposed = when && findDeferral(own.text, when, defer.length > 0 ? defer : near);
  const reason = reasonOf(own, { defer, absent, near }, proposed);
  if (!reason) return null;
  const time = absent.length > 0 && when ? (findReturn(own.text, when) ?? proposed) : proposed;
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
  near: Span[];
}

/** Why it is a deferral, or null. */
function reasonOf(own: Reading, { defer, absent, near }: Said, time: FoundTime | null): Evidence | null {
  const agreed = places('agreed', own).length > 0;
  const first = defer[0];
  if (first && !(agreed && time === null)) return quoting('deferral-phrase', 'words', own, first);
  const away = absent[0];
  if (away && !agreed && places('person', own).length === 0)
    return quoting('absence-of-a-person', 'words', own, away);
  if (!time || agreed) return null;
  const asked = near[0];
  if (asked) return quoting('later-time', 'words', own, asked);
  return isBareTime(own, time) ? time.evidence : null;
}

/** "Maybe after Easter?": hardly more than the time itself. */
function isBareTime({ text }: Reading, time: FoundTime): boolean {
  return text.trim().split(/\s+/).length <= 8 && time.untilTo !== null;
}
