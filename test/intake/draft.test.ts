import { expect, it } from 'vitest';
import { takeIn } from '../../src/intake/intake.ts';
import type { FolderRole } from '../../src/mail/imap/folders.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { later } from '../support/builders.ts';
import { seats, stillWorld } from '../support/still-world.ts';

const { anna, track } = seats;

it('a draft starts nothing, and does not hide the mail that it becomes', async () => {
  const world = await stillWorld();
  const parts = world.parts();
  // Some programs give the draft the Message-ID and the Date with which it is sent.
  const raw = [
    `From: ${anna}`,
    'To: jan@prospect.example',
    `Cc: ${track}`,
    'Message-ID: <written@seller.example>',
    `Date: ${later(0).toUTCString()}`,
    'Subject: New website',
    '',
    'Hello.',
    '',
  ].join('\r\n');
  const read = (role: FolderRole, uid: number) =>
    takeIn(
      {
        ...{ mailbox: parts.config.tracking.mailbox.id, folder: 'INBOX', role, uid, uidValidity: '1' },
        ...{ receivedAt: later(0), size: raw.length, root: parseMime(Buffer.from(raw)) },
        source: async () => null,
      },
      parts,
    );
  await read('drafts', 1);
  expect(await world.stores.threads.list({}, 10)).toEqual([]);
  await read('inbox', 2);
  expect(await world.stores.threads.list({}, 10)).toHaveLength(1);
});
