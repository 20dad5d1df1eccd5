import { companyDomain, sameMailbox } from './match.ts';
import type { Message } from './message.ts';
import { projectFromSubject } from './subject.ts';

/**
 * Mail may be read before the start that it belongs to: a colleague is quick, or the tracking mailbox was away. So each
 * mail is noted with keys of what it is about, by the rules of matching, and a thread that opens asks for its own.
 */
export function keysOfMail(message: Message, recipients: readonly string[]): string[] {
  const authors = message.from.map(({ address }) => address);
  const keys = [
    ...message.inReplyTo,
    ...message.references,
    ...[...authors, ...recipients].map(sameMailbox),
    ...companies(authors),
    ...topic(message.subject),
  ];
  return [...new Set(keys)].slice(0, MOST_KEYS);
}

/** The keys of mails that a new thread wants. */
export function keysOfStart(start: {
  messageId: string;
  subject: string;
  prospects: readonly { address: string }[];
}): string[] {
  const people = start.prospects.map(({ address }) => address);
  return [start.messageId, ...people.map(sameMailbox), ...companies(people), ...topic(start.subject)];
}

const MOST_KEYS = 100;

function companies(addresses: readonly string[]): string[] {
  return addresses.flatMap((address) => {
    const domain = companyDomain(address);
    return domain === null ? [] : [`company ${domain}`];
  });
}

function topic(subject: string): string[] {
  const project = projectFromSubject(subject).toLowerCase();
  return project === '' ? [] : [`subject ${project}`];
}
