import { isHistory, matchThread } from '../domain/match.ts';
import type { Envelope, Part } from '../domain/message.ts';
import { readEnvelope } from '../domain/read-message.ts';
import { arrivedUnseen, type UnseenMail } from '../domain/thread/unseen.ts';
import type { Unread } from '../mail/imap/look.ts';
import type { Missing } from '../store/arrivals.ts';
import { sequenceOf } from './judged.ts';
import type { IntakeParts } from './parts.ts';
import { reachedBy, recipientsOf, sellerFrom } from './recipients.ts';

/** Verdicts of mails that no thread waits for: where one of those is gone, nobody need be asked. */
const harmless = ['seller', 'own', 'receipt', 'bulk'];

/**
 * A mail that cannot be read may be the answer all the same: the threads that it belongs to by its header are held, and
 * their sellers asked. Returns their ids; none where not even the header can be had.
 */
export async function unreadable(mail: Unread, parts: IntakeParts): Promise<string[]> {
  const { config } = parts;
  const envelope = mail.role === 'drafts' || mail.role === 'sent' ? null : headerOf(mail.header, mail);
  if (!envelope || sellerFrom(envelope, config) || (envelope.id && parts.isOwnId(envelope.id))) return [];
  const recipients = recipientsOf(envelope, config);
  const reached = reachedBy(mail, recipients, false, config);
  const { mailbox, folder, uidValidity, uid } = mail;
  const threadIds: string[] = [];
  for (const thread of await parts.threads.candidates(envelope, reached.tokens, [])) {
    const match = matchThread(envelope, thread, reached);
    if (!match) continue;
    await hear(
      thread.id,
      {
        key: `unreadable:${mailbox}:${folder}:${uidValidity}:${uid}`,
        why: 'unreadable',
        from: envelope.from[0]?.address ?? null,
        messageId: envelope.id,
        evidence: match.evidence,
      },
      parts,
    );
    threadIds.push(thread.id);
  }
  return threadIds;
}

/** Mails that a new thread asked for, and that lie nowhere any more: they came before it and were deleted for good. */
export async function missing(mails: readonly Missing[], parts: IntakeParts): Promise<void> {
  for (const { key, verdict, threadIds, receivedAt, isAbout } of mails) {
    if (verdict !== null && harmless.includes(verdict)) continue;
    for (const id of threadIds) {
      const thread = await parts.threads.get(id);
      // One of those that it was told to at once, before another asked for it.
      if (!thread || thread.handled.includes(identityIn(key))) continue;
      if (isHistory(thread, receivedAt) && !thread.knownIds.some(isAbout)) continue;
      const evidence = [{ rule: 'unseen:gone', where: 'mailbox', quote: '' }];
      await hear(id, { key: `gone:${key}`, why: 'gone', from: null, messageId: null, evidence }, parts);
    }
  }
}

async function hear(threadId: string, mail: UnseenMail, parts: IntakeParts): Promise<void> {
  const sequences = await parts.templates();
  await parts.keeper.change(threadId, (thread) =>
    arrivedUnseen(thread, mail, sequenceOf(thread, sequences), parts.clock.now()),
  );
  parts.logger.warn({ thread: threadId, why: mail.why }, 'a mail that may be the answer was not read: held');
}

/** A header that our own code stumbles over is none. */
function headerOf(header: Part | null, { receivedAt }: Unread): Envelope | null {
  if (header === null) return null;
  try {
    return readEnvelope(header, { receivedAt });
  } catch {
    return null;
  }
}

/** The identity of the mail, by which threads know it: the record's key names the kind of mailbox before it. */
function identityIn(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
