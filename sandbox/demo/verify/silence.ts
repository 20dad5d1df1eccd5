import { DateTime } from 'luxon';
import type { Script } from '../script.ts';
import type { Evidence } from '../verify.ts';

/** Follow-ups that left although they must not have: after an answer, in a pause, while the prospect was away. */
export function silenceComplaints(evidence: Evidence, script: Script): string[] {
  return [...afterAnswer(evidence), ...inPause(evidence, script), ...whileAway(evidence)].map(
    (what) => `${evidence.demand.who}: ${what}`,
  );
}

/** Promise 1, from the moment at which the answer lay in the seller's mailbox. */
function* afterAnswer(evidence: Evidence): Generator<string> {
  for (const id of evidence.demand.silentAfter) {
    const arrived = arrival(id, evidence);
    if (!arrived) yield 'the answer never reached the seller';
    else if (left(evidence, arrived).length > 0) yield 'a follow-up left after the answer was there';
  }
}

function* inPause(evidence: Evidence, script: Script): Generator<string> {
  for (const { from, until } of evidence.demand.pauses) {
    const arrived = arrival(from, evidence);
    const over = script.written.find(({ id }) => id === until)?.at;
    if (!arrived) yield 'the mail beside the thread never reached the seller';
    else if (left(evidence, arrived, over).length > 0)
      yield 'a follow-up left while the seller was being asked';
  }
}

function* whileAway(evidence: Evidence): Generator<string> {
  const { away, seller } = evidence.demand;
  if (!away) return;
  const arrived = arrival(away.noteId, evidence);
  const back = DateTime.fromISO(away.back, { zone: seller.place.zone }).endOf('day').toJSDate();
  if (!arrived) yield 'the absence note never reached the seller';
  else if (left(evidence, arrived, back).length > 0) yield `a follow-up left before ${away.back} was over`;
}

/** When a mail came into the seller's mailbox. */
function arrival(id: string, { seller }: Evidence): Date | undefined {
  return seller.inbox.find((letter) => letter.id === id)?.arrivedAt;
}

function left({ followUps }: Evidence, from: Date, until?: Date) {
  return followUps.filter(({ date }) => date && date > from && (!until || date < until));
}
