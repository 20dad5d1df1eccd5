import { type ImapTiming, isLoginRefused } from './account.ts';

/** How long a mailbox has been failing, and how long to leave it alone. Times in milliseconds of the machine's clock. */
export class Setbacks {
  readonly #timing: ImapTiming;
  #count = 0;
  #since = 0;
  #last: unknown = null;

  constructor(timing: ImapTiming) {
    this.#timing = timing;
  }

  /** The latest error since things went well, or null. */
  get last(): unknown {
    return this.#last;
  }

  get count(): number {
    return this.#count;
  }

  /** So long, or so surely, that nobody should be kept waiting for it to end. */
  get isHopeless(): boolean {
    if (this.#count === 0) return false;
    return isLoginRefused(this.#last) || Date.now() - this.#since > this.#timing.lookMs;
  }

  add(error: unknown): void {
    if (this.#count === 0) this.#since = Date.now();
    this.#count += 1;
    this.#last = error;
  }

  clear(): void {
    this.#count = 0;
    this.#last = null;
  }

  /**
   * How long to wait before the next try: doubled with each failure, and never quite the same, so that a server
   * which comes back is not met by everybody at once. `leastMs` even when someone waits. A login that was refused is
   * not repeated soon: it would only lock the account.
   */
  pause(): { leastMs: number; mostMs: number } {
    const { retryMs, maxRetryMs } = this.#timing;
    const isRefused = isLoginRefused(this.#last);
    const doubled = retryMs * 2 ** Math.min(this.#count - 1, 20);
    const mostMs = (isRefused ? maxRetryMs : Math.min(maxRetryMs, doubled)) * (0.5 + Math.random() / 2);
    return { leastMs: isRefused ? mostMs : Math.min(mostMs, retryMs), mostMs };
  }
}
