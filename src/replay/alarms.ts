/** When each thread wants to be woken, soonest first. */
export class Alarms {
  /** Latest first, so that the next one is taken from the end. */
  readonly #queue: { at: number; id: string }[] = [];
  readonly #current = new Map<string, number>();

  /** The thread's one alarm; null for none. */
  set(id: string, at: Date | null): void {
    const time = at?.getTime();
    if (time === this.#current.get(id)) return;
    this.#current.delete(id);
    if (time === undefined) return;
    this.#current.set(id, time);
    this.#queue.splice(this.#placeOf(time), 0, { at: time, id });
  }

  /** Takes the first alarm that rings before the time; null when there is none. */
  takeBefore(time: Date): { id: string; at: Date } | null {
    for (let next = this.#queue.at(-1); next && next.at < time.getTime(); next = this.#queue.at(-1)) {
      this.#queue.pop();
      // What was set anew rings at its new time only.
      if (this.#current.get(next.id) !== next.at) continue;
      this.#current.delete(next.id);
      return { id: next.id, at: new Date(next.at) };
    }
    return null;
  }

  #placeOf(time: number): number {
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#queue[middle]?.at ?? 0) > time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
