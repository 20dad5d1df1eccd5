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

/** Variables of every mail to a prospect. */
export const mailVariables = {
  ...aboutThread,
  seller,
  stepNumber: number('number of this step, from 1', 2),
} as const satisfies Fields;

/** A mail to the seller is written even where the project has no name; one to a prospect would have a hole. */
const topic = derived(line('the project, or “(no subject)”; only in mails to the seller', 'New website'));

/** Variables of every task. */
export const taskVariables = { ...mailVariables, topic } as const satisfies Fields;

const thread = { ...aboutThread, topic, seller };
const quote = optional(text('their own words', 'Let us come back to this in March.'));
const from = optional(line('address of the person who wrote', 'jan@prospect.example'));
const step = {
  occurrence: number('how many steps came before it', 1),
  stepNumber: derived(number('number of the step, from 1', 2)),
};

/** Why a mail to a tracking address started nothing. */
export const startRefusals = [
  'bad-address',
  'unknown-sequence',
  'unknown-language',
  'no-date',
  'no-prospects',
  'too-many-prospects',
  'suppressed',
  'detour',
] as const;

/** Variables of the mails that Palaan writes to the seller, by notice. */
export const noticeVariables = {
  receipt: {
    ...thread,
    sequence: line('name of the sequence', 'gentle'),
    state: word('where the thread stands', ['running', 'held', 'ended']),
    understood: optional(number('how many commands the answer held, where this answers one', 1)),
    waitsForYes: flag('the next step waits for the seller’s yes', false),
    plan: list(
      'the steps to come, for {{#each plan}}',
      group('a step', {
        number: number('number of the step, from 1', 1),
        name: line('name of the step', 'nudge'),
        kind: word('mail to the prospect, or task for the seller', ['email', 'task']),
        at: moment('when it leaves, on the seller’s clock', '2026-11-03T10:12'),
        approve: flag('waits for the seller’s yes', false),
        subject: optional(line('its subject, where it differs from Re:', 'Call Jan Nowak')),
        text: optional(text('its text, as it will leave', 'Hi Jan,\n\nDid this reach you?')),
        missing: optional(line('the missing value, where the text cannot be written', 'project')),
      }),
    ),
    endless: flag('the last steps repeat without an end', false),
  },
  'start-refused': {
    seller,
    cause: word('why nothing was started', startRefusals),
    subject: optional(line('subject of the seller’s mail', 'New website')),
    name: optional(line('the sequence or language that was asked for', 'gentel')),
    known: optional(list('the sequences or languages that there are', line('a name', 'gentle'))),
    addresses: optional(list('the addresses that this is about', line('an address', 'jan@prospect.example'))),
    count: optional(number('how many prospects the mail has', 200)),
    limit: optional(number('how many are allowed', 20)),
    reason: optional(line('what is wrong with the address', 'it names two days')),
  },
  'held-hole': {
    ...thread,
    ...step,
    variable: optional(line('name of the missing value', 'prospect.firstName')),
    file: optional(line('the template', 'gentle/nudge.en.md')),
    line: optional(number('line of the template', 4)),
    reason: optional(line('what is wrong with the template, where no value is missing', 'unknown partial')),
  },
  deferral: {
    ...thread,
    quote,
    from,
    until: optional(day('first day that they proposed; missing where none can be read', '2027-03-01')),
    untilTo: optional(day('last day, where they named a period', '2027-03-31')),
    remindOn: optional(day('day on which the seller is reminded', '2027-03-01')),
  },
  'deferral-due': { ...thread, quote, from },
  'ask-far': { ...thread, quote, from, until: day('day that the absence note names', '2027-03-01') },
  left: {
    ...thread,
    quote,
    from,
    successor: group('who took over', {
      name: optional(line('name', 'Eva Berg')),
      address: optional(line('address', 'eva@prospect.example')),
    }),
  },
  colleague: { ...thread, quote, from },
  'same-subject': { ...thread, quote, from },
  'unseen-mail': { ...thread, from, cause: word('why nobody has read it', ['unreadable', 'gone']) },
  bounce: {
    ...thread,
    addresses: list('the addresses that do not exist', line('an address', 'jan@prospect.example')),
    status: optional(line('status code of the bounce', '5.1.1')),
    none: flag('nobody else is left: the thread has ended', true),
  },
  'send-failed': {
    ...thread,
    ...step,
    reason: optional(line('what the mail server said', '550 5.7.1 Relaying denied')),
  },
  'send-unknown': {
    ...thread,
    ...step,
    sentAt: moment('when it was sent, on the seller’s clock', '2026-11-03T10:12'),
  },
  'mailbox-unreadable': {
    seller,
    since: moment('since when, on the seller’s clock', '2026-11-03T10:12'),
    reason: optional(line('which mailbox, and what its server said', 'anna: login refused')),
  },
  'opt-out': { ...thread, quote, from },
} as const satisfies Record<NoticeName, Fields>;

export const noticeNames = Object.keys(noticeVariables) as NoticeName[];

/** What a step is rendered with. */
export type MailVariables = Values<typeof mailVariables>;

/** What each notice is rendered with. */
export type NoticeVariables = { [N in NoticeName]: Values<(typeof noticeVariables)[N]> };
