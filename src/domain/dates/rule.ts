import { type Condition, conditionOf } from '../wording/letters.ts';
import { neededIn } from '../wording/literals.ts';
import { choice, foldedExpression, wordingSource } from '../wording.ts';
import type { Day } from './day.ts';
import type { Mention } from './mention.ts';
import type { Reckoning } from './written.ts';

export type Reading = Omit<Mention, 'at' | 'end'>;
export type Groups = Record<string, string | undefined>;

/** One way to name a time: where it stands, and what it means on the day of writing. */
export interface Rule {
  /** What a text must hold for the rule to be worth trying. */
  needed: Condition;
  expression: RegExp;
  read(groups: Groups, on: Reckoning): Reading | null;
}

export function rule(source: string, read: Rule['read']): Rule {
  return { needed: conditionOf(neededIn(source)), expression: foldedExpression(source, 'gu'), read };
}

const whole = new Map<string, RegExp>();

/** The one of `list` that `text` is, or -1. */
export function indexOfWord(list: readonly string[], text: string): number {
  return list.findIndex((wording) => {
    let expression = whole.get(wording);
    if (!expression) {
      expression = new RegExp(`^(?:${choice([wording])})$`, 'u');
      whole.set(wording, expression);
    }
    return expression.test(text);
  });
}

/** Alternatives of wordings as one group, which matches nothing when there are none. */
export function any(...list: (string | undefined)[]): string {
  return `(?:${choice(list.filter((wording): wording is string => Boolean(wording))) ?? '(?!)'})`;
}

/** What clings to the number before it: "3rd", "3-go". */
export function suffix(wording: string): string {
  return `(?:${wordingSource(wording)})(?![\\p{L}\\p{N}])`;
}

/** A source that may be missing, with the space behind it. */
export function maybe(source: string): string {
  return `(?:${source}\\s{1,3})?`;
}

/** A single day, or nothing where the calendar has no such day. */
export function single(day: Day | null, extra: Partial<Reading> = {}): Reading | null {
  return day === null ? null : { first: day, last: day, kind: 'day', ...extra };
}
