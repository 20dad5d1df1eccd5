import { describe, expect, it } from 'vitest';
import { isOpen } from '../../src/domain/calendar.ts';
import { sentAfterAnswer } from '../../src/replay/after-answer.ts';
import { outcomeOf } from '../../src/replay/report.ts';
import { aSequence, aStep } from '../support/builders.ts';
import { anna, aSetting, lastSign, offer, playAll, readAll, sends, type Written } from './past-mails.ts';

const answer = { at: '04 15:00', id: '<yes@prospect.example>', answers: '<offer@seller.example>' };

describe('a past mail that opened a conversation', () => {
  it('would have been followed up at its times, until the answer that really came', () => {
    const replay = playAll([offer(), answer, lastSign('30 10:00')]);
    expect(replay.threads).toHaveLength(1);
    expect(replay.threads[0]?.thread).toMatchObject({ project: 'New website', end: { reason: 'answered' } });
    expect(sends(replay)).toEqual(['03 10:00 nudge']);
    expect(replay.threads[0]?.events.at(-1)).toMatchObject({
      entry: { kind: 'answered' },
      mail: { where: 'mail 2', words: 'Thanks, that looks good to us.' },
    });
  });

  it('would have been silent to the end where nobody answered', () => {
    const replay = playAll([offer(), lastSign('30 10:00')]);
    expect(sends(replay)).toEqual(['03 10:00 nudge', '05 10:00 second', '12 10:00 breakup']);
    expect(replay.threads.map(({ thread }) => outcomeOf(thread))).toEqual(['silent']);
  });

  it('is played no further than mail tells', () => {
    const replay = playAll([offer(), lastSign('05 09:00')]);
    expect(sends(replay)).toEqual(['03 10:00 nudge']);
    expect(replay.threads[0]?.thread).toMatchObject({
      status: 'running',
      next: { kind: 'step', occurrence: 1 },
    });
  });

  it('takes an answer of the very minute in which a follow-up would have left', () => {
    const replay = playAll([offer(), { ...answer, at: '03 10:00' }, lastSign('30 10:00')]);
    expect(sends(replay)).toEqual([]);
  });

  it('is answered by any mail from them: a new one, from a phone, with no reference at all', () => {
    const mail = {
      at: '04 15:00',
      from: 'jan+mobile@prospect.example',
      subject: 'Your offer',
      id: '<new@p>',
    };
    expect(sends(playAll([offer(), mail, lastSign('30 10:00')]))).toEqual(['03 10:00 nudge']);
  });

  it('is answered, too, by a program that gives all its mails the same Message-ID', () => {
    const id = '<always@prospect.example>';
    const again = offer({ at: '04 09:00', id: '<more@seller.example>', answers: '<offer@seller.example>' });
    const note = {
      ...answer,
      at: '02 12:00',
      id,
      headers: ['Auto-Submitted: auto-replied'],
      body: 'We have received your mail.',
    };
    const replay = playAll([
      offer(),
      note,
      again,
      { ...answer, at: '04 10:00', id, answers: '<more@seller.example>' },
      lastSign('30 10:00'),
    ]);
    expect(sends(replay)).toEqual(['03 10:00 nudge']);
  });

  it('waits anew when the seller writes in it', () => {
    const more = offer({ at: '03 09:00', id: '<more@seller.example>', answers: '<offer@seller.example>' });
    expect(sends(playAll([offer(), more, lastSign('05 12:00')]))).toEqual(['04 09:00 nudge']);
  });

  it('would have waited out an absence, also where the laptop’s clock was ahead of the server’s', () => {
    const away = {
      at: '02 09:59',
      id: '<away@prospect.example>',
      answers: '<offer@seller.example>',
      subject: 'Automaattinen vastaus: New website',
      headers: ['Auto-Submitted: auto-replied'],
      body: 'Olen lomalla, palaan töihin maanantaina 16.11.2020.',
    };
    const replay = playAll([away, offer(), lastSign('17 17:00')]);
    expect(sends(replay)[0]).toMatch(/^17 \d\d:\d\d nudge$/);
    expect(replay.threads[0]?.events.map(({ entry }) => entry.kind)).toContain('snoozed');
  });

  it('would have been held where a colleague of theirs wrote beside it', () => {
    const ewa = { at: '03 09:00', from: 'Ewa <ewa@prospect.example>', subject: 'A question', id: '<ewa@p>' };
    const replay = playAll([offer(), ewa, lastSign('30 10:00')]);
    expect(sends(replay)).toEqual([]);
    expect(replay.threads.map(({ thread }) => outcomeOf(thread))).toEqual(['held: colleague']);
  });

  it('stops when the address is dead, whatever the bounce refers to', () => {
    const bounce = {
      at: '02 10:01',
      from: 'MAILER-DAEMON@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      id: '<bounce@mx.example>',
      headers: ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
      body: [
        '--b\n\n<jan@prospect.example>: 550 5.1.1 User unknown',
        '--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n',
        'Final-Recipient: rfc822; jan@prospect.example\nAction: failed\nStatus: 5.1.1\n--b--',
      ].join('\n'),
    };
    const replay = playAll([offer(), bounce, lastSign('30 10:00')]);
    expect(sends(replay)).toEqual([]);
    expect(replay.threads.map(({ thread }) => outcomeOf(thread))).toEqual(['bounced']);
  });

  it('would have kept the hours and holidays of the prospect’s country, where the address tells it', () => {
    const warsaw = offer({ at: '10 10:00', to: 'Ewa <ewa@firma.pl>' });
    // The 11th of November is Poland's independence day; 9 in Warsaw is 10 in Helsinki.
    expect(sends(playAll([warsaw, lastSign('12 17:00')]))[0]).toMatch(/^12 1[0-6]:\d\d nudge$/);
    expect(sends(playAll([offer({ at: '10 10:00' }), lastSign('12 17:00')]))).toEqual(['11 10:00 nudge']);
  });

  it('is replaced by a newer one to the same person about the same thing', () => {
    const again = offer({ at: '03 09:00', id: '<again@seller.example>' });
    const replay = playAll([offer(), again, lastSign('04 12:00')]);
    expect(replay.threads.map(({ thread }) => outcomeOf(thread))).toEqual(['replaced', 'running']);
    expect(sends(replay, 1)).toEqual(['04 09:00 nudge']);
  });
});

describe('somebody who asked to be left alone', () => {
  const no = {
    at: '02 12:00',
    id: '<no@p>',
    answers: '<offer@seller.example>',
    body: 'Please unsubscribe me.',
  };
  const second = offer({ at: '02 11:00', subject: 'Maintenance contract', id: '<second@seller.example>' });

  it('would have got nothing more, in any thread, and starts nothing later', () => {
    const later = offer({ at: '10 10:00', subject: 'Christmas cards', id: '<later@seller.example>' });
    const replay = playAll([offer(), second, no, later, lastSign('30 10:00')]);
    expect(replay.threads.map(({ thread }) => outcomeOf(thread))).toEqual(['opt-out', 'opt-out']);
    expect(replay.threads.flatMap(({ sends }) => sends)).toEqual([]);
    expect([...replay.notStarted].map(([why, mails]) => [why, mails.length])).toEqual([['suppressed', 1]]);
  });
});

describe('several threads with one person', () => {
  it('would have sent no more on one day than the limit allows', () => {
    const offers = ['Windows', 'Doors and gates', 'A new roof'].map((subject, index) =>
      offer({ at: `02 10:0${index}`, subject, id: `<offer-${index}@seller.example>` }),
    );
    const replay = playAll([...offers, lastSign('04 08:00')]);
    expect(replay.threads.map((_, index) => sends(replay, index).length)).toEqual([1, 1, 0]);
  });
});

describe('what counts as a start', () => {
  const started = (mails: Written[], setting = aSetting()) =>
    playAll([...mails, lastSign('30 10:00')], setting).threads.map(({ start }) => start.subject);

  it('is a mail to somebody outside that answers none', () => {
    const reply = offer({
      at: '02 11:00',
      id: '<r@seller.example>',
      answers: '<x@p>',
      subject: 'Re: A question',
    });
    const bare = offer({ at: '02 11:01', id: '<b@seller.example>', subject: 'VS: Kysymys' });
    const inside = offer({
      at: '02 11:02',
      id: '<i@seller.example>',
      to: 'boss@seller.example',
      subject: 'Lunch',
    });
    const away = offer({
      at: '02 11:03',
      id: '<a@seller.example>',
      subject: 'Out of office',
      headers: ['Auto-Submitted: auto-replied'],
    });
    expect(started([offer(), reply, bare, inside, away])).toEqual(['New website']);
    expect(started([offer(), reply, bare, inside, away], aSetting({ starts: 'every' }))).toEqual([
      'New website',
      'Re: A question',
      'VS: Kysymys',
    ]);
  });

  it('is a mail from any of the seller’s addresses, and from nobody who only adds one', () => {
    const alias = offer({ from: 'Anna.Sales@seller.example', subject: 'From the alias' });
    const two = offer({
      from: `${anna}, Mallory <m@evil.example>`,
      subject: 'Two authors',
      id: '<two@evil.example>',
    });
    expect(started([alias, two])).toEqual(['From the alias']);
  });

  it('can be narrowed to a person and to a subject', () => {
    const ewa = offer({
      at: '02 11:00',
      to: 'ewa@other.example',
      subject: 'Old website',
      id: '<e@seller.example>',
    });
    expect(started([offer(), ewa], aSetting({ to: 'jan@prospect.example' }))).toEqual(['New website']);
    expect(started([offer(), ewa], aSetting({ subject: 'OLD' }))).toEqual(['Old website']);
  });

  it('is a mail with the tracking address, where mails carry one, and runs what that asks for', () => {
    const breakup = aSequence({
      name: 'breakup',
      steps: [aStep({ name: 'breakup', wait: { count: 1, unit: 'week' } })],
    });
    const setting = aSetting({
      starts: 'tracked',
      tracking: 'track@palaan.example',
      sequenceOf: (name) => (name === 'breakup' ? breakup : undefined),
    });
    const tracked = offer({ headers: ['Bcc: track+breakup@palaan.example'] });
    const unknown = offer({ at: '02 11:00', id: '<u@s>', headers: ['Bcc: track+nonsense@palaan.example'] });
    const plain = offer({ at: '02 12:00', id: '<p@s>', subject: 'Not tracked' });
    const replay = playAll([tracked, unknown, plain, lastSign('30 10:00')], setting);
    expect(sends(replay)).toEqual(['09 10:00 breakup']);
    expect(replay.threads).toHaveLength(1);
    expect([...replay.notStarted.keys()]).toEqual(['unknown sequence']);
  });

  it('is none where it went to too many people', () => {
    const many = offer({ to: ['a', 'b', 'c', 'd'].map((name) => `${name}@prospect.example`).join(', ') });
    const replay = playAll([many, lastSign('30 10:00')]);
    expect(replay.threads).toEqual([]);
    expect([...replay.notStarted.keys()]).toEqual(['too many people']);
  });
});

describe('every follow-up', () => {
  it('would have left in the window, on a working day, and none after an answer, whatever came', () => {
    const bodies = [
      'Yes.',
      'Kiitos, palataan asiaan!',
      'Dziękuję, proszę o umowę.',
      'Ein anderes Mal vielleicht.',
    ];
    const mails = Array.from({ length: 300 }, (_, index): Written => {
      const person = `p${index % 40}@company${index % 25}.example`;
      const at = `${1 + ((index * 7) % 30)} ${String((index * 5) % 24).padStart(2, '0')}:${10 + (index % 50)}`;
      return index % 3 === 0
        ? { at, from: person, id: `<in-${index}@p>`, subject: `Re: Offer ${index}`, body: bodies[index % 4] }
        : offer({ at, to: person, subject: `Offer ${index}`, id: `<out-${index}@seller.example>` });
    });
    const setting = aSetting();
    const replay = playAll(mails, setting);
    const all = replay.threads.flatMap(({ sends }) => sends);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ at }) => !isOpen(at, setting.place, setting.window))).toEqual([]);
    expect(sentAfterAnswer(replay.threads, readAll(mails))).toEqual([]);
  });
});

describe('the check for follow-ups after an answer', () => {
  const mails = [offer(), answer, lastSign('30 10:00')];

  it('finds one that the rules let through', () => {
    const [played] = playAll(mails).threads;
    if (!played) throw new Error('no thread');
    const to = ['jan@prospect.example'];
    const late = {
      at: new Date('2020-11-05T08:00:00Z'),
      step: 'second',
      kind: 'email' as const,
      asks: false,
      to,
    };
    const found = sentAfterAnswer([{ ...played, sends: [...played.sends, late] }], readAll(mails));
    expect(found).toMatchObject([{ send: { step: 'second' }, answer: { where: 'mail 2' } }]);
  });

  it('looks by itself: an answer that the thread did not hear is found too', () => {
    const unheard = playAll([offer(), lastSign('30 10:00')]).threads;
    expect(sentAfterAnswer(unheard, readAll(mails)).map(({ send }) => send.step)).toEqual([
      'second',
      'breakup',
    ]);
  });
});
