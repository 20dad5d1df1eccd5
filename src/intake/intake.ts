import type { Clock } from '../clock.ts';
import type { Config, Seller } from '../config.ts';
import { automaticSign } from '../domain/automatic.ts';
import { type MatchRule, matchThread } from '../domain/match.ts';
import type { Message } from '../domain/message.ts';
import { readMessage } from '../domain/read-message.ts';
import type { Sequence } from '../domain/sequence.ts';
import { type Arrival, arrive } from '../domain/thread/arrive.ts';
import { stopped } from '../domain/thread/step.ts';
import type { Thread } from '../domain/thread/thread.ts';
import type { TrackingAddress } from '../domain/tracking-address.ts';
import { provenFrom } from '../domain/trust.ts';
import { judge } from '../domain/verdict/judge.ts';
import type { Evidence, Verdict } from '../domain/verdict/verdict.ts';
import type { Keeper } from '../keeper.ts';
import type { Logger } from '../logger.ts';
import type { Arrived } from '../mail/imap/look.ts';
import type { ArrivalStore } from '../store/arrivals.ts';
import type { DeliveryStore } from '../store/deliveries.ts';
import type { NoticeStore } from '../store/notices.ts';
import type { SuppressionStore } from '../store/suppressions.ts';
import type { ThreadStore } from '../store/threads.ts';
import { identityOf } from './identity.ts';
import { type Recipients, recipientsOf, sellerFrom } from './recipients.ts';
import { type StartAddress, startThread } from './start.ts';
import { steer } from './steer.ts';

export interface IntakeParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  keeper: Keeper;
  threads: ThreadStore;
  arrivals: ArrivalStore;
  deliveries: DeliveryStore;
  notices: NoticeStore;
  suppressions: SuppressionStore;
  /** The sequences as they are now. */
  templates(): Promise<Sequences>;
  isOwnId(messageId: string): boolean;
  /** Tells the postman that a notice outside any thread waits. */
  noticeWaits(key: string): Promise<void>;
}

/** The sequences that there are, at one moment. */
export interface Sequences {
  sequence(name: string): Sequence | undefined;
  names(): string[];
  languages(name: string): string[];
}

/** A mail on its way through the intake. */
export interface Incoming {
  key: string;
  message: Message;
  arrived: Arrived;
  recipients: Recipients;
  sequences: Sequences;
  /** When the server received it. */
  receivedAt: Date;
}

/** What became of the mail, for the record. */
interface Outcome {
  outcome: string;
  threadIds: string[];
  evidence: Evidence[];
}

/** Words of a person that are kept in a timeline or shown to the seller are cut to this many characters. */
const SHOWN_WORDS = 1000;

/**
 * Takes in one mail: starts or steers a thread for a proven seller, else judges it and lets it act on the threads
 * that it belongs to. Everything that the mail causes is stored before this resolves, so that the mailbox cursor
 * may move (promise 7); a mail seen before, here or in another mailbox, changes nothing.
 */
export async function takeIn(arrived: Arrived, parts: IntakeParts): Promise<void> {
  const message = readMessage(arrived.root, { receivedAt: arrived.receivedAt });
  const key = identityOf(message);
  // A seller's mail starts threads only where it reached the tracking mailbox, so each kind of mailbox has its say.
  const record = `${arrived.mailbox === parts.config.tracking.mailbox.id ? 'tracking' : 'seller'}:${key}`;
  if (await parts.arrivals.seen(record)) return;
  const recipients = recipientsOf(message, parts.config);
  const receivedAt = earliest(arrived.receivedAt, parts.clock.now());
  const sequences = await parts.templates();
  const outcome = await handle({ key, message, arrived, recipients, sequences, receivedAt }, parts);
  const { mailbox, folder, uid } = arrived;
  await parts.arrivals.record({ key: record, mailbox, folder, uid, at: parts.clock.now(), ...outcome });
  parts.logger.info({ mailbox, uid, outcome: outcome.outcome, threads: outcome.threadIds }, 'mail taken in');
}

async function handle(incoming: Incoming, parts: IntakeParts): Promise<Outcome> {
  const { message, arrived } = incoming;
  // Drafts are not mail yet: what the seller is still writing must not count as having been sent.
  if (arrived.role === 'drafts') return { outcome: 'draft', threadIds: [], evidence: [] };
  const seller = sellerFrom(message, parts.config);
  if (message.id && parts.isOwnId(message.id) && fromUs(incoming, seller, parts)) {
    return { outcome: 'own', threadIds: [], evidence: [] };
  }
  if (seller) return fromSeller(incoming, seller, parts);
  return judged(incoming, parts);
}

function fromUs({ message }: Incoming, seller: Seller | null, { config }: IntakeParts): boolean {
  const from = message.from[0]?.address;
  return seller !== null || from === config.notices.from.address || from === config.tracking.address;
}

/** A mail that says that a seller wrote it: believed only when that is proven (promise 5). */
async function fromSeller(incoming: Incoming, seller: Seller, parts: IntakeParts): Promise<Outcome> {
  const proof = proofOf(incoming, seller, parts);
  if (!proof) {
    parts.logger.warn(
      { seller: seller.id, mailbox: incoming.arrived.mailbox, uid: incoming.arrived.uid },
      'mail in a seller’s name without proof: ignored',
    );
    return { outcome: 'unproven', threadIds: [], evidence: [] };
  }
  const { tracking, people } = incoming.recipients;
  const inTracking = incoming.arrived.mailbox === parts.config.tracking.mailbox.id;
  const asks = asked(tracking);
  const toUsAlone = people.length === 0 && tracking.some((address) => address.kind === 'token');
  if (!inTracking || !(asks || toUsAlone)) return judged(incoming, parts);
  const machine = automaticSign(incoming.message);
  if (machine) return fromMachine(seller, machine, parts);
  return asks ? startThread(incoming, seller, asks, proof, parts) : steer(incoming, seller, proof, parts);
}

/** A seller's program answers our mails, or sends its own: it commands nothing, and gets no answer, ever. */
function fromMachine(seller: Seller, sign: Evidence, { logger }: IntakeParts): Outcome {
  logger.warn(
    { seller: seller.id, rule: sign.rule },
    'a machine wrote in a seller’s name: neither obeyed nor answered',
  );
  return { outcome: 'automatic', threadIds: [], evidence: [sign] };
}

/** What the seller asks for: what stands after the plus, for servers that add the plain address in Delivered-To. */
function asked(tracking: readonly TrackingAddress[]): StartAddress | undefined {
  const starts = tracking.filter((address) => address.kind !== 'token');
  return starts.find((address) => address.kind !== 'plain') ?? starts[0];
}

/** The seller's secret in the address, the seller's own Sent folder, or authentication results. */
function proofOf(
  { message, arrived, recipients }: Incoming,
  seller: Seller,
  { config }: IntakeParts,
): Evidence | null {
  const own = seller.mailboxes.some((mailbox) => mailbox.id === arrived.mailbox);
  if (own && arrived.role === 'sent')
    return { rule: 'trust:sent-folder', where: 'mailbox', quote: arrived.folder };
  const secret = recipients.tracking.some(
    (address) => address.kind === 'start' && seller.secret !== undefined && address.secret === seller.secret,
  );
  if (secret) return { rule: 'trust:secret-address', where: 'header:to', quote: '' };
  return provenFrom(message, config.trust);
}

/** Judges the mail, and lets it act on each thread that it belongs to. */
async function judged(incoming: Incoming, parts: IntakeParts): Promise<Outcome> {
  const { message, recipients, arrived } = incoming;
  const verdict = judge(message, {
    isOwnId: parts.isOwnId,
    sellerAddresses: parts.config.sellers.flatMap((seller) => [seller.address, ...seller.aliases]),
  });
  const about = aboutWhom(verdict);
  const asIfFrom = withOriginal(message, verdict);
  const owner = parts.config.sellers.filter((seller) =>
    seller.mailboxes.some(({ id }) => id === arrived.mailbox),
  );
  const reached = {
    sellerIds: [...new Set([...owner, ...recipients.sellers].map((seller) => seller.id))],
    tokens: recipients.tracking.flatMap((address) => (address.kind === 'token' ? [address.token] : [])),
    receivedAt: incoming.receivedAt,
  };
  const candidates = await parts.threads.candidates(asIfFrom, reached.tokens, about);
  const threadIds: string[] = [];
  for (const candidate of candidates) {
    const match = matchThread(asIfFrom, candidate, reached) ?? matchRecipient(candidate, about);
    if (!match || candidate.version < 0) continue;
    threadIds.push(candidate.id);
    await act(candidate, { ...incoming, message: asIfFrom }, verdict, match, parts);
  }
  if (threadIds.length > 0) await suppress(verdict, message, candidates, parts);
  return {
    outcome: threadIds.length > 0 ? verdict.verdict : 'unmatched',
    threadIds,
    // Sellers' mailboxes hold private mail too: of what belongs to no thread, not a word is kept.
    evidence: threadIds.length > 0 ? verdict.evidence : [],
  };
}

async function act(
  candidate: Thread,
  { key, message, sequences }: Incoming,
  verdict: Verdict,
  match: Arrival['match'],
  parts: IntakeParts,
): Promise<void> {
  const sequence = sequences.sequence(candidate.sequence) ?? gone(candidate.sequence);
  const arrival: Arrival = {
    key,
    messageId: message.id,
    references: message.references,
    from: message.from[0]?.address ?? null,
    verdict,
    match,
    words: message.words.own.slice(0, SHOWN_WORDS),
  };
  const rules = {
    now: parts.clock.now(),
    sequence,
    window: parts.config.window,
    colleague: parts.config.colleague,
  };
  const after = await parts.keeper.change(candidate.id, (thread) => arrive(thread, arrival, rules));
  if (after)
    parts.logger.info(
      { thread: after.id, verdict: verdict.verdict, rule: match.rule, status: after.status },
      'thread heard a mail',
    );
}

/** Addresses that a machine's mail is about: a bounce and a complaint name them. */
function aboutWhom(verdict: Verdict): string[] {
  if (verdict.verdict === 'bounce') return verdict.recipients.map((recipient) => recipient.address);
  return verdict.verdict === 'complaint' ? verdict.recipients : [];
}

/** A bounce seldom refers to our mail, but it carries it: its Message-ID counts as a reference. */
function withOriginal(message: Message, verdict: Verdict): Message {
  const original =
    verdict.verdict === 'bounce' || verdict.verdict === 'complaint' ? verdict.originalId : null;
  return original ? { ...message, references: [...message.references, original] } : message;
}

function matchRecipient(thread: Thread, about: readonly string[]): Arrival['match'] | null {
  const known = thread.prospects.find((prospect) => about.includes(prospect.address));
  if (!known || thread.status === 'ended') return null;
  const rule: MatchRule = 'prospect';
  return {
    rule,
    evidence: [{ rule: 'match:failed-recipient', where: 'part:delivery-status', quote: known.address }],
  };
}

/** An opt-out or a complaint silences the address in every sequence of every seller (promise 6). */
async function suppress(
  verdict: Verdict,
  message: Message,
  threads: Thread[],
  parts: IntakeParts,
): Promise<void> {
  if (verdict.verdict !== 'opt-out' && verdict.verdict !== 'complaint') return;
  const author = message.from[0]?.address;
  const prospects = threads.flatMap((thread) => thread.prospects.map((prospect) => prospect.address));
  // A complaint comes from the provider; the one who complained is among those whom we wrote to.
  const addresses =
    verdict.verdict === 'opt-out'
      ? author
        ? [author]
        : []
      : verdict.recipients.filter((one) => prospects.includes(one));
  const now = parts.clock.now();
  for (const address of addresses) {
    await parts.suppressions.add(address, verdict.verdict, now);
    for (const thread of await parts.threads.withProspect(address)) {
      await parts.keeper.change(thread.id, (running) =>
        stopped(
          running,
          'opt-out',
          {
            rule: 'suppressed',
            text: 'A prospect of this thread asked, in another one, not to be written to.',
          },
          now,
        ),
      );
    }
  }
}

/** A thread whose sequence was deleted from templates/ still has to stop on an answer. */
function gone(name: string): Sequence {
  return {
    name,
    description: '',
    steps: [],
    repeatFrom: null,
    onAnswer: 'stop',
    onSellerMail: 'restart',
    quiet: { count: 2, unit: 'week' },
  };
}

/** A server's clock that is ahead must not make an answer look as if it came before the start, nor from the future. */
function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
