import { beforeEach, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { aThread, later } from '../support/builders.ts';
import { type StillWorld, seats, stillWorld } from '../support/still-world.ts';

const { anna, jan, track } = seats;
const proven = { 'Authentication-Results': 'mail.palaan.example; dmarc=pass header.from=seller.example' };

let world: StillWorld;
let mails = 0;

function mail(fields: Record<string, string>, text: string): string {
  mails += 1;
  const all = { Date: later(1).toUTCString(), 'Message-ID': `<${mails}@x.example>`, ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join('')}\n${text}\n`;
}

/** A thread of a seller with Jan, whose first follow-up is due at `hour`. */
function withJan(hour: number, more: Parameters<typeof aThread>[0] = {}): Thread {
  const thread = aThread({ prospects: [{ address: jan, name: 'Jan', dead: false }], ...more });
  return { ...thread, next: { kind: 'step', occurrence: 0, at: later(hour) } };
}

const ofBert = {
  ...{ id: 'thread2', token: 'token7654321', sellerId: 'bert', messageId: '<bert@seller.example>' },
  ...{ subject: 'Roof repair', project: 'Roof repair' },
};

beforeEach(async () => {
  world = await stillWorld();
  await world.begin();
});

it('a no from another address silences the one that was written to as well', async () => {
  await world.open(withJan(2));
  await world.open(withJan(3, ofBert));
  const fields = {
    From: 'j.nowak@alias.example',
    To: `${anna}, track+t.token1234567@palaan.example`,
    'In-Reply-To': '<start@seller.example>',
    Subject: 'Re: New website',
  };
  world.arrive(mail(fields, 'Please remove me from your list and never write to me again.'));
  await world.recover(20);
  expect((await world.thread('thread2')).end).toMatchObject({ reason: 'opt-out' });
  expect(await world.stores.suppressions.has(jan)).toBe(true);
  expect(world.inbox(jan)).toEqual([]);
});

it('a complaint that hides who complained silences the only one who can have been meant', async () => {
  await world.open(withJan(2));
  await world.open(withJan(3, ofBert));
  world.arrive(`From: fbl@provider.example
To: ${track}
Subject: Abuse report
Message-ID: <arf@provider.example>
Date: ${later(1).toUTCString()}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: text/plain

This is an email abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: X/1
Version: 1

--b
Content-Type: message/rfc822

From: ${anna}
To: redacted@provider.example
Message-ID: <start@seller.example>
Subject: New website

Hi
--b--
`);
  await world.recover(20);
  expect(await world.stores.suppressions.has(jan)).toBe(true);
  expect(world.inbox(jan)).toEqual([]);
});

it('an answer counts though its program gives every mail the same Message-ID', async () => {
  await world.open(withJan(2));
  const constant = {
    From: jan,
    To: track,
    'Message-ID': '<constant@erp.example>',
    'In-Reply-To': '<start@seller.example>',
  };
  const receipt = { ...constant, 'Auto-Submitted': 'auto-replied', Subject: 'Ticket received' };
  world.arrive(mail(receipt, 'We have received your message, ticket 12345.'));
  await world.recover(1);
  const answer = { ...constant, Date: later(1.2).toUTCString(), Subject: 'Re: New website' };
  world.arrive(mail(answer, 'Yes please, send the offer.'));
  await world.recover(10);
  expect((await world.thread('thread1')).end).toMatchObject({ reason: 'answered' });
  expect(world.inbox(jan)).toEqual([]);
});

it('a seller’s responder without headers gets no answer for ever', async () => {
  world.config.trust = { authservIds: ['mail.palaan.example'] };
  const note = 'I am out of the office until Monday. Thank you for your message.';
  world.arrive(mail({ From: anna, To: track, Subject: 'Automatic reply: hello', ...proven }, note));
  await world.recover(2);
  expect(world.inbox(anna)).toEqual([]);
});
