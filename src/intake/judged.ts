import {
  aboutWhom,
  isBySeller,
  matchRecipient,
  matchThread,
  type Reached,
  silencedBy,
  withOriginal,
} from '../domain/match.ts';
import type { Message } from '../domain/message.ts';
import type { Sequence } from '../domain/sequence.ts';
import type { Arrival } from '../domain/thread/arrival.ts';
import { arrive } from '../domain/thread/arrive.ts';
import { stopped } from '../domain/thread/step.ts';
import type { Thread } from '../domain/thread/thread.ts';
import { judge } from '../domain/verdict/judge.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import { keysOfMail } from '../domain/wanted.ts';
import type { Incoming, IntakeParts, Outcome, Sequences } from './parts.ts';
import { reachedBy } from './recipients.ts';

/** Words of a person that are kept in a timeline or shown to the seller are cut to this many characters. */
const SHOWN_WORDS = 1000;

/** A mail with its verdict, and what the search for its threads needs to know. */
interface Case {
  incoming: Incoming;
  verdict: Verdict;
  /** Addresses that a machine's mail is about. */
  about: string[];
  /** The mail as if it referred to what it reports on. */
  message: Message;
  reached: Reached;
}

/**
 * Judges the mail, and lets it act on each thread that it belongs to. What it is about is noted before its threads are
 * looked for: a thread that opens in this very moment either finds the note or is found.
 */
export async function judged(incoming: Incoming, parts: IntakeParts): Promise<Outcome> {
  const one = caseOf(incoming, parts);
  await incoming.begin(keysOfMail(one.message, one.about));
  // Where it is to be found later and is gone, it matters whether anybody waits for such a mail.
  const evidence = [{ rule: one.verdict.verdict, where: 'verdict', quote: '' }];
  return (await decide(one, parts)) ?? { outcome: 'unmatched', threadIds: [], evidence };
}

function caseOf(incoming: Incoming, parts: IntakeParts): Case {
  const { message, recipients, arrived } = incoming;
  const verdict = judge(message, {
    isOwnId: parts.isOwnId,
    sellerAddresses: parts.config.sellers.flatMap((seller) => [seller.address, ...seller.aliases]),
  });
  const reached = reachedBy(arrived, recipients, isBySeller(verdict), parts.config);
  return { incoming, verdict, about: aboutWhom(verdict), message: withOriginal(message, verdict), reached };
}

/** Acts on the threads that the mail belongs to; null when there are none. */
async function decide(one: Case, parts: IntakeParts): Promise<Outcome | null> {
  const { incoming, verdict, about, message, reached } = one;
  const candidates = await parts.threads.candidates(message, reached.tokens, about);
  const matches = candidates.flatMap((thread) => {
    const match = matchThread(message, thread, reached) ?? matchRecipient(thread, about);
    return match ? [{ thread, match }] : [];
  });
  // A worker may have stopped when the thread had heard the mail and before the rest was done: then the rest is due.
  const heard = candidates.filter(({ handled }) => handled.includes(incoming.key));
  const threadIds = [...new Set([...matches.map(({ thread }) => thread), ...heard].map(({ id }) => id))];
  if (threadIds.length === 0) return null;
  const silenced = silencedBy(verdict, incoming.message, candidates, matches);
  // First of all, for every other thread looks here before it sends: a no must not wait for anything.
  for (const address of silenced) {
    await parts.suppressions.add(address, verdict.verdict, parts.clock.now());
  }
  for (const { thread, match } of matches) {
    await act(thread, { ...incoming, message }, verdict, match, parts);
  }
  for (const address of silenced) await stopOthers(address, parts);
  return { outcome: verdict.verdict, threadIds, evidence: verdict.evidence };
}

async function act(
  candidate: Thread,
  { key, message, sequences }: Incoming,
  verdict: Verdict,
  match: Arrival['match'],
  parts: IntakeParts,
): Promise<void> {
  const sequence = sequenceOf(candidate, sequences);
  const arrival: Arrival = {
    key,
    messageId: message.id,
    references: message.references,
    from: message.from[0]?.address ?? null,
    verdict,
    match,
    words: message.words.own.slice(0, SHOWN_WORDS),
  };
  const rules = {
    now: parts.clock.now(),
    sequence,
    window: parts.config.window,
    colleague: parts.config.colleague,
  };
  const after = await parts.keeper.change(candidate.id, (thread) => arrive(thread, arrival, rules));
  if (after)
    parts.logger.info(
      { thread: after.id, verdict: verdict.verdict, rule: match.rule, status: after.status },
      'thread heard a mail',
    );
}

async function stopOthers(address: string, parts: IntakeParts): Promise<void> {
  const why = {
    rule: 'suppressed',
    text: 'A prospect of this thread asked, in another one, not to be written to.',
  };
  for (const { id } of await parts.threads.withProspect(address)) {
    await parts.keeper.change(id, (running) => stopped(running, 'opt-out', why, parts.clock.now()));
  }
}

/** The thread's sequence; where it was deleted from templates/, one that still stops on an answer. */
export function sequenceOf({ sequence: name }: Thread, sequences: Sequences): Sequence {
  const found = sequences.sequence(name);
  if (found) return found;
  return {
    name,
    description: '',
    steps: [],
    repeatFrom: null,
    onAnswer: 'stop',
    onSellerMail: 'restart',
    quiet: { count: 2, unit: 'week' },
  };
}
