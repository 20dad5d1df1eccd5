import { describe, expect, it } from 'vitest';
import { people, startWorld } from '../support/world.ts';

const { anna, jan, pia, track } = people;

describe('the operator’s brake', () => {
  it('lets nothing leave while answers still stop their threads; afterwards the rest goes on', async () => {
    const world = await startWorld();
    await world.stores.brake.pull(world.clock.now(), '');
    const toJan = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    await world.write({
      from: jan,
      to: anna,
      subject: 'Re: New website',
      inReplyTo: toJan,
      text: 'Yes, gladly.',
    });
    await world.ended('answered');
    const toPia = await world.write({ from: anna, to: pia, bcc: track, subject: 'New kitchen' });
    await world.noted('paused');
    expect([jan, pia].map((address) => world.inbox(address).length)).toEqual([1, 1]);
    expect(world.inbox(anna).map((mail) => mail.from[0]?.address)).toEqual([jan]);

    await world.stores.brake.release();
    const nudge = await world.received(pia, (mail) => mail.references.includes(toPia));
    expect(nudge.subject).toBe('Re: New kitchen');
    expect(world.inbox(jan)).toHaveLength(1);
  });
});

describe('a seller’s own machine', () => {
  it('that answers the receipt gets no answer, and starts nothing', async () => {
    const world = await startWorld({ config: { window: { days: [7], from: '00:00', to: '00:01' } } });
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    const receipt = await world.received(anna, (mail) => mail.inReplyTo.includes(first));
    const token = receipt.replyTo[0]?.address ?? '';
    const machine = {
      from: anna,
      to: token,
      subject: 'Re: Automatic reply',
      inReplyTo: receipt.id ?? '',
      text: 'I am on holiday. Somebody else reads my mail.',
    };
    const answered = [
      await world.write({ ...machine, headers: { 'Auto-Submitted': 'auto-replied' } }),
      await world.write({ ...machine, headers: { Precedence: 'bulk' } }),
      await world.write({
        ...machine,
        subject: 'Automatic reply: the plan',
        text: 'I am out of the office until Friday.',
      }),
      await world.write({
        from: anna,
        to: jan,
        bcc: track,
        subject: 'Generated',
        headers: { 'Auto-Submitted': 'auto-generated' },
      }),
    ];
    // What came before this is handled before it: the answer to it shows that the others will have none.
    const asked = await world.write({ from: anna, to: token, inReplyTo: receipt.id ?? '', text: 'status' });
    await world.received(anna, (mail) => mail.inReplyTo.includes(asked));
    const notices = world.inbox(anna).flatMap((mail) => mail.inReplyTo);
    expect(answered.filter((id) => notices.includes(id))).toEqual([]);
    expect(await world.stores.threads.list({}, 10)).toHaveLength(1);
  });
});
