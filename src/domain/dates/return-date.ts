import type { Evidence } from '../verdict/verdict.ts';
import { type Cue, cueFor, sentenceAround } from './cues.ts';
import { type Day, isoDay, weekdayOf } from './day.ts';
import type { Mention } from './mention.ts';
import { weekdayAfter } from './named-days.ts';
import { partTimeReturn } from './part-time.ts';
import { type Role, roleOf } from './roles.ts';
import { endsToday, isLastAway, isOfSomethingElse } from './something-else.ts';
import { readTimes, type Times } from './times.ts';
import { isOfAnother, isOwnTurn } from './whose.ts';
import { workingDayFrom } from './working-day.ts';
import type { Reckoning, Written } from './written.ts';

/** A time found in words: ISO calendar days in the writer's zone. */
export interface FoundTime {
  /** Null where the day that the text names is over: a stale note, and the evidence says so. */
  until: string | null;
  /** Last day of the period where a period was named. */
  untilTo: string | null;
  evidence: Evidence;
}

interface Told {
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

/**
 * The first day back that an absence note tells, or that follows from the last day away (then the next working
 * day of the writer's country). Null where it tells none; `until` is null where the day is over.
 * A text whose own language gives nothing is read in every language.
 */
export function findReturn(text: string, written: Written): FoundTime | null {
  const times = readTimes(text, written);
  return returnIn(times) ?? foreignReturn(times, written);
}

/** A figure beside a word: what a date looks like in any language. */
const dateLike = /\d(?:\.|:e|[a-z]{2}|º)?\s{0,2}\p{L}{3}|\p{L}{3}\.?\s\d/u;

/** The return that a text tells in another language than its own, as notes in two languages may. */
export function foreignReturn({ text, folded, mentions }: Times, written: Written): FoundTime | null {
  if (mentions.length === 0 && !dateLike.test(folded)) return null;
  return returnIn(readTimes(text, written, 'all'));
}

/** The same, of a text whose times have been read. */
export function returnIn(times: Times): FoundTime | null {
  const told = returnOf(times);
  const isDated = told !== null && /\d/.test(times.folded.slice(told.mention.at, told.mention.end));
  const found = isDated ? told : (partTimeReturn(times) ?? told);
  return found && toldIn(times, found);
}

/** "11/26 and 11/27": what is said of the first of several days is said of all. */
const enumeration =
  /^\s*(?:,\s+|,?\s*(?:&|\+|and|ja|seka|i|oraz|und|sowie|och|samt|et|y|e|en|og)\s+(?:(?:also|auch|myos|tez|takze|we|w|on|am|pa|den|the)\s){0,2})(?:w\/c\s)?$/;

function returnOf(times: Times): Return | null {
  const { mentions, folded, lexicons, on } = times;
  const told: Told[] = [];
  let hour: Mention | null = null;
  for (const mention of mentions) {
    const before = told.at(-1);
    const isNext = before !== undefined && enumeration.test(folded.slice(before.mention.end, mention.at));
    const cue = cueOf(mention, times);
    if ((cue && isOfAnother(cue, mention, times)) || isOfSomethingElse(mention, times)) continue;
    if (endsToday(mention, times)) {
      hour = mention;
      continue;
    }
    const isListed = isNext && before.role !== 'none' && before.role !== 'after';
    const isLast = isLastAway(mention, times);
    const role = isLast
      ? 'last'
      : isListed
        ? before.role
        : roleOf(mention, cue, folded, lexicons, on.language);
    told.push({ mention, role, cue });
  }
  const own = told.filter((each) => isOwnTurn(each, folded));
  const stated = statedReturn(own.length > 0 ? own.map((each) => ({ ...each, role: 'back' })) : told, on);
  const implied = impliedReturn(told, folded, on);
  // "Winter holidays, away 1 to 12 February, I answer after the holidays": these holidays are the absence.
  const isFeast = stated?.mention.kind === 'feast';
  const isLong = isFeast && stated.mention.last - stated.mention.first >= 7;
  const isDated = implied !== null && implied.to === null && ['day', 'range'].includes(implied.mention.kind);
  // And "until the 6th, and back in the new year" tells the day after the 6th.
  const isOutdone = isDated && isFeast && (isLong ? implied.day > on.today : implied.day > stated.day);
  if (stated && !isOutdone) return stated;
  if (!implied && hour) return { day: on.today, to: null, mention: hour, rule: 'return-day' };
  if (!implied || !morning.test(folded.slice(implied.mention.end, implied.mention.end + 20))) return implied;
  return { ...implied, day: implied.mention.last };
}

/** What is said of a time; of a range rather that someone is away than that someone is there. */
function cueOf(mention: Mention, times: Times): Cue | null {
  const away = mention.kind === 'range' ? times.cues.filter(({ says }) => says === 'away') : [];
  return cueFor(mention, away, times) ?? cueFor(mention, times.cues, times);
}

/** How far ahead a return can lie; what lies further is a slip of the pen. */
const furthest = 800;

function toldIn({ on, text, breaks }: Times, { day, to, mention, rule }: Return): FoundTime | null {
  if (day > on.today + furthest) return null;
  const quote = sentenceAround(text, mention, breaks);
  if (day < on.today)
    return { until: null, untilTo: null, evidence: { rule: 'return-past', where: 'words', quote } };
  return {
    until: isoDay(day),
    untilTo: to === null ? null : isoDay(to),
    evidence: { rule, where: 'words', quote },
  };
}

/** "Back on 3 August": the first such day that is still to come, behind the absence that runs. */
function statedReturn(told: readonly Told[], on: Reckoning): Return | null {
  const returns: Return[] = [];
  for (const { mention, role, cue } of told) {
    // "Away this week and back on Monday": the week is what is missed.
    const isMissed =
      mention.kind === 'week' &&
      told.some((other) => other.role === 'back' && other.mention.first > on.today);
    const isVague = ['season', 'hint'].includes(mention.kind) || isMissed || mention.isDuring === true;
    const runs = isVague && mention.first <= on.today;
    if (role === 'back' && !runs) returns.push(backOn(mention, told, on));
    if (role === 'after') returns.push({ ...backAfter(mention, on), isTold: cue?.says === 'back' });
  }
  // "Home on Sunday, and I answer on Monday."
  const atWork = returns.filter(({ day }) => weekdayOf(day) < 6);
  const ahead = (atWork.length > 0 ? atWork : returns).filter(({ day }) => day >= on.today);
  // "Open on the 31st till noon, closed on the 1st, welcome on the 4th": back is behind the last day away.
  const away = told
    .filter(({ role }) => role === 'last' || role === 'away')
    .map((each) => awayUntil(each, on));
  const last = Math.max(...away.filter((day) => day >= on.today && day < on.today + soon));
  const beyond = ahead.filter(({ day }) => day > last);
  // "Today I am in meetings and answer tomorrow."
  const later = beyond.filter(({ day }) => day > on.today);
  return (
    [later, beyond, ahead, returns].map((some) => byPrecision(some)[0]).find((each) => each !== undefined) ??
    null
  );
}

/** Absences that begin later than this are not the one that the note is about. */
const soon = 60;

/** A day tells more than a month, and "after the holidays" least. */
function byPrecision(returns: Return[]): Return[] {
  const vagueness = ({ mention, to, isTold }: Return) =>
    (mention.kind === 'feast' ? 2 : to === null ? 0 : 1) + (isTold === false ? 0.5 : 0);
  return [...returns].sort((a, b) => vagueness(a) - vagueness(b));
}

function backOn(mention: Mention, told: readonly Told[], on: Reckoning): Return {
  if (mention.kind === 'weekday') {
    const away = told.filter(
      (each) => each.mention.at < mention.at && ['last', 'away', 'until'].includes(each.role),
    );
    const near = away
      .map((each) => awayUntil(each, on))
      .filter((day) => day >= on.today && day < on.today + soon);
    // "In week 9 I am back, at the earliest on Tuesday": of that week.
    const week = told.findLast((each) => each.mention.at < mention.at && each.role === 'back');
    if (week?.mention.kind === 'week' && week.mention.first > on.today)
      return {
        day: week.mention.first + weekdayOf(mention.first) - 1,
        to: null,
        mention,
        rule: 'return-weekday',
      };
    const day = weekdayAfter(Math.max(on.today, ...near), weekdayOf(mention.first));
    return { day, to: null, mention, rule: 'return-weekday' };
  }
  if (mention.first === mention.last) return { day: mention.first, to: null, mention, rule: 'return-day' };
  const start = mention.first <= on.today && mention.last > on.today ? on.today + 1 : mention.first;
  const day = Math.min(workingDayFrom(start, on.country), mention.last);
  return { day, to: mention.kind === 'week' ? null : mention.last, mention, rule: 'return-period' };
}

/** "After Easter": from the first working day after it, two weeks long. */
function backAfter(mention: Mention, on: Reckoning): Return {
  const day = workingDayFrom(mention.last + 1, on.country);
  const period = mention.kind === 'feast' && mention.last - mention.first !== 1;
  return { day, to: period ? day + 13 : null, mention, rule: 'return-after' };
}

/** The last day away of an absence; a weekday is the next one after what was named before it. */
function awayUntil({ mention }: Told, on: Reckoning): Day {
  if (mention.kind === 'weekday' && mention.first - 7 === on.today) return on.today;
  return mention.last;
}

/** The working day after the absence that runs, or that comes next, absences that touch taken together. */
function impliedReturn(told: readonly Told[], folded: string, on: Reckoning): Return | null {
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
    mention.kind === 'feast' && mention.last - mention.first > 7;
  const isDated = absences.some(({ mention }) => mention.kind === 'range' && mention.last >= on.today);
  const ahead = absences
    .filter((each) => each.last >= on.today - 1 && !(isDated && isNamed(each)))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  let end = ahead[0];
  if (!end) {
    const past = absences[0];
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

/** "Until Monday morning": there again that day. */
const morning =
  /^\s{0,2}(?:morning|aamu\p{L}*|fruh|morgen(?!s)|vormittag|morgon|rano|(?:au )?matin|ochtend|mattina|por la manana|formiddag)\b/u;

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
