/**
 * What a text must hold for a wording to stand in it: most wordings stand in hardly any text, and a look at the
 * letters of the text says so far sooner than an expression does.
 */
import { letterClass, plainLetters } from './letters.ts';

/** Letters that stand one after the other, as `plainLetters` gives them; a digit; all of some needs, or one of them. */
export type Need = string | { digit: true } | { every: readonly Need[] } | { some: readonly Need[] };

const digit: Need = { digit: true };

/** Shorter ones stand everywhere. */
const shortest = 3;

/** What ends and begins words in a source: behind it and before it stands something else than a letter. */
export const wordStart = `(?<![${letterClass}\\d])`;
export const wordEnd = `(?![${letterClass}\\d])`;

/**
 * What every text holds that a regular expression matches; null where nothing is known.
 *
 * @param source a source as `wordingSource` makes them: for folded text, no flag that ignores case, no back references.
 */
export function neededIn(source: string): Need | null {
  return new Source(source).read();
}

/** Characters that stand for themselves in a sequence. */
type Item = { literal: string } | { need: Need | null };

/** Reads a source once, from the left. What it does not know it takes for something that needs nothing. */
class Source {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Need | null {
    const need = this.#choice('');
    // A bracket too many: not a source to rely on.
    return this.#at < this.#source.length ? null : need;
  }

  /** Alternatives, up to the end of their group, behind the letters `before`. All of them must need something. */
  #choice(before: string): Need | null {
    const needs = [this.#sequence(before)];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      needs.push(this.#sequence(before));
    }
    const some = needs.filter((need) => need !== null);
    if (some.length < needs.length) return null;
    return some.length === 1 ? (some[0] ?? null) : { some };
  }

  /** What stands one after the other: all of it. */
  #sequence(before: string): Need | null {
    const every: Need[] = [];
    let run = before;
    const closeRun = () => {
      const plain = plainLetters(run);
      if (plain.length >= shortest) every.push(plain);
      run = '';
    };
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const item = this.#item(run.slice(-2));
      const times = this.#quantifier();
      if ('literal' in item) {
        if (times === 'perhaps' && this.#isLost(item.literal, run)) continue;
        if (times !== 'perhaps') run += item.literal;
        // Whether one mark stands there or five is the same.
        if (times === 'once' || (times === 'more' && plainLetters(item.literal) === ' ')) continue;
        closeRun();
      } else {
        closeRun();
        if (item.need !== null && times !== 'perhaps') every.push(item.need);
      }
    }
    closeRun();
    if (every.length === 0) return null;
    return every.length === 1 ? (every[0] ?? null) : { every };
  }

  /** A mark that may be missing changes nothing beside white space that must be there: the comma of `,?\s{1,9}`. */
  #isLost(literal: string, run: string): boolean {
    if (plainLetters(literal) !== ' ') return false;
    return / $/.test(plainLetters(run)) || /^\\s(?:\{[1-9]|\+|(?![?*{]))/.test(this.#rest(5));
  }

  #rest(length: number): string {
    return this.#source.slice(this.#at, this.#at + length);
  }

  /** One character that must stand there as it is, or what a group needs that stands behind the letters `before`. */
  #item(before: string): Item {
    const unit = this.#source[this.#at] ?? '';
    if (unit === '(') return this.#bound() ?? { need: this.#group(before) };
    if (unit === '[') return { need: this.#class() };
    if (unit === '\\') return this.#escape();
    this.#at += 1;
    return '^$.'.includes(unit) ? { need: null } : { literal: unit };
  }

  #bound(): Item | null {
    const bound = [wordStart, wordEnd].find((each) => this.#source.startsWith(each, this.#at));
    if (bound === undefined) return null;
    this.#at += bound.length;
    return { literal: ' ' };
  }

  #group(before: string): Need | null {
    const looks = /^\((?:\?(?:<?[=!]|<\w{1,40}>|:))?/.exec(this.#rest(50))?.[0] ?? '(';
    this.#at += looks.length;
    const need = this.#choice(/[=!]$/.test(looks) ? '' : before);
    this.#at += 1;
    return looks.endsWith('!') ? null : need;
  }

  #class(): null {
    do this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']');
    this.#at += 1;
    return null;
  }

  #escape(): Item {
    const escaped = /^\\(?:[pP]\{[^}]{1,40}\}|.)/su.exec(this.#rest(50))?.[0] ?? '\\';
    this.#at += escaped.length;
    if (escaped === '\\d') return { need: digit };
    if (escaped === '\\s') return { literal: ' ' };
    return /^\\[^\p{L}\d]$/u.test(escaped) ? { literal: escaped.slice(1) } : { need: null };
  }

  #quantifier(): 'once' | 'more' | 'perhaps' {
    if (!'?*+{'.includes(this.#source[this.#at] ?? ' ')) return 'once';
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#rest(20));
    if (!found) return 'once';
    this.#at += found[0].length;
    return found[0].startsWith('+') || Number(found[1] ?? 0) > 0 ? 'more' : 'perhaps';
  }
}
