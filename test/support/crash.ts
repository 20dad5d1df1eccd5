/**
 * A worker that dies right after its call number `lastCall`, with 0 right before the first. Its parts are wrapped:
 * from the crash on none of their calls is made and none returns, as if the process had been killed, so that no
 * `catch` and no `finally` of the product runs either.
 */
export class MortalWorker {
  /** Names of the calls that were made so far, the one that it died at last. */
  readonly calls: string[] = [];
  isDead = false;
  readonly #lastCall: number;
  readonly #died: Promise<void>;
  #die: () => void = () => {};
  #underWay = 0;

  /** Without a last call it lives. */
  constructor(lastCall = Number.POSITIVE_INFINITY) {
    this.#lastCall = lastCall;
    this.#died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** Resolves when the work is done, or when the worker has died over it. */
  async lives(work: Promise<unknown>): Promise<void> {
    await Promise.race([work, this.#died]);
  }

  /** The same function, which may be the end. */
  step<A extends unknown[], R>(name: string, run: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      if (this.isDead || this.#lastCall === 0) return this.#perish();
      this.calls.push(name);
      const isLast = this.calls.length === this.#lastCall;
      this.#underWay += 1;
      const [outcome] = await Promise.allSettled([run(...args)]);
      this.#underWay -= 1;
      if (isLast || this.isDead) return this.#perish();
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    };
  }

  /** The same object, each of whose functions may be the end. All of them return promises. */
  steps<T extends object>(name: string, part: T): T {
    const wrapped = Object.entries(part).map(([key, value]) =>
      typeof value === 'function' ? [key, this.step(`${name}.${key}`, value.bind(part))] : [key, value],
    );
    return Object.fromEntries(wrapped) as T;
  }

  /** What is on its way to a server still gets there: only then is the world as the crash leaves it. */
  #perish(): Promise<never> {
    this.isDead = true;
    if (this.#underWay === 0) this.#die();
    // What a dead process waits for.
    return new Promise(() => {});
  }
}

/**
 * Runs a story once for each point at which its worker can die, until a run gets to its end alive. To die after a call
 * is to die before the next one, for all that outlives a process: so each call has both. The story sets up, lets the
 * worker work, recovers and asserts; what it throws names the point. Returns the calls.
 */
export async function crashAtEach(story: (worker: MortalWorker) => Promise<void>): Promise<string[]> {
  for (let lastCall = 0; ; lastCall++) {
    const worker = new MortalWorker(lastCall);
    try {
      await story(worker);
    } catch (error) {
      const where = worker.isDead ? `crash after call ${lastCall}, ${worker.calls.at(-1)}` : 'no crash';
      throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
    if (!worker.isDead) return worker.calls;
  }
}
