import { sameMailbox } from '../domain/match.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import type { WouldSend } from './due.ts';
import type { PastMail } from './past-mail.ts';
import type { Played } from './play.ts';

/** A follow-up that would have left although an answer had come: promise 1 broken. */
export interface AfterAnswer {
  played: Played;
  send: WouldSend;
  answer: PastMail;
}

const byPerson: readonly Verdict['verdict'][] = ['answer', 'deferral', 'opt-out'];

/**
 * Looks once more for follow-ups that would have left after an answer, without the rules that decided: for each one,
 * whether a person whom it goes to, or anybody in the thread, had written between the start and that moment.
 */
export function sentAfterAnswer(threads: readonly Played[], mails: readonly PastMail[]): AfterAnswer[] {
  const answers = mails.filter(
    ({ fromSeller, verdict }) => !fromSeller && byPerson.includes(verdict.verdict),
  );
  const byAuthor = grouped(answers, ({ from }) => from.map(({ address }) => sameMailbox(address)));
  const byReference = grouped(answers, ({ inReplyTo, references }) => [...inReplyTo, ...references]);
  return threads.flatMap((played) =>
    played.sends.flatMap((send) => {
      const { id, at: startedAt } = played.start;
      const possible = [
        ...send.to.flatMap((address) => byAuthor.get(sameMailbox(address)) ?? []),
        ...(send.to.length > 0 && id ? (byReference.get(id) ?? []) : []),
      ];
      const answer = possible.find(({ at }) => at > startedAt && at <= send.at);
      return answer ? [{ played, send, answer }] : [];
    }),
  );
}

function grouped(
  mails: readonly PastMail[],
  keysOf: (mail: PastMail) => readonly string[],
): Map<string, PastMail[]> {
  const groups = new Map<string, PastMail[]>();
  for (const mail of mails) {
    for (const key of new Set(keysOf(mail))) {
      const group = groups.get(key);
      if (group) group.push(mail);
      else groups.set(key, [mail]);
    }
  }
  return groups;
}
