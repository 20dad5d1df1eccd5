import { type Random, randomOf } from '../fuzz/random.ts';
import { type ChaosSeller, sellers } from './cast.ts';

/** What a prospect (or somebody near) does, once `after` follow-ups have come; 0 is the seller's own mail. */
export type Role =
  | { kind: 'silent' }
  | { kind: 'answers'; after: number; delayHours: number; how: AnswerWay; folder: Folder; toAll: boolean }
  /** The answer comes while the next follow-up is being handed over, or in the moment when it is there. */
  | { kind: 'answers-at-once'; after: number; when: 'handing-over' | 'arrived' }
  | { kind: 'away'; after: number; days: number | null }
  | { kind: 'address-dies'; after: number; how: 'bounce' | 'refuse' }
  | { kind: 'soft-bounce'; after: number }
  | { kind: 'opts-out'; after: number; delayHours: number }
  | { kind: 'defers'; after: number; delayHours: number }
  | { kind: 'left'; after: number }
  | { kind: 'colleague-writes'; after: number; delayHours: number; seller: 'stop' | 'continue' }
  | { kind: 'seller-writes'; after: number; delayHours: number };

export type AnswerWay = 'in-thread' | 'to-token' | 'new-mail' | 'other-address';
export type Folder = 'INBOX' | 'Archive' | 'Junk';

export interface PlannedThread {
  seller: ChaosSeller;
  prospect: string;
  /** An address at the prospect's company. */
  colleague: string;
  /** Another address of the same person, elsewhere. */
  elsewhere: string;
  project: string;
  sequence: string;
  /** Days after the story's beginning. */
  startDay: number;
  /** The seller's program files the mail in Sent, too. */
  filed: boolean;
  role: Role;
}

/** A mail in a seller's name that the seller did not write. */
export interface PlannedForgery {
  day: number;
  seller: ChaosSeller;
  victim: string;
}

export const faultKinds = [
  'kill-worker',
  'stop-worker',
  'freeze-worker',
  'kill-mongo',
  'cut-mongo',
  'stall-mongo',
  'drop-imap',
  'refuse-imap',
  'stall-imap',
  'odd-imap',
  'uidvalidity',
  'drop-smtp',
  'refuse-smtp',
  'drop-after-data',
  'lose-after-data',
  'stall-after-data',
  'later-after-data',
  'never-after-data',
  'later-at-rcpt',
  'kill-in-data',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface PlannedFault {
  kind: FaultKind;
  day: number;
  /** Machine milliseconds that it lasts. */
  ms: number;
  /** 0 up to 1: whom it hits. */
  whom: number;
}

export interface Plan {
  seed: number;
  threads: PlannedThread[];
  forgeries: PlannedForgery[];
  faults: PlannedFault[];
  /** From this day on nothing fails any more. */
  calmDay: number;
}

export interface PlanOptions {
  seed: number;
  threads: number;
  /** What sellers choose from. */
  sequences: readonly string[];
  /** How many mails each sequence has. */
  steps: ReadonlyMap<string, number>;
  /** Days in which threads are started, and days that the longest of them takes. */
  startDays: number;
  threadDays: number;
  faults: number;
  /** Only these, where given. */
  kinds?: readonly FaultKind[];
}

/** The whole story from one number; what is left to chance is the machine's own timing. */
export function makePlan(options: PlanOptions): Plan {
  const random = randomOf(options.seed);
  const threads: PlannedThread[] = [];
  for (let number = 1; number <= options.threads; number++)
    threads.push(makeThread(number, threads, random, options));
  const calmDay = options.startDays + options.threadDays;
  return {
    seed: options.seed,
    threads,
    forgeries: many(Math.ceil(options.threads / 20), (index) => ({
      day: fraction(random) * options.startDays,
      seller: random.pick(sellers),
      victim: `victim@v${index}.example`,
    })),
    faults: many(options.faults, () => ({
      kind: random.pick(options.kinds ?? faultKinds),
      day: 0.5 + fraction(random) * (calmDay - 0.5),
      ms: Math.round(50 + fraction(random) ** 2 * 2000),
      whom: fraction(random),
    })).sort((a, b) => a.day - b.day),
    calmDay,
  };
}

function makeThread(
  number: number,
  earlier: readonly PlannedThread[],
  random: Random,
  { steps, sequences, startDays }: PlanOptions,
): PlannedThread {
  const seller = random.pick(sellers);
  const sequence = random.pick(sequences);
  const role = makeRole(steps.get(sequence) ?? 1, random);
  // Now and then two sellers write to the same person, whose address works.
  const shared = random.below(12) === 0 && role.kind !== 'address-dies';
  const others = shared ? earlier.filter((one) => one.seller !== seller && isFree(one, earlier)) : [];
  const other = others.length > 0 ? random.pick(others) : undefined;
  const domain = other ? other.prospect.split('@')[1] : `p${number}.example`;
  return {
    seller,
    prospect: `pat@${domain}`,
    colleague: `kim@${domain}`,
    elsewhere: `pat@home${number}.example`,
    project: `Project ${number} ${random.pick(['Aurora', 'Birch', 'Cedar', 'Delta'])}`,
    sequence,
    startDay: fraction(random) * startDays,
    filed: random.below(2) === 0,
    role,
  };
}

/** Each seller writes to a person once: an answer ends all that this seller has with them, which the plan does not know. */
function isFree({ prospect, role }: PlannedThread, earlier: readonly PlannedThread[]): boolean {
  return role.kind !== 'address-dies' && earlier.filter((one) => one.prospect === prospect).length === 1;
}

function makeRole(steps: number, random: Random): Role {
  const after = random.below(steps + 1);
  // What waits for a follow-up to come needs one that is still to come.
  const before = random.below(steps);
  const delayHours = delay(random);
  switch (random.below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      return {
        kind: 'answers',
        after,
        delayHours,
        how: random.pick(['in-thread', 'to-token', 'new-mail', 'other-address']),
        folder: random.pick(['INBOX', 'INBOX', 'Archive', 'Junk']),
        toAll: random.below(2) === 0,
      };
    case 5:
    case 6:
      return { kind: 'answers-at-once', after: before, when: random.pick(['handing-over', 'arrived']) };
    case 7:
      return { kind: 'away', after, days: random.pick([null, 2, 5, 9, 14]) };
    case 8:
      return { kind: 'address-dies', after: before, how: random.pick(['bounce', 'refuse']) };
    case 9:
      return { kind: 'soft-bounce', after };
    case 10:
      return { kind: 'opts-out', after, delayHours };
    case 11:
      return { kind: 'defers', after, delayHours };
    case 12:
      return { kind: 'left', after };
    case 13:
      return {
        kind: 'colleague-writes',
        after: before,
        delayHours,
        seller: random.pick(['stop', 'continue']),
      };
    case 14:
      return { kind: 'seller-writes', after: before, delayHours };
    default:
      return { kind: 'silent' };
  }
}

/** Most answer within hours, some after days. */
function delay(random: Random): number {
  const most = random.pick([0, 2, 30, 30, 200]);
  return most * fraction(random);
}

function fraction(random: Random): number {
  return random.below(1_000_000) / 1_000_000;
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
