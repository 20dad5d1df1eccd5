const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** North American zones of RFC 5322 section 4.3 and the universal ones, in minutes east of UTC. */
const zones = new Map<string, number>([
  ...([
    ['ut', 0],
    ['utc', 0],
    ['gmt', 0],
    ['z', 0],
  ] as const),
  ...([
    ['est', -300],
    ['edt', -240],
    ['cst', -360],
    ['cdt', -300],
  ] as const),
  ...([
    ['mst', -420],
    ['mdt', -360],
    ['pst', -480],
    ['pdt', -420],
  ] as const),
]);

export interface FieldDate {
  date: Date;
  /** Minutes east of UTC, or null where the field does not say where the writer is. */
  offset: number | null;
}

const internetDate =
  /(?<day>\d{1,2})[ -]+(?<month>[a-z]{3})[a-z.]{0,7}[ -]+(?<year>\d{2,4}),? +(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?(?<zone>.{0,12})/i;
const unixDate =
  /(?<month>[a-z]{3}) +(?<day>\d{1,2}) +(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?<zone>[ +\w-]{0,8}?) +(?<year>\d{4})/i;
const isoDate =
  /(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\.\d+)?(?<zone>.{0,8})/i;

/** Reads a Date field (RFC 5322 section 3.3 and what programs make of it); null when it is unreadable. */
export function parseDateField(field: string): FieldDate | null {
  const text = field.slice(0, 200).replace(/\s+/g, ' ');
  const parts = (internetDate.exec(text) ?? isoDate.exec(text) ?? unixDate.exec(text))?.groups;
  if (!parts) return null;
  const month = monthIndex(parts.month ?? '');
  const year = fullYear(parts.year ?? '');
  const [day, hour, minute, second] = [parts.day, parts.hour, parts.minute, parts.second].map((part) =>
    Number(part ?? 0),
  ) as [number, number, number, number];
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const zone = readZone(parts.zone ?? '');
  const date = new Date(Date.UTC(year, month, day, hour, minute, second) - (zone ?? 0) * 60_000);
  return Number.isNaN(date.getTime()) ? null : { date, offset: zone };
}

function monthIndex(month: string): number {
  return /^\d+$/.test(month) ? Number(month) - 1 : months.indexOf(month.toLowerCase());
}

/** Two and three digits as RFC 5322 section 4.3 reads them. */
function fullYear(year: string): number {
  const value = Number(year);
  if (year.length >= 4) return value;
  return value < 50 ? 2000 + value : 1900 + value;
}

/** "-0000" says that the writer's zone is unknown (RFC 5322 section 3.3). */
function readZone(text: string): number | null {
  const numeric = /^ ?(?:GMT|UTC)? ?([+-])(\d{2}):?(\d{2})/i.exec(text);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
    if (minutes > 14 * 60 || (numeric[1] === '-' && minutes === 0)) return null;
    return numeric[1] === '-' ? -minutes : minutes;
  }
  return zones.get((/^ ?\(?([a-z]{1,4})\b/i.exec(text)?.[1] ?? '').toLowerCase()) ?? null;
}
