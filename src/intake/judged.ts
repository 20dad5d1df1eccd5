import { aboutWhom, matchRecipient, matchThread, silencedBy, withOriginal } from '../domain/match.ts';
import type { Sequence } from '../domain/sequence.ts';
import type { Arrival } from '../domain/thread/arrival.ts';
import { arrive } from '../domain/thread/arrive.ts';
import { stopped } from '../domain/thread/step.ts';
import type { Thread } from '../domain/thread/thread.ts';
import { judge } from '../domain/verdict/judge.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import type { Incoming, IntakeParts, Outcome } from './parts.ts';

/** Words of a person that are kept in a timeline or shown to the seller are cut to this many characters. */
const SHOWN_WORDS = 1000;

/** Judges the mail, and lets it act on each thread that it belongs to. */
export async function judged(incoming: Incoming, parts: IntakeParts): Promise<Outcome> {
  const { message, recipients, arrived } = incoming;
  const verdict = judge(message, {
    isOwnId: parts.isOwnId,
    sellerAddresses: parts.config.sellers.flatMap((seller) => [seller.address, ...seller.aliases]),
  });
  const about = aboutWhom(verdict);
  const asIfFrom = withOriginal(message, verdict);
  const owner = parts.config.sellers.filter((seller) =>
    seller.mailboxes.some(({ id }) => id === arrived.mailbox),
  );
  const reached = {
    sellerIds: [...new Set([...owner, ...recipients.sellers].map((seller) => seller.id))],
    tokens: recipients.tracking.flatMap((address) => (address.kind === 'token' ? [address.token] : [])),
    receivedAt: incoming.receivedAt,
  };
  const candidates = await parts.threads.candidates(asIfFrom, reached.tokens, about);
  const matches = candidates.flatMap((thread) => {
    const match = matchThread(asIfFrom, thread, reached) ?? matchRecipient(thread, about);
    return match ? [{ thread, match }] : [];
  });
  // A worker may have stopped when the thread had heard the mail and before the rest was done: then the rest is due.
  const heard = candidates.filter(({ handled }) => handled.includes(incoming.key));
  const threadIds = [...new Set([...matches.map(({ thread }) => thread), ...heard].map(({ id }) => id))];
  if (threadIds.length > 0) {
    const silenced = silencedBy(verdict, message, candidates);
    // First of all, for every other thread looks here before it sends: a no must not wait for anything.
    for (const address of silenced) {
      await parts.suppressions.add(address, verdict.verdict, parts.clock.now());
    }
    for (const { thread, match } of matches) {
      await act(thread, { ...incoming, message: asIfFrom }, verdict, match, parts);
    }
    for (const address of silenced) await stopOthers(address, parts);
    return { outcome: verdict.verdict, threadIds, evidence: verdict.evidence };
  }
  // Sellers' mailboxes hold private mail too: of what belongs to no thread, not a word is kept.
  const authors = message.from.map(({ address }) => address);
  const named = [...asIfFrom.inReplyTo, ...asIfFrom.references, ...authors, ...about];
  return { outcome: 'unmatched', threadIds: [], evidence: [], about: [...new Set(named)].slice(0, 50) };
}

async function act(
  candidate: Thread,
  { key, message, sequences }: Incoming,
  verdict: Verdict,
  match: Arrival['match'],
  parts: IntakeParts,
): Promise<void> {
  const sequence = sequences.sequence(candidate.sequence) ?? gone(candidate.sequence);
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

/** A thread whose sequence was deleted from templates/ still has to stop on an answer. */
function gone(name: string): Sequence {
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
