import type { Config, Seller } from '../config.ts';
import { type Reached, sameMailbox } from '../domain/match.ts';
import type { Address, Envelope } from '../domain/message.ts';
import { parseTrackingAddress, type TrackingAddress } from '../domain/tracking-address.ts';

/** Whom a mail was sent to, sorted by what they are to Palaan. */
export interface Recipients {
  /** Tracking addresses, from the headers and from where BCC shows (Delivered-To and its relatives). */
  tracking: TrackingAddress[];
  sellers: Seller[];
  /** People in To who are neither sellers nor Palaan itself: the prospects of a start. */
  people: Address[];
}

export function recipientsOf(message: Envelope, config: Config): Recipients {
  const base = config.tracking.address;
  const everywhere = [
    ...[...message.to, ...message.cc, ...message.bcc].map(({ address }) => address),
    ...message.deliveredTo,
  ];
  const unique = [...new Set(everywhere)];
  const tracking = unique
    .map((address) => parseTrackingAddress(address, base))
    .filter((found) => found !== null);
  const sellers = config.sellers.filter((seller) => unique.some((address) => isSeller(seller, address)));
  const people = message.to.filter(
    ({ address }, index, all) =>
      address.includes('@') &&
      parseTrackingAddress(address, base) === null &&
      address !== config.notices.from.address &&
      !config.sellers.some((seller) => isSeller(seller, address)) &&
      all.findIndex((other) => other.address === address) === index,
  );
  return { tracking, sellers, people };
}

/** Tokens of the threads that the mail was sent to. */
export function tokensIn({ tracking }: Recipients): string[] {
  return tracking.flatMap((address) => (address.kind === 'token' ? [address.token] : []));
}

/** Whom a mail reached that lay in this mailbox: its owner, and whom it was sent to. */
export function reachedBy(
  { mailbox, receivedAt }: { mailbox: string; receivedAt: Date },
  recipients: Recipients,
  bySeller: boolean,
  config: Config,
): Reached {
  const owners = config.sellers.filter(({ mailboxes }) => mailboxes.some(({ id }) => id === mailbox));
  return {
    sellerIds: [...new Set([...owners, ...recipients.sellers].map(({ id }) => id))],
    tokens: tokensIn(recipients),
    // As the server says, though our own clock may be behind: nothing is older for having been read.
    receivedAt,
    bySeller,
  };
}

/** Whether an address is one of the seller's, with or without a plus part. */
export function isSeller(seller: Seller, address: string): boolean {
  const mailbox = sameMailbox(address);
  return [seller.address, ...seller.aliases].some((own) => sameMailbox(own) === mailbox);
}

/** The seller whom the From names; a mail with two authors is from nobody (it is a known trick). */
export function sellerFrom(message: Envelope, config: Config): Seller | null {
  const [author, ...others] = message.from;
  if (!author || others.length > 0) return null;
  return config.sellers.find((seller) => isSeller(seller, author.address)) ?? null;
}
