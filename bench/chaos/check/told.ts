import { sellers } from '../cast.ts';
import type { Finding } from '../check.ts';
import type { Ledger, StoryThread, ThreadState, WantedNotice } from '../story.ts';

/** How the mail to the seller begins its subject when a thread waits for the seller. */
const subjects: Readonly<Record<string, RegExp>> = {
  'far-absence': /^Away for long/,
  colleague: /^Is this the answer/,
  'same-subject': /^Is this the answer/,
  hole: /^On hold, something is missing/,
  'send-refused': /^Not sent/,
  'send-unknown': /^Did it leave/,
};

/** Written when it is sent: a thread that has ended by then has no plan to show. */
const receipt = /^(Follow-ups|No more follow-ups)/;

/** Whether the seller has been told why the thread is held. */
export function isTold(thread: StoryThread, hold: string, ledger: Ledger): boolean {
  const subject = subjects[hold];
  return subject !== undefined && hasNotice(thread, subject, ledger);
}

/** What sellers should have heard and have not: their receipts, and why threads stopped or wait. */
export function untold(ledger: Ledger): Finding[] {
  return ledger.threads.flatMap((thread) => {
    const wanted = wasRefused(thread, ledger)
      ? [{ subject: /^Not started/, why: 'the opt-out' }]
      : [
          { subject: receipt, why: 'the start' },
          ...thread.notices.filter((notice) => !isSettled(thread, notice)),
          ...waitsFor(thread, ledger),
        ];
    return wanted
      .filter(({ subject }) => !hasNotice(thread, subject, ledger))
      .map(({ subject, why }) => ({
        kind: 'untold' as const,
        project: thread.project,
        detail: `${thread.seller} was never sent ${subject.source} because of ${why} (${thread.startId})`,
      }));
  });
}

/** Whether a colleague's mail is the answer need not be asked of a thread that something else has ended. */
function isSettled(thread: StoryThread, { why }: WantedNotice): boolean {
  return why === 'the colleague' && thread.stops.length > 0;
}

/** A start makes no thread where the prospect had told some seller no before it was read, whenever it was written. */
export function wasRefused(thread: StoryThread, ledger: Ledger): boolean {
  const isSilenced = thread.stops.some(
    ({ why, elsewhere }) => why === 'refused' || (why === 'opt-out' && elsewhere === true),
  );
  return isSilenced && !stateOf(thread, ledger);
}

/** A thread that waits for its seller without saying so would wait for ever. */
function waitsFor(thread: StoryThread, ledger: Ledger): WantedNotice[] {
  const state = stateOf(thread, ledger);
  if (state?.status !== 'held' || !state.hold || state.hold.until !== null) return [];
  const { reason } = state.hold;
  return [{ subject: subjects[reason] ?? /^never told/, why: `being held: ${reason}` }];
}

/** What Palaan itself says of the thread; undefined when it knows none. */
export function stateOf(thread: StoryThread, { states }: Ledger): ThreadState | undefined {
  return states.find(({ project, sellerId }) => project === thread.project && sellerId === thread.seller);
}

function hasNotice(thread: StoryThread, subject: RegExp, { letters }: Ledger): boolean {
  const address = sellers.find(({ id }) => id === thread.seller)?.address;
  return letters.some(
    (letter) =>
      letter.mailbox === address && subject.test(letter.subject) && letter.subject.endsWith(thread.project),
  );
}
