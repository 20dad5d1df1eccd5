import { identityOf } from '../domain/identity.ts';
import type { Envelope } from '../domain/message.ts';
import { readEnvelope, withWords } from '../domain/read-message.ts';
import type { Arrived } from '../mail/imap/look.ts';
import { judged } from './judged.ts';
import type { Incoming, IntakeParts, Outcome } from './parts.ts';
import { recipientsOf, sellerFrom } from './recipients.ts';
import { fromSeller } from './seller-mail.ts';

/**
 * Takes in one mail: starts or steers a thread for a proven seller, else judges it and lets it act on the threads
 * that it belongs to. Everything that the mail causes is stored before this resolves, so that the mailbox cursor
 * may move (promise 7); a mail seen before, here or in another mailbox, changes nothing. Our own mails and drafts need
 * nothing, and leave no trace: what the seller is still writing must not count as sent, nor hide what is sent then.
 */
export async function takeIn(arrived: Arrived, parts: IntakeParts): Promise<void> {
  const envelope = readEnvelope(arrived.root, { receivedAt: arrived.receivedAt });
  const needsNothing = arrived.role === 'drafts' ? 'draft' : isOwn(envelope, parts) ? 'own' : null;
  if (needsNothing) {
    parts.logger.debug(
      { mailbox: arrived.mailbox, uid: arrived.uid, outcome: needsNothing },
      'mail passed over',
    );
    return;
  }
  const message = withWords(envelope);
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
  const seller = sellerFrom(incoming.message, parts.config);
  if (seller) return fromSeller(incoming, seller, parts);
  return judged(incoming, parts);
}

/** Our own mail, which comes back as a copy: known by the Message-ID that we gave it, and by whose name it bears. */
function isOwn(envelope: Envelope, { config, isOwnId }: IntakeParts): boolean {
  if (!envelope.id || !isOwnId(envelope.id)) return false;
  const from = envelope.from[0]?.address;
  if (from === config.notices.from.address || from === config.tracking.address) return true;
  return sellerFrom(envelope, config) !== null;
}

/** A server's clock that is ahead must not make an answer look as if it came before the start, nor from the future. */
function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
