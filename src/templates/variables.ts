import type { NoticeName } from '../domain/thread/notice.ts';
import {
  day,
  derived,
  type Fields,
  flag,
  group,
  line,
  list,
  moment,
  number,
  optional,
  text,
  type Values,
  word,
} from './shape.ts';

const seller = group('the seller, as palaan.yaml names them', {
  name: line('full name', 'Anna Virtanen'),
  firstName: line('first name', 'Anna'),
  email: line('address', 'anna@seller.example'),
  signature: text(
    'what stands under the closing words: name, phone, company',
    'Anna Virtanen\n+358 40 000 0000',
  ),
  phone: optional(line('phone number', '+358 40 000 0000')),
  company: optional(line('company', 'Virtanen Oy')),
});

const person = {
  name: optional(line('full name, where the mail shows one', 'Jan Nowak')),
  firstName: optional(line('first name, where it can be told', 'Jan')),
  email: line('address', 'jan@prospect.example'),
  company: optional(line('company, where it can be told', 'Prospect Example')),
  nameOrEmail: derived(line('the name, or the address where there is no name', 'Jan Nowak')),
};

const aboutThread = {
  project: line('what the conversation is about', 'New website'),
  subject: line('the subject of the first mail, without Re: and tags', 'New website'),
  prospect: group('the first prospect', person),
  prospects: list('all prospects who still get mail, for {{#each prospects}}', group('a prospect', person)),
  names: derived(
    line('all prospects: “Jan Nowak and Eva Berg”; an address where there is no name', 'Jan Nowak'),
  ),
  firstNames: derived(
    optional(line('first names of all prospects: “Jan and Eva”; missing where one is not known', 'Jan')),
  ),
  language: derived(line('language of the mail: en, fi, pl', 'en')),
  startedOn: day('day of the first mail', '2026-11-02'),
  lastSentOn: optional(day('day of the last mail that left', '2026-11-04')),
  agreedOn: optional(day('the day that the seller named in the address', '2027-01-15')),
  daysSilent: number('days since the last mail in the thread', 9),
};

/** Variables of every step of every sequence, mail or task. */
export const mailVariables = {
  ...aboutThread,
  seller,
  stepNumber: number('number of this step, from 1', 2),
} as const satisfies Fields;

const thread = { ...aboutThread, seller };
const quote = text('their own words', 'Let us come back to this in March.');
const stepNumber = number('number of the step, from 1', 2);
const sender = group('who wrote', person);

export const startRefusals = [
  'unknown-sequence',
  'unknown-language',
  'sequence-broken',
  'no-prospects',
  'too-many-prospects',
  'suppressed',
  'no-date',
  'bad-address',
] as const;

/** Variables of the mails that Palaan writes to the seller, by notice. */
export const noticeVariables = {
  receipt: {
    ...thread,
    sequence: line('name of the sequence', 'gentle'),
    plan: list(
      'the steps to come, for {{#each plan}}',
      group('a step', {
        number: number('number of the step, from 1', 1),
        name: line('name of the step', 'nudge'),
        kind: word('mail to the prospect, or task for the seller', ['email', 'task']),
        at: moment('when it leaves, on the seller’s clock', '2026-11-03T10:12'),
        approve: flag('waits for the seller’s yes', false),
        subject: optional(line('its subject, where it differs from Re:', 'Call Jan Nowak')),
        text: text('its text, as it will leave', 'Hi Jan,\n\nDid this reach you?'),
      }),
    ),
    endless: flag('the last steps repeat without an end', false),
  },
  'start-refused': {
    seller,
    cause: word('why nothing was started', startRefusals),
    subject: optional(line('subject of the seller’s mail', 'New website')),
    asked: optional(line('what the address asked for', 'gentel')),
    known: list('the names or languages that there are', line('a name', 'gentle')),
    address: optional(line('the address that this is about', 'jan@prospect.example')),
    count: optional(number('how many prospects the mail has', 200)),
    limit: optional(number('how many are allowed', 20)),
  },
  'held-hole': {
    ...thread,
    stepNumber,
    variable: optional(line('name of the missing value', 'prospect.firstName')),
    file: optional(line('the template, with its line', 'gentle/nudge.en.md:4')),
    reason: optional(line('what is wrong with the template, where no value is missing', 'unknown partial')),
  },
  deferral: {
    ...thread,
    quote,
    until: optional(day('first day of what they proposed; missing where no date can be read', '2027-03-01')),
    untilTo: optional(day('last day, where they named a period', '2027-03-31')),
  },
  'deferral-due': {
    ...thread,
    quote,
    wroteOn: optional(day('day on which they wrote it', '2026-11-05')),
  },
  'ask-far': {
    ...thread,
    until: day('day on which they are back', '2027-03-01'),
  },
  left: {
    ...thread,
    person: line('who has left', 'Jan Nowak'),
    successor: optional(
      group('who took over', {
        name: optional(line('name', 'Eva Berg')),
        address: optional(line('address', 'eva@prospect.example')),
      }),
    ),
    quote: optional(quote),
  },
  colleague: { ...thread, sender, quote },
  'same-subject': { ...thread, sender, quote },
  bounce: {
    ...thread,
    dead: list('the addresses that do not exist', line('an address', 'jan@prospect.example')),
    reason: optional(line('what the mail server said', '5.1.1 User unknown')),
    stopped: flag('nobody else is left: the thread has ended', true),
  },
  'send-failed': {
    ...thread,
    stepNumber,
    reason: line('what the mail server said', '550 5.7.1 Relaying denied'),
  },
  'send-unknown': {
    ...thread,
    stepNumber,
    at: moment('when it was sent, on the seller’s clock', '2026-11-03T10:12'),
  },
  'mailbox-unreadable': {
    seller,
    mailbox: line('the mailbox, as palaan.yaml names it', 'anna@seller.example'),
    since: moment('since when it cannot be read, on the seller’s clock', '2026-11-03T10:12'),
    reason: line('what the server said', 'Login refused'),
  },
  'opt-out': {
    ...thread,
    person: line('who asked not to be written to', 'jan@prospect.example'),
    quote: optional(quote),
  },
} as const satisfies Record<NoticeName, Fields>;

export const noticeNames = Object.keys(noticeVariables) as NoticeName[];

/** What a step is rendered with. */
export type MailVariables = Values<typeof mailVariables>;

/** What each notice is rendered with. */
export type NoticeVariables = { [N in NoticeName]: Values<(typeof noticeVariables)[N]> };
