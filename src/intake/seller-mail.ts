import type { Seller } from '../config.ts';
import { automaticSign } from '../domain/automatic.ts';
import type { TrackingAddress } from '../domain/tracking-address.ts';
import { provenBySignature, provenFrom } from '../domain/trust.ts';
import { judgeAutoReply } from '../domain/verdict/auto-reply.ts';
import type { Evidence } from '../domain/verdict/verdict.ts';
import { dkimLimit } from '../mail/dkim.ts';
import { judged } from './judged.ts';
import type { Incoming, IntakeParts, Outcome } from './parts.ts';
import { type StartAddress, startThread } from './start.ts';
import { steer } from './steer.ts';

/** A mail that says that a seller wrote it: believed only when that is proven (promise 5). */
export async function fromSeller(incoming: Incoming, seller: Seller, parts: IntakeParts): Promise<Outcome> {
  const proof = proofOf(incoming, seller, parts) ?? (await signature(incoming, parts));
  if (!proof) {
    parts.logger.warn(
      { seller: seller.id, mailbox: incoming.arrived.mailbox, uid: incoming.arrived.uid },
      'mail in a seller’s name without proof: ignored',
    );
    return { outcome: 'unproven', threadIds: [], evidence: [] };
  }
  const { tracking, people } = incoming.recipients;
  const inTracking = incoming.arrived.mailbox === parts.config.tracking.mailbox.id;
  const toUsAlone = people.length === 0 && tracking.some((address) => address.kind === 'token');
  // The copy of an answer to us in the seller's own Sent folder is no mail in the prospect's thread.
  if (toUsAlone && !inTracking) return { outcome: 'command-copy', threadIds: [], evidence: [proof] };
  const asks = asked(tracking);
  if (!inTracking || !(asks || toUsAlone)) return judged(incoming, parts);
  const machine = automaticSign(incoming.message);
  if (machine) return fromMachine(seller, machine, parts);
  // Many servers strip what is after the plus in Delivered-To: beside a token, the plain address asks for nothing.
  if (toUsAlone || !asks) return steer(incoming, seller, proof, parts);
  // A responder without the headers of one answers our own notices: nobody to write to, and words of a machine.
  const responder = people.length === 0 ? judgeAutoReply(incoming.message) : null;
  if (responder) return { outcome: 'automatic', threadIds: [], evidence: responder.evidence };
  return startThread(incoming, seller, asks, proof, parts);
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

/** A DKIM signature that we verify ourselves, where palaan.yaml says so. */
async function signature({ message, arrived }: Incoming, parts: IntakeParts): Promise<Evidence | null> {
  const { trust } = parts.config;
  if (trust === 'none' || !trust.dkim) return null;
  const raw = await arrived.source(dkimLimit);
  return raw && provenBySignature(message, await parts.signedBy(raw));
}
