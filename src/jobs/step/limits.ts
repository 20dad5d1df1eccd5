const MINUTE_MS = 60_000;

/** An unknown outcome is looked up this often before the seller is asked: a copy may take its time to arrive. */
export const SETTLE_LOOKUPS = 3;
export const SEND_UNKNOWN_RETRY_MS = 10 * MINUTE_MS;

/** A server that said "later" (4xx) is tried again after this long, doubled each time, this often at most. */
export const REFUSED_RETRY_MS = 15 * MINUTE_MS;
export const REFUSED_ATTEMPTS = 8;

/** A mailbox that could not be read is tried again after this long; after a day the seller is told. */
export const MAILBOX_RETRY_MS = 10 * MINUTE_MS;
export const MAILBOX_TELL_MS = 24 * 60 * MINUTE_MS;

/** A mail with a hole is tried again after this long: marketing may have mended the template. */
export const TEMPLATE_RETRY_MS = 60 * MINUTE_MS;

/** While the operator's brake is on, a step is tried again after this long, and up to twice as long. */
export const PAUSED_RETRY_MS = 15 * MINUTE_MS;
