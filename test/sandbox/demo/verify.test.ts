import { describe, expect, it } from 'vitest';
import { emma, lena, piotr, trackingAddress } from '../../../sandbox/demo/cast.ts';
import type { Letter } from '../../../sandbox/demo/letter.ts';
import type { Demand, Script } from '../../../sandbox/demo/script.ts';
import { type Mailbox, verify } from '../../../sandbox/demo/verify.ts';

/** A Warsaw time in November or December 2026. */
const at = (moment: string) => new Date(`2026-${moment}:00+01:00`);

function letter(fields: Partial<Letter> & { id: string; date: Date }): Letter {
  const { address } = piotr;
  const mine = { from: address, replyTo: [address, 'track+t.x@palaan.example'], to: [emma.address] };
  return {
    uid: 1,
    inReplyTo: null,
    references: [],
    subject: 'Re: New website',
    text: 'Hi Emma,\n\nAny thoughts on New website?\n\nBest regards,\nPiotr Nowak',
    arrivedAt: fields.date,
    seen: false,
    ...mine,
    ...fields,
  };
}

const first = letter({ id: '<first@kaari.example>', date: at('11-16T10:00'), subject: 'New website' });
const nudge = letter({
  id: '<1@palaan.example>',
  date: at('11-17T10:00'),
  inReplyTo: first.id,
  references: [first.id],
});
const answer = letter({
  id: '<answer@harbourlight.example>',
  date: at('11-17T14:00'),
  from: emma.address,
  to: [piotr.address],
  text: 'Yes, please.',
});
const receipt = letter({
  id: '<n@palaan.example>',
  date: at('11-16T10:01'),
  from: trackingAddress,
  to: [piotr.address],
  inReplyTo: first.id,
});

const demand: Demand = {
  who: emma.name,
  prospect: emma.address,
  seller: piotr,
  language: 'en',
  sequence: 'gentle',
  project: 'New website',
  plot: '',
  startId: first.id,
  followUps: 1,
  breakup: false,
  silentAfter: [answer.id],
  pauses: [],
  away: null,
  notices: [{ what: 'the receipt', about: first.id, says: ['New website'] }],
};

/** What lies in the mailboxes after a good story, but for what `changes` puts in its place. */
function complaints(
  changes: { prospect?: Letter[]; seller?: Letter[]; other?: Letter[]; demand?: Partial<Demand> } = {},
): string[] {
  const followUps = (changes.prospect ?? [first, nudge]).filter(({ id }) => id !== first.id);
  const script: Script = {
    written: [first, answer].map(({ id, from, to, subject, date }) => ({
      id,
      from,
      to,
      subject,
      at: date ?? new Date(0),
    })),
    demands: [{ ...demand, ...changes.demand }],
    inVain: [],
  };
  const mailboxes: Mailbox[] = [
    { person: emma, inbox: changes.prospect ?? [first, nudge], sent: [] },
    {
      person: piotr,
      inbox: changes.seller ?? [receipt, answer],
      sent: [...new Map(followUps.map((one) => [one.id, one])).values()],
    },
    { person: lena, inbox: changes.other ?? [], sent: [] },
  ];
  return verify(script, mailboxes).complaints;
}

describe('the verification of the demo', () => {
  it('has nothing to say when all is well', () => {
    expect(complaints()).toEqual([]);
  });

  it.each<[string, Parameters<typeof complaints>[0], string]>([
    ['the same mail twice', { prospect: [first, nudge, nudge] }, 'got a Message-ID twice'],
    [
      'a step twice under another Message-ID',
      { prospect: [first, nudge, { ...nudge, id: '<2@palaan.example>' }] },
      'got the same text twice',
    ],
    ['a missing mail', { prospect: [first] }, 'got 0 follow-ups instead of 1'],
    [
      'a mail after the answer',
      { prospect: [first, { ...nudge, date: at('11-18T10:00') }] },
      'a follow-up left after the answer was there',
    ],
    ['a mail at night', { prospect: [first, { ...nudge, date: at('11-17T03:00') }] }, 'outside of 9 to 16'],
    ['a mail on a Saturday', { prospect: [first, { ...nudge, date: at('11-14T10:00') }] }, 'at the weekend'],
    ['a mail on a holiday', { prospect: [first, { ...nudge, date: at('11-11T10:00') }] }, 'public holiday'],
    ['a raw placeholder', { prospect: [first, { ...nudge, text: `${nudge.text} {{x}}` }] }, 'has a hole'],
    [
      'another language',
      { prospect: [first, { ...nudge, text: 'New website? Pozdrawiam' }] },
      'is not in the language en',
    ],
    ['another sender', { prospect: [first, { ...nudge, from: lena.address }] }, 'instead of the seller'],
    ['a new subject', { prospect: [first, { ...nudge, subject: 'Hello' }] }, 'its subject is “Hello”'],
    [
      'a reference to an unknown mail',
      { prospect: [first, { ...nudge, references: [first.id, '<x@y>'], inReplyTo: '<x@y>' }] },
      'refers to a mail that the prospect never saw',
    ],
    [
      'no breakup mail where one is due',
      { demand: { breakup: true } },
      'the breakup mail is not the last one',
    ],
    ['no receipt', { seller: [answer] }, 'the receipt did not come'],
    ['a second receipt', { seller: [receipt, receipt, answer] }, 'one mail too many from Palaan'],
    ['an answer marked as read', { seller: [receipt, { ...answer, seen: true }] }, 'was marked as read'],
    ['a mail to somebody outside the story', { other: [nudge] }, 'Lena Fox got'],
    [
      'a mail before the end of an absence',
      { demand: { silentAfter: [], away: { noteId: receipt.id, back: '2026-11-18' } } },
      'left before 2026-11-18 was over',
    ],
    [
      'a mail while the seller is being asked',
      { demand: { silentAfter: [], pauses: [{ from: receipt.id, until: null }] } },
      'left while the seller was being asked',
    ],
  ])('complains of %s', (_, changes, complaint) => {
    expect(complaints(changes)).toContainEqual(expect.stringContaining(complaint));
  });
});
