/**
 * What people did, and what has to follow from it: the checker's half of the truth, written down by those who wrote
 * the mails. Instants are milliseconds of the machine that runs the mail servers.
 */
export interface StoryThread {
  /** Message-ID of the seller's first mail. */
  startId: string;
  seller: string;
  prospect: string;
  sequence: string;
  /** Stands in the subject of every mail of the thread, and of no other. */
  project: string;
  /** When the first mail was in the tracking mailbox. */
  startedAt: number;
  /** Once one of these was visible, nothing more may leave. */
  stops: Stop[];
  /** While one of these lasts, nothing may leave. */
  pauses: Pause[];
  /** What the seller has to hear from Palaan about this thread, besides the receipt. */
  notices: WantedNotice[];
}

export interface Stop {
  at: number;
  why: 'answer' | 'deferral' | 'opt-out' | 'bounce' | 'left' | 'told to stop' | 'refused';
  /** The mail is in another seller's mailbox, which nobody reads right before this thread's sends. */
  elsewhere?: boolean;
}

export interface Pause {
  from: number;
  until: number;
  why: 'absence' | 'colleague' | 'the seller wrote';
}

export interface WantedNotice {
  /** How its subject begins; the project stands behind it. */
  subject: RegExp;
  /** Its cause, for a complaint. */
  why: string;
}

/** A mail that reached somebody's mailbox. */
export interface Letter {
  mailbox: string;
  /** Message-ID with its brackets, '' where there is none. */
  id: string;
  from: string;
  inReplyTo: string | null;
  references: string[];
  subject: string;
  text: string;
  /** The Date field. */
  date: Date;
  /** When the server was told of this recipient (RCPT), and when the mail was in the mailbox. */
  begunAt: number;
  arrivedAt: number;
}

/** How Palaan itself says that a thread is: the part of `palaan threads --json` that the checker reads. */
export interface ThreadState {
  project: string;
  sellerId: string;
  status: 'running' | 'held' | 'ended';
  hold: { reason: string; until: string | null } | null;
  end: { reason: string } | null;
}

/** Everything that a run leaves for the checker. */
export interface Ledger {
  threads: StoryThread[];
  /** What came from Palaan to prospects, sellers and strangers, in the order of arrival. */
  letters: Letter[];
  /** People to whom only forgers wrote: they must get nothing. */
  strangers: string[];
  states: ThreadState[];
}
