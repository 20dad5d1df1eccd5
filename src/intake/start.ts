import { createHash, randomBytes } from 'node:crypto';
import type { Seller } from '../config.ts';
import type { Message } from '../domain/message.ts';
import { placeOf } from '../domain/place.ts';
import { needsAgreedDay } from '../domain/plan.ts';
import type { Sequence } from '../domain/sequence.ts';
import { projectFromSubject } from '../domain/subject.ts';
import type { NoticeName } from '../domain/thread/notice.ts';
import { openThread, replaced, type Start, takesOver } from '../domain/thread/start.ts';
import type { Prospect } from '../domain/thread/thread.ts';
import { parseTrackingAddress, type TrackingAddress, whenToDay } from '../domain/tracking-address.ts';
import { detourOf } from '../domain/trust.ts';
import type { Evidence } from '../domain/verdict/verdict.ts';
import { keysOfStart } from '../domain/wanted.ts';
import type { Incoming, IntakeParts, Outcome } from './parts.ts';

/** A tracking address that asks for a start. */
export type StartAddress = Exclude<TrackingAddress, { kind: 'token' }>;

/** How far the clocks of two mail servers may be apart: mail that belongs to a start may look so much older. */
const EARLY_MS = 24 * 60 * 60_000;

/** Why a mail to a tracking address started nothing; the seller is told once for each mail. */
type Refusal =
  | { cause: 'bad-address'; reason: string }
  | { cause: 'unknown-sequence'; name: string; known: string[] }
  | { cause: 'unknown-language'; name: string; known: string[] }
  | { cause: 'no-date'; name: string }
  | { cause: 'no-prospects' }
  | { cause: 'too-many-prospects'; count: number; limit: number }
  | { cause: 'suppressed'; addresses: string[] }
  | { cause: 'detour' };

/** A start that can go ahead. */
interface Understood {
  sequence: Sequence;
  agreedOn: string | null;
  prospects: Prospect[];
  language: string;
}

/** Opens a thread for a proven seller's mail, or tells the seller why there is none. */
export async function startThread(
  incoming: Incoming,
  seller: Seller,
  address: StartAddress,
  proof: Evidence,
  parts: IntakeParts,
): Promise<Outcome> {
  if (tooOld(incoming, parts)) return { outcome: 'too-old', threadIds: [], evidence: [proof] };
  const detour = sentOn(incoming, proof, parts);
  if (detour) {
    await refuse(incoming, seller, { cause: 'detour' }, parts);
    // The seller's own copy may still be under way.
    return { outcome: 'unproven', threadIds: [], evidence: [detour] };
  }
  const plan = await understand(incoming, seller, address, parts);
  if ('cause' in plan) return refuse(incoming, seller, plan, parts);
  const { message, key, receivedAt } = incoming;
  const start: Start = {
    // From the mail itself, so that taking the same mail in again finds the same thread.
    id: createHash('sha256').update(`${seller.id}:${key}`).digest('hex').slice(0, 16),
    token: randomBytes(12).toString('hex'),
    sellerId: seller.id,
    language: plan.language,
    project: projectFromSubject(message.subject),
    subject: message.subject,
    prospects: plan.prospects,
    place: placeOf(plan.prospects[0]?.address ?? '') ?? seller.place,
    sellerPlace: seller.place,
    agreedOn: plan.agreedOn,
    messageId: message.id ?? `<${key}@${parts.config.tracking.address.split('@')[1]}>`,
    references: [...new Set([...message.references, ...message.inReplyTo])].slice(-50),
    key,
    sentAt: receivedAt,
    evidence: [proof, ...leftOut(incoming, plan)],
  };
  await makeRoom(start, message, parts);
  // A bounce or a note to this very mail may have been read before it: now there is a thread that wants it.
  const since = new Date(incoming.arrived.receivedAt.getTime() - EARLY_MS);
  await parts.keeper.open(openThread(start, plan.sequence, parts.config.window, parts.clock.now()));
  await parts.arrivals.reconsider(keysOfStart(start), since, start.id);
  return { outcome: 'start', threadIds: [start.id], evidence: [proof] };
}

/**
 * A mail older than the record of what came in may have started a thread that is deleted since: when a mailbox is
 * read anew, it must not start again.
 */
function tooOld({ receivedAt }: Incoming, { config, clock }: IntakeParts): boolean {
  const days = config.retention.arrivalsDays;
  return receivedAt.getTime() < clock.now().getTime() - days * 86_400_000;
}

/**
 * A prospect may redirect the seller's mail to the tracking address, signature and all. The seller's own wish shows in
 * To or Cc, in a secret, or in an envelope that is the seller's.
 */
function sentOn({ message }: Incoming, proof: Evidence, { config }: IntakeParts): Evidence | null {
  if (proof.rule === 'trust:secret-address') return null;
  const base = config.tracking.address;
  const isNamed = [...message.to, ...message.cc].some(
    ({ address }) => parseTrackingAddress(address, base) !== null,
  );
  return isNamed ? null : detourOf(message, config.trust, [base]);
}

async function understand(
  incoming: Incoming,
  seller: Seller,
  address: StartAddress,
  parts: IntakeParts,
): Promise<Refusal | Understood> {
  if (address.kind === 'bad') return { cause: 'bad-address', reason: address.reason };
  const asked = address.kind === 'start' ? address : null;
  const name = asked?.sequence ?? seller.sequence;
  const sequence = incoming.sequences.sequence(name);
  if (!sequence) return { cause: 'unknown-sequence', name, known: incoming.sequences.names() };
  const languages = incoming.sequences.languages(name);
  if (asked?.language && !languages.includes(asked.language)) {
    return { cause: 'unknown-language', name: asked.language, known: languages };
  }
  const agreedOn = asked?.when ? whenToDay(asked.when, incoming.receivedAt, seller.place.zone) : null;
  // A day that was named but is past is no day either.
  if (!agreedOn && (asked?.when || needsAgreedDay(sequence))) return { cause: 'no-date', name };
  const { people } = incoming.recipients;
  const limit = parts.config.limits.maxProspects;
  if (people.length === 0) return { cause: 'no-prospects' };
  if (people.length > limit) return { cause: 'too-many-prospects', count: people.length, limit };
  const prospects = await allowed(people, parts);
  if (prospects.length === 0) {
    return { cause: 'suppressed', addresses: people.map((one) => one.address) };
  }
  return { sequence, agreedOn, prospects, language: asked?.language ?? spoken(seller, languages) };
}

/** Whom the mail names and the follow-ups leave out: the timeline tells, since the seller meant them too. */
function leftOut({ recipients }: Incoming, { prospects }: Understood): Evidence[] {
  return recipients.people
    .filter(({ address }) => !prospects.some((prospect) => prospect.address === address))
    .map(({ address }) => ({ rule: 'suppressed', where: 'header:to', quote: address }));
}

/** Those who have not asked to be left alone (promise 6). */
async function allowed(people: Incoming['recipients']['people'], parts: IntakeParts): Promise<Prospect[]> {
  const prospects: Prospect[] = [];
  for (const { address, name } of people) {
    if (!(await parts.suppressions.has(address))) prospects.push({ address, name, dead: false });
  }
  return prospects;
}

/** One thread, one running sequence: those that this mail continues, or that run on the same subject, end. */
async function makeRoom(start: Start, message: Message, parts: IntakeParts): Promise<void> {
  const addresses = start.prospects.map((prospect) => prospect.address);
  const running = await parts.threads.candidates(message, [], addresses);
  for (const thread of running) {
    if (!takesOver(start, thread)) continue;
    await parts.keeper.change(thread.id, (older) => replaced(older, start.id, parts.clock.now()));
  }
}

async function refuse(
  incoming: Incoming,
  seller: Seller,
  refusal: Refusal,
  parts: IntakeParts,
): Promise<Outcome> {
  const name: NoticeName = 'start-refused';
  const key = `${name}:${incoming.key}`;
  await parts.notices.add({
    key,
    name,
    sellerId: seller.id,
    threadId: null,
    at: parts.clock.now(),
    data: { ...refusal, subject: incoming.message.subject.slice(0, 200) },
    inReplyTo: incoming.message.id,
  });
  await parts.noticeWaits(key);
  parts.logger.info({ seller: seller.id, cause: refusal.cause }, 'a start was refused, the seller is told');
  return {
    outcome: 'start-refused',
    threadIds: [],
    evidence: [{ rule: `start:${refusal.cause}`, where: 'header:to', quote: '' }],
  };
}

/** The seller's language where the sequence has it, else one that it has. */
function spoken(seller: Seller, languages: readonly string[]): string {
  return languages.includes(seller.language) ? seller.language : (languages[0] ?? seller.language);
}
