/**
 * A mail to the seller, by the name of its template under templates/notices/. `key` says what it is about:
 * the same cause is told once.
 */
export interface Notice {
  key: string;
  name: NoticeName;
  sellerId: string;
  threadId: string | null;
  at: Date;
  /** Values for the template beside those of the thread. Plain data only: it is stored. */
  data: Record<string, unknown>;
  /** Message-ID of the mail that the notice answers, so that it lands beside it. */
  inReplyTo: string | null;
}

export type NoticeName =
  | 'receipt'
  | 'start-refused'
  | 'held-hole'
  | 'deferral'
  | 'deferral-due'
  | 'ask-far'
  | 'left'
  | 'colleague'
  | 'same-subject'
  | 'unseen-mail'
  | 'bounce'
  | 'send-failed'
  | 'send-unknown'
  | 'mailbox-unreadable'
  | 'opt-out';
