import { describe, expect, it } from 'vitest';
import { defaultWindow } from '../../../src/domain/calendar.ts';
import { arrive } from '../../../src/domain/thread/arrive.ts';
import { arrivedDead } from '../../../src/domain/thread/dead.ts';
import { replaced } from '../../../src/domain/thread/start.ts';
import {
  closedSilent,
  reminded,
  retry,
  stepHeld,
  stepSent,
  stopped,
} from '../../../src/domain/thread/step.ts';
import { dueAt, ended, liveProspects } from '../../../src/domain/thread/thread.ts';
import { anArrival, aSequence, aStep, aThread, later, monday, rules } from '../../support/builders.ts';

const sentStep = (occurrence: number, more = {}) => ({
  occurrence,
  step: 'nudge',
  kind: 'email' as const,
  messageId: `<step-${occurrence}@track.example>`,
  template: 'v1',
  at: later(24),
  ...more,
});

describe('starting', () => {
  it('plans the first step, and the seller gets one receipt', () => {
    const thread = aThread();
    expect(thread).toMatchObject({ status: 'running', next: { kind: 'step', occurrence: 0, at: later(24) } });
    expect(thread.outbox.map((notice) => notice.name)).toEqual(['receipt']);
    expect(thread.timeline.map((entry) => entry.kind)).toEqual(['started']);
  });

  it('again on the same mails ends the older thread, and says by which', () => {
    const older = replaced(aThread(), 'thread2', monday);
    expect(older).toMatchObject({ status: 'ended', end: { reason: 'replaced' } });
    expect(older.timeline.at(-1)?.text).toContain('thread2');
  });
});

describe('a step that left', () => {
  it('plans the next one and joins the chain of references', () => {
    const after = stepSent(aThread(), sentStep(0), aSequence(), defaultWindow);
    expect(after.next).toMatchObject({ kind: 'step', occurrence: 1 });
    expect(after.references).toEqual(['<start@seller.example>', '<step-0@track.example>']);
    expect(after.knownIds).toContain('<step-0@track.example>');
    expect(after.timeline.at(-1)).toMatchObject({ kind: 'sent', step: 'nudge', template: 'v1' });
  });

  it('that was the last begins the quiet period, after which the thread closes as silent', () => {
    const after = stepSent(aThread(), sentStep(2), aSequence(), defaultWindow);
    expect(after.next).toMatchObject({ kind: 'close', at: later(24 * 15) });
    expect(closedSilent(after, later(24 * 15))).toMatchObject({
      status: 'ended',
      end: { reason: 'silent' },
      next: null,
    });
  });

  describe('before a note of absence was heard, though the step was not yet known to have left', () => {
    const heard = (until?: string) =>
      arrive(
        aThread(),
        anArrival({ verdict: 'auto-reply', kind: 'absence', ...(until ? { until } : {}) }),
        rules({ now: later(24) }),
      );
    const plan = stepSent(aThread(), sentStep(0), aSequence(), defaultWindow).next?.at as Date;

    it('is followed by nothing before the return', () => {
      const after = stepSent(heard('2026-11-20'), sentStep(0), aSequence(), defaultWindow);
      expect(after.next).toMatchObject({ kind: 'step', occurrence: 1 });
      expect(after.next?.at.toISOString().slice(0, 10)).toBe('2026-11-23');
    });

    it('is followed seven days later than planned where the note names no day', () => {
      const after = stepSent(heard(), sentStep(0), aSequence(), defaultWindow);
      expect(after.next?.at).toEqual(later(7 * 24, plan));
      const next = stepSent(after, sentStep(1, { at: after.next?.at }), aSequence(), defaultWindow);
      const usual = stepSent(aThread(), sentStep(1, { at: after.next?.at }), aSequence(), defaultWindow);
      expect(next.next).toEqual(usual.next);
    });

    it('waits for the seller where the absence is long', () => {
      expect(stepSent(heard('2027-06-01'), sentStep(0), aSequence(), defaultWindow)).toMatchObject({
        status: 'held',
        hold: { reason: 'far-absence', until: null },
        next: { kind: 'step', occurrence: 1 },
      });
    });
  });

  it('goes on for ever where the sequence repeats', () => {
    const yearly = aSequence({
      steps: [
        aStep({ name: 'call', kind: 'task' }),
        aStep({ name: 'yearly', kind: 'task', wait: { count: 1, unit: 'year' } }),
      ],
      repeatFrom: 1,
    });
    const after = stepSent(aThread({}, yearly), sentStep(7, { kind: 'task' }), yearly, defaultWindow);
    expect(after.next).toMatchObject({ kind: 'step', occurrence: 8 });
  });

  it('while an answer ended the thread is remembered, and nothing more is planned', () => {
    const answered = ended(aThread(), 'answered', later(24));
    const after = stepSent(answered, sentStep(0), aSequence(), defaultWindow);
    expect(after).toMatchObject({ status: 'ended', next: null });
    expect(after.timeline.at(-1)?.kind).toBe('sent');
  });

  it('as a task to the seller stays out of the prospect’s chain of references', () => {
    const after = stepSent(aThread(), sentStep(0, { kind: 'task' }), aSequence(), defaultWindow);
    expect(after.references).toEqual(['<start@seller.example>']);
  });
});

describe('a step that could not leave', () => {
  const hold = (hours: number) => ({
    reason: 'mailbox-unreadable' as const,
    since: later(hours),
    until: later(hours + 1),
  });
  const why = { rule: 'mailbox-unreadable', text: 'A mailbox cannot be read.' };

  it('is tried again when its hold is over, told once, and knows since when', () => {
    const first = stepHeld(aThread(), hold(24), why);
    expect(dueAt(first)).toEqual(later(25));
    const again = stepHeld(retry(first), hold(25), why);
    expect(again.timeline.filter((entry) => entry.kind === 'held')).toHaveLength(1);
    expect(again.hold).toEqual({ reason: 'mailbox-unreadable', since: later(24), until: later(26) });
  });

  it('after it left has no hold any more', () => {
    const held = retry(stepHeld(aThread(), hold(24), why));
    expect(stepSent(held, sentStep(0), aSequence(), defaultWindow)).toMatchObject({
      status: 'running',
      hold: null,
    });
  });

  it('and waits for the seller is not woken by a lesser hold', () => {
    const asked = stepHeld(
      aThread(),
      { reason: 'far-absence', since: monday, until: null },
      { rule: 'x', text: '' },
    );
    expect(stepHeld(asked, hold(24), why).hold?.reason).toBe('far-absence');
  });
});

describe('addresses that the server refuses', () => {
  it('are dead: the thread ends when none is left', () => {
    const after = arrivedDead(aThread(), ['jan@prospect.example'], later(24));
    expect(after).toMatchObject({ status: 'ended', end: { reason: 'bounced' } });
    expect(liveProspects(after)).toEqual([]);
    expect(after.outbox.at(-1)?.name).toBe('bounce');
  });
});

describe('a proposed day', () => {
  it('that has come reminds the seller once', () => {
    const deferred = ended(aThread(), 'deferred', monday, {
      kind: 'remind',
      at: later(48),
      quote: 'In January, please.',
    });
    const after = reminded(deferred, later(48));
    expect(after.next).toBeNull();
    expect(after.outbox.at(-1)).toMatchObject({
      name: 'deferral-due',
      data: { quote: 'In January, please.' },
    });
    expect(reminded(after, later(49))).toBe(after);
  });
});

it('stopping by hand also cancels a reminder, and an ended thread stays as it ended', () => {
  const why = { rule: 'operator:stop', text: 'Stopped.' };
  const deferred = ended(aThread(), 'deferred', monday, { kind: 'remind', at: later(48), quote: '' });
  expect(stopped(deferred, 'stopped', why, later(3))).toMatchObject({
    next: null,
    end: { reason: 'deferred' },
  });
  const answered = ended(aThread(), 'answered', monday);
  expect(stopped(answered, 'stopped', why, later(3))).toBe(answered);
});
