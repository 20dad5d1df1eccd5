import { type Arrival, entry, notice, type Rules } from './arrival.ts';
import { ended, held, noted, type Thread, told } from './thread.ts';

/** A mail beside the thread: from the same company, or with the same subject. In doubt: hold and ask. */
export function near(thread: Thread, arrival: Arrival, rules: Rules): Thread {
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
