import { describe, expect, it } from 'vitest';
import { check } from '../../bench/chaos/check.ts';
import type { Ledger, Letter, StoryThread, ThreadState } from '../../bench/chaos/story.ts';

const steps = new Map([
  [
    'gentle',
    [
      { name: 'nudge', words: 'Did you get a chance' },
      { name: 'breakup', words: 'Have you given up' },
    ],
  ],
]);
const rules = { steps, graceMs: 1_000, elsewhereMs: 10_000 };

/** Ten on a Wednesday in Helsinki. */
const open = new Date('2026-11-04T08:00:00Z');

function aThread(changes: Partial<StoryThread> = {}): StoryThread {
  return {
    startId: '<start@seller.example>',
    seller: 'anna',
    prospect: 'pat@p1.example',
    sequence: 'gentle',
    project: 'Project 1',
    startedAt: 0,
    stops: [],
    pauses: [],
    notices: [],
    ...changes,
  };
}

/** A follow-up that the server was told of at `begunAt`. */
function aFollowUp(number: 0 | 1, begunAt: number, changes: Partial<Letter> = {}): Letter {
  return {
    mailbox: 'pat@p1.example',
    id: `<t.1.${number}.check@palaan.example>`,
    from: 'anna@seller.example',
    inReplyTo: '<start@seller.example>',
    references: ['<start@seller.example>'],
    subject: 'Re: Project 1',
    text: `Hi,\n\n${steps.get('gentle')?.[number]?.words ?? ''} at it?\n\nAnna`,
    date: open,
    begunAt,
    arrivedAt: begunAt + 5,
    ...changes,
  };
}

function aNotice(subject: string): Letter {
  return {
    ...aFollowUp(0, 50),
    mailbox: 'anna@seller.example',
    references: [],
    id: '<n@palaan.example>',
    subject,
  };
}

const ended: ThreadState = {
  project: 'Project 1',
  sellerId: 'anna',
  status: 'ended',
  hold: null,
  end: { reason: 'silent' },
};

/** A run in which all went well: one thread, two mails, silence. */
function aLedger(changes: Partial<Ledger> = {}): Ledger {
  return {
    threads: [aThread()],
    letters: [aNotice('Follow-ups: Project 1'), aFollowUp(0, 10_000), aFollowUp(1, 50_000)],
    strangers: [],
    states: [ended],
    ...changes,
  };
}

function findings(ledger: Ledger): string[] {
  return check(ledger, rules).findings.map(({ kind }) => kind);
}

describe('the checker of the chaos run', () => {
  it('finds nothing where nothing is wrong', () => {
    const verdict = check(aLedger(), rules);
    expect(verdict).toEqual({ findings: [], crossings: { count: 0, longestMs: 0 }, followUps: 2 });
  });

  it('finds a mail that began well after the answer was there, and forgives one that was under way', () => {
    const answeredAt = (at: number) => aLedger({ threads: [aThread({ stops: [{ at, why: 'answer' }] })] });
    expect(findings(answeredAt(48_000))).toEqual(['after-answer']);
    expect(findings(answeredAt(49_500))).toEqual([]);
    expect(check(answeredAt(49_500), rules).crossings).toEqual({ count: 1, longestMs: 500 });
  });

  it('gives an opt-out in another seller’s mailbox a moment more, and no longer', () => {
    const optedOutAt = (at: number) =>
      aLedger({ threads: [aThread({ stops: [{ at, why: 'opt-out', elsewhere: true }] })] });
    expect(findings(optedOutAt(45_000))).toEqual([]);
    expect(findings(optedOutAt(30_000))).toEqual(['after-answer']);
  });

  it('finds a mail to somebody who is away, and none after the return', () => {
    const awayUntil = (until: number) =>
      aLedger({ threads: [aThread({ pauses: [{ from: 20_000, until, why: 'absence' }] })] });
    expect(findings(awayUntil(60_000))).toEqual(['in-pause']);
    expect(findings(awayUntil(49_000))).toEqual([]);
  });

  it('finds a step that came twice, by its Message-ID and by its words', () => {
    const again = aFollowUp(0, 20_000);
    expect(
      findings(aLedger({ letters: [...aLedger().letters.slice(0, 2), again, aFollowUp(1, 50_000)] })),
    ).toEqual(['duplicate', 'duplicate']);
    const otherId = aFollowUp(0, 20_000, { id: '<t.1.7.check@palaan.example>' });
    expect(
      findings(aLedger({ letters: [...aLedger().letters.slice(0, 2), otherId, aFollowUp(1, 50_000)] })),
    ).toEqual(['duplicate']);
  });

  it('finds mails at night, on a Sunday and on Independence Day in Finland', () => {
    for (const date of ['2026-11-04T14:00:01Z', '2026-11-08T10:00:00Z', '2027-12-06T10:00:00Z']) {
      const letters = [...aLedger().letters.slice(0, 2), aFollowUp(1, 50_000, { date: new Date(date) })];
      expect(findings(aLedger({ letters })), date).toEqual(['off-hours']);
    }
  });

  it('finds an answer that was not heard, though no mail has left since', () => {
    const states: ThreadState[] = [{ ...ended, status: 'running', end: null }];
    const threads = [aThread({ stops: [{ at: 60_000, why: 'answer' }] })];
    expect(findings(aLedger({ threads, states }))).toEqual(['lost-answer']);
  });

  it('finds a thread that never comes to its last mail, unless the seller was told why', () => {
    const letters = aLedger().letters.slice(0, 2);
    expect(findings(aLedger({ letters }))).toEqual(['hang']);
    const hold = { reason: 'send-unknown', until: null };
    const states: ThreadState[] = [{ ...ended, status: 'held', hold, end: null }];
    expect(findings(aLedger({ letters, states }))).toEqual(['hang', 'untold']);
    expect(findings(aLedger({ letters: [...letters, aNotice('Did it leave? Project 1')], states }))).toEqual(
      [],
    );
  });

  it('finds sellers who were not told', () => {
    expect(findings(aLedger({ letters: aLedger().letters.slice(1) }))).toEqual(['untold']);
    const notices = [{ subject: /^Later/, why: 'the deferral' }];
    expect(findings(aLedger({ threads: [aThread({ notices })] }))).toEqual(['untold']);
    const asked = { notices: [{ subject: /^Is this the answer/, why: 'the colleague' }] };
    expect(findings(aLedger({ threads: [aThread(asked)] }))).toEqual(['untold']);
    const over = { ...asked, stops: [{ at: 60_000, why: 'opt-out' as const }] };
    expect(findings(aLedger({ threads: [aThread(over)] }))).toEqual([]);
  });

  it('takes a start for refused where the prospect had told another seller no, if this one was told', () => {
    const threads = [aThread({ stops: [{ at: 5_000, why: 'opt-out', elsewhere: true }] })];
    const refused = { threads, states: [] };
    expect(findings(aLedger({ ...refused, letters: [aNotice('Not started: Project 1')] }))).toEqual([]);
    expect(findings(aLedger({ ...refused, letters: [] }))).toEqual(['untold']);
    const own = [aThread({ stops: [{ at: 5_000, why: 'opt-out' }] })];
    expect(findings(aLedger({ threads: own, states: [], letters: [] }))).toEqual(['lost-answer', 'untold']);
  });

  it('finds mail to people whom nobody wrote to', () => {
    const forged = aFollowUp(0, 70_000, { mailbox: 'victim@v1.example' });
    expect(findings(aLedger({ letters: [...aLedger().letters, forged] }))).toEqual(['stranger']);
  });
});
