import { addMonths, type Day, dateParts, dayOf, mondayOf, monthEnd, monthStart } from './day.ts';
import type { Mention } from './mention.ts';
import type { Reckoning } from './written.ts';

export type Part = 'begin' | 'middle' | 'end';

interface Days {
  first: Day;
  last: Day;
}

/** The days of a part of a period: of the coming one, where that part of the running one is over. */
export function partDays(mention: Mention, part: Part, on: Reckoning): Days {
  const days = within(mention, part, on);
  return days.last >= on.today ? days : within(following(mention), part, on);
}

/** The days 1 to 10, 10 to 20, 20 to last of a month; two days of a week; a third of anything longer. */
function within({ first, last }: Days, part: Part, on: Reckoning): Days {
  const length = last - first + 1;
  if (length <= 7) return days(first, { begin: [0, 1], middle: [2, 3], end: [4, 6] }[part]);
  if (length <= 31) return days(first, { begin: [0, 9], middle: [9, 19], end: [19, length - 1] }[part]);
  if (length > 300 && part !== 'middle') {
    // The beginning of a year is its first days of work; the end its last days.
    const { year } = dateParts(first);
    const late = Math.max(on.today + 1, dayOf(year, 12, 20) as Day);
    return part === 'begin' ? { first, last: first + 30 } : { first: late, last };
  }
  const third = Math.floor(length / 3);
  return days(
    first,
    { begin: [0, third - 1], middle: [third, 2 * third - 1], end: [length - third, length - 1] }[part],
  );
}

function days(start: Day, [from = 0, to = 0]: number[]): Days {
  return { first: start + from, last: start + to };
}

/**
 * "The second week of January": some count weeks from Monday, the first being the one with most of its days in the
 * month, some by sevens of days; the days in which both agree. `nth`: as in `ordinals`, 0 for the first, 4 for the last.
 */
export function nthWeek({ first, last }: Days, nth: number): Days {
  if (nth === 4) return { first: last - 6, last };
  const [monday, day] = [mondayOf(first + 3) + 7 * nth, first + 7 * nth];
  return { first: Math.max(monday, day), last: Math.min(monday, day) + 6 };
}

/** The next week, month or year after one that was not named; the same month of the next year. */
function following({ first, last, kind }: Mention): Days {
  const length = last - first + 1;
  if (length <= 7) return { first: first + 7, last: last + 7 };
  const { year, month } = dateParts(first);
  if (length <= 31 && kind === 'hint')
    return { first: monthStart(year, month + 1), last: monthEnd(year, month + 1) };
  return { first: addMonths(first, 12), last: addMonths(last + 1, 12) - 1 };
}
