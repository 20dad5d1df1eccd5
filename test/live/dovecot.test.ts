import { describe, it } from 'vitest';
import { dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { mailboxBehaviour } from './mailbox-behaviour.ts';

let users = 0;

if (dovecotMissing === null) {
  mailboxBehaviour('a mailbox on Dovecot', () => startDovecot(), {
    hasFolders: true,
    newUser: () => `user${++users}@house.example`,
  });
} else {
  describe('a mailbox on Dovecot', () => {
    it.skip(`not tried here: ${dovecotMissing}`, () => {});
  });
}
