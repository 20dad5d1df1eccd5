import { DateTime } from 'luxon';
import { firstBusinessDayOnOrAfter, nextOpen, openingOn } from '../calendar.ts';
import { spreadOf } from '../plan.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Arrival, entry, notice, type Rules } from './arrival.ts';
import { ended, held, noted, type Thread, told } from './thread.ts';

/** An absence that is longer than this is shown to the seller instead of waited for. */
const FAR_DAYS = 60;
/** How long a thread waits after an absence note that names no date. */
const HOLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** An automatic reply: only an absence, or that the person has left, changes anything. */
export function autoReplied(
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
  const text = `Away, no date given: put off by ${HOLD_DAYS} days.`;
  return putOff(thread, arrival, rules, earliest, text, true);
}

function putOff(
  thread: Thread,
  arrival: Arrival,
  rules: Rules,
  earliest: Date,
  text: string,
  waitsAnew = false,
): Thread {
  const next = thread.next;
  if (!next || next.at >= earliest) {
    return noted(thread, entry(arrival, rules, 'noted', `${text} The next step is later anyway.`));
  }
  const at = nextOpen(earliest, thread.place, rules.window, spreadOf(thread.id));
  const later = next.kind === 'step' && waitsAnew ? { ...next, at, waitsAnew } : { ...next, at };
  return noted({ ...thread, next: later }, entry(arrival, rules, 'snoozed', text));
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
