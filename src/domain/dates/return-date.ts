import type { Evidence } from '../verdict/verdict.ts';
import { type Cue, cueFor, sentenceAround } from './cues.ts';
import { isoDay, weekdayOf } from './day.ts';
import { awayUntil, enumeration, impliedReturn, type Return, type Told } from './implied-return.ts';
import { laterToday } from './later-today.ts';
import type { Mention } from './mention.ts';
import { weekdayAfter } from './named-days.ts';
import { partTimeReturn } from './part-time.ts';
import { roleOf } from './roles.ts';
import { endsToday, isLastAway, isOfSomethingElse } from './something-else.ts';
import { readTimes, type Times } from './times.ts';
import { uncuedReturn } from './uncued-return.ts';
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

/** The return that a proven note of absence tells without any word that is known for it; null where it tells none. */
export function returnWithoutCue(times: Times): FoundTime | null {
  const told = uncuedReturn(times);
  if (!told) return null;
  const { mention, says } = told;
  const { on } = times;
  if (says === 'back') return toldIn(times, backOn(mention, [], on));
  const day = workingDayFrom(mention.last + 1, on.country);
  return toldIn(times, { day, to: null, mention, rule: 'last-day-away' });
}

function returnOf(times: Times): Return | null {
  const { mentions, folded, lexicons, on } = times;
  const later = laterToday(times);
  if (later) {
    const mention: Mention = { ...later, first: on.today, last: on.today, kind: 'day' };
    return { day: on.today, to: null, mention, rule: 'return-day' };
  }
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
  // "Home late on the 21st, answering mail the day after."
  const next = later.find(
    (one) =>
      one.mention.follows &&
      one.to === null &&
      later.some(({ day }) => day < one.day && one.day - day <= nextDays),
  );
  if (next) return next;
  return (
    [later, beyond, ahead, returns].map((some) => byPrecision(some)[0]).find((each) => each !== undefined) ??
    null
  );
}

/** So many days after a return it may be told when mail is answered. */
const nextDays = 4;

/** Absences that begin later than this are not the one that the note is about. */
const soon = 60;

/** A day tells more than a month, and "after the holidays" least. */
function byPrecision(returns: Return[]): Return[] {
  const vagueness = ({ mention, to, isTold }: Return) =>
    (mention.kind === 'feast' ? 2 : to === null ? 0 : 1) + (isTold === false ? 0.5 : 0);
  return [...returns].sort((a, b) => vagueness(a) - vagueness(b));
}

/** A weekday belongs to a week that is named so near before it, in characters. */
const nearWeek = 60;
/** Feasts of more days leave open when work begins. */
const fewDays = 4;

function backOn(mention: Mention, told: readonly Told[], on: Reckoning): Return {
  if (mention.kind === 'weekday') {
    const away = told.filter(
      ({ mention: { at, kind, first, last }, role }) =>
        at < mention.at &&
        ['last', 'away', 'until'].includes(role) &&
        !(kind === 'feast' && last - first >= fewDays),
    );
    const near = away
      .map((each) => awayUntil(each, on))
      .filter((day) => day >= on.today && day < on.today + soon);
    // "In week 9 I am back, at the earliest on Tuesday": of that week.
    const week = told.findLast(
      ({ role, mention: { at, end } }) =>
        at < mention.at && (role === 'back' || (role === 'none' && mention.at - end < nearWeek)),
    );
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

/** "Until Monday morning": there again that day. */
const morning =
  /^\s{0,2}(?:morning|aamu\p{L}*|fruh|morgen(?!s)|vormittag|morgon|rano|(?:au )?matin|ochtend|mattina|por la manana|formiddag)\b/u;
