import { startMail } from '../../sandbox/mail/start.ts';
import { mailboxBehaviour } from '../live/mailbox-behaviour.ts';

const password = 'secret-of-the-test';
const users = Array.from({ length: 60 }, (_, i) => `user${i}@house.example`);
let next = 0;

mailboxBehaviour(
  'a mailbox in the sandbox',
  async () => {
    const mail = await startMail({ accounts: users.map((address) => ({ address, password })) });
    return { ...mail.imap, password, stop: () => mail.close() };
  },
  { hasFolders: true, newUser: () => users[next++] as string },
);
