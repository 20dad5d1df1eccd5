import type { Finding, FollowUp, Rules } from '../check.ts';
import { stepOf } from '../steps.ts';
import type { Ledger, StoryThread } from '../story.ts';
import { isTold, stateOf, wasRefused } from './told.ts';

/**
 * Every thread has come to an end: one that was answered has stopped, and one that was not has had all its mails, or
 * waits for a seller who has been told why.
 */
export function endings(ledger: Ledger, followUps: readonly FollowUp[], rules: Rules): Finding[] {
  return ledger.threads.flatMap((thread) => {
    const own = followUps.filter((one) => one.thread === thread);
    return thread.stops.length > 0 ? lost(thread, ledger) : hangs(thread, own, ledger, rules);
  });
}

function lost(thread: StoryThread, ledger: Ledger): Finding[] {
  const state = stateOf(thread, ledger);
  const why = thread.stops.map((stop) => stop.why).join(', ');
  if (state?.status === 'ended' || wasRefused(thread, ledger)) return [];
  const detail = `${thread.startId} is ${state?.status ?? 'unknown'} (${state?.hold?.reason ?? ''}) after: ${why}`;
  return [{ kind: 'lost-answer', project: thread.project, detail }];
}

function hangs(thread: StoryThread, own: readonly FollowUp[], ledger: Ledger, rules: Rules): Finding[] {
  const steps = rules.steps.get(thread.sequence) ?? [];
  const got = new Set(own.map(({ letter }) => stepOf(letter.text, steps)));
  const missing = steps.filter((_, number) => !got.has(number)).map(({ name }) => name);
  const state = stateOf(thread, ledger);
  if (missing.length === 0) return [];
  if (state?.status === 'held' && state.hold && isTold(thread, state.hold.reason, ledger)) return [];
  const how = state ? `${state.status} ${state.hold?.reason ?? state.end?.reason ?? ''}`.trim() : 'unknown';
  const detail = `${thread.startId} (${thread.sequence}) never got ${missing.join(', ')}; it is ${how}`;
  return [{ kind: 'hang', project: thread.project, detail }];
}
