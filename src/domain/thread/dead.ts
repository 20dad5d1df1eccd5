import { ended, liveProspects, noted, type Thread, told } from './thread.ts';

/**
 * Addresses that a server refused for good while the mail was handed over: dead like after a hard bounce. The
 * thread ends when no other is left.
 */
export function arrivedDead(thread: Thread, addresses: readonly string[], now: Date): Thread {
  const hit = liveProspects(thread).filter(({ address }) => addresses.includes(address));
  if (hit.length === 0) return thread;
  return markDead(
    thread,
    hit.map(({ address }) => address),
    {
      now,
      key: `${thread.id}:bounce:${hit.map(({ address }) => address).join(',')}`,
      rule: 'smtp-refused',
      status: null,
      evidence: [],
      messageId: null,
    },
  );
}

export interface DeathNotice {
  now: Date;
  /** Key of the notice to the seller. */
  key: string;
  rule: string;
  /** Enhanced status code (RFC 3463), where known. */
  status: string | null;
  evidence: Thread['timeline'][number]['evidence'];
  messageId: string | null;
}

/** Marks addresses as dead, ends the thread when none is left, and tells the seller once. */
export function markDead(thread: Thread, addresses: readonly string[], death: DeathNotice): Thread {
  const { now, key, rule, status, evidence, messageId } = death;
  const marked = {
    ...thread,
    prospects: thread.prospects.map((one) =>
      addresses.includes(one.address) ? { ...one, dead: true } : one,
    ),
  };
  const none = liveProspects(marked).length === 0;
  const after = none && thread.status !== 'ended' ? ended(marked, 'bounced', now) : marked;
  const text = none ? 'The address is dead, and no other is left.' : 'One address is dead; the others stay.';
  const entry = {
    at: now,
    kind: none ? 'stopped' : 'bounced',
    rule,
    text,
    evidence,
    ...(messageId ? { messageId } : {}),
  };
  return told(noted(after, entry), {
    key,
    name: 'bounce',
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: now,
    data: { addresses: [...addresses], none, status },
    inReplyTo: messageId,
  });
}
