import { defaultWindow } from '../../src/domain/calendar.ts';
import { type PastMail, readPastMail } from '../../src/replay/past-mail.ts';
import { play, type Replay } from '../../src/replay/play.ts';
import type { Setting } from '../../src/replay/setting.ts';
import { aSequence, helsinki } from '../support/builders.ts';

export const anna = 'Anna <anna@seller.example>';
export const jan = 'Jan Nowak <jan@prospect.example>';
const sequence = aSequence();

/** Anna's replay of a sequence with three mails: after a day, after two more, and after a week. */
export function aSetting(more: Partial<Setting> = {}): Setting {
  return {
    addresses: ['anna@seller.example', 'anna.sales@seller.example'],
    starts: 'openings',
    to: null,
    subject: null,
    tracking: null,
    sequence,
    sequenceOf: (name) => (name === sequence.name ? sequence : undefined),
    place: helsinki,
    window: defaultWindow,
    colleague: 'ask',
    limits: { maxProspects: 3, perPersonPerDay: 2 },
    ...more,
  };
}

export interface Written {
  /** Local time in Helsinki in November 2020, two hours ahead of UTC: '02 10:00' is Monday the 2nd at ten. */
  at: string;
  from?: string;
  to?: string;
  subject?: string;
  id?: string;
  answers?: string;
  /** Further header lines. */
  headers?: string[];
  body?: string;
}

/** The source of a mail; from Jan to Anna, unless told otherwise. */
export function source(mail: Written): string {
  const [day = '', time = ''] = mail.at.split(' ');
  const date = `${Number(day)} Nov 2020 ${time}:00 +0200`;
  return [
    `From: ${mail.from ?? jan}`,
    `To: ${mail.to ?? anna}`,
    `Subject: ${mail.subject ?? 'Re: New website'}`,
    `Date: ${date}`,
    ...(mail.id ? [`Message-ID: ${mail.id}`] : []),
    ...(mail.answers ? [`In-Reply-To: ${mail.answers}`] : []),
    ...(mail.headers ?? []),
    '',
    mail.body ?? 'Thanks, that looks good to us.',
    '',
  ].join('\n');
}

/** Anna's offer to Jan, on Monday the 2nd at ten. */
export function offer(more: Partial<Written> = {}): Written {
  return {
    at: '02 10:00',
    from: anna,
    to: jan,
    subject: 'New website',
    id: '<offer@seller.example>',
    body: 'Hello Jan, here is our offer.',
    ...more,
  };
}

/** Some newsletter that shows that mail was still coming in. */
export function lastSign(at: string): Written {
  return {
    at,
    from: 'News <news@shop.example>',
    subject: 'Offers of the week',
    id: `<news-${at.replace(' ', '-')}@shop.example>`,
    headers: ['List-Unsubscribe: <https://shop.example/u>'],
    body: 'Cheap things.',
  };
}

const now = new Date('2020-12-31T12:00:00Z');

export function readAll(mails: readonly Written[], setting: Setting = aSetting()): PastMail[] {
  return mails
    .map((mail, index) => readPastMail(Buffer.from(source(mail)), `mail ${index + 1}`, setting, now))
    .map((read) => {
      if (typeof read === 'string') throw new Error(read);
      return read;
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Plays the mails, to the last of them. */
export function playAll(mails: readonly Written[], setting: Setting = aSetting()): Replay {
  const read = readAll(mails, setting);
  return play(read, read.at(-1)?.at ?? now, setting);
}

/** The follow-ups of a thread as day and hour in Helsinki, such as '03 10:00 nudge'. */
export function sends(replay: Replay, thread = 0): string[] {
  return (replay.threads[thread]?.sends ?? []).map(({ at, step }) => {
    const local = at.toLocaleString('sv-SE', { timeZone: helsinki.zone });
    return `${local.slice(8, 16)} ${step}`;
  });
}
