import type { Times } from '../../dates/times.ts';
import type { Span } from '../../wording.ts';
import type { Reading } from '../reading.ts';

/** "After 5", "klo 16 jälkeen": an hour of every day, where no day is named. */
const hour =
  /\b(?:after|from|before|until|at|around|efter|fran|innan|vid|nach|ab|vor|um|gegen|po|od|przed|o|klo|kl|godz)\.?\s(?:(?:about|around|klo|kl|ca|noin|ok|okolo|godz|godzinie)\.?\s){0,2}\d{1,2}(?:[.:]\d\d)?(?:\s?(?:am|pm|uhr|h|ish|o'clock|jalkeen)\b|(?=\s?(?:$|[.,;:!?)\n](?!\d)|(?:on|any|as|since|i|jag|ich|en|because|bo|dann|da)\s)))/u;

/** Whether what asks for contact names no more than the hour at which somebody can be reached: "ring me after 5". */
export function isAtHour({ at, end }: Span, { folded }: Reading, times: Times | null): boolean {
  const stop = Math.min(folded.length, end + 22);
  if ((times?.mentions ?? []).some((mention) => mention.at >= at && mention.at < stop)) return false;
  const found = hour.exec(folded.slice(at, stop));
  return found !== null && at + found.index <= end + 1;
}
