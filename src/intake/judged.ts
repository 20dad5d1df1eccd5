import { aboutWhom, matchRecipient, matchThread, withOriginal } from '../domain/match.ts';
import type { Message } from '../domain/message.ts';
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
  const threadIds: string[] = [];
  for (const candidate of candidates) {
    const match = matchThread(asIfFrom, candidate, reached) ?? matchRecipient(candidate, about);
    if (!match || candidate.version < 0) continue;
    threadIds.push(candidate.id);
    await act(candidate, { ...incoming, message: asIfFrom }, verdict, match, parts);
  }
  if (threadIds.length > 0) await suppress(verdict, message, candidates, parts);
  if (threadIds.length > 0) return { outcome: verdict.verdict, threadIds, evidence: verdict.evidence };
  // Sellers' mailboxes hold private mail too: of what belongs to no thread, not a word is kept.
  const authors = message.from.map(({ address }) => address);
  const named = [...asIfFrom.inReplyTo, ...asIfFrom.references, ...authors, ...about];
  return { outcome: 'unmatched', threadIds, evidence: [], about: [...new Set(named)].slice(0, 50) };
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

/** An opt-out or a complaint silences the address in every sequence of every seller (promise 6). */
async function suppress(
  verdict: Verdict,
  message: Message,
  threads: Thread[],
  parts: IntakeParts,
): Promise<void> {
  if (verdict.verdict !== 'opt-out' && verdict.verdict !== 'complaint') return;
  const author = message.from[0]?.address;
  const prospects = threads.flatMap((thread) => thread.prospects.map((prospect) => prospect.address));
  // A complaint comes from the provider; the one who complained is among those whom we wrote to.
  const addresses =
    verdict.verdict === 'opt-out'
      ? author
        ? [author]
        : []
      : verdict.recipients.filter((one) => prospects.includes(one));
  const now = parts.clock.now();
  for (const address of addresses) {
    await parts.suppressions.add(address, verdict.verdict, now);
    for (const thread of await parts.threads.withProspect(address)) {
      await parts.keeper.change(thread.id, (running) =>
        stopped(
          running,
          'opt-out',
          {
            rule: 'suppressed',
            text: 'A prospect of this thread asked, in another one, not to be written to.',
          },
          now,
        ),
      );
    }
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
