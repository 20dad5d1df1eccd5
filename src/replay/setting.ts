import type { Place, SendWindow } from '../domain/calendar.ts';
import { sameMailbox } from '../domain/match.ts';
import type { Sequence } from '../domain/sequence.ts';

/** Whose past mail is played, and by which rules. */
export interface Setting {
  /** The seller's addresses in lower case, the usual one first. */
  addresses: readonly string[];
  /**
   * Which of the seller's mails count as starts: those that open a conversation, every one, or those that really
   * carry the tracking address.
   */
  starts: 'openings' | 'every' | 'tracked';
  /** Only starts to this address. */
  to: string | null;
  /** Only starts with these words in the subject, whatever the case. */
  subject: string | null;
  /** The tracking address without a plus part, where mails carry one. */
  tracking: string | null;
  /** What a start runs that names no sequence. */
  sequence: Sequence;
  /** Any sequence by its name, for tracking addresses that name one. */
  sequenceOf(name: string): Sequence | undefined;
  /** Where the seller works, and those prospects whose address does not tell their country. */
  place: Place;
  window: SendWindow;
  colleague: 'ask' | 'stop' | 'ignore';
  limits: { maxProspects: number; perPersonPerDay: number };
}

/** The id that the one seller of a replay has in threads. */
export const sellerId = 'seller';

/** Whether an address is one of the seller's, with or without a plus part. */
export function isSellers(address: string, { addresses }: Setting): boolean {
  const mailbox = sameMailbox(address);
  return addresses.some((own) => sameMailbox(own) === mailbox);
}
