import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { dayAt, defaultWindow, isBusinessDay, isOpen, type Place } from '../../src/domain/calendar.ts';
import {
  closingTime,
  needsAgreedDay,
  type PlanContext,
  planAll,
  planStep,
  spreadOf,
} from '../../src/domain/plan.ts';
import { parseWait, type Sequence, type Step, type Wait } from '../../src/domain/sequence.ts';
import { PalaanError } from '../../src/errors.ts';

const helsinki: Place = { zone: 'Europe/Helsinki', country: 'FI' };
const newYork: Place = { zone: 'America/New_York', country: 'US' };

const at = (time: string) => DateTime.fromISO(time, { zone: helsinki.zone }).toJSDate();
const shown = (date: Date | undefined, place = helsinki) =>
  DateTime.fromJSDate(date as Date, { zone: place.zone }).toFormat("yyyy-MM-dd'T'HH:mm");

const waitOf = (text: string): Wait | 'agreed' => (text === 'agreed' ? 'agreed' : (parseWait(text) as Wait));
const email = (name: string, wait: string, time: string | null = null): Step => ({
  name,
  kind: 'email',
  wait: waitOf(wait),
  at: time,
  approve: false,
});
const task = (name: string, wait: string, time: string | null = null): Step => ({
  ...email(name, wait, time),
  kind: 'task',
});
const sequenceOf = (steps: Step[], repeatFrom: number | null = null): Sequence => ({
  name: 'example',
  description: 'for tests',
  steps,
  repeatFrom,
  onAnswer: 'stop',
  onSellerMail: 'restart',
  quiet: { count: 2, unit: 'week' },
});
const context = (from: string, more: Partial<PlanContext> = {}): PlanContext => ({
  from: at(from),
  agreedOn: null,
  place: helsinki,
  window: defaultWindow,
  seed: 'thread-1',
  ...more,
});
const single = (step: Step, from: string, more: Partial<PlanContext> = {}) =>
  planStep(sequenceOf([step]), 0, context(from, more))?.at;

describe('mails', () => {
  test('a wait that ends inside the window is kept to the minute', () => {
    expect(shown(single(email('nudge', '24 hours'), '2026-12-22T15:40'))).toBe('2026-12-23T15:40');
  });

  test('over Christmas the next one goes on Monday, somewhere in the window', () => {
    const monday = single(email('second', '2 days'), '2026-12-23T15:40') as Date;
    expect(dayAt(monday, helsinki)).toBe('2026-12-28');
    expect(isOpen(monday, helsinki, defaultWindow)).toBe(true);
  });

  test('a wished time is kept on the first business day', () => {
    expect(shown(single(email('second', '2 days', '10:15'), '2026-12-23T15:40'))).toBe('2026-12-28T10:15');
  });

  test('a wished time outside the window gives way to the window', () => {
    const next = single(email('late', '1 day', '19:00'), '2026-12-07T10:00') as Date;
    expect(dayAt(next, helsinki)).toBe('2026-12-09');
    expect(isOpen(next, helsinki, defaultWindow)).toBe(true);
  });

  test('hours are waited in full before a wished time', () => {
    expect(shown(single(email('nudge', '24 hours', '09:30'), '2026-12-07T15:40'))).toBe('2026-12-09T09:30');
    expect(shown(single(email('nudge', '1 day', '09:30'), '2026-12-07T15:40'))).toBe('2026-12-08T09:30');
  });

  test('on an agreed day that is a holiday, a mail waits for the next business day', () => {
    const next = single(email('follow', 'agreed', '09:30'), '2026-12-07T10:00', { agreedOn: '2026-12-24' });
    expect(shown(next)).toBe('2026-12-28T09:30');
  });

  test('the window is that of the prospect', () => {
    const next = single(email('nudge', '24 hours'), '2026-12-07T10:00', { place: newYork }) as Date;
    expect(isOpen(next, newYork, defaultWindow)).toBe(true);
  });
});

describe('tasks', () => {
  test('an agreed day is honoured to the day, be it a holiday', () => {
    const callback = sequenceOf([task('morning', 'agreed', '09:00'), task('afternoon', 'agreed', '14:00')]);
    const plan = planAll(callback, context('2026-12-07T10:00', { agreedOn: '2026-12-24' }));
    expect(plan.map((step) => shown(step.at))).toEqual(['2026-12-24T09:00', '2026-12-24T14:00']);
  });

  test('one whose time has passed today comes at once', () => {
    expect(
      shown(single(task('morning', 'agreed', '09:00'), '2026-12-07T10:30', { agreedOn: '2026-12-07' })),
    ).toBe('2026-12-07T10:30');
  });

  test('others come on business days, at their time even outside the window', () => {
    expect(shown(single(task('call', '3 days', '08:00'), '2026-12-22T15:40'))).toBe('2026-12-28T08:00');
  });

  test('they follow the clock of the seller', () => {
    const step = task('call', '1 day', '08:00');
    const next = single(step, '2026-12-07T15:40', { place: newYork, sellerPlace: helsinki });
    expect(shown(next)).toBe('2026-12-08T08:00');
  });
});

describe('the whole plan', () => {
  test('a sequence without end is shown for three rounds', () => {
    const plan = planAll(
      sequenceOf([task('first', '3 months'), task('yearly', '1 year')], 1),
      context('2027-01-12T10:00'),
    );
    expect(plan.map((step) => dayAt(step.at, helsinki))).toEqual([
      '2027-04-12',
      '2028-04-12',
      '2029-04-12',
      '2030-04-12',
      '2031-04-15', // the 12th is a Saturday, the 14th Easter Monday
    ]);
  });

  test('after the last step there is none', () => {
    expect(planStep(sequenceOf([email('nudge', '1 day')]), 1, context('2026-12-07T10:00'))).toBeNull();
  });

  test('a sequence for an agreed day says so, and cannot be planned without one', () => {
    const callback = sequenceOf([task('morning', 'agreed', '09:00')]);
    expect(needsAgreedDay(callback)).toBe(true);
    expect(() => planAll(callback, context('2026-12-07T10:00'))).toThrow(PalaanError);
  });

  test('the quiet period begins with the last mail', () => {
    expect(shown(closingTime(sequenceOf([]), at('2026-12-07T10:00'), helsinki, defaultWindow))).toBe(
      '2026-12-21T10:00',
    );
  });
});

describe('the spread', () => {
  test('is the same for the same thread, and different for others', () => {
    const step = email('nudge', '24 hours');
    const night = '2026-12-07T20:00';
    expect(single(step, night)).toEqual(single(step, night));
    const times = Array.from({ length: 200 }, (_, thread) =>
      single(step, night, { seed: `thread-${thread}` }),
    );
    const hours = new Set(times.map((time) => shown(time).slice(11, 13)));
    expect([...hours].sort()).toEqual(['09', '10', '11', '12', '13', '14', '15']);
  });

  test('lies from 0 up to 1', () => {
    fc.assert(fc.property(fc.string(), (seed) => spreadOf(seed) >= 0 && spreadOf(seed) < 1));
  });
});

describe('for any sequence', () => {
  const units = fc.constantFrom<Wait['unit']>(
    'minute',
    'hour',
    'day',
    'business day',
    'week',
    'month',
    'year',
  );
  const steps = fc.array(
    fc.record<Step>({
      name: fc.constant('step'),
      kind: fc.constantFrom('email', 'task'),
      wait: fc.oneof(
        fc.constant('agreed' as const),
        fc.record({ count: fc.integer({ min: 0, max: 30 }), unit: units }),
      ),
      at: fc.constantFrom(null, '00:00', '07:30', '09:00', '15:59', '16:00', '23:59'),
      approve: fc.constant(false),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const starts = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })
    .map((time) => new Date(time));

  test('steps keep their order, mails leave inside the window, tasks on business days or the agreed one', () => {
    fc.assert(
      fc.property(steps, starts, fc.string(), (chosen, from, seed) => {
        const plan = planAll(sequenceOf(chosen), {
          ...context('2026-12-07T10:00'),
          from,
          seed,
          agreedOn: '2027-12-24',
        });
        expect(plan).toHaveLength(chosen.length);
        let before = from;
        plan.forEach(({ kind, at: time }, index) => {
          expect(time.getTime()).toBeGreaterThanOrEqual(before.getTime());
          if (kind === 'email') expect(isOpen(time, helsinki, defaultWindow)).toBe(true);
          else if (chosen[index]?.wait !== 'agreed') {
            expect(isBusinessDay(dayAt(time, helsinki), helsinki, defaultWindow)).toBe(true);
          }
          before = time;
        });
      }),
      { numRuns: 300 },
    );
  });
});
