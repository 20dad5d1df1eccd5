import { DateTime } from 'luxon';
import type { Gathered } from '../replay/gather.ts';
import type { MailReport, Summary, ThreadReport } from '../replay/report.ts';
import { oneLine, table } from './output.ts';

/** Places of mails that could not be played are listed so far. */
const shownPlaces = 10;

/** A thread as a person reads it: a line for the start, one for each thing that happened, one for the outcome. */
export function threadText(report: ThreadReport, zone: string): string {
  const people = report.prospects.map(({ name, address }) =>
    name ? `${oneLine(name)} <${address}>` : address,
  );
  const sends = report.wouldSend.map(({ at, step, kind, asksFirst }) => ({
    at,
    lines: [
      `${kind === 'email' ? 'would send' : 'would remind you:'} “${step}”${asksFirst ? ', after your yes' : ''}`,
    ],
  }));
  const events = report.events.map((event) => ({
    at: event.at,
    lines: [event.text, ...(event.mail ? because(event.mail, event.evidence) : [`by ${event.rule}`])],
  }));
  const story = [...sends, ...events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [
    `${moment(report.startedAt, zone)}  ${oneLine(report.project) || '(no subject)'} · ${people.join(', ')}`,
    ...story.flatMap(({ at, lines: [first, ...rest] }) => [
      `  ${moment(at, zone)}  ${first}`,
      ...rest.map((line) => `${' '.repeat(24)}${line}`),
    ]),
    `  → ${outcome(report, zone)}`,
    '',
  ].join('\n');
}

/** One judged mail, with its evidence. */
export function mailText(mail: MailReport, zone: string): string {
  const kind = mail.kind ? ` (${mail.kind})` : '';
  const until = mail.until ? `, ${mail.until}` : '';
  return [
    `  ${moment(mail.at, zone)}  ${mail.verdict}${kind}${until}  ${mail.from ?? 'no sender'}  ${short(mail.subject, 60)}`,
    ...mail.evidence
      .slice(0, 2)
      .map(({ rule, where, quote }) => `      ${rule} (${where}): ${short(quote, 100)}`),
    `      ${mail.where}`,
  ].join('\n');
}

/** What could not be played, where there is any. */
export function* troubleText({ undated, unreadable }: Gathered): Generator<string> {
  yield* list('Without a date that can be read, so left out:', undated);
  yield* list(
    'Could not be read:',
    unreadable.map(({ where, error }) => `${where}: ${oneLine(error)}`),
  );
}

function* list(title: string, places: readonly string[]): Generator<string> {
  if (places.length === 0) return;
  yield title;
  for (const place of places.slice(0, shownPlaces)) yield `  ${place}`;
  if (places.length > shownPlaces) yield `  and ${places.length - shownPlaces} more`;
  yield '';
}

/** The figures, and above all the one that must be 0. */
export function summaryText(summary: Summary, zone: string): string {
  const { mails, answeredAfter, wouldSend, sentAfterAnswer } = summary;
  const rows = [
    ['mails', `${mails.seller} from you, ${mails.others} from others${leftOut(mails)}`],
    ['', `${day(mails.from, zone)} to ${day(mails.to, zone)}, played to ${day(mails.playedTo, zone)}`],
    ['threads', String(summary.threads)],
    ...answeredAfter.flatMap((count, nudges) =>
      count === 0
        ? []
        : [
            [
              `  answered ${nudges === 0 ? 'before any follow-up' : `after ${followUps(nudges)}`}`,
              String(count),
            ],
          ],
    ),
    ...Object.entries(summary.outcomes).flatMap(([name, count]) => {
      return counted.includes(name) ? [] : [[`  ${outcomeWords[name] ?? name}`, String(count)]];
    }),
    ...Object.entries(summary.notStarted).map(([why, count]) => [`not started: ${why}`, String(count)]),
    [
      'would have been sent',
      `${followUps(wouldSend.email)}${wouldSend.task > 0 ? `, ${wouldSend.task} tasks to you` : ''}`,
    ],
    [
      'heard in these threads',
      Object.entries(summary.heard)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ') || 'nothing',
    ],
    ['follow-ups that would have left after an answer', String(sentAfterAnswer.length)],
  ];
  return [table(rows), ...sentAfterAnswer.map((late) => lateText(late, zone)), ...warnings(summary)].join(
    '\n',
  );
}

/** Outcomes that are counted by the follow-ups before them. */
const counted = ['answered', 'deferred', 'opt-out'];

const outcomeWords: Record<string, string> = {
  silent: 'silent to the end',
  running: 'still running where the mail ends',
  bounced: 'stopped: the address is dead',
  left: 'stopped: no longer works there',
  'seller-acted': 'done: you wrote yourself',
  replaced: 'replaced by a newer start',
};

function leftOut({ drafts, undated, unreadable }: Summary['mails']): string {
  const parts = [
    { count: drafts, words: drafts === 1 ? 'draft' : 'drafts' },
    { count: undated, words: 'without a date' },
    { count: unreadable, words: 'unreadable' },
  ];
  return parts.map(({ count, words }) => (count > 0 ? `, ${count} ${words}` : '')).join('');
}

function lateText({ thread, step, at, answer }: Summary['sentAfterAnswer'][number], zone: string): string {
  return `  “${step}” on ${moment(at, zone)} (${thread}), answered on ${moment(answer.at, zone)} (${answer.where}). Please report this.`;
}

function warnings({ mails, threads }: Summary): string[] {
  if (mails.others === 0) {
    return [
      'Only your own mail is here. Give the inbox and the archive too: nothing can be played without answers.',
    ];
  }
  if (threads === 0)
    return ['No mail of yours opens a conversation with somebody outside; --every takes all of them.'];
  return [];
}

function outcome({ outcome: how, wouldSend, next }: ThreadReport, zone: string): string {
  const nudges = wouldSend.filter(({ kind }) => kind === 'email').length;
  const after = nudges === 0 ? 'before any follow-up' : `after ${followUps(nudges)}`;
  if (how === 'running' && next) {
    const what = next.kind === 'step' ? `“${next.step}”` : 'closing as silent';
    return `running ${after}; next ${what} on ${moment(next.at, zone)}`;
  }
  if (how.startsWith('held')) return `${how}, ${after}: waits for your word`;
  return `${how} ${after}`;
}

/** Who wrote what, and by which rules it was heard; words of the mail that a rule saw are not said twice. */
function because(mail: MailReport, evidence: MailReport['evidence']): string[] {
  const words = oneLine(mail.words);
  const rules = evidence
    .slice(0, 3)
    .map(({ rule, quote }) => (words.includes(oneLine(quote)) ? rule : `${rule} “${short(quote, 60)}”`));
  return [
    `${mail.from ?? 'no sender'}${words ? `: “${short(words, 140)}”` : ''}`,
    `by ${rules.join(', ')} (${mail.where})`,
  ];
}

function followUps(count: number): string {
  return `${count} follow-up${count === 1 ? '' : 's'}`;
}

function moment(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm');
}

function day(at: string | null, zone: string): string {
  return at === null ? '-' : DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd');
}

function short(text: string, most: number): string {
  const line = [...oneLine(text)];
  return line.length > most
    ? `${line
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line.join('');
}
