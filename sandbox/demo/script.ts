import type { Seller, Tongue } from './cast.ts';

/** A mail that somebody in the story wrote. */
export interface Written {
  /** Message-ID with its brackets. */
  id: string;
  from: string;
  /** Everybody whom it was sent to, BCC included. */
  to: string[];
  subject: string;
  at: Date;
}

/** A mail from Palaan that a seller has to get, once. */
export interface ExpectedNotice {
  /** What it is, for a complaint. */
  what: string;
  /** Message-ID that its In-Reply-To names. */
  about: string;
  /** Words that it has to hold, whatever its line breaks. */
  says: string[];
  /** First and last day ('YYYY-MM-DD') on which it may come, where that matters. */
  between?: [string, string];
}

/** What has to be true of one thread, in terms of what people wrote and got. */
export interface Demand {
  /** Name of the prospect, for complaints and the table. */
  who: string;
  /** Address of the prospect. */
  prospect: string;
  seller: Seller;
  language: Tongue;
  sequence: string;
  project: string;
  /** What the prospect does, for the table. */
  plot: string;
  /** Message-ID of the seller's first mail. */
  startId: string;
  /** How many follow-ups the prospect gets. */
  followUps: number;
  /** The last of them is the breakup mail. */
  breakup: boolean;
  /** Message-IDs: once one of these is in the seller's mailbox, no follow-up leaves any more. */
  silentAfter: string[];
  /** From the arrival of one mail at the seller until the writing of another, no follow-up leaves. */
  pauses: { from: string; until: string | null }[];
  /** The prospect is away: from the arrival of the note to the end of the day of return, no follow-up leaves. */
  away: { noteId: string; back: string } | null;
  notices: ExpectedNotice[];
}

/** What the actors did and what they may expect for it: all that the verification knows besides the mailboxes. */
export interface Script {
  written: Written[];
  demands: Demand[];
  /** What somebody waited for in vain. */
  inVain: string[];
}
