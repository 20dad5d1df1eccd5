import type { Need } from './literals.ts';

/**
 * The letters of folded text, as ranges for a class of characters. An expression with the hundreds of ranges of
 * `\p{L}` takes ten times as long to be made ready, and there are thousands.
 */
export const letterClass =
  'a-z\\u00aa\\u00b5\\u00ba\\u00df-\\u00f6\\u00f8-\\u02af\\u0370-\\u1fff\\u3041-\\u30fa\\u30fc-\\u318f\\u3400-\\u9fff\\uac00-\\ud7a3';

const space = 32;

/** For each UTF-16 unit itself where it is such a letter or a digit, else a space. */
const plain = plainUnits();

function plainUnits(): Uint16Array {
  const units = new Uint16Array(1 << 16).fill(space);
  const ranges = `0-9${letterClass}`.match(/(?:\\u[\da-f]{4}|\w)(?:-(?:\\u[\da-f]{4}|\w))?/g) ?? [];
  for (const range of ranges) {
    const [from = 0, to = from] = range.split('-').map(unitOf);
    for (let unit = from; unit <= to; unit += 1) units[unit] = unit;
  }
  return units;
}

function unitOf(written: string): number {
  return written.length > 1 ? Number.parseInt(written.slice(2), 16) : written.charCodeAt(0);
}

/** Letters and digits, and one space for whatever stands between them. */
export function plainLetters(text: string): string {
  let letters = '';
  let last = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = plain[text.charCodeAt(at)] ?? space;
    if (unit !== space || last !== space) letters += String.fromCharCode(unit);
    last = unit;
  }
  return letters;
}

/** Bits for the groups of three letters that stand in a text; two groups may share one. */
const size = 1 << 14;

/** Texts looked at last: a text is asked about by many rules, one after the other. */
const kept = 32;

const known = new Map<string, Letters>();

/** Which groups of three letters stand in a text: says of most literals at once that they do not. */
export class Letters {
  readonly #groups = new Uint32Array(size / 32);
  readonly hasDigit: boolean;

  private constructor(text: string) {
    let [before, last] = [space, space];
    let hasDigit = false;
    for (let at = 0; at <= text.length; at += 1) {
      const unit = plain[text.charCodeAt(at)] ?? space;
      if (unit === space && last === space) continue;
      const group = groupOf(before, last, unit);
      this.#groups[group >> 5] = (this.#groups[group >> 5] ?? 0) | (1 << (group & 31));
      hasDigit ||= unit >= 48 && unit <= 57;
      before = last;
      last = unit;
    }
    this.hasDigit = hasDigit;
  }

  static of(text: string): Letters {
    const found = known.get(text);
    if (found) return found;
    const fresh = new Letters(text);
    if (known.size >= kept) known.delete(known.keys().next().value ?? '');
    known.set(text, fresh);
    return fresh;
  }

  /** False where the text does not hold what is needed; true where it may. */
  mayHold({ groups, digit, some }: Condition): boolean {
    // Plain loops: this is asked some ten thousand times a mail.
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups[at] ?? 0;
      if (((this.#groups[group >> 5] ?? 0) & (1 << (group & 31))) === 0) return false;
    }
    if (digit && !this.hasDigit) return false;
    for (const conditions of some) if (!this.#mayHoldOne(conditions)) return false;
    return true;
  }

  #mayHoldOne(conditions: readonly Condition[]): boolean {
    for (const condition of conditions) if (this.mayHold(condition)) return true;
    return false;
  }
}

/** A need made ready to be looked for: all of it must be in the text. */
export interface Condition {
  /** Groups of three letters. */
  groups: Uint16Array;
  digit: boolean;
  /** Of each list one. */
  some: readonly (readonly Condition[])[];
}

export function conditionOf(need: Need | null): Condition {
  const parts = need === null ? [] : partsOf(need);
  return {
    groups: new Uint16Array(parts.flatMap((part) => (typeof part === 'string' ? groupsOf(part) : []))),
    digit: parts.some((part) => typeof part !== 'string' && 'digit' in part),
    some: parts.flatMap((part) =>
      typeof part !== 'string' && 'some' in part ? [part.some.map(conditionOf)] : [],
    ),
  };
}

/** What must all be there, without the lists in lists. */
function partsOf(need: Need): Need[] {
  return typeof need !== 'string' && 'every' in need ? need.every.flatMap(partsOf) : [need];
}

/** The groups of three letters of a literal. */
function groupsOf(literal: string): number[] {
  return Array.from({ length: Math.max(0, literal.length - 2) }, (_, at) =>
    groupOf(literal.charCodeAt(at), literal.charCodeAt(at + 1), literal.charCodeAt(at + 2)),
  );
}

function groupOf(first: number, second: number, third: number): number {
  return (first * 961 + second * 31 + third) & (size - 1);
}
