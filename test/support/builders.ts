import { defaultWindow } from '../../src/domain/calendar.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Sequence, Step } from '../../src/domain/sequence.ts';
import type { Arrival, Rules } from '../../src/domain/thread/arrival.ts';
import { openThread, type Start } from '../../src/domain/thread/start.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import type { Verdict } from '../../src/domain/verdict/verdict.ts';

/** A Monday morning in Helsinki, 10:00 local time. */
export const monday = new Date('2026-11-02T08:00:00Z');

export const helsinki = { zone: 'Europe/Helsinki', country: 'FI' };

export function later(hours: number, from: Date = monday): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}

export function aStep(step: Partial<Step> = {}): Step {
  return {
    name: 'nudge',
    kind: 'email',
    wait: { count: 24, unit: 'hour' },
    at: null,
    approve: false,
    ...step,
  };
}

export function aSequence(sequence: Partial<Sequence> = {}): Sequence {
  return {
    name: 'gentle',
    description: '',
    steps: [
      aStep(),
      aStep({ name: 'second', wait: { count: 2, unit: 'day' } }),
      aStep({ name: 'breakup', wait: { count: 1, unit: 'week' } }),
    ],
    repeatFrom: null,
    onAnswer: 'stop',
    onSellerMail: 'restart',
    quiet: { count: 2, unit: 'week' },
    ...sequence,
  };
}

export function aThread(start: Partial<Start> = {}, sequence: Sequence = aSequence()): Thread {
  return openThread(
    {
      id: 'thread1',
      token: 'token1234567',
      sellerId: 'anna',
      language: 'en',
      project: 'New website',
      subject: 'New website',
      prospects: [{ address: 'jan@prospect.example', name: 'Jan Nowak', dead: false }],
      place: helsinki,
      agreedOn: null,
      messageId: '<start@seller.example>',
      references: [],
      key: 'start-key',
      sentAt: monday,
      evidence: [],
      ...start,
    },
    sequence,
    defaultWindow,
    monday,
  );
}

export function rules(more: Partial<Rules> = {}): Rules {
  return { now: later(2), sequence: aSequence(), window: defaultWindow, colleague: 'ask', ...more };
}

/** A verdict with the fields that its kind needs and the test does not care about. */
export function aVerdict(verdict: Partial<Verdict> & Pick<Verdict, 'verdict'>): Verdict {
  const rest = { kind: null, successor: null, until: null, untilTo: null, recipients: [], originalId: null };
  return {
    ...rest,
    evidence: [{ rule: `test:${verdict.verdict}`, where: 'words', quote: '' }],
    ...verdict,
  } as Verdict;
}

let count = 0;

export function anArrival(
  verdict: Partial<Verdict> & Pick<Verdict, 'verdict'>,
  more: Partial<Arrival> = {},
): Arrival {
  count += 1;
  return {
    key: `mail-${count}`,
    messageId: `<mail-${count}@prospect.example>`,
    references: [],
    from: 'jan@prospect.example',
    verdict: aVerdict(verdict),
    match: { rule: 'references', evidence: [] },
    words: 'Their own words.',
    ...more,
  };
}

export function aMessage(more: Partial<Message> = {}): Message {
  const root = {
    path: '',
    type: 'text/plain',
    params: {},
    disposition: null,
    filename: null,
    headers: [],
    text: '',
    truncated: false,
    children: [],
  };
  return {
    id: '<m@prospect.example>',
    inReplyTo: [],
    references: [],
    from: [{ address: 'jan@prospect.example', name: 'Jan Nowak' }],
    sender: null,
    replyTo: [],
    to: [{ address: 'anna@seller.example', name: 'Anna' }],
    cc: [],
    bcc: [],
    deliveredTo: [],
    returnPath: null,
    subject: 'Re: New website',
    date: later(1),
    dateOffset: 0,
    receivedAt: later(1),
    headers: [],
    root,
    text: '',
    words: { own: '', quote: '', signature: '' },
    language: 'en',
    ...more,
  };
}
