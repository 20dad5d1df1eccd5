import { describe, expect, it } from 'vitest';
import { provesDead } from '../../src/domain/refusal.ts';

describe('a recipient that the server refuses', () => {
  it.each([
    [550, '550 5.1.1 <jan@prospect.example>: Recipient address rejected: User unknown'],
    [550, '550 No such user here'],
    [550, '550-5.1.1 The email account that you tried to reach does not exist.'],
  ])('is dead: %s %s', (code, response) => {
    expect(provesDead({ code, response })).toBe(true);
  });

  it.each([
    [550, '550 5.7.1 Relaying denied'],
    [554, '554 5.7.1 Service unavailable; Client host blocked using a blocklist'],
    [552, '552 5.2.2 Mailbox full'],
    [450, '450 4.1.1 User unknown'],
    [550, '550 5.7.26 Unauthenticated mail is prohibited'],
  ])('is not proven dead: %s %s', (code, response) => {
    expect(provesDead({ code, response })).toBe(false);
  });
});
