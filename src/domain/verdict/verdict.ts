/** Why a verdict was reached: shown in the timeline and by `palaan explain`. */
export interface Evidence {
  /** Name of the rule, stable, such as 'dsn-failed' or 'absence-phrase-fi'. */
  rule: string;
  /** Where it was found: 'header:auto-submitted', 'subject', 'words', 'part:1.2'. */
  where: string;
  /** The header value or the words that the rule saw, at most 200 characters. */
  quote: string;
}

/** What a bounce says of one recipient (RFC 3464). */
export interface BouncedRecipient {
  address: string;
  /** Enhanced status code (RFC 3463) such as '5.1.1', or null when the bounce names none. */
  status: string | null;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null;
  /** What it means for this address: recipients of one bounce may differ. Where absent, the verdict's kind. */
  kind?: BounceKind;
}

export type BounceKind = 'hard' | 'soft' | 'delayed';
export type AutoReplyKind = 'absence' | 'left' | 'acknowledgement' | 'challenge';

/** A person who took over: `address` null where only the name is told. */
export interface Successor {
  name: string | null;
  address: string | null;
}

interface Common {
  evidence: Evidence[];
}

/** A named day or period: ISO calendar days in the writer's zone. */
export interface NamedTime {
  /** First day back, or the day that was proposed; null when the mail names none or it is ambiguous. */
  until: string | null;
  /** Last day of the period where a period was named ("in March"). */
  untilTo: string | null;
}

export type Verdict =
  | (Common & { verdict: 'own' })
  | (Common & { verdict: 'seller' })
  | (Common & {
      verdict: 'bounce';
      kind: BounceKind;
      recipients: BouncedRecipient[];
      /** Message-ID of the mail that bounced, where the bounce carries it. */
      originalId: string | null;
    })
  | (Common & NamedTime & { verdict: 'auto-reply'; kind: AutoReplyKind; successor: Successor | null })
  | (Common & { verdict: 'receipt' })
  | (Common & { verdict: 'complaint'; recipients: string[]; originalId: string | null })
  | (Common & { verdict: 'bulk' })
  | (Common & { verdict: 'opt-out' })
  | (Common & NamedTime & { verdict: 'deferral' })
  | (Common & {
      verdict: 'answer';
      /** 'left' when a person writes that the colleague has left; the mail is an answer all the same. */
      kind: 'left' | null;
      successor: Successor | null;
    });

/** What the judge knows besides the mail. Everything is optional: `palaan explain` knows nothing. */
export interface JudgeContext {
  /** Whether a Message-ID was made by Palaan. */
  isOwnId?(messageId: string): boolean;
  /** Addresses of the seller whose thread this may be about, lower case. */
  sellerAddresses?: readonly string[];
  /** Where the writer is, for holidays and feasts; else guessed from the language and the address. */
  country?: string;
}
