import type { Mention } from './mention.ts';

/** "8-15", "9.00-16", "8am-5pm", perhaps with "klo" or "von" before it. */
const hours =
  /^(?:\s?(?:,|&|\+|and|ja|und|och|i|seka|oraz)\s?\p{L}{2,12}\.?){0,4}[\s,.:;(]{0,3}(?:(?:klo|kl|von|from|at|between|w|we|godz|godzinach|od|ark|arkisin|vard|vardagar|weekdays)\.?\s{1,2}){0,2}(?<from>\d{1,2})(?:[.:]\d\d)?\s?(?:am|a\.m\.|uhr|h)?\s?(?:-|to|bis|do|till)\s?(?<to>\d{1,2})(?:[.:]\d\d)?(?:\s?(?:pm|p\.m\.|am|uhr|h)\b)?(?![\d/]|\.\s?\d)/u;
const hoursBefore =
  /(?<![\d.:])(?<from>\d{1,2})(?:[.:]\d\d)?\s?(?:am|uhr|h)?\s?(?:-|to|bis|do)\s?(?<to>\d{1,2})(?:[.:]\d\d)?\s?(?:pm|uhr|h)?[\s,.:;(]{0,3}$/u;
/** "From November to February only until 4 pm". */
const onlyUntil =
  /^[\s,:]{0,3}(?:nur|only|vain|bara|endast|tylko)\s(?:(?:bis|until|till|to|do|klo|kl)\.?\s)?\d{1,2}(?:[.:]\d\d|\s?(?:uhr|[ap]\.?m\b|asti|saakka))/u;
const monthBehind = /^\s{0,2}\p{L}{3}/u;

/**
 * Without the times of opening hours: "Mon-Fri 8-16", "8-17, wt.-pt.", "1.6.-31.8. weekdays 9-15". They say when somebody
 * is there each week, and nothing of who is away.
 */
export function withoutHours(mentions: readonly Mention[], folded: string): Mention[] {
  const isHours = mentions.map((mention) => tellsHours(mention, mentions, folded));
  return mentions.filter((mention, at) => {
    if (isHours[at]) return false;
    // "In July Mon-Thu 8-15": the month in which they hold.
    const next = mentions[at + 1];
    const holds = next !== undefined && isHours[at + 1] && next.at - mention.end <= 3;
    return !(holds && mention.last > mention.first);
  });
}

function tellsHours(mention: Mention, mentions: readonly Mention[], folded: string): boolean {
  if (mention.first === mention.last && mention.kind !== 'weekday') return false;
  if (!['range', 'weekday', 'month'].includes(mention.kind)) return false;
  const right = folded.slice(mention.end, mention.end + 60);
  if (onlyUntil.test(right)) return true;
  const behind = hours.exec(right);
  if (behind && isSpan(behind, right.slice(behind[0].length)) && isFree(mention.end, behind[0].length))
    return true;
  // Dates beside hours may be an appointment; weekdays alone are office hours.
  if (/\d/.test(folded.slice(mention.at, mention.end))) return false;
  const left = folded.slice(Math.max(0, mention.at - 30), mention.at);
  const ahead = mention.kind === 'range' ? hoursBefore.exec(left) : null;
  return ahead !== null && isSpan(ahead, '') && isFree(mention.at - ahead[0].length, ahead[0].length);

  /** No other time stands in it: "Mon 8-10.6." is a range of dates. */
  function isFree(at: number, length: number): boolean {
    return !mentions.some((other) => other !== mention && other.at < at + length && at < other.end);
  }
}

function isSpan({ groups, 0: told }: RegExpExecArray, rest: string): boolean {
  const [from, to] = [Number(groups?.from), Number(groups?.to)];
  if (from > 24 || to > 24 || from === to) return false;
  // "Mon 3-7 August" is a range of dates; "8am-5pm NZT" says that it is none.
  const isClock = /[ap]\.?m\b|uhr|h\b|\d[:.]\d\d/.test(told);
  return isClock || !monthBehind.test(rest.replace(/^\s?(?:and|ja|och|und|i)\b/u, ''));
}
