import { DateTime } from 'luxon';
import { atTime, firstBusinessDayOnOrAfter, nextOpen, openingOn, type SendWindow } from '../calendar.ts';
import type { Match, MatchRule } from '../match.ts';
import { closingTime, spreadOf } from '../plan.ts';
import type { Sequence } from '../sequence.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { markDead } from './dead.ts';
import type { Notice, NoticeName } from './notice.ts';
import { plannedStep } from './start.ts';
import {
  type EndReason,
  type Entry,
  ended,
  held,
  liveProspects,
  noted,
  type Thread,
  told,
} from './thread.ts';

/** A mail that belongs to a thread, judged. */
export interface Arrival {
  /** Identity of the mail across mailboxes. */
  key: string;
  messageId: string | null;
  /** Message-IDs that it named, for the chain of references. */
  references: string[];
  from: string | null;
  verdict: Verdict;
  match: Match;
  /** The person's own words, already cut to a length that may be shown. */
  words: string;
}

/** What the transition needs to know besides the thread and the mail. */
export interface Rules {
  now: Date;
  sequence: Sequence;
  window: SendWindow;
  /** What a colleague's mail outside the thread does. */
  colleague: 'ask' | 'stop' | 'ignore';
}

/** An absence that is longer than this is shown to the seller instead of waited for. */
const FAR_DAYS = 60;
/** How long a thread waits after an absence note that names no date. */
const HOLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** The rules that prove that the mail is from somebody in this conversation, not merely near it. */
const inside: readonly MatchRule[] = ['references', 'token', 'prospect'];

/**
 * What a mail does to a thread. Handling the same mail again changes nothing, and so does every machine's mail
 * that only stands near the thread (a colleague's absence note, a newsletter with the same subject).
 */
export function arrive(thread: Thread, arrival: Arrival, rules: Rules): Thread {
  if (thread.handled.includes(arrival.key) || !concerns(thread, arrival)) return thread;
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

/** The mail's ids join the thread, so that answers to it are found; the chain of our own mails stays as it is. */
function remember(thread: Thread, arrival: Arrival): Thread {
  const ids = arrival.messageId && inside.includes(arrival.match.rule) ? [arrival.messageId] : [];
  return {
    ...thread,
    handled: [...thread.handled, arrival.key],
    knownIds: [...thread.knownIds, ...ids.filter((id) => !thread.knownIds.includes(id))],
  };
}

/** A mail beside the thread: from the same company, or with the same subject. In doubt: hold and ask. */
function near(thread: Thread, arrival: Arrival, rules: Rules): Thread {
  const kind = arrival.verdict.verdict;
  const byPerson = kind === 'answer' || kind === 'deferral' || kind === 'opt-out';
  if (!byPerson || thread.status === 'ended' || rules.sequence.onAnswer === 'continue') return thread;
  const colleague = arrival.match.rule === 'colleague';
  if (colleague && rules.colleague === 'ignore') {
    return noted(
      thread,
      entry(arrival, rules, 'noted', 'A colleague wrote outside the thread; the setting says ignore.'),
    );
  }
  if (colleague && rules.colleague === 'stop') {
    return noted(
      ended(thread, 'answered', rules.now),
      entry(arrival, rules, 'answered', 'A colleague wrote outside the thread; the setting says stop.'),
    );
  }
  const waiting = held(thread, {
    reason: colleague ? 'colleague' : 'same-subject',
    since: rules.now,
    until: null,
  });
  const text = colleague
    ? 'Somebody at the same company wrote outside the thread: held until the seller decides.'
    : 'An unknown address wrote with the same subject: held until the seller decides.';
  const name = colleague ? 'colleague' : 'same-subject';
  return told(
    noted(waiting, entry(arrival, rules, 'held', text)),
    notice(thread, arrival, rules, name, { from: arrival.from, quote: arrival.words }),
  );
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

function autoReplied(
  thread: Thread,
  arrival: Arrival,
  verdict: Extract<Verdict, { verdict: 'auto-reply' }>,
  rules: Rules,
): Thread {
  if (verdict.kind === 'left') return left(thread, arrival, verdict.successor, rules);
  if (verdict.kind !== 'absence') {
    return noted(
      thread,
      entry(arrival, rules, 'noted', `An automatic ${verdict.kind} came; it changes nothing.`),
    );
  }
  if (thread.status === 'ended' || !thread.next || rules.sequence.onAnswer === 'continue') {
    return noted(
      thread,
      entry(arrival, rules, 'noted', 'An absence note came; nothing was waiting to be sent.'),
    );
  }
  return verdict.until
    ? away(thread, arrival, verdict.until, rules)
    : awayWithoutDate(thread, arrival, rules);
}

/** Away until a named day: snooze to the first business day after it, or ask where that is far off. */
function away(thread: Thread, arrival: Arrival, until: string, rules: Rules): Thread {
  const { zone } = thread.place;
  const back = DateTime.fromISO(until, { zone });
  if (back.toMillis() - rules.now.getTime() > FAR_DAYS * DAY_MS) {
    const waiting = held(thread, { reason: 'far-absence', since: rules.now, until: null });
    const text = `Away until ${until}, more than ${FAR_DAYS} days: held until the seller decides.`;
    return told(
      noted(waiting, entry(arrival, rules, 'held', text)),
      notice(thread, arrival, rules, 'ask-far', { until, quote: arrival.words, from: arrival.from }),
    );
  }
  const day = firstBusinessDayOnOrAfter(
    back.plus({ days: 1 }).toISODate() ?? until,
    thread.place,
    rules.window,
  );
  const earliest = openingOn(day, thread.place, rules.window, spreadOf(thread.id));
  return putOff(thread, arrival, rules, earliest, `Away until ${until}: put off to ${day}.`);
}

/** Away without a date: seven days, and the wait of the next step stays as long as it was. */
function awayWithoutDate(thread: Thread, arrival: Arrival, rules: Rules): Thread {
  const earliest = new Date((thread.next?.at ?? rules.now).getTime() + HOLD_DAYS * DAY_MS);
  return putOff(thread, arrival, rules, earliest, `Away, no date given: put off by ${HOLD_DAYS} days.`);
}

function putOff(thread: Thread, arrival: Arrival, rules: Rules, earliest: Date, text: string): Thread {
  const next = thread.next;
  if (!next || next.at >= earliest) {
    return noted(thread, entry(arrival, rules, 'noted', `${text} The next step is later anyway.`));
  }
  const at = nextOpen(earliest, thread.place, rules.window, spreadOf(thread.id));
  return noted({ ...thread, next: { ...next, at } }, entry(arrival, rules, 'snoozed', text));
}

function left(
  thread: Thread,
  arrival: Arrival,
  successor: { name: string | null; address: string | null } | null,
  rules: Rules,
): Thread {
  const gone = thread.status === 'ended' ? thread : ended(thread, 'left', rules.now);
  const data = {
    quote: arrival.words,
    successor: successor ?? { name: null, address: null },
    from: arrival.from,
  };
  return told(
    noted(gone, entry(arrival, rules, 'stopped', 'The person no longer works there.')),
    notice(thread, arrival, rules, 'left', data),
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

function entry(arrival: Arrival, rules: Rules, kind: string, text: string): Entry {
  const verdictRule = arrival.verdict.evidence[0]?.rule ?? arrival.verdict.verdict;
  return {
    at: rules.now,
    kind,
    rule: verdictRule,
    text,
    evidence: [...arrival.match.evidence, ...arrival.verdict.evidence],
    ...(arrival.messageId ? { messageId: arrival.messageId } : {}),
    ...(arrival.from ? { from: arrival.from } : {}),
  };
}

function notice(
  thread: Thread,
  arrival: Arrival,
  rules: Rules,
  name: NoticeName,
  data: Record<string, unknown>,
): Notice {
  return {
    key: `${thread.id}:${name}:${arrival.key}`,
    name,
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: rules.now,
    data,
    inReplyTo: arrival.messageId,
  };
}
