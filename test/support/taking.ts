import { takeIn } from '../../src/intake/intake.ts';
import type { IntakeParts } from '../../src/intake/parts.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { later } from './builders.ts';

let uid = 0;

/** Takes a mail in as if it had been read from the tracking mailbox, as its newest. */
export async function takeRaw(raw: string, parts: IntakeParts, receivedAt = later(0)): Promise<void> {
  uid += 1;
  const place = { mailbox: parts.config.tracking.mailbox.id, folder: 'INBOX', role: 'inbox' as const, uid };
  const root = parseMime(Buffer.from(raw));
  const source = async () => null;
  await takeIn({ ...place, uidValidity: '1', receivedAt, size: raw.length, root, source }, parts);
}
