import { endings } from './check/endings.ts';
import { badHours, strangers } from './check/manners.ts';
import { duplicates } from './check/repeats.ts';
import { crossings, sentInPauses, sentWhenSilent } from './check/silence.ts';
import { untold } from './check/told.ts';
import type { KnownSteps } from './steps.ts';
import type { Ledger, Letter, StoryThread } from './story.ts';

/** What a run is judged by; each is a promise, and one finding is one too many. */
export type FindingKind =
  | 'after-answer'
  | 'in-pause'
  | 'duplicate'
  | 'off-hours'
  | 'lost-answer'
  | 'hang'
  | 'untold'
  | 'stranger'
  | 'crash';

export interface Finding {
  kind: FindingKind;
  /** Which thread, by its project; '' where it is about none. */
  project: string;
  detail: string;
}

export interface Rules {
  steps: KnownSteps;
  /**
   * How long before its hand-over began an answer must have been visible to count: the time that a worker allows
   * itself between the beginning of its look and the beginning of the mail.
   */
  graceMs: number;
  /** The same for what is visible only in a mailbox that is not looked into before this send. */
  elsewhereMs: number;
}

/** A follow-up with the thread that it belongs to. */
export interface FollowUp {
  thread: StoryThread;
  letter: Letter;
}

export interface Verdict {
  findings: Finding[];
  /** Follow-ups that were under way when the answer came, and the longest time by which they came after it. */
  crossings: { count: number; longestMs: number };
  followUps: number;
}

/** Judges a run by what is in the mailboxes and what people did; knows nothing of how Palaan works. */
export function check(ledger: Ledger, rules: Rules): Verdict {
  const followUps = followUpsOf(ledger);
  return {
    findings: [
      ...sentWhenSilent(followUps, rules),
      ...sentInPauses(followUps, rules),
      ...duplicates(followUps, rules),
      ...badHours(followUps),
      ...strangers(ledger, followUps),
      ...endings(ledger, followUps, rules),
      ...untold(ledger),
    ],
    crossings: crossings(followUps),
    followUps: followUps.length,
  };
}

function followUpsOf({ threads, letters }: Ledger): FollowUp[] {
  return letters.flatMap((letter) => {
    const thread = threads.find(
      ({ startId, prospect }) => prospect === letter.mailbox && letter.references.includes(startId),
    );
    return thread ? [{ thread, letter }] : [];
  });
}
