import { expect, it, onTestFinished } from 'vitest';
import { startMail } from '../sandbox/mail/start.ts';
import { silentLogger } from '../src/logger.ts';
import { openMailboxes } from '../src/mailboxes.ts';
import { cursorStore } from '../src/store/cursors.ts';
import { leaseStore } from '../src/store/leases.ts';
import { plainMail } from './support/mailbox.ts';
import { testDatabase } from './support/mongo.ts';
import { aConfig } from './support/worker.ts';

const track = 'track@palaan.example';

it('can be looked into by a worker that does not watch it, also after the watcher was replaced', async () => {
  const { db } = await testDatabase();
  const mail = await startMail({ accounts: [{ address: track, password: 'secret' }] });
  onTestFinished(() => mail.close());
  const leases = leaseStore(db);
  const name = 'mailbox:tracking';
  await leases.take(name, 'another worker', null);
  const handled: number[] = [];
  const config = aConfig();
  const mailbox = {
    ...config.tracking.mailbox,
    ...mail.imap,
    id: 'tracking',
    user: track,
    password: 'secret',
  };
  const mailboxes = openMailboxes(
    { ...config, tracking: { ...config.tracking, mailbox }, sellers: [] },
    {
      owner: 'this worker',
      leases,
      leaseTiming: { beatMs: 20, silentMs: 3_600_000, giveUpMs: 1_000 },
      cursors: (token) => cursorStore(db, token),
      logger: silentLogger(),
      watch: {
        lookBackDays: 1,
        now: () => new Date(),
        pollMs: 3_600_000,
        timing: { lookMs: 3_000, retryMs: 20 },
        handle: async ({ uid }) => void handled.push(uid),
        unreadable: async () => {},
      },
    },
  );
  onTestFinished(() => mailboxes.close());
  const look = async () => {
    for (const visitor of await mailboxes.connections(['tracking'])) await visitor.freshLook();
  };
  mail.deliver(track, plainMail('one'));
  await look();
  expect(handled).toEqual([1]);

  // A third worker takes over, and moves the cursor.
  const seen = await leases.look(name);
  const lease = await leases.take(name, 'a third worker', seen);
  const uidValidity = (await cursorStore(db, 1).get('tracking', 'INBOX'))?.uidValidity ?? '';
  await cursorStore(db, lease?.token ?? 0).set('tracking', 'INBOX', {
    uidValidity,
    uid: 1,
    receivedAt: new Date(),
  });
  mail.deliver(track, plainMail('two'));
  await look();
  expect(handled).toEqual([1, 2]);
});
