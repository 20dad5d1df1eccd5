/** Bits for the groups of three letters that stand in a text; two groups may share one. */
const size = 1 << 14;

/** Texts looked at last: a text is asked about by many rules, one after the other. */
const kept = 32;

const known = new Map<string, Letters>();

/** Which groups of three letters stand in a text: says of most literals at once that they do not. */
export class Letters {
  readonly #groups = new Uint8Array(size);

  private constructor(text: string) {
    for (let at = 2; at < text.length; at += 1) this.#groups[groupAt(text, at)] = 1;
  }

  static of(text: string): Letters {
    const found = known.get(text);
    if (found) return found;
    const fresh = new Letters(text);
    if (known.size >= kept) known.delete(known.keys().next().value ?? '');
    known.set(text, fresh);
    return fresh;
  }

  /** False where the text does not hold a literal, of at least three letters, given by its groups. */
  mayHold(groups: readonly number[]): boolean {
    return groups.every((group) => this.#groups[group] === 1);
  }
}

/** The groups of three letters of a literal. */
export function groupsOf(literal: string): number[] {
  return Array.from({ length: Math.max(0, literal.length - 2) }, (_, index) => groupAt(literal, index + 2));
}

/** The group that ends at `at`. */
function groupAt(text: string, at: number): number {
  const letters = text.charCodeAt(at - 2) * 961 + text.charCodeAt(at - 1) * 31 + text.charCodeAt(at);
  return letters & (size - 1);
}
