import type { SendWindow } from '../calendar.ts';
import { firstBusinessDayOnOrAfter, nextOpen, openingOn } from '../calendar.ts';
import { spreadOf } from '../plan.ts';
import type { Sequence } from '../sequence.ts';
import { nextAfter } from './start.ts';
import { stopped } from './step.ts';
import { noted, released, type Thread, waitsForWord } from './thread.ts';

/** A command, understood: `day` is an ISO day. */
export type Steer =
  | { kind: 'stop' }
  | { kind: 'continue' }
  | { kind: 'skip' }
  | { kind: 'now' }
  | { kind: 'approve' }
  | { kind: 'again' }
  | { kind: 'leave' }
  | { kind: 'snooze'; day: string }
  | { kind: 'project'; name: string }
  | { kind: 'language'; language: string };

export interface SteerContext {
  now: Date;
  sequence: Sequence;
  window: SendWindow;
}

/** What a seller's command does to the thread. An ended thread only hears `project` and `language`, for its record. */
export function steered(thread: Thread, steer: Steer, { now, sequence, window }: SteerContext): Thread {
  if (thread.status === 'ended') return thread;
  const because = (text: string, changed: Thread): Thread =>
    noted(changed, { at: now, kind: 'steered', rule: `command:${steer.kind}`, text, evidence: [] });
  switch (steer.kind) {
    case 'stop':
      return stopped(thread, 'stopped', { rule: 'command:stop', text: 'The seller said stop.' }, now);
    case 'continue':
      return because('The seller said go on.', released(thread, now));
    case 'approve': {
      if (thread.hold && thread.hold.reason !== 'approval') {
        return because('The seller said yes, to what no yes or no was asked: still held.', thread);
      }
      const occurrence = thread.next?.kind === 'step' ? thread.next.occurrence : null;
      const approved = occurrence === null ? thread : { ...thread, approved: occurrence };
      return because('The seller approved the next step.', released(approved, now));
    }
    case 'again':
    case 'leave': {
      if (thread.hold?.reason !== 'send-unknown') {
        return because(`The seller said ${steer.kind}, but no mail is in doubt: nothing changes.`, thread);
      }
      const text =
        steer.kind === 'again'
          ? 'The seller said: send it again.'
          : 'The seller said: leave it, it counts as sent.';
      return because(text, { ...released(thread, now), next: thread.next && { ...thread.next, at: now } });
    }
    case 'now':
      return because('The seller said now: the next step leaves as soon as the window is open.', {
        ...released(thread, now),
        next: thread.next && { ...thread.next, at: nextOpen(now, thread.place, window, 0) },
      });
    case 'skip':
      return because('The seller skipped a step.', {
        ...unlessAsked(thread, now),
        next: skipped(thread, now, sequence, window),
      });
    case 'snooze': {
      const day = firstBusinessDayOnOrAfter(steer.day, thread.place, window);
      const opening = openingOn(day, thread.place, window, spreadOf(thread.id));
      const at = opening > now ? opening : nextOpen(now, thread.place, window, spreadOf(thread.id));
      return because(`The seller put it off to ${steer.day}.`, {
        ...thread,
        status: 'running',
        hold: null,
        next: thread.next && { ...thread.next, at },
      });
    }
    case 'project':
      return because('The seller named the project.', { ...filled(thread, now), project: steer.name });
    case 'language':
      return because(`The seller chose the language ${steer.language}.`, {
        ...filled(thread, now),
        language: steer.language,
      });
  }
}

/** Off its hold, unless the thread waits for a word about itself: to skip a step does not say that nobody answered. */
function unlessAsked(thread: Thread, now: Date): Thread {
  return thread.hold && waitsForWord(thread.hold) ? thread : released(thread, now);
}

/** Off its hold where a value was missing. */
function filled(thread: Thread, now: Date): Thread {
  return thread.hold?.reason === 'hole' ? released(thread, now) : thread;
}

function skipped(thread: Thread, now: Date, sequence: Sequence, window: SendWindow): Thread['next'] {
  if (thread.next?.kind !== 'step') return thread.next;
  return nextAfter(thread, sequence, thread.next.occurrence, now, window);
}
