import { DateTime } from 'luxon';

/** How a day or a moment is written: `{{date agreedOn "weekday"}}`; `iso` is for commands and addresses. */
export const dateStyles = ['day', 'weekday', 'moment', 'time', 'iso'] as const;
export type DateStyle = (typeof dateStyles)[number];
type LocalStyle = Exclude<DateStyle, 'iso'>;

/**
 * Luxon formats by language. Finnish days are written in figures and short weekdays, because a month's or a
 * weekday's name would have to be inflected by the sentence around it.
 */
const formats: Readonly<Record<string, Record<LocalStyle, string>>> = {
  en: {
    day: 'd MMMM yyyy',
    weekday: 'cccc d MMMM yyyy',
    moment: "ccc d MMMM yyyy 'at' HH:mm",
    time: 'HH:mm',
  },
  fi: { day: 'd.M.yyyy', weekday: 'ccc d.M.yyyy', moment: "ccc d.M.yyyy 'klo' H.mm", time: "'klo' H.mm" },
  pl: { day: 'd MMMM yyyy', weekday: 'cccc, d MMMM yyyy', moment: 'ccc, d MMMM yyyy, HH:mm', time: 'HH:mm' },
};

const localeStyles: Record<LocalStyle, Intl.DateTimeFormatOptions> = {
  day: DateTime.DATE_FULL,
  weekday: DateTime.DATE_HUGE,
  moment: DateTime.DATETIME_MED_WITH_WEEKDAY,
  time: DateTime.TIME_24_SIMPLE,
};

/** Writes an ISO day or local date and time in a language; null when `iso` is no date. No zone is applied. */
export function writeDate(iso: string, style: DateStyle, language: string): string | null {
  const at = DateTime.fromISO(iso, { zone: 'utc', locale: language });
  if (!at.isValid) return null;
  if (style === 'iso') return at.toISODate();
  const format = Object.hasOwn(formats, language) ? formats[language]?.[style] : undefined;
  return format ? at.toFormat(format) : at.toLocaleString(localeStyles[style]);
}
