import { describe, expect, it } from 'vitest';
import { defaultWindow } from '../../../src/domain/calendar.ts';
import { arrive } from '../../../src/domain/thread/arrive.ts';
import { stepSent } from '../../../src/domain/thread/step.ts';
import { ended, type Thread } from '../../../src/domain/thread/thread.ts';
import { anArrival, aSequence, aStep, aThread, later, monday, rules } from '../../support/builders.ts';

const at = (thread: Thread) => thread.next?.at.toISOString();
const lastEntry = (thread: Thread) => thread.timeline.at(-1);

describe('an answer', () => {
  it('stops everything and says by which rule', () => {
    const arrival = anArrival(
      { verdict: 'answer' },
      {
        match: {
          rule: 'references',
          evidence: [
            { rule: 'match:references', where: 'header:references', quote: '<start@seller.example>' },
          ],
        },
      },
    );
    const after = arrive(aThread(), arrival, rules());
    expect(after).toMatchObject({ status: 'ended', end: { reason: 'answered' }, next: null });
    expect(lastEntry(after)).toMatchObject({
      kind: 'answered',
      rule: 'test:answer',
      messageId: arrival.messageId,
    });
    expect(lastEntry(after)?.evidence).toContainEqual({
      rule: 'match:references',
      where: 'header:references',
      quote: '<start@seller.example>',
    });
  });

  it('changes nothing when the same mail is handled a second time', () => {
    const arrival = anArrival({ verdict: 'auto-reply', kind: 'absence' });
    const once = arrive(aThread(), arrival, rules());
    expect(arrive(once, arrival, rules({ now: later(30) }))).toBe(once);
  });

  it('stops a thread that is held, too', () => {
    const held = arrive(
      aThread(),
      anArrival({ verdict: 'answer' }, { match: { rule: 'colleague', evidence: [] } }),
      rules(),
    );
    expect(held.status).toBe('held');
    expect(arrive(held, anArrival({ verdict: 'answer' }), rules())).toMatchObject({
      status: 'ended',
      end: { reason: 'answered' },
    });
  });

  it('counts after the thread closed as silent, but not after a person stopped it', () => {
    const silent = ended(aThread(), 'silent', monday);
    expect(arrive(silent, anArrival({ verdict: 'answer' }), rules()).end?.reason).toBe('answered');
    const stopped = ended(aThread(), 'stopped', monday);
    expect(arrive(stopped, anArrival({ verdict: 'answer' }), rules())).toBe(stopped);
  });

  it('leaves a sequence of mere tasks running where the sequence says so', () => {
    const calls = aSequence({ onAnswer: 'continue', steps: [aStep({ kind: 'task' })] });
    const after = arrive(aThread({}, calls), anArrival({ verdict: 'answer' }), rules({ sequence: calls }));
    expect(after.status).toBe('running');
    expect(lastEntry(after)?.kind).toBe('noted');
  });

  it('from a person who says that the colleague has left tells the seller who took over', () => {
    const successor = { name: 'Eva Berg', address: 'eva@prospect.example' };
    const after = arrive(aThread(), anArrival({ verdict: 'answer', kind: 'left', successor }), rules());
    expect(after.end?.reason).toBe('answered');
    expect(after.outbox.at(-1)).toMatchObject({ name: 'left', data: { successor } });
  });
});

describe('mail that is no answer', () => {
  it.each(['own', 'receipt', 'bulk'] as const)('%s changes neither state nor plan', (verdict) => {
    const thread = aThread();
    const after = arrive(thread, anArrival({ verdict }), rules());
    expect(after).toMatchObject({ status: 'running', next: thread.next });
  });

  it.each(['acknowledgement', 'challenge'] as const)(
    'an automatic %s changes neither state nor plan',
    (kind) => {
      const thread = aThread();
      expect(arrive(thread, anArrival({ verdict: 'auto-reply', kind }), rules())).toMatchObject({
        status: 'running',
        next: thread.next,
      });
    },
  );

  it.each(['soft', 'delayed'] as const)('a %s bounce is news without effect', (kind) => {
    const thread = aThread();
    expect(arrive(thread, anArrival({ verdict: 'bounce', kind }), rules())).toMatchObject({
      status: 'running',
      next: thread.next,
    });
  });

  it('a machine’s mail near the thread leaves no trace of a decision', () => {
    const match = { rule: 'colleague' as const, evidence: [] };
    expect(
      arrive(aThread(), anArrival({ verdict: 'auto-reply', kind: 'absence' }, { match }), rules()).status,
    ).toBe('running');
  });
});

describe('an absence note', () => {
  it('with a date puts the step off to the first business day after it', () => {
    // Back on Friday 13 November: the first business day after that is Monday the 16th.
    const after = arrive(
      aThread(),
      anArrival({ verdict: 'auto-reply', kind: 'absence', until: '2026-11-13' }),
      rules(),
    );
    expect(after.status).toBe('running');
    expect(at(after)?.slice(0, 10)).toBe('2026-11-16');
    expect(lastEntry(after)?.kind).toBe('snoozed');
  });

  it('with a date before the next step leaves the plan alone', () => {
    const sent = stepSent(
      aThread(),
      { occurrence: 1, step: 'second', kind: 'email', messageId: '<f1@x>', template: 'v', at: later(24) },
      aSequence(),
      defaultWindow,
    );
    const after = arrive(
      sent,
      anArrival({ verdict: 'auto-reply', kind: 'absence', until: '2026-11-04' }),
      rules(),
    );
    expect(after.next).toEqual(sent.next);
  });

  it('without a date puts the step off by seven days, so that held time does not use up its wait', () => {
    const thread = aThread();
    const after = arrive(thread, anArrival({ verdict: 'auto-reply', kind: 'absence' }), rules());
    expect(after.next?.at).toEqual(later(7 * 24, thread.next?.at));
  });

  it('of more than 60 days is shown to the seller', () => {
    const after = arrive(
      aThread(),
      anArrival({ verdict: 'auto-reply', kind: 'absence', until: '2027-03-01' }),
      rules(),
    );
    expect(after).toMatchObject({ status: 'held', hold: { reason: 'far-absence', until: null } });
    expect(after.outbox.at(-1)).toMatchObject({ name: 'ask-far', data: { until: '2027-03-01' } });
  });

  it('that says the person has left stops the thread and gives the seller the successor', () => {
    const successor = { name: 'Eva Berg', address: 'eva@prospect.example' };
    const after = arrive(aThread(), anArrival({ verdict: 'auto-reply', kind: 'left', successor }), rules());
    expect(after).toMatchObject({ status: 'ended', end: { reason: 'left' } });
    expect(after.outbox.at(-1)).toMatchObject({ name: 'left', data: { successor } });
  });
});

describe('a hard bounce', () => {
  const recipients = [{ address: 'jan@prospect.example', status: '5.1.1', action: 'failed' as const }];

  it('stops the thread when no other address is left', () => {
    const after = arrive(aThread(), anArrival({ verdict: 'bounce', kind: 'hard', recipients }), rules());
    expect(after).toMatchObject({ status: 'ended', end: { reason: 'bounced' }, prospects: [{ dead: true }] });
    expect(after.outbox.at(-1)).toMatchObject({
      name: 'bounce',
      data: { addresses: ['jan@prospect.example'], none: true },
    });
  });

  it('of one among several recipients leaves the others their follow-ups', () => {
    const prospects = [
      { address: 'jan@prospect.example', name: '', dead: false },
      { address: 'eva@prospect.example', name: '', dead: false },
    ];
    const after = arrive(
      aThread({ prospects }),
      anArrival({ verdict: 'bounce', kind: 'hard', recipients }),
      rules(),
    );
    expect(after.status).toBe('running');
    expect(after.prospects.map((one) => one.dead)).toEqual([true, false]);
  });

  it('about somebody else changes nothing', () => {
    const other = [{ address: 'other@prospect.example', status: '5.1.1', action: 'failed' as const }];
    expect(
      arrive(aThread(), anArrival({ verdict: 'bounce', kind: 'hard', recipients: other }), rules()).status,
    ).toBe('running');
  });
});

describe('no and later', () => {
  it.each(['opt-out', 'complaint'] as const)('an %s ends the thread', (verdict) => {
    expect(arrive(aThread(), anArrival({ verdict }), rules())).toMatchObject({
      status: 'ended',
      end: { reason: 'opt-out' },
      next: null,
    });
  });

  it('an opt-out after a deferral cancels the reminder as well', () => {
    const deferred = arrive(aThread(), anArrival({ verdict: 'deferral', until: '2027-01-11' }), rules());
    expect(deferred.next?.kind).toBe('remind');
    expect(arrive(deferred, anArrival({ verdict: 'opt-out' }), rules()).next).toBeNull();
  });

  it('a deferral stops everything, and reminds the seller on the day with the prospect’s own words', () => {
    const after = arrive(
      aThread(),
      anArrival({ verdict: 'deferral', until: '2027-01-11' }, { words: 'Call me in January.' }),
      rules(),
    );
    expect(after).toMatchObject({
      status: 'ended',
      end: { reason: 'deferred' },
      next: { kind: 'remind', quote: 'Call me in January.' },
    });
    expect(at(after)?.slice(0, 10)).toBe('2027-01-11');
    expect(after.outbox.at(-1)).toMatchObject({ name: 'deferral', data: { until: '2027-01-11' } });
  });
});

describe('somebody near the thread', () => {
  const colleague = { rule: 'colleague' as const, evidence: [] };

  it('a colleague outside the thread holds it, and the seller is asked', () => {
    const after = arrive(aThread(), anArrival({ verdict: 'answer' }, { match: colleague }), rules());
    expect(after).toMatchObject({ status: 'held', hold: { reason: 'colleague', until: null } });
    expect(after.outbox.at(-1)).toMatchObject({ name: 'colleague', data: { quote: 'Their own words.' } });
  });

  it.each([
    ['stop', 'ended'],
    ['ignore', 'running'],
  ] as const)('with the setting %s the thread is %s', (setting, status) => {
    expect(
      arrive(aThread(), anArrival({ verdict: 'answer' }, { match: colleague }), rules({ colleague: setting }))
        .status,
    ).toBe(status);
  });

  it('the same subject from an unknown address holds the thread', () => {
    const match = { rule: 'subject' as const, evidence: [] };
    expect(arrive(aThread(), anArrival({ verdict: 'answer' }, { match }), rules())).toMatchObject({
      status: 'held',
      hold: { reason: 'same-subject' },
    });
  });
});

describe('the seller’s own mail in the thread', () => {
  it('starts the wait anew, and the next follow-up answers that mail', () => {
    const arrival = anArrival(
      { verdict: 'seller' },
      { from: 'anna@seller.example', messageId: '<again@seller.example>' },
    );
    const after = arrive(aThread(), arrival, rules({ now: later(5) }));
    expect(after.next).toMatchObject({ kind: 'step', occurrence: 0 });
    expect(after.next?.at.getTime()).toBeGreaterThanOrEqual(later(29).getTime());
    expect(after.references.at(-1)).toBe('<again@seller.example>');
  });

  it('releases a thread that waited for the seller', () => {
    const held = arrive(
      aThread(),
      anArrival({ verdict: 'answer' }, { match: { rule: 'colleague', evidence: [] } }),
      rules(),
    );
    expect(arrive(held, anArrival({ verdict: 'seller' }), rules())).toMatchObject({
      status: 'running',
      hold: null,
    });
  });

  it('keeps the promise where the sequence waits for it', () => {
    const promise = aSequence({ onSellerMail: 'stop' });
    expect(arrive(aThread(), anArrival({ verdict: 'seller' }), rules({ sequence: promise }))).toMatchObject({
      status: 'ended',
      end: { reason: 'seller-acted' },
    });
  });
});
