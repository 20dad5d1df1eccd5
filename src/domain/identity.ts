import { createHash } from 'node:crypto';
import type { Message } from './message.ts';

/**
 * A key that the copies of one mail share in every mailbox. A Message-ID alone is not enough: some programs use
 * one twice, and an answer must never be taken for a mail that was handled before.
 */
export function identityOf(message: Message): string {
  const from = message.from.map((author) => author.address).join(',');
  const what = message.id
    ? [message.id, from, message.date?.toISOString() ?? '']
    : [from, message.date?.toISOString() ?? '', message.subject, message.text];
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 27);
}
