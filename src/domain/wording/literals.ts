/**
 * What a text must hold for a wording to stand in it: most wordings stand in hardly any text, and a look at the
 * letters of the text says so far sooner than an expression does.
 */

/** Literals of which one must stand in the text. */
type Need = readonly string[];

/** Shorter ones stand everywhere. */
const shortest = 3;

/**
 * The literals of which one must stand in every text that a regular expression matches; null where none is known.
 *
 * @param source a source as `wordingSource` makes them: no flag that ignores case, no back references.
 */
export function neededLiterals(source: string): Need | null {
  return new Needs(source).read();
}

/** Reads a source once, from the left. What it does not know it takes for something that needs nothing. */
class Needs {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Need | null {
    const need = this.#choice();
    // A bracket too many: not a source to rely on.
    return this.#at < this.#source.length ? null : need;
  }

  /** Alternatives, up to the end of their group. All of them must need something. */
  #choice(): Need | null {
    const needs = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      needs.push(this.#sequence());
    }
    return needs.some((need) => need === null) ? null : needs.flatMap((need) => need ?? []);
  }

  /** What stands one after the other; the part that most texts lack. */
  #sequence(): Need | null {
    let best: Need | null = null;
    let run = '';
    const closeRun = () => {
      best = better(best, run.length < shortest ? null : [run]);
      run = '';
    };
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const item = this.#item();
      const times = this.#quantifier();
      if (typeof item === 'string' && times === 'once') {
        run += item;
        continue;
      }
      if (typeof item === 'string' && times === 'more') run += item;
      closeRun();
      if (typeof item !== 'string' && times !== 'perhaps') best = better(best, item);
    }
    closeRun();
    return best;
  }

  /** One character that must stand there as it is, or what a group needs, or null for anything else. */
  #item(): string | Need | null {
    const unit = this.#source[this.#at] ?? '';
    if (unit === '(') return this.#group();
    if (unit === '[') return this.#class();
    if (unit === '\\') return this.#escape();
    this.#at += 1;
    return '^$.'.includes(unit) ? null : unit;
  }

  #group(): Need | null {
    const looks =
      /^\((?:\?(?:<?[=!]|<\w{1,40}>|:))?/.exec(this.#source.slice(this.#at, this.#at + 50))?.[0] ?? '(';
    this.#at += looks.length;
    const need = this.#choice();
    this.#at += 1;
    // What is only looked at may be anywhere, or must not be there.
    return /[=!]$/.test(looks) ? null : need;
  }

  #class(): null {
    do this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']');
    this.#at += 1;
    return null;
  }

  #escape(): string | null {
    const escaped =
      /^\\(?:[pP]\{[^}]{1,40}\}|.)/su.exec(this.#source.slice(this.#at, this.#at + 50))?.[0] ?? '\\';
    this.#at += escaped.length;
    return /^\\[^\p{L}\d]$/u.test(escaped) ? escaped.slice(1) : null;
  }

  #quantifier(): 'once' | 'more' | 'perhaps' {
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at, this.#at + 20));
    if (!found) return 'once';
    this.#at += found[0].length;
    return found[0].startsWith('+') || Number(found[1] ?? 0) > 0 ? 'more' : 'perhaps';
  }
}

/** The one that fewer texts meet: the longer literal, and fewer of them. */
function better(one: Need | null, other: Need | null): Need | null {
  if (one === null || other === null) return one ?? other;
  return worth(other) > worth(one) ? other : one;
}

function worth(need: Need): number {
  return Math.min(...need.map((literal) => literal.length)) - Math.log2(need.length);
}
