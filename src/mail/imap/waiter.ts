/** Someone who waits for something that the watching loop does, until a deadline. */
export interface Waiter<T> {
  /** Answered already, by us or by the deadline. */
  readonly isOver: boolean;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise with its waiter. After `deadlineMs` it rejects with what `late` gives; the deadline keeps the process alive. */
export function waiting<T>(
  deadlineMs: number,
  late: () => unknown,
): { waiter: Waiter<T>; answer: Promise<T> } {
  let isOver = false;
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void };
  const answer = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const timer = setTimeout(() => waiter.reject(late()), deadlineMs);
  const end = () => {
    clearTimeout(timer);
    isOver = true;
  };
  const waiter: Waiter<T> = {
    get isOver() {
      return isOver;
    },
    resolve(value) {
      end();
      settle.resolve(value);
    },
    reject(error) {
      end();
      settle.reject(error);
    },
  };
  return { waiter, answer };
}
