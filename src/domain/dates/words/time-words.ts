import type { Feast } from '../feasts.ts';

/**
 * How a language speaks of days. Each value is a wording (see wording.ts): choices are parted by `|`, `*` is the
 * rest of a word. A `...Behind` stands after the time that it belongs to, as Finnish has it ("31.7. asti").
 */
export interface TimeWords {
  /** ISO 639-1. */
  code: string;
  /** January first. */
  months: readonly string[];
  /** Short forms, good beside a number only: "Jan" is also a man, "mar" the sea. */
  monthsShort: readonly string[];
  /** Months that are also other words ("may"): without a number they need one of `within` before them. */
  monthsNeedWithin?: string;
  /** Monday first. */
  weekdays: readonly string[];
  /** Short forms, good beside a date or in a range only. */
  weekdaysShort: readonly string[];
  /** What may follow the number of a day ("3rd", "3:e", "3-go"); a full stop always may. */
  dayMark?: string;
  /** What may stand between day and month ("of", "de"). */
  dayOf?: string;
  /** A day of the month without its month: what stands before and behind ("the" 19 "th"). */
  dayAlone?: readonly [before: string, behind: string];
  /** What may stand before such a day instead ("on 16th"), and is no part of it: then the mark is needed. */
  dayAloneAfter?: string;
  /** A mark that alone tells that a number is a day of the month: "12. päivä". */
  dayAloneMarked?: string;
  /** The days of a month in words, the first one first. */
  spelledDays?: readonly string[];
  /** Number words, those that count weeks and days. */
  counts: Readonly<Record<string, number>>;
  /** "first", "second", "third", "fourth", "last" in "first week of May". */
  ordinals?: readonly [string, string, string, string, string];

  today: string;
  tomorrow: string;
  dayAfterTomorrow: string;
  day: string;
  week: string;
  month: string;
  year: string;
  quarter: string;
  halfYear?: string;
  /** "half" of "in the second half": one of the two halves of a year. */
  halfOfYear?: string;
  /** One word for the end of the week. */
  weekEnd?: string;
  /** One word for the beginning or the end of a year. */
  yearBegin?: string;
  yearEnd?: string;
  /** "half a year" of "in half a year". */
  halfYears?: string;
  /** "next" before a weekday, week, month, quarter, season, year. */
  next: string;
  /** Before a time that is over: "last spring". */
  last?: string;
  weekAfterNext?: string;
  /** "the rest of the week", "all week": from now to its end. */
  restOfWeek?: string;
  /** "the rest of the year", "året ut": from now to its end. */
  restOfYear?: string;
  /** "week" of "Thursday week": a week after that day. */
  weekLater?: string;
  /** The same of two weeks. */
  fortnightLater?: string;
  /** "a week on" of "a week on Thursday". */
  weekLaterOn?: string;
  fortnightLaterOn?: string;
  /** "the week after that", "the Monday after": counted from the time named before. */
  weekThereafter?: string;
  /** "The day after", "the next morning": counted from the day named before it. */
  dayThereafter?: string;
  /** "The next working day": the first one after the day named before it. */
  workdayThereafter?: string;
  weekdayThereafter?: readonly [before: string, behind: string];
  /** "the turn of the month". */
  monthTurn?: string;
  /** The end of one word for a week or a half of a month: "Januarwoche", "januariveckan". */
  monthWeek?: string;
  /** "this". */
  current: string;
  /** "in" of "in two weeks", before the count. */
  ahead?: string;
  /** Whether "in" needs a count: "in year end" is no time. */
  aheadCounts?: true;
  aheadBehind?: string;
  /** "later" of "two weeks later", counted from the time before it. */
  durationLater?: string;
  /** "before that" of "a month before that". */
  earlier?: string;
  /** "put it off for" of "put it off for two months", before a count that must be told. */
  holding?: string;
  /** A count and a unit in one word or in a form that says "for": "viikoksi", "puoleksi vuodeksi". */
  holdingItself?: Readonly<Partial<Record<'days' | 'weeks' | 'months' | 'halves' | 'years', string>>>;
  /** What stands before the number of a week ("viikolla", "KW"). */
  weekNumber: string;
  weekNumberBehind?: string;
  /** "in" of "in March", "in the autumn", "during". */
  within: string;
  /** Beginning, middle and end of a period, before it ("Anfang Januar") or after it ("tammikuun alussa"). */
  begin?: string;
  middle?: string;
  end?: string;
  beginBehind?: string;
  middleBehind?: string;
  endBehind?: string;
  /** Words between a part and its period ("of the"). */
  partOf?: string;
  /** Spring, summer, autumn, winter. */
  seasons: readonly [string, string, string, string];
  /** The season words that tell a time by themselves; the others need `within`, `after` or the like before them. */
  seasonsAlone?: string;
  feasts: Readonly<Partial<Record<Feast, string>>>;

  /** Bare "until": whether that day is still away is open. */
  until?: string;
  untilBehind?: string;
  /** The last word of a time that says "until" by its own form ("puoliväliin", "torstaihin"). */
  untilItself?: string;
  /** "up to and including". */
  through?: string;
  /** "after that", "the day after": behind a time, perhaps in the next sentence. */
  thereafter?: string;
  throughBehind?: string;
  from?: string;
  fromBehind?: string;
  after?: string;
  afterBehind?: string;
  before?: string;
  beforeBehind?: string;
  /** What joins the first and the last day of a range, besides a dash. */
  join: string;
  /** Small words that may stand between "until" or "from" and the day, besides weekdays. */
  filler: string;

  /** Someone is there again, answers, can be reached. */
  back: readonly string[];
  /** Someone is away, does not answer, cannot be reached; wins over a `back` that it contains. */
  away: readonly string[];
  /** A time that has nothing to do with the absence ("sent on", "invoice of"). */
  unrelated: readonly string[];
}
