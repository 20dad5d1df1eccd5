import { createHash } from 'node:crypto';
import { PalaanError } from '../errors.ts';

/** What a Message-ID of ours stands for. */
export interface OwnMessage {
  /** Id of the thread, as `messageIdFor` was given it. */
  thread: string;
  /** Which of the thread's mails: the number of the step, or another name. */
  occurrence: string;
}

const shape = /^<t\.([\w-]{1,64})\.([\w-]{1,64})\.([0-9a-f]{16})@([^\s<>@]+)>$/;

/**
 * The Message-ID of one mail of a thread, with angle brackets: always the same for the same mail, so that
 * after a crash it can be looked for. Thread and occurrence are of letters, digits, `_` and `-`, at most 64;
 * `domain` is that of the tracking address.
 */
export function messageIdFor(thread: string, occurrence: number | string, domain: string): string {
  const host = domain.toLowerCase();
  const id = `<t.${thread}.${occurrence}.${check(thread, String(occurrence), host)}@${host}>`;
  if (shape.test(id)) return id;
  const parts = [thread, occurrence, domain].map((part) => JSON.stringify(part)).join(', ');
  throw new PalaanError(`A Message-ID cannot be made of ${parts}.`);
}

/** Which mail a Message-ID stands for, or null where `messageIdFor` did not make it for this domain. */
export function ownMessage(id: string, domain: string): OwnMessage | null {
  const [, thread = '', occurrence = '', found, host = ''] = shape.exec(id) ?? [];
  const ours = domain.toLowerCase();
  return host.toLowerCase() === ours && found === check(thread, occurrence, ours)
    ? { thread, occurrence }
    : null;
}

/** Whether Palaan made this Message-ID. */
export function isOwnMessageId(id: string, domain: string): boolean {
  return ownMessage(id, domain) !== null;
}

/** Tells our ids from those that only look alike; it is no secret. */
function check(thread: string, occurrence: string, domain: string): string {
  const text = `${thread}\n${occurrence}\n${domain}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
