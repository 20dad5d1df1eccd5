import type { Seller } from '../config.ts';
import { identityOf } from '../domain/identity.ts';
import { readMessage } from '../domain/read-message.ts';
import type { Arrived } from '../mail/imap/look.ts';
import { judged } from './judged.ts';
import type { Incoming, IntakeParts, Outcome } from './parts.ts';
import { recipientsOf, sellerFrom } from './recipients.ts';
import { fromSeller } from './seller-mail.ts';

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
  const { mailbox, folder, uid, uidValidity } = arrived;
  const place = { mailbox, folder, uid, uidValidity, receivedAt: arrived.receivedAt };
  const arrival = { key: record, ...place, at: parts.clock.now() };
  let turn: number | undefined;
  const begin = async (about: string[]): Promise<void> => {
    turn = await parts.arrivals.begin({ ...arrival, about });
  };
  const incoming = { key, message, arrived, recipients, sequences, receivedAt, begin };
  const outcome = await handle(incoming, parts);
  await parts.arrivals.record({ ...arrival, ...outcome }, turn);
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

/** A server's clock that is ahead must not make an answer look as if it came before the start, nor from the future. */
function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
