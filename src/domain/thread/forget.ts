import { ERASED, isPerson, mapTexts, type Person, personEraser, wordEraser } from '../erase.ts';
import type { Notice } from './notice.ts';
import { type Entry, ended, liveProspects, type Next, noted, type Thread } from './thread.ts';

/** Whether a thread is about this person alone: then it is erased as a whole. */
export function isAbout(thread: Thread, person: Person): boolean {
  return thread.prospects.every(({ address }) => isPerson(person, address));
}

/**
 * A thread without one of its people: not their address, their name or their words. It goes on with the others,
 * except where its very subject named the person, for that stands in every mail.
 */
export function withoutPerson(thread: Thread, person: Person, now: Date): Thread {
  const erase = personEraser(person);
  const keepId = (id: string) => erase(id) === id;
  const rest: Thread = {
    ...thread,
    prospects: thread.prospects.filter(({ address }) => !isPerson(person, address)),
    subject: erase(thread.subject),
    project: erase(thread.project),
    knownIds: thread.knownIds.filter(keepId),
    references: thread.references.filter(keepId),
    next: nextWithout(thread, person),
    timeline: thread.timeline.map((entry) => entryWithout(entry, person)),
    outbox: thread.outbox.map((notice) => noticeWithout(notice, person)),
  };
  const named = rest.subject !== thread.subject || rest.project !== thread.project;
  const over = thread.status !== 'ended' && (named || liveProspects(rest).length === 0);
  return noted(over ? ended(rest, 'stopped', now) : rest, {
    at: now,
    kind: over ? 'stopped' : 'forgotten',
    rule: 'operator:forget',
    text: over
      ? 'A person was forgotten at the operator’s word, and nothing is left to be sent.'
      : 'A person was forgotten at the operator’s word.',
    evidence: [],
  });
}

/** A notice without the person; what they said is gone where they, or nobody known, said it. */
export function noticeWithout<T extends Notice>(notice: T, person: Person): T {
  const { from, quote } = notice.data;
  const theirs = typeof from !== 'string' || isPerson(person, from);
  const data = mapTexts(notice.data, wordEraser(person));
  return { ...notice, data: quote !== undefined && theirs ? { ...data, quote: ERASED } : data };
}

/** A day that this person proposed is no day to remind anybody of. */
function nextWithout({ next, timeline }: Thread, person: Person): Next | null {
  if (next?.kind !== 'remind') return next;
  const proposal = timeline.findLast((entry) => entry.kind === 'answered');
  if (!proposal?.from || isPerson(person, proposal.from)) return null;
  return { ...next, quote: wordEraser(person)(next.quote) };
}

function entryWithout(entry: Entry, person: Person): Entry {
  const { from, messageId, ...rest } = entry;
  const erase = wordEraser(person);
  const theirs = isTheirs(entry, person);
  return {
    ...rest,
    text: erase(entry.text),
    evidence: entry.evidence.map((one) => ({ ...one, quote: theirs ? '' : erase(one.quote) })),
    ...(messageId && !theirs && erase(messageId) === messageId ? { messageId } : {}),
    ...(from && !theirs ? { from } : {}),
  };
}

/** A mail came from the person; where its author is not known, it might have. */
function isTheirs(entry: Entry, person: Person): boolean {
  if (entry.from) return isPerson(person, entry.from);
  return entry.evidence.length > 0 && entry.kind !== 'started' && entry.kind !== 'sent';
}
