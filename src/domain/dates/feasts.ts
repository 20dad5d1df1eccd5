import { type Day, dateParts, dayOf, mondayOf, weekdayOf } from './day.ts';
import { autumnHolidaysIn, winterHolidaysIn } from './school-holidays.ts';
import { isWorkingDay } from './working-day.ts';

/** Days that people name instead of a date: "after Easter", "po majówce", "juhannuksen jälkeen". */
export type Feast =
  | 'christmas'
  | 'newYear'
  | 'epiphany'
  | 'knut'
  | 'carnival'
  | 'ashWednesday'
  | 'kingsDay'
  | 'holyWeek'
  | 'easter'
  | 'mayDay'
  | 'mayWeekend'
  | 'ascension'
  | 'whitsun'
  | 'corpusChristi'
  | 'midsummer'
  | 'assumption'
  | 'allSaints'
  | 'independence'
  | 'thanksgiving'
  | 'laborDay'
  | 'memorialDay'
  | 'advent'
  | 'betweenYears'
  | 'valentine'
  | 'womensDay'
  | 'patrick'
  | 'mothersDay'
  | 'fathersDay'
  | 'nationalDay'
  | 'julyFourth'
  | 'unity'
  | 'reformation'
  | 'halloween'
  | 'bonfireNight'
  | 'martinmas'
  | 'andrew'
  | 'nicholas'
  | 'lucia'
  | 'lunarNewYear'
  | 'ramadan'
  | 'eidFitr'
  | 'eidAdha'
  | 'diwali'
  | 'maundyThursday'
  | 'goodFriday'
  | 'easterMonday'
  | 'easterTuesday'
  | 'whitMonday'
  | 'carnivalMonday'
  | 'shroveTuesday'
  | 'midsummerEve'
  | 'christmasEve'
  | 'christmasDay'
  | 'boxingDay'
  | 'newYearsEve'
  | 'secondDay'
  | 'holidays'
  | 'weekend'
  | 'bankHoliday'
  | 'summerHolidays'
  | 'schoolSummer'
  | 'autumnHolidays'
  | 'winterHolidays';

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30,
  );
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1) as Day;
}

type Days = readonly [first: Day, last: Day];

const on = (year: number, month: number, first: number, last = first): Days => [
  dayOf(year, month, first) as Day,
  dayOf(year, month, last) as Day,
];

/** The first day from `month`/`date` on that is a `weekday`. */
function weekdayFrom(year: number, month: number, date: number, weekday: number): Day {
  const start = dayOf(year, month, date) as Day;
  return start + ((weekday - weekdayOf(start) + 7) % 7);
}

/** Feasts of one day that is the same each year: month and day of the month. */
const dated = {
  newYear: [1, 1],
  epiphany: [1, 6],
  knut: [1, 13],
  valentine: [2, 14],
  womensDay: [3, 8],
  patrick: [3, 17],
  mayDay: [5, 1],
  julyFourth: [7, 4],
  assumption: [8, 15],
  unity: [10, 3],
  reformation: [10, 31],
  halloween: [10, 31],
  bonfireNight: [11, 5],
  martinmas: [11, 11],
  andrew: [11, 30],
  nicholas: [12, 6],
  lucia: [12, 13],
  christmasEve: [12, 24],
  christmasDay: [12, 25],
  boxingDay: [12, 26],
  newYearsEve: [12, 31],
} as const satisfies Partial<Record<Feast, readonly [month: number, date: number]>>;

/** Feasts that move with Easter: their first and last day, counted from Easter Sunday. */
const fromEaster = {
  carnival: [-48, -47],
  carnivalMonday: [-48, -48],
  shroveTuesday: [-47, -47],
  ashWednesday: [-46, -46],
  holyWeek: [-6, 0],
  maundyThursday: [-3, -3],
  goodFriday: [-2, -2],
  easter: [-2, 1],
  easterMonday: [1, 1],
  easterTuesday: [2, 2],
  ascension: [39, 39],
  whitsun: [49, 50],
  whitMonday: [50, 50],
  corpusChristi: [60, 60],
} as const satisfies Partial<Record<Feast, readonly [first: number, last: number]>>;

/** Feasts of other calendars, as Node knows them: calendar, month and day there, and how many days follow. */
const elsewhere = {
  lunarNewYear: { calendar: 'chinese', month: 1, date: 1, more: 7 },
  ramadan: { calendar: 'islamic-umalqura', month: 9, date: 1, more: 28 },
  eidFitr: { calendar: 'islamic-umalqura', month: 10, date: 1, more: 2 },
  eidAdha: { calendar: 'islamic-umalqura', month: 12, date: 10, more: 3 },
} as const satisfies Partial<Record<Feast, { calendar: string; month: number; date: number; more: number }>>;

function isIn<Table extends object>(table: Table, feast: string): feast is Extract<keyof Table, string> {
  return Object.hasOwn(table, feast);
}

/** The first day from `start` on that is such a one in another calendar. */
function dayElsewhere(start: Day, calendar: string, isSuch: (month: number, date: number) => boolean): Day {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  for (let day = start; day < start + 366; day += 1) {
    const parts = format.formatToParts(new Date(day * 86_400_000));
    const told = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    if (isSuch(told('month'), told('day'))) return day;
  }
  return start;
}

/** First and last day of a feast in a year, in a country. */
function feastIn(
  feast: Exclude<Feast, 'weekend' | 'bankHoliday' | 'secondDay'>,
  year: number,
  country: string,
): Days {
  if (isIn(dated, feast)) {
    const [month, date] = dated[feast];
    return on(year, month, date);
  }
  if (isIn(fromEaster, feast)) {
    const [first, last] = fromEaster[feast];
    return [easterOf(year) + first, easterOf(year) + last];
  }
  if (isIn(elsewhere, feast)) {
    const { calendar, more, ...named } = elsewhere[feast];
    const isNamed = (month: number, date: number) => month === named.month && date === named.date;
    const first = dayElsewhere(dayOf(year, 1, 1) as Day, calendar, isNamed);
    return [first, first + more];
  }
  switch (feast) {
    case 'christmas':
      return on(year, 12, 24, 26);
    case 'midsummerEve': {
      const eve = weekdayFrom(year, 6, 19, 5);
      return [eve, eve];
    }
    case 'kingsDay': {
      const day = dayOf(year, 4, 27) as Day;
      return weekdayOf(day) === 7 ? [day - 1, day - 1] : [day, day];
    }
    // The night before the new moon in the middle of autumn, or that of it.
    case 'diwali': {
      const newMoon = dayElsewhere(dayOf(year, 10, 14) as Day, 'chinese', (_, date) => date === 1);
      return [newMoon - 1, newMoon];
    }
    case 'mayWeekend':
      return on(year, 5, 1, 3);
    case 'midsummer': {
      const eve = weekdayFrom(year, 6, 19, 5);
      return [eve, eve + 1];
    }
    case 'allSaints': {
      if (country !== 'FI' && country !== 'SE') return on(year, 11, 1);
      const saturday = weekdayFrom(year, 10, 31, 6);
      return [saturday, saturday];
    }
    case 'nationalDay':
      return country === 'CH' ? on(year, 8, 1) : country === 'SE' ? on(year, 6, 6) : on(year, 10, 26);
    case 'independence':
      return country === 'PL' ? on(year, 11, 11) : country === 'US' ? on(year, 7, 4) : on(year, 12, 6);
    case 'thanksgiving': {
      const thursday = weekdayFrom(year, 11, 22, 4);
      return [thursday, thursday + 1];
    }
    case 'laborDay': {
      const monday = weekdayFrom(year, 9, 1, 1);
      return [monday, monday];
    }
    case 'memorialDay': {
      const monday = weekdayFrom(year, 5, 25, 1);
      return [monday, monday];
    }
    // From the first Sunday in Advent to the day before Christmas Eve.
    case 'advent':
      return [weekdayFrom(year, 11, 27, 7), dayOf(year, 12, 23) as Day];
    case 'betweenYears':
      return on(year, 12, 27, 31);
    // Both days move with the country; elsewhere than in the North the second one is hardly named.
    case 'mothersDay': {
      const day =
        country === 'PL' ? (dayOf(year, 5, 26) as Day) : weekdayFrom(year, 5, country === 'SE' ? 25 : 8, 7);
      return [day, day];
    }
    case 'fathersDay': {
      const day = weekdayFrom(year, 11, 8, 7);
      return [day, day];
    }
    // "The holidays" in winter end with New Year: who means Christmas alone is back within the same two weeks.
    case 'holidays':
      return [dayOf(year - 1, 12, 24) as Day, dayOf(year, 1, 1) as Day];
    // Nordic summer holidays are July's; offices fill again in the second week of August.
    case 'summerHolidays':
      return [dayOf(year, 7, 1) as Day, weekdayFrom(year, 8, 8, 1) - 1];
    case 'schoolSummer':
      return [dayOf(year, 6, 24) as Day, dayOf(year, 8, 31) as Day];
    case 'autumnHolidays':
      return autumnHolidaysIn(year, country);
    case 'winterHolidays':
      return winterHolidaysIn(year, country);
  }
}

/** The weekend that a Monday without work makes longer: the coming one; Irish writers are taken for British. */
function bankHolidayFrom(day: Day, country: string): Days {
  const places = country === 'GB' ? ['GB', 'IE'] : [country];
  let monday = mondayOf(day);
  while (monday < day || places.every((place) => isWorkingDay(monday, place))) monday += 7;
  return [monday - 2, monday];
}

/** The feast that `day` falls into, or the next one; null where the word alone does not tell which. */
export function nextFeast(feast: Feast, day: Day, country: string): Days | null {
  if (feast === 'weekend') return [mondayOf(day) + 5, mondayOf(day) + 6];
  if (feast === 'bankHoliday') return bankHolidayFrom(day, country);
  // Swedish "annandagen": that of Easter, of Whitsun or of Christmas.
  if (feast === 'secondDay') {
    const days = (['easterMonday', 'whitMonday', 'boxingDay'] as const).map((each) =>
      nextFeast(each, day, country),
    );
    return days.reduce((first, each) => (first && each && first[0] <= each[0] ? first : each));
  }
  const { year, month } = dateParts(day);
  if (feast === 'holidays' && month >= 2 && month <= 4) {
    const easter = feastIn('easter', year, country);
    if (day <= easter[1]) return easter;
  }
  if (feast === 'holidays' && month >= 4 && month <= 8) return null;
  for (const candidate of [year, year + 1]) {
    const days = feastIn(feast, candidate, country);
    if (days[1] >= day) return days;
  }
  return null;
}
