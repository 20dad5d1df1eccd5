import type { Address } from '../domain/message.ts';
import { type Sequence, stepAt } from '../domain/sequence.ts';
import type { Thread } from '../domain/thread/thread.ts';
import type { Evidence, Verdict } from '../domain/verdict/verdict.ts';
import type { AfterAnswer } from './after-answer.ts';
import type { Gathered } from './gather.ts';
import type { PastMail } from './past-mail.ts';
import type { Played, Replay } from './play.ts';

/** One mail and what it was judged to be. Times are ISO 8601 in UTC here and below. */
export interface MailReport {
  type: 'mail';
  where: string;
  at: string;
  from: string | null;
  subject: string;
  verdict: Verdict['verdict'];
  kind: string | null;
  until: string | null;
  words: string;
  evidence: Evidence[];
}

/** What would have become of one start. */
export interface ThreadReport {
  type: 'thread';
  startedAt: string;
  where: string;
  project: string;
  prospects: Address[];
  sequence: string;
  /** `answered`, `silent`, …: how it ended; `held: …` where the seller is asked; else `running`. */
  outcome: string;
  endedAt: string | null;
  /** What comes next and when, where the mailbox ends before it. */
  next: { kind: 'step' | 'close' | 'remind'; step: string | null; at: string } | null;
  wouldSend: { at: string; step: string; kind: 'email' | 'task'; asksFirst: boolean }[];
  events: {
    at: string;
    kind: string;
    rule: string;
    text: string;
    evidence: Evidence[];
    mail: MailReport | null;
  }[];
}

export interface Summary {
  type: 'summary';
  mails: {
    read: number;
    seller: number;
    others: number;
    drafts: number;
    undated: number;
    unreadable: number;
    /** First and last mail, and the end of what was played. */
    from: string | null;
    to: string | null;
    playedTo: string | null;
  };
  threads: number;
  notStarted: Record<string, number>;
  outcomes: Record<string, number>;
  /** How many threads were answered (put off, opted out) after so many follow-ups: the first is before any. */
  answeredAfter: number[];
  wouldSend: { email: number; task: number };
  /** Verdicts on the mails that these threads heard, such as `answer` or `auto-reply absence`. */
  heard: Record<string, number>;
  /** Must be empty: follow-ups after an answer. */
  sentAfterAnswer: { thread: string; step: string; at: string; answer: MailReport }[];
}

export function mailReport(mail: PastMail): MailReport {
  const { where, at, from, subject, verdict, words } = mail;
  return {
    type: 'mail',
    where,
    at: at.toISOString(),
    from: from[0]?.address ?? null,
    subject,
    verdict: verdict.verdict,
    kind: ('kind' in verdict && verdict.kind) || null,
    until: ('until' in verdict && verdict.until) || null,
    words,
    evidence: verdict.evidence,
  };
}

export function threadReport({ thread, sequence, start, sends, events }: Played): ThreadReport {
  return {
    type: 'thread',
    startedAt: thread.startedAt.toISOString(),
    where: start.where,
    project: thread.project,
    prospects: thread.prospects.map(({ address, name }) => ({ address, name })),
    sequence: thread.sequence,
    outcome: outcomeOf(thread),
    endedAt: thread.end?.at.toISOString() ?? null,
    next: nextOf(thread, sequence),
    wouldSend: sends.map(({ at, step, kind, asks }) => ({
      at: at.toISOString(),
      step,
      kind,
      asksFirst: asks,
    })),
    events: events
      // The start and the steps stand beside them.
      .filter(({ entry }) => entry.kind !== 'started' && entry.kind !== 'sent')
      .map(({ entry, mail }) => ({
        at: entry.at.toISOString(),
        kind: entry.kind,
        rule: entry.rule,
        text: entry.text,
        evidence: entry.evidence,
        mail: mail && mailReport(mail),
      })),
  };
}

function nextOf({ next }: Thread, sequence: Sequence): ThreadReport['next'] {
  if (!next) return null;
  const step = next.kind === 'step' ? (stepAt(sequence, next.occurrence)?.name ?? null) : null;
  return { kind: next.kind, step, at: next.at.toISOString() };
}

/** How the thread ended, or how it stands: `answered`, `held: colleague`, `running`. */
export function outcomeOf(thread: Thread): string {
  if (thread.status === 'ended') return thread.end?.reason ?? 'stopped';
  return thread.status === 'held' ? `held: ${thread.hold?.reason ?? ''}` : 'running';
}

export function summaryOf(
  gathered: Gathered,
  { threads, notStarted }: Replay,
  late: readonly AfterAnswer[],
  end: Date | null,
): Summary {
  const { mails } = gathered;
  const sends = threads.flatMap((played) => played.sends);
  const seller = mails.filter(({ fromSeller }) => fromSeller).length;
  return {
    type: 'summary',
    mails: {
      read: gathered.read,
      seller,
      others: mails.length - seller,
      drafts: gathered.drafts,
      undated: gathered.undated.length,
      unreadable: gathered.unreadable.length,
      from: mails[0]?.at.toISOString() ?? null,
      to: mails.at(-1)?.at.toISOString() ?? null,
      playedTo: end?.toISOString() ?? null,
    },
    threads: threads.length,
    notStarted: Object.fromEntries([...notStarted].map(([why, list]) => [why, list.length])),
    outcomes: counted(threads.map(({ thread }) => outcomeOf(thread))),
    answeredAfter: answeredAfter(threads),
    wouldSend: {
      email: sends.filter(({ kind }) => kind === 'email').length,
      task: sends.filter(({ kind }) => kind === 'task').length,
    },
    heard: counted(heardBy(threads).map(nameOfVerdict)),
    sentAfterAnswer: late.map(({ played, send, answer }) => ({
      thread: played.start.where,
      step: send.step,
      at: send.at.toISOString(),
      answer: mailReport(answer),
    })),
  };
}

/** Mails of others that the threads heard, each once, in the order in which they came. */
export function heardBy(threads: readonly Played[]): PastMail[] {
  const heard = new Map<string, PastMail>();
  for (const { events } of threads) {
    for (const { mail } of events) if (mail && !mail.fromSeller) heard.set(mail.key, mail);
  }
  return [...heard.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Such as `bounce hard` or `answer`. */
export function nameOfVerdict({ verdict }: PastMail): string {
  const kind = 'kind' in verdict ? verdict.kind : null;
  return kind ? `${verdict.verdict} ${kind}` : verdict.verdict;
}

const byPerson: readonly string[] = ['answered', 'deferred', 'opt-out'];

function answeredAfter(threads: readonly Played[]): number[] {
  const counts: number[] = [];
  for (const { thread, sends } of threads) {
    if (!byPerson.includes(outcomeOf(thread))) continue;
    const nudges = sends.filter(({ kind }) => kind === 'email').length;
    counts[nudges] = (counts[nudges] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}

function counted(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}
