import { beforeEach, describe, expect, it } from 'vitest';
import { defaultWindow } from '../../../src/domain/calendar.ts';
import { arrive } from '../../../src/domain/thread/arrive.ts';
import { steered } from '../../../src/domain/thread/steer.ts';
import { dueAt, held } from '../../../src/domain/thread/thread.ts';
import { MailboxUnreadable, SendRefused } from '../../../src/errors.ts';
import { sendNotice } from '../../../src/jobs/notice/job.ts';
import { runDue } from '../../../src/jobs/step/step.ts';
import { messageIdFor } from '../../../src/mail/message-id.ts';
import { anArrival, aSequence, aThread, later, monday, rules } from '../../support/builders.ts';
import { aWorker, type Worker } from '../../support/worker.ts';

const due = () => ({ ...aThread(), next: { kind: 'step' as const, occurrence: 0, at: monday } });
const steering = (now: Date) => ({ now, sequence: aSequence(), window: defaultWindow });

let worker: Worker;
const theThread = async () => {
  const thread = await worker.stores.threads.get('thread1');
  if (!thread) throw new Error('the thread is gone');
  return thread;
};
/** Subjects of the notices that the seller gets now. */
async function told(): Promise<string[]> {
  const before = worker.left.length;
  for (const key of await worker.stores.notices.due(worker.parts.clock.now(), 0, 100))
    await sendNotice(key, worker.parts);
  return worker.left.slice(before).map(({ subject }) => subject);
}

beforeEach(async () => {
  worker = await aWorker();
});

describe('a step that is held', () => {
  it('does not leave before a return that was heard of meanwhile', async () => {
    await worker.open(due());
    const { freshLook } = worker.parts.mail;
    worker.parts.mail.freshLook = async () => {
      throw new MailboxUnreadable('away');
    };
    await runDue('thread1', worker.parts);
    const note = anArrival({ verdict: 'auto-reply', kind: 'absence', until: '2026-11-20' });
    await worker.parts.keeper.change('thread1', (one) => arrive(one, note, rules({ now: later(0.05) })));
    worker.parts.mail.freshLook = freshLook;
    worker.at(later(0.2));
    await runDue('thread1', worker.parts);
    expect(worker.left).toEqual([]);
    expect((await theThread()).next?.at.toISOString().slice(0, 10)).toBe('2026-11-23');
  });

  it('heeds a seller who puts it off while it is tried again', async () => {
    await worker.open(held(due(), { reason: 'hole', since: monday, until: later(0.1) }));
    worker.at(later(0.2));
    const { change } = worker.parts.keeper;
    worker.parts.keeper.change = async (...asked) => {
      worker.parts.keeper.change = change;
      await change('thread1', (one) =>
        steered(one, { kind: 'snooze', day: '2026-11-20' }, steering(later(0.2))),
      );
      return change(...asked);
    };
    await runDue('thread1', worker.parts);
    expect(worker.left).toEqual([]);
  });

  it('and refused for good twice is told twice', async () => {
    await worker.open(due());
    await told();
    worker.parts.mail.send = async () => {
      throw new SendRefused('The SMTP server refused the mail: 554 no.', { permanent: true, code: 554 });
    };
    await runDue('thread1', worker.parts);
    expect(await told()).toHaveLength(1);
    await worker.parts.keeper.change('thread1', (one) => steered(one, { kind: 'now' }, steering(later(1))));
    worker.at(later(1));
    await runDue('thread1', worker.parts);
    expect(await theThread()).toMatchObject({
      status: 'held',
      hold: { reason: 'send-refused', until: null },
    });
    expect(await told()).toHaveLength(1);
  });
});

it('a refused tracking copy does not make a deferred mail be tried at once, again and again', async () => {
  await worker.open(due());
  let tries = 0;
  worker.parts.mail.send = async (_seller, _kind, { envelope }) => {
    tries += 1;
    const rejected = [
      { address: 'jan@prospect.example', code: 451, response: '451 4.7.1 Greylisted' },
      { address: envelope.copies?.[0] ?? '', code: 550, response: '550 5.1.1 User unknown' },
    ];
    throw new SendRefused('Every recipient was refused.', { permanent: false, code: 451, rejected });
  };
  for (let minute = 0; minute < 5; minute += 1) {
    worker.at(later(minute / 60));
    await runDue('thread1', worker.parts);
  }
  expect(tries).toBe(1);
  expect(await theThread()).toMatchObject({ status: 'held', hold: { reason: 'send-refused' } });
});

it('a Message-ID that a stranger has guessed does not keep a step from being recorded', async () => {
  await worker.open(due());
  const messageId = messageIdFor('thread1', 0, 'palaan.example');
  const planted = anArrival({ verdict: 'own' }, { messageId });
  await worker.parts.keeper.change('thread1', (one) => arrive(one, planted, rules({ now: monday })));
  await runDue('thread1', worker.parts);
  expect(worker.left).toHaveLength(1);
  expect(await theThread()).toMatchObject({ next: { kind: 'step', occurrence: 1 } });
});

it('a sequence that gets a new first step sends nobody the same mail twice', async () => {
  await worker.open(due());
  const library = await worker.parts.templates();
  const gentle = library.sequence('gentle');
  const [nudge, question, person] = gentle?.steps ?? [];
  if (!gentle || !nudge || !question || !person) throw new Error('gentle has become short');
  await runDue('thread1', worker.parts);
  const changed = { ...gentle, steps: [person, ...gentle.steps.filter((step) => step !== person)] };
  const sequence = () => changed;
  worker.parts.templates = async () => ({
    ...library,
    sequence,
    render: library.render.bind(library),
    renderNotice: library.renderNotice.bind(library),
    languages: library.languages.bind(library),
    names: library.names.bind(library),
  });
  for (let day = 1; day < 40; day += 1) {
    worker.at(later(24 * day + 1));
    await runDue('thread1', worker.parts);
  }
  const sent = (await theThread()).timeline.filter(({ kind }) => kind === 'sent').map(({ step }) => step);
  expect(sent.slice(0, 2)).toEqual([nudge.name, question.name]);
  expect(new Set(sent).size).toBe(sent.length);
});

it('a notice that cannot be written is tried again, and not given up at once', async () => {
  await worker.open(due());
  const library = await worker.parts.templates();
  const broken = () => {
    throw new Error('a hole');
  };
  worker.parts.templates = async () =>
    Object.assign(Object.create(library) as typeof library, { renderNotice: broken });
  const [key = ''] = await worker.stores.notices.due(worker.parts.clock.now(), 0, 1);
  expect(await sendNotice(key, worker.parts)).toBeGreaterThan(0);
  worker.parts.templates = async () => library;
  worker.at(later(2));
  await sendNotice(key, worker.parts);
  expect(worker.left).toHaveLength(1);
  expect(dueAt(await theThread())).toEqual(monday);
});
