const CHUNK = 512;

/**
 * A sorted list in chunks, so that an insert moves a few hundred pointers at most, however long the list is.
 * `Range` positions are found by a function that says where an entry lies: negative before the wanted ones,
 * zero among them, positive after.
 */
export class SortedEntries<T> {
  private chunks: T[][] = [];
  private readonly compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare;
  }

  insert(entry: T): void {
    const at = this.chunkFor(entry);
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([entry]);
      return;
    }
    chunk.splice(
      partition(chunk, (other) => this.compare(other, entry) < 0),
      0,
      entry,
    );
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  remove(entry: T): void {
    const at = this.chunkFor(entry);
    const chunk = this.chunks[at];
    if (!chunk) return;
    const position = partition(chunk, (other) => this.compare(other, entry) < 0);
    const found = chunk[position];
    if (found === undefined || this.compare(found, entry) !== 0) return;
    chunk.splice(position, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** The first entry that `where` calls zero. */
  first(where: (entry: T) => number): T | undefined {
    const [at, position] = this.seek((entry) => where(entry) < 0);
    const entry = this.chunks[at]?.[position];
    return entry !== undefined && where(entry) === 0 ? entry : undefined;
  }

  /** How many entries `where` calls zero. */
  count(where: (entry: T) => number): number {
    return this.rank((entry) => where(entry) <= 0) - this.rank((entry) => where(entry) < 0);
  }

  /** The entries that `where` calls zero, in order or in reverse. The list must not change meanwhile. */
  *range(where: (entry: T) => number, reverse = false): Generator<T> {
    const [firstChunk, first] = this.seek((entry) => where(entry) < 0);
    const [lastChunk, end] = this.seek((entry) => where(entry) <= 0);
    for (let i = firstChunk; i <= lastChunk; i++) {
      const at = reverse ? firstChunk + lastChunk - i : i;
      const chunk = this.chunks[at] ?? [];
      const from = at === firstChunk ? first : 0;
      const to = at === lastChunk ? end : chunk.length;
      if (reverse) for (let j = to - 1; j >= from; j--) yield chunk[j] as T;
      else for (let j = from; j < to; j++) yield chunk[j] as T;
    }
  }

  /** The chunk in which an entry is, or would be. */
  private chunkFor(entry: T): number {
    const at = partition(this.chunks, (chunk) => this.compare(chunk.at(-1) as T, entry) < 0);
    return Math.min(at, Math.max(0, this.chunks.length - 1));
  }

  /** Chunk and position of the first entry that is not `before`. */
  private seek(before: (entry: T) => boolean): [number, number] {
    if (this.chunks.length === 0) return [0, 0];
    const at = partition(this.chunks, (chunk) => before(chunk.at(-1) as T));
    const chunk = this.chunks[at];
    // Past the last entry: the end of the last chunk, from where a reverse walk starts.
    if (!chunk) return [this.chunks.length - 1, (this.chunks.at(-1) as T[]).length];
    return [at, partition(chunk, before)];
  }

  private rank(before: (entry: T) => boolean): number {
    const [at, position] = this.seek(before);
    let rank = position;
    for (let i = 0; i < at; i++) rank += (this.chunks[i] as T[]).length;
    return rank;
  }
}

/** How many leading items are `before`: items that are come first. */
function partition<T>(items: T[], before: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
