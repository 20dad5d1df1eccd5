import { atTime, firstBusinessDayOnOrAfter } from '../calendar.ts';
import type { MatchRule } from '../match.ts';
import { closingTime } from '../plan.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { autoReplied } from './absence.ts';
import { type Arrival, entry, notice, type Rules } from './arrival.ts';
import { markDead } from './dead.ts';
import { near } from './near.ts';
import { plannedStep } from './start.ts';
import { type EndReason, ended, liveProspects, noted, type Thread, told } from './thread.ts';

/** The rules that prove that the mail is from somebody in this conversation, not merely near it. */
const inside: readonly MatchRule[] = ['references', 'token', 'prospect'];

/**
 * No conversation has so many mails: a machine is at it, or somebody who wants the thread to grow until it cannot be
 * stored. From here on it hears only what ends it.
 */
const MOST_HEARD = 500;

/**
 * What a mail does to a thread. Handling the same mail again changes nothing, and so does every machine's mail
 * that only stands near the thread (a colleague's absence note, a newsletter with the same subject).
 */
export function arrive(thread: Thread, arrival: Arrival, rules: Rules): Thread {
  if (thread.handled.includes(arrival.key) || !concerns(thread, arrival)) return thread;
  if (thread.handled.length >= MOST_HEARD && !wouldEnd(thread, arrival, rules)) return thread;
  const seen = remember(thread, arrival);
  const { verdict, match } = arrival;
  if (verdict.verdict === 'own') return seen;
  if (!inside.includes(match.rule)) return near(seen, arrival, rules);
  switch (verdict.verdict) {
    case 'seller':
      return sellerActed(seen, arrival, rules);
    case 'bounce':
      return bounced(seen, arrival, verdict, rules);
    case 'auto-reply':
      return autoReplied(seen, arrival, verdict, rules);
    case 'receipt':
    case 'bulk':
      return noted(seen, entry(arrival, rules, 'noted', `A ${verdict.verdict} came; it is no answer.`));
    case 'complaint':
      return optedOut(seen, arrival, rules, 'A complaint about our mail came: nothing more is sent there.');
    case 'opt-out':
      return optedOut(seen, arrival, rules, 'The prospect asked not to be written to any more.');
    case 'deferral':
      return deferred(seen, arrival, verdict, rules);
    case 'answer':
      return answered(seen, arrival, verdict, rules);
  }
}

/**
 * An ended thread hears little: that an address is dead, that nothing may be sent there, and the late answer to
 * one that closed as silent. Otherwise years of mail with a customer would pile up in their first thread.
 */
function concerns(thread: Thread, arrival: Arrival): boolean {
  if (thread.status !== 'ended') return true;
  const { verdict } = arrival.verdict;
  if (verdict === 'bounce' || verdict === 'complaint' || verdict === 'opt-out')
    return inside.includes(arrival.match.rule);
  const open = thread.end?.reason === 'silent' || thread.end?.reason === 'bounced';
  return open && (verdict === 'answer' || verdict === 'deferral') && inside.includes(arrival.match.rule);
}

function wouldEnd(thread: Thread, { match, verdict: { verdict } }: Arrival, { sequence }: Rules): boolean {
  if (thread.status === 'ended' || !inside.includes(match.rule)) return false;
  if (verdict === 'opt-out' || verdict === 'complaint') return true;
  return sequence.onAnswer === 'stop' && (verdict === 'answer' || verdict === 'deferral');
}

/** The mail's ids join the thread, so that answers to it are found; the chain of our own mails stays as it is. */
function remember(thread: Thread, arrival: Arrival): Thread {
  // An id that looks like ours says nothing: anybody can write it, also that of a mail that has not left yet.
  const counts = inside.includes(arrival.match.rule) && arrival.verdict.verdict !== 'own';
  const ids = arrival.messageId && counts ? [arrival.messageId] : [];
  return {
    ...thread,
    handled: [...thread.handled, arrival.key],
    knownIds: [...thread.knownIds, ...ids.filter((id) => !thread.knownIds.includes(id))],
  };
}

function sellerActed(thread: Thread, arrival: Arrival, rules: Rules): Thread {
  if (thread.status === 'ended' || rules.sequence.onSellerMail === 'continue') return thread;
  if (rules.sequence.onSellerMail === 'stop') {
    const text = 'The seller wrote in the thread themselves: the sequence is done.';
    return noted(ended(thread, 'seller-acted', rules.now), entry(arrival, rules, 'stopped', text));
  }
  // The seller's mail is the newest of the chain: the next follow-up answers that one.
  const references = arrival.messageId ? [...thread.references, arrival.messageId] : thread.references;
  const next =
    thread.next?.kind === 'step'
      ? plannedStep(thread, rules.sequence, thread.next.occurrence, rules.now, rules.window)
      : { kind: 'close' as const, at: closingTime(rules.sequence, rules.now, thread.place, rules.window) };
  const restarted: Thread = {
    ...thread,
    status: 'running',
    hold: null,
    references,
    lastSentAt: rules.now,
    next,
  };
  return noted(
    restarted,
    entry(arrival, rules, 'restarted', 'The seller wrote in the thread: the wait starts anew.'),
  );
}

function bounced(
  thread: Thread,
  arrival: Arrival,
  verdict: Extract<Verdict, { verdict: 'bounce' }>,
  rules: Rules,
): Thread {
  // The recipients of one bounce may differ: one address is dead, another one's mailbox merely full.
  const hard = verdict.recipients.filter((recipient) => (recipient.kind ?? verdict.kind) === 'hard');
  if (verdict.kind !== 'hard' && hard.length === 0) {
    const text =
      verdict.kind === 'soft'
        ? 'A mail bounced for the time being.'
        : 'A mail is delayed; no more than news.';
    return noted(thread, entry(arrival, rules, 'bounced', text));
  }
  const failed = hard.map((recipient) => recipient.address);
  const live = liveProspects(thread);
  // A bounce that names nobody is about the only one whom we wrote to.
  const dead = live.filter(
    ({ address }) => failed.includes(address) || (failed.length === 0 && live.length === 1),
  );
  if (dead.length === 0)
    return noted(thread, entry(arrival, rules, 'bounced', 'A bounce about nobody in this thread.'));
  return markDead(
    thread,
    dead.map((prospect) => prospect.address),
    {
      now: rules.now,
      key: `${thread.id}:bounce:${arrival.key}`,
      rule: arrival.verdict.evidence[0]?.rule ?? 'bounce',
      status: verdict.recipients.find((one) => one.status)?.status ?? null,
      evidence: [...arrival.match.evidence, ...arrival.verdict.evidence],
      messageId: arrival.messageId,
    },
  );
}

function optedOut(thread: Thread, arrival: Arrival, rules: Rules, text: string): Thread {
  const stopped = thread.status === 'ended' ? { ...thread, next: null } : ended(thread, 'opt-out', rules.now);
  return told(
    noted(stopped, entry(arrival, rules, 'stopped', text)),
    notice(thread, arrival, rules, 'opt-out', { quote: arrival.words, from: arrival.from }),
  );
}

function deferred(
  thread: Thread,
  arrival: Arrival,
  verdict: Extract<Verdict, { verdict: 'deferral' }>,
  rules: Rules,
): Thread {
  if (rules.sequence.onAnswer === 'continue') {
    return noted(
      thread,
      entry(arrival, rules, 'noted', 'The prospect proposes a later time; the tasks go on.'),
    );
  }
  const day = verdict.until && firstBusinessDayOnOrAfter(verdict.until, thread.place, rules.window);
  const remind = day
    ? { kind: 'remind' as const, at: atTime(day, rules.window.from, thread.place), quote: arrival.words }
    : null;
  const reason: EndReason = 'deferred';
  const text = day
    ? `The prospect proposes ${verdict.until}: stopped, the seller is reminded then.`
    : 'The prospect puts it off: stopped.';
  return told(
    noted(ended(thread, reason, rules.now, remind), entry(arrival, rules, 'answered', text)),
    notice(thread, arrival, rules, 'deferral', {
      until: verdict.until,
      untilTo: verdict.untilTo,
      remindOn: day,
      quote: arrival.words,
      from: arrival.from,
    }),
  );
}

function answered(
  thread: Thread,
  arrival: Arrival,
  verdict: Extract<Verdict, { verdict: 'answer' }>,
  rules: Rules,
): Thread {
  if (rules.sequence.onAnswer === 'continue') {
    return noted(thread, entry(arrival, rules, 'noted', 'An answer came; the tasks of this sequence go on.'));
  }
  const late = thread.status === 'ended';
  const after = ended(thread, 'answered', rules.now);
  const text = late ? 'An answer came after the thread had ended.' : 'An answer came: everything stops.';
  const done = noted(after, entry(arrival, rules, 'answered', text));
  if (verdict.kind !== 'left') return done;
  const data = {
    quote: arrival.words,
    successor: verdict.successor ?? { name: null, address: null },
    from: arrival.from,
  };
  return told(done, notice(thread, arrival, rules, 'left', data));
}
