import { choice, foldedExpression, type Span, Wordings } from '../wording.ts';
import { type Duration, durationIn } from './named-counts.ts';
import { dateRules, weekdayRules } from './named-days.ts';
import { feastRules, periodRules } from './named-periods.ts';
import { weekRules } from './named-weeks.ts';
import type { Rule } from './rule.ts';
import { czech } from './words/czech.ts';
import { danish } from './words/danish.ts';
import { dutch } from './words/dutch.ts';
import { english } from './words/english.ts';
import { estonian } from './words/estonian.ts';
import { finnish } from './words/finnish.ts';
import { french } from './words/french.ts';
import { german } from './words/german.ts';
import { hungarian } from './words/hungarian.ts';
import { italian } from './words/italian.ts';
import { japanese } from './words/japanese.ts';
import { norwegian } from './words/norwegian.ts';
import { polish } from './words/polish.ts';
import { portuguese } from './words/portuguese.ts';
import { russian } from './words/russian.ts';
import { spanish } from './words/spanish.ts';
import { swedish } from './words/swedish.ts';
import type { TimeWords } from './words/time-words.ts';

/** A language's words, compiled: what names a time, what stands around it, and what says "back" or "away". */
export interface Lexicon {
  words: TimeWords;
  rules: Rule[];
  before: Record<
    | 'until'
    | 'through'
    | 'from'
    | 'after'
    | 'before'
    | 'within'
    | 'last'
    | 'begin'
    | 'middle'
    | 'end'
    | 'ordinal',
    RegExp
  >;
  behind: Record<
    'until' | 'through' | 'from' | 'after' | 'before' | 'begin' | 'middle' | 'end' | 'ordinal',
    RegExp
  >;
  /** A time whose own form says "until". */
  untilItself: RegExp;
  /** Where "after that" stands. */
  thereafter: RegExp;
  join: RegExp;
  back: Wordings;
  away: Wordings;
  unrelated: Wordings;
  monthsNeedWithin: RegExp;
  weeks: RegExp;
  /** "The month", alone. */
  month: RegExp;
  /** How long something lasts, before "from" and a day or behind them; null where the language counts nothing. */
  duration: Duration | null;
  /** "The week after that". */
  weekThereafter: Wordings;
  /** "The day after". */
  dayThereafter: Wordings;
  /** "The next working day". */
  workdayThereafter: Wordings;
  /** What makes a weekday one that is counted from the time before it. */
  weekdayThereafter: { before: RegExp; behind: RegExp; name: RegExp };
  seasons: RegExp;
  seasonsAlone: RegExp;
}

const never = /(?!)/u;

function source(...list: (string | undefined)[]): string | null {
  return choice(list.filter((wording): wording is string => Boolean(wording)));
}

function compile(words: TimeWords): Lexicon {
  const weekdays = [...words.weekdays, ...words.weekdaysShort];
  const filler = source(words.filler, ...weekdays);
  /** Stands before the time, with nothing between but small words, weekdays and marks. */
  const ahead = (...list: (string | undefined)[]) => {
    const found = source(...list);
    // A full stop belongs to "Fr." or to "24."; behind another word it ends the sentence.
    const mark = '[\\s,:(-]|(?<=\\d|(?<!\\p{L})\\p{L}{1,4})\\.';
    return found ? foldedExpression(`(?:${found})(?:${mark}|${filler})*$`, 'u') : never;
  };
  /** Stands behind the time, perhaps behind a year or an hour. */
  const behind = (...list: (string | undefined)[]) => {
    const found = source(...list);
    return found ? new RegExp(`^(?:[\\s,()-]|\\d{1,2}[.:]\\d\\d|${filler})*(?:${found})`, 'u') : never;
  };
  const part = (wording: string | undefined) => {
    const found = source(wording);
    return found ? new RegExp(`(?:${found})(?:[\\s-]|${source(words.partOf) ?? '(?!)'})*$`, 'u') : never;
  };
  const partBehind = (wording: string | undefined) => {
    const found = source(wording);
    return found ? new RegExp(`^[\\s-]*(?:${found})`, 'u') : never;
  };
  const ordinal = words.ordinals ? source(...words.ordinals) : null;
  const list = (wording: string | undefined) => new Wordings(wording ? [wording] : []);
  const whole = (wording: string | undefined) =>
    wording ? new RegExp(`^(?:${source(wording)})$`, 'u') : never;
  return {
    words,
    rules: [
      ...dateRules(words),
      ...weekdayRules(words),
      ...weekRules(words),
      ...periodRules(words),
      ...feastRules(words),
    ],
    before: {
      until: ahead(words.until),
      through: ahead(words.through),
      from: ahead(words.from),
      after: ahead(words.after),
      before: ahead(words.before),
      within: ahead(words.within),
      last: words.last ? new RegExp(`(?:${source(words.last)})\\s{1,3}$`, 'u') : never,
      begin: part(words.begin),
      middle: part(words.middle),
      end: part(words.end),
      ordinal: ordinal
        ? new RegExp(
            `(?<ordinal>${ordinal})\\s{1,3}(?:${source(words.week)})(?:\\s|${source(words.partOf) ?? '(?!)'})*$`,
            'u',
          )
        : never,
    },
    behind: {
      until: behind(words.untilBehind),
      through: behind(words.throughBehind),
      from: behind(words.fromBehind),
      after: behind(words.afterBehind),
      before: behind(words.beforeBehind),
      begin: partBehind(words.beginBehind),
      middle: partBehind(words.middleBehind),
      end: partBehind(words.endBehind),
      ordinal: ordinal
        ? new RegExp(`^\\s{1,3}(?<ordinal>${ordinal})\\s{1,3}(?:${source(words.week)})`, 'u')
        : never,
    },
    untilItself: words.untilItself ? new RegExp(`(?:${source(words.untilItself)})$`, 'u') : never,
    thereafter: words.thereafter ? new RegExp(`${source(words.thereafter)}`, 'u') : never,
    join: new RegExp(`^[\\s,.(]*(?:[-~]+|${source(words.join)})(?:[\\s,.:(-]|${filler})*$`, 'u'),
    back: new Wordings(words.back),
    away: new Wordings(words.away),
    unrelated: new Wordings(words.unrelated),
    monthsNeedWithin: whole(words.monthsNeedWithin),
    weekThereafter: list(words.weekThereafter),
    workdayThereafter: list(words.workdayThereafter),
    dayThereafter: list(words.dayThereafter),
    weekdayThereafter: {
      before: words.weekdayThereafter?.[0]
        ? new RegExp(
            `(?:^|\\s)(?:${source(words.weekdayThereafter[0])})(?:\\s|$)(?:${source(...words.weekdays)})?$`,
            'u',
          )
        : never,
      behind: words.weekdayThereafter?.[1]
        ? new RegExp(`^\\s(?:${source(words.weekdayThereafter[1])})(?=\\s*(?:[.,!?;)]|$))`, 'u')
        : never,
      name: new RegExp(source(...words.weekdays) ?? '(?!)', 'u'),
    },
    weeks: new RegExp(source(words.week) ?? '(?!)', 'u'),
    month: whole(words.month),
    duration: durationIn(words),
    seasons: whole(words.seasons.join('|')),
    seasonsAlone: whole(words.seasonsAlone),
  };
}

const all: readonly TimeWords[] = [
  english,
  finnish,
  polish,
  swedish,
  german,
  french,
  spanish,
  dutch,
  italian,
  norwegian,
  danish,
  portuguese,
  russian,
  japanese,
  czech,
  estonian,
  hungarian,
];
/** The first ones are read whatever the language; a word of the others is too often a word of another. */
const fully = 5;

const compiled = new Map<string, Lexicon>();

function lexicon(words: TimeWords): Lexicon {
  const known = compiled.get(words.code);
  if (known) return known;
  const fresh = compile(words);
  compiled.set(words.code, fresh);
  return fresh;
}

const relatives = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
  ['sk', 'cs'],
  ['gl', 'pt'],
  ['ca', 'es'],
]);

/** The words to read a text of `language` with: its own first, then English, which many a note is repeated in. */
export function lexiconsFor(language: string | null): Lexicon[] {
  const code = language === null ? null : (relatives.get(language) ?? language);
  const own = all.find((words) => words.code === code);
  if (!own) return all.slice(0, fully).map(lexicon);
  return own === english ? [lexicon(english)] : [lexicon(own), lexicon(english)];
}

/** Every language, for a text whose own words gave nothing; not Dutch in Polish, where "na" is no "after". */
export function allLexicons(own: string | null = null): Lexicon[] {
  return all.filter((words) => !(own === 'pl' && words === dutch)).map(lexicon);
}

/** Folded text before `span` that can bear on it. */
export function leftOf(folded: string, { at }: Span): string {
  return folded.slice(Math.max(0, at - 60), at);
}

/** Folded text behind `span` that can bear on it. */
export function rightOf(folded: string, { end }: Span): string {
  return folded.slice(end, end + 60);
}
