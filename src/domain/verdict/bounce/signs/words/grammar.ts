/**
 * The words of which one language makes "your mail did not arrive". Every entry is a wording (see wording.ts);
 * ../undelivered.ts says which of them, in one sentence and in whatever order, say so.
 */
export interface Grammar {
  /** A mail, by any of its names. */
  mail: readonly string[];
  /** The act: "delivery", "Zustellung". Goods are delivered as well, so it needs a mail or a recipient beside it. */
  delivery: readonly string[];
  recipient: readonly string[];
  not: readonly string[];
  /** "could not", "impossible", "did not succeed". */
  unable: readonly string[];
  /** What becomes of a mail that arrives, and of no other mail: denied, it says all. */
  deliver: readonly string[];
  /**
   * What notes of absence deny as well ("your mail is not passed on"): here it must have been tried in vain.
   */
  pass: readonly string[];
  tried: readonly string[];
  /** "delayed", "still waiting". */
  late: readonly string[];
  /** What becomes of a mail that does not arrive: "returned", "abgewiesen", "bezskutecznie". */
  failed: readonly string[];
}

/** Names of a mail that many languages have. */
export const mails = ['e-?mail*', 'mail*'];
