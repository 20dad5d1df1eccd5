import type { Evidence } from './verdict.ts';

/** Evidence with its quote on one line and of at most 200 characters. */
export function evidence(rule: string, where: string, quote: string): Evidence {
  return { rule, where, quote: quote.slice(0, 1_000).replace(/\s+/g, ' ').trim().slice(0, 200) };
}
