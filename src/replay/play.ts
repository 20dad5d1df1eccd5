import { createHash } from 'node:crypto';
import { isBySeller, type Match, matchRecipient, matchThread, silencedBy } from '../domain/match.ts';
import { placeOf } from '../domain/place.ts';
import type { Sequence } from '../domain/sequence.ts';
import { projectFromSubject } from '../domain/subject.ts';
import type { Arrival, Rules } from '../domain/thread/arrival.ts';
import { arrive } from '../domain/thread/arrive.ts';
import { openThread, replaced, type Start, takesOver } from '../domain/thread/start.ts';
import { stopped } from '../domain/thread/step.ts';
import { dueAt, type Entry, type Thread } from '../domain/thread/thread.ts';
import { Alarms } from './alarms.ts';
import { Limits, runDue, type WouldSend } from './due.ts';
import { Ledger } from './ledger.ts';
import type { PastMail } from './past-mail.ts';
import { type Setting, sellerId } from './setting.ts';
import type { NoStart, Wish } from './wish.ts';

/** What would have become of one start. */
export interface Played {
  start: PastMail;
  sequence: Sequence;
  /** As it stands when the mailbox ends. */
  thread: Thread;
  sends: WouldSend[];
  /** What happened to it, in order, with the mail that caused it. */
  events: { entry: Entry; mail: PastMail | null }[];
}

export interface Replay {
  threads: Played[];
  /** Mails that would have started nothing, by the reason. */
  notStarted: Map<NoStart | 'suppressed', PastMail[]>;
}

/** The clocks of a laptop and a server differ: what came this long before the start may answer it. */
const EARLY_MS = 2 * 60_000;

/**
 * Lets the time of a mailbox pass once more, with Palaan in it: `mails` in the order in which they came. Between two
 * mails, the steps leave that fell due; nothing is due any more after `end`. Nothing is sent and nothing is stored.
 */
export function play(mails: readonly PastMail[], end: Date, setting: Setting): Replay {
  const player = new Player(setting);
  for (const [index, mail] of mails.entries()) {
    if (mail.at > end) break;
    player.passTo(mail.at);
    const opened = player.take(mail);
    if (opened) player.reconsider(opened, before(mails, index, EARLY_MS), mail.at);
  }
  player.passTo(new Date(end.getTime() + 1));
  return player.result();
}

/** The mails that came at most so long before this one. */
function before(mails: readonly PastMail[], index: number, ms: number): PastMail[] {
  const since = (mails[index]?.at.getTime() ?? 0) - ms;
  let first = index;
  while (first > 0 && (mails[first - 1]?.at.getTime() ?? 0) >= since) first -= 1;
  return mails.slice(first, index);
}

class Player {
  readonly #setting: Setting;
  readonly #ledger = new Ledger();
  readonly #alarms = new Alarms();
  readonly #limits: Limits;
  readonly #played = new Map<string, Omit<Played, 'thread'>>();
  readonly #notStarted: Replay['notStarted'] = new Map();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#limits = new Limits(setting.limits.perPersonPerDay);
  }

  result(): Replay {
    const threads = [...this.#ledger.all()].flatMap((thread) => {
      const played = this.#played.get(thread.id);
      return played ? [{ ...played, thread }] : [];
    });
    return { threads, notStarted: this.#notStarted };
  }

  /** Everything that falls due before the time is done. */
  passTo(time: Date): void {
    for (let due = this.#alarms.takeBefore(time); due; due = this.#alarms.takeBefore(time)) {
      const thread = this.#ledger.get(due.id);
      const played = this.#played.get(due.id);
      if (!thread || !played) continue;
      const after = runDue(thread, played.sequence, due.at, this.#limits, this.#setting);
      if (after.sent) played.sends.push(after.sent);
      this.#store(after.thread, null);
    }
  }

  /** A mail comes; returns the thread that it starts. */
  take(mail: PastMail): Thread | null {
    const { wish } = mail;
    if (mail.verdict.verdict === 'own' || mail.isCommand) return null;
    if (wish !== null && typeof wish === 'object') {
      const prospects = wish.people.filter(({ address }) => !this.#limits.isSuppressed(address));
      if (prospects.length > 0) return this.#open(mail, { ...wish, people: prospects });
      this.#refuse(mail, 'suppressed');
    } else if (wish !== null) this.#refuse(mail, wish);
    this.#hear(mail);
    return null;
  }

  /** Mail that was read before the start: now there is a thread that wants it. */
  reconsider({ id }: Thread, earlier: readonly PastMail[], now: Date): void {
    for (const mail of earlier) {
      const thread = this.#ledger.get(id);
      const match = thread && this.#matchOf(mail, thread);
      if (match) this.#act(mail, thread, match, now);
    }
  }

  #refuse(mail: PastMail, why: NoStart | 'suppressed'): void {
    this.#notStarted.set(why, [...(this.#notStarted.get(why) ?? []), mail]);
  }

  #open(mail: PastMail, wish: Wish): Thread {
    const sequence = this.#setting.sequenceOf(wish.sequence) ?? this.#setting.sequence;
    const start = startOf(mail, wish, this.#setting);
    const people = start.prospects.map(({ address }) => address);
    for (const older of this.#ledger.candidates(mail, people)) {
      if (takesOver(start, older)) this.#store(replaced(older, start.id, mail.at), mail);
    }
    const thread = openThread(start, sequence, this.#setting.window, mail.at);
    this.#played.set(thread.id, { start: mail, sequence, sends: [], events: [] });
    this.#store(thread, mail);
    return thread;
  }

  #hear(mail: PastMail): void {
    const candidates = this.#ledger.candidates(mail, mail.about);
    const matches = candidates.flatMap((thread) => {
      const match = this.#matchOf(mail, thread);
      return match ? [{ thread, match }] : [];
    });
    for (const { thread, match } of matches) this.#act(mail, thread, match, mail.at);
    if (matches.length > 0) this.#suppress(silencedBy(mail.verdict, mail, candidates, matches), mail.at);
  }

  #matchOf(mail: PastMail, thread: Thread): Match | null {
    const bySeller = isBySeller(mail.verdict);
    const reached = { sellerIds: [sellerId], tokens: [], receivedAt: mail.at, bySeller };
    return matchThread(mail, thread, reached) ?? matchRecipient(thread, mail.about);
  }

  #act(mail: PastMail, thread: Thread, match: Match, now: Date): void {
    const sequence = this.#played.get(thread.id)?.sequence;
    if (!sequence) return;
    const { window, colleague } = this.#setting;
    const rules: Rules = { now, sequence, window, colleague };
    this.#store(arrive(thread, arrivalOf(mail, match), rules), mail);
  }

  #suppress(addresses: readonly string[], at: Date): void {
    const why = { rule: 'suppressed', text: 'A prospect of this thread asked not to be written to.' };
    for (const address of addresses) {
      this.#limits.suppress(address);
      for (const thread of this.#ledger.openWith(address)) {
        this.#store(stopped(thread, 'opt-out', why, at), null);
      }
    }
  }

  #store(thread: Thread, mail: PastMail | null): void {
    const before = this.#ledger.get(thread.id);
    if (before === thread) return;
    for (const entry of thread.timeline.slice(before?.timeline.length ?? 0)) {
      this.#played.get(thread.id)?.events.push({ entry, mail });
    }
    // The mails to the seller stay unwritten.
    this.#ledger.put({ ...thread, outbox: [] });
    this.#alarms.set(thread.id, dueAt(thread));
  }
}

function startOf(mail: PastMail, wish: Wish, setting: Setting): Start {
  return {
    id: createHash('sha256').update(`${sellerId}:${mail.key}`).digest('hex').slice(0, 16),
    token: '',
    sellerId,
    language: 'en',
    project: projectFromSubject(mail.subject),
    subject: mail.subject,
    prospects: wish.people.map(({ address, name }) => ({ address, name, dead: false })),
    place: placeOf(wish.people[0]?.address ?? '') ?? setting.place,
    sellerPlace: setting.place,
    agreedOn: wish.agreedOn,
    messageId: mail.id ?? `<${mail.key}@replay.invalid>`,
    references: [...new Set([...mail.references, ...mail.inReplyTo])],
    key: mail.key,
    sentAt: mail.at,
    evidence: [],
  };
}

function arrivalOf(mail: PastMail, match: Match): Arrival {
  return {
    key: mail.key,
    messageId: mail.id,
    references: mail.references,
    from: mail.from[0]?.address ?? null,
    verdict: mail.verdict,
    match,
    words: mail.words,
  };
}
