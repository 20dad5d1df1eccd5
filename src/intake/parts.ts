import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Message } from '../domain/message.ts';
import type { Sequence } from '../domain/sequence.ts';
import type { Evidence } from '../domain/verdict/verdict.ts';
import type { Keeper } from '../keeper.ts';
import type { Logger } from '../logger.ts';
import type { Arrived } from '../mail/imap/look.ts';
import type { ArrivalStore } from '../store/arrivals.ts';
import type { DeliveryStore } from '../store/deliveries.ts';
import type { NoticeStore } from '../store/notices.ts';
import type { SuppressionStore } from '../store/suppressions.ts';
import type { ThreadStore } from '../store/threads.ts';
import type { Recipients } from './recipients.ts';

/** What the intake works with; `app.ts` connects it. */
export interface IntakeParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  keeper: Keeper;
  threads: ThreadStore;
  arrivals: ArrivalStore;
  deliveries: DeliveryStore;
  notices: NoticeStore;
  suppressions: SuppressionStore;
  /** The sequences as they are now. */
  templates(): Promise<Sequences>;
  isOwnId(messageId: string): boolean;
  /** Domains whose DKIM signature holds for a mail. */
  signedBy(raw: Buffer): Promise<string[]>;
  /** Tells the postman that a notice outside any thread waits. */
  noticeWaits(key: string): Promise<void>;
}

/** The sequences that there are, at one moment. */
export interface Sequences {
  sequence(name: string): Sequence | undefined;
  names(): string[];
  languages(name: string): string[];
}

/** A mail on its way through the intake. */
export interface Incoming {
  key: string;
  message: Message;
  arrived: Arrived;
  recipients: Recipients;
  sequences: Sequences;
  /** When the server received it. */
  receivedAt: Date;
  /** Notes what the mail is about, before its threads are looked for. */
  begin(about: string[]): Promise<void>;
}

/** What became of the mail, for the record. */
export interface Outcome {
  outcome: string;
  threadIds: string[];
  evidence: Evidence[];
}
