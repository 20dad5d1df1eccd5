import type { DateStyle } from './dates.ts';
import type { Shape } from './shape.ts';

/** A template once read and checked: all that a mail can do. There is nothing else to reach from here. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'print'; path: Path; shape: Shape; style: DateStyle | null; where: Place }
  | { kind: 'if'; test: Condition; then: Node[]; otherwise: Node[] }
  | { kind: 'each'; path: Path; body: Node[]; otherwise: Node[] };

export interface Place {
  /** Relative to the templates folder. */
  file: string;
  /** From 1. */
  line: number;
}

/** Where a value is: `depth` lists up (`../`), then along `parts`. */
export interface Path {
  depth: number;
  parts: readonly string[];
  /** `@first` and `@last` of the innermost list. */
  data: 'first' | 'last' | null;
  /** As the template writes it. */
  text: string;
}

export interface Condition {
  path: Path;
  /** The value to compare with, or null to ask whether there is a value at all. */
  equals: string | number | null;
  negated: boolean;
}
