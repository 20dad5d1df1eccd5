import { describe, expect, it } from 'vitest';
import { defaultWindow } from '../../../src/domain/calendar.ts';
import { steered } from '../../../src/domain/thread/steer.ts';
import { ended, type Thread } from '../../../src/domain/thread/thread.ts';
import { arrivedUnseen, type UnseenMail } from '../../../src/domain/thread/unseen.ts';
import { aSequence, aThread, later } from '../../support/builders.ts';

const jan = 'jan@prospect.example';
const mail: UnseenMail = { key: 'unreadable:1', why: 'unreadable', from: jan, messageId: null, evidence: [] };
const hear = (thread = aThread(), unseen = mail) => arrivedUnseen(thread, unseen, aSequence(), later(1));

const questions = ({ outbox }: Thread) => outbox.filter(({ name }) => name === 'unseen-mail');

describe('a mail that may be the answer and that nobody has read', () => {
  it('holds the thread until the seller decides, and asks once', () => {
    const thread = hear(hear());
    expect(thread).toMatchObject({ status: 'held', hold: { reason: 'unseen-mail', until: null } });
    expect(thread.timeline.filter(({ kind }) => kind === 'held')).toHaveLength(1);
    expect(questions(thread)).toHaveLength(1);
  });

  it('is asked about for each such mail', () => {
    expect(questions(hear(hear(), { ...mail, key: 'unreadable:2' }))).toHaveLength(2);
  });

  it('says nothing to a thread that has ended', () => {
    const thread = ended(aThread(), 'silent', later(0));
    expect(hear(thread)).toBe(thread);
  });

  it('is only noted where an answer ends nothing', () => {
    const sequence = { ...aSequence(), onAnswer: 'continue' as const };
    const thread = arrivedUnseen(aThread(), mail, sequence, later(1));
    expect(thread.status).toBe('running');
    expect(questions(thread)).toEqual([]);
  });

  it('outlasts a skip: to skip a step does not say that nobody answered', () => {
    const rules = { now: later(2), sequence: aSequence(), window: defaultWindow };
    expect(steered(hear(), { kind: 'skip' }, rules).status).toBe('held');
  });
});
