/** Where a worker dies: at its call number `at` (from 1), before the call's effect or after it. */
export interface CrashPoint {
  at: number;
  when: 'before' | 'after';
}

/**
 * A worker that dies at one point. Its parts are wrapped: from the crash on none of their calls is made and none
 * returns, as if the process had been killed, so that no `catch` and no `finally` of the product runs either.
 */
export class MortalWorker {
  /** Names of the calls that were made so far, the one that it died at last. */
  readonly calls: string[] = [];
  isDead = false;
  readonly #point: CrashPoint | null;
  readonly #died: Promise<void>;
  #die: () => void = () => {};
  #underWay = 0;

  /** Without a point it lives. */
  constructor(point: CrashPoint | null) {
    this.#point = point;
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
      if (this.isDead) return gone();
      this.calls.push(name);
      const isLast = this.calls.length === this.#point?.at;
      if (isLast && this.#point?.when === 'before') return this.#perish();
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
    return gone();
  }
}

/** What a dead process waits for. */
function gone(): Promise<never> {
  return new Promise(() => {});
}

/** A crash point that was covered, with the call that it hit. */
export interface Covered extends CrashPoint {
  call: string;
}

/**
 * Runs a story once for each point at which its worker can die: before and after each call, until a run gets to its
 * end alive. The story sets up, lets the worker work, recovers and asserts; what it throws names the point.
 */
export async function crashAtEach(story: (worker: MortalWorker) => Promise<void>): Promise<Covered[]> {
  const covered: Covered[] = [];
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const worker = new MortalWorker({ at, when });
      try {
        await story(worker);
      } catch (error) {
        const call = worker.isDead ? `crash ${when} call ${at}, ${worker.calls.at(-1)}` : 'no crash';
        throw new Error(`${call}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
      if (!worker.isDead) break;
      covered.push({ at, when, call: worker.calls.at(-1) ?? '' });
    }
  }
  return covered;
}
