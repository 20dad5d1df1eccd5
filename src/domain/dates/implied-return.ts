import type { Cue } from './cues.ts';
import type { Day } from './day.ts';
import type { Mention } from './mention.ts';
import type { Role } from './roles.ts';
import { workingDayFrom } from './working-day.ts';
import type { Reckoning } from './written.ts';

export interface Told {
  mention: Mention;
  role: Role;
  cue: Cue | null;
}

export interface Return {
  day: Day;
  to: Day | null;
  mention: Mention;
  rule: string;
  /** False where nothing beside it says "back". */
  isTold?: boolean;
}

/** "11/26 and 11/27": what is said of the first of several days is said of all. */
export const enumeration =
  /^\s*(?:,\s+|,?\s*(?:&|\+|and|ja|seka|i|oraz|und|sowie|och|samt|enka|eika|nor|ani|noch|eller inte|et|y|e|en|og)\s+(?:(?:also|auch|myos|tez|takze|we|w|on|am|pa|den|the)\s){0,2})(?:w\/c\s)?$/;

/** The last day away of an absence; a weekday is the next one after what was named before it. */
export function awayUntil({ mention }: Told, on: Reckoning): Day {
  if (mention.kind === 'weekday' && mention.first - 7 === on.today) return on.today;
  return mention.last;
}

/** A feast this far ahead is none that a note names beside an absence that is over. */
const farAhead = 120;

/** The working day after the absence that runs, or that comes next, absences that touch taken together. */
export function impliedReturn(told: readonly Told[], folded: string, on: Reckoning): Return | null {
  const absences: { first: Day; last: Day; to: Day | null; mention: Mention; cue: Cue | null }[] = [];
  for (const each of told) {
    const { mention, role, cue } = each;
    // "A bouquet for today" ("till i dag") is no absence.
    const isOfToday = mention.first === mention.last && mention.last === on.today && cue?.says !== 'away';
    if (role === 'until' && !isOfToday) absences.push({ ...untilDay(mention, on), mention, cue });
    const first = mention.kind === 'range' ? mention.first : Math.min(mention.first, on.today);
    if (role === 'last') absences.push({ first, last: mention.last, to: null, mention, cue });
    if (role === 'away') {
      const last = awayUntil(each, on);
      absences.push({ first: Math.min(mention.first, last), last, to: null, mention, cue });
    }
  }
  // "Closed for the summer holidays in weeks 28 to 31": the weeks tell, whatever the calendar says.
  const isNamed = ({ mention }: { mention: Mention }) =>
    mention.kind === 'feast' && mention.last - mention.first >= 4;
  const isDated = absences.some(
    ({ mention }) => ['range', 'day'].includes(mention.kind) && mention.last > on.today,
  );
  const ahead = absences
    .filter((each) => each.last >= on.today - 1 && !(isDated && isNamed(each)))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  let end = ahead[0];
  // "Closed for Christmas until 5 January", told in February: last Christmas, and not the coming one.
  const isStale = ({ mention }: { mention: Mention }) => mention.kind !== 'feast';
  const over = absences.find((each) => isStale(each) && each.last < on.today - 1);
  const isNextYears = end?.mention.kind === 'feast' && end.mention.first > on.today + farAhead;
  if (!end || (over && isNextYears)) {
    const past = over ?? absences[0];
    return past ? { day: past.last + 1, to: null, mention: past.mention, rule: 'last-day-away' } : null;
  }
  for (const next of ahead) {
    const firstBack = workingDayFrom(end.last + 1, on.country);
    // "Holidays until Friday, on Monday I am at the yard": what is missed is told before the Friday.
    const isBorrowed =
      next.cue !== null && next.cue.end <= end.mention.at && next.mention.at > end.mention.end;
    const isListed = enumeration.test(folded.slice(end.mention.end, next.mention.at));
    if (isBorrowed && !isListed && next.mention.kind === 'weekday' && next.mention.first === firstBack) break;
    if (next.first <= firstBack && next.last > end.last) end = next;
  }
  return {
    day: workingDayFrom(end.last + 1, on.country),
    to: end.to,
    mention: end.mention,
    rule: 'last-day-away',
  };
}

/** What "until" leaves open is read the way the language mostly means it. */
function untilDay(mention: Mention, on: Reckoning): { first: Day; last: Day; to: Day | null } {
  const whole = mention.last > mention.first;
  if (mention.kind === 'feast' || (mention.kind === 'week' && on.language !== 'en')) {
    return { first: on.today, last: mention.last, to: null };
  }
  if (mention.closes) return { first: on.today, last: mention.last, to: null };
  // "Until September", "until the middle of August": back in it.
  if (whole) return { first: on.today, last: mention.first - 1, to: mention.last };
  return { first: on.today, last: on.language === 'en' ? mention.last - 1 : mention.last, to: null };
}
