import emailProviders from 'email-providers/all.json' with { type: 'json' };
import { parse } from 'tldts';
import type { Message } from './message.ts';
import { projectFromSubject } from './subject.ts';
import type { Thread } from './thread/thread.ts';
import type { Evidence, Verdict } from './verdict/verdict.ts';

/** By which of the five rules a mail belongs to a thread, strongest first. */
export type MatchRule = 'references' | 'token' | 'prospect' | 'colleague' | 'subject';

export interface Match {
  rule: MatchRule;
  evidence: Evidence[];
}

/** What matching needs of a mail. */
export type Matchable = Pick<Message, 'id' | 'inReplyTo' | 'references' | 'from' | 'subject'>;

/** What the mailbox that held the mail tells: `sellerIds` are those whom it reached, as owner or recipient. */
export interface Reached {
  sellerIds: readonly string[];
  /** Thread tokens of tracking addresses among the recipients. */
  tokens: readonly string[];
  receivedAt: Date;
  /** Whether a seller, or Palaan, is its author. */
  bySeller: boolean;
}

const freeMail = new Set<string>(emailProviders);

/**
 * The domain that a company owns, such as `company.co.uk` of `mail.company.co.uk`; null for free-mail
 * providers and for what is no domain: a shared provider makes nobody a colleague.
 */
export function companyDomain(address: string): string | null {
  const host = address.slice(address.lastIndexOf('@') + 1);
  const domain =
    parse(host, { allowPrivateDomains: true }).domain ?? (host.endsWith('.example') ? host : null);
  if (!domain || freeMail.has(domain) || freeMail.has(host)) return null;
  return domain;
}

/** An address as one mailbox: lower case, without the plus part that the person may have added. */
export function sameMailbox(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return address.toLowerCase();
  const local = address.slice(0, at).toLowerCase();
  const plus = local.indexOf('+');
  return `${plus > 0 ? local.slice(0, plus) : local}@${address.slice(at + 1).toLowerCase()}`;
}

/** Mail servers' clocks may differ by this much, and an answer must not look older than the start because of it. */
const CLOCKS_DIFFER_MS = 2 * 60_000;

/** Whether a mail is older than the thread's start, so that only the Message-IDs in it can tie it to the thread. */
export function isHistory({ startedAt }: Thread, receivedAt: Date): boolean {
  return receivedAt.getTime() < startedAt.getTime() - CLOCKS_DIFFER_MS;
}

/**
 * Whether, and by which rule, a mail belongs to a thread. Only mail from after the start can: what the seller's
 * mail answered itself is history. What names the start, or anything later, is from after it, whatever the clocks of
 * servers and workers say. Rules 3 to 5 reach only threads of a seller whom the mail reached (every thread
 * where that cannot be told: missed is worse than over-careful).
 */
export function matchThread(message: Matchable, thread: Thread, reached: Reached): Match | null {
  const names = [...message.inReplyTo, ...message.references];
  if (message.id && thread.knownIds.includes(message.id)) {
    // A copy of what is known; but some programs give every answer the same id, and none of them may be lost.
    if (reached.bySeller || !names.some((id) => thread.knownIds.includes(id))) return null;
    // What the seller's first mail answered bears such an id as well.
    if (reached.receivedAt <= thread.startedAt) return null;
  }
  const later = idsSinceStart(thread);
  const older = isHistory(thread, reached.receivedAt);
  const named = names.find((id) => (older ? later : thread.knownIds).includes(id));
  if (named) return match('references', 'header:references', named);
  if (older && !reached.tokens.includes(thread.token)) return null;
  if (reached.tokens.includes(thread.token)) return match('token', 'header:to', 'thread token');

  const mine = reached.sellerIds.length === 0 || reached.sellerIds.includes(thread.sellerId);
  if (!mine) return null;
  const from = message.from.map((author) => author.address);
  const people = thread.prospects.map((prospect) => sameMailbox(prospect.address));
  const known = from.find((address) => people.includes(sameMailbox(address)));
  if (known) return match('prospect', 'header:from', known);

  const companies = thread.prospects.map((prospect) => companyDomain(prospect.address));
  const colleague = from.find((address) => {
    const company = companyDomain(address);
    return company !== null && companies.includes(company);
  });
  if (colleague) return match('colleague', 'header:from', colleague);

  const topic = topicOf(message.subject);
  if (topic !== '' && topic === topicOf(thread.subject)) {
    return match('subject', 'subject', message.subject);
  }
  return null;
}

/**
 * Whether a machine's mail is about a prospect of the thread, without naming the thread: a bounce of any mail to
 * them says that the address is dead. `about` is from `aboutWhom`.
 */
export function matchRecipient(thread: Thread, about: readonly string[]): Match | null {
  const known = thread.prospects.find((prospect) => about.includes(prospect.address));
  if (!known || thread.status === 'ended') return null;
  return {
    rule: 'prospect',
    evidence: [{ rule: 'match:failed-recipient', where: 'part:delivery-status', quote: known.address }],
  };
}

/** Whether a seller, or Palaan in a seller's name, wrote it. */
export function isBySeller({ verdict }: Verdict): boolean {
  return verdict === 'seller' || verdict === 'own';
}

/** Addresses that a machine's mail is about: a bounce and a complaint name them. */
export function aboutWhom(verdict: Verdict): string[] {
  if (verdict.verdict === 'bounce') return verdict.recipients.map((recipient) => recipient.address);
  return verdict.verdict === 'complaint' ? verdict.recipients : [];
}

/** A bounce seldom refers to our mail, but it carries it: its Message-ID counts as a reference. */
export function withOriginal<Mail extends Matchable>(mail: Mail, verdict: Verdict): Mail {
  const original =
    verdict.verdict === 'bounce' || verdict.verdict === 'complaint' ? verdict.originalId : null;
  return original ? { ...mail, references: [...mail.references, original] } : mail;
}

/**
 * Addresses that an opt-out or a complaint silences in every sequence of every seller (promise 6): the writer's own, and
 * the one that we wrote to. A complaint comes from the provider, which may hide who complained; then it is the only
 * prospect of the thread that the complaint names. `matches`: the threads that the mail belongs to, and by which rule.
 */
export function silencedBy(
  verdict: Verdict,
  { from }: Pick<Message, 'from'>,
  threads: readonly Thread[],
  matches: readonly { thread: Thread; match: Match }[],
): string[] {
  if (verdict.verdict !== 'opt-out' && verdict.verdict !== 'complaint') return [];
  const prospects = threads.flatMap((thread) => thread.prospects.map(({ address }) => address));
  const said =
    verdict.verdict === 'opt-out'
      ? from.slice(0, 1).map(({ address }) => address)
      : verdict.recipients.filter((address) => prospects.includes(address));
  if (said.some((address) => prospects.includes(address))) return said;
  // People write from other addresses than ours to them: a thread that was answered with one prospect tells whose.
  const meant = matches
    .filter(({ match }) => match.rule === 'references' || match.rule === 'token')
    .flatMap(({ thread }) => (thread.prospects.length === 1 ? thread.prospects : []));
  return [...new Set([...said, ...meant.map(({ address }) => address)])];
}

/** What a subject is about, as a key; '' where it is too short to say anything. */
export function topicOf(subject: string): string {
  const topic = projectFromSubject(subject).toLowerCase();
  return topic.length >= 5 ? topic : '';
}

/** Message-IDs of the seller's first mail and of all that came after it. */
function idsSinceStart({ knownIds, timeline }: Thread): string[] {
  const first = knownIds.indexOf(timeline[0]?.messageId ?? '');
  return first < 0 ? [] : knownIds.slice(first);
}

function match(rule: MatchRule, where: string, quote: string): Match {
  return { rule, evidence: [{ rule: `match:${rule}`, where, quote: quote.slice(0, 200) }] };
}
