/**
 * What the clocks of a zone show: takes an instant, gives the local date and time as the milliseconds at which UTC's
 * clocks show the same. Both count from 1970.
 */
export type WallClock = (instant: number) => number;

const DAY = 86_400_000;

const FIELDS = {
  calendar: 'iso8601',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** The clocks of a zone of the IANA database, aliases included; null when this Node.js knows none of that name. */
export function wallClock(zone: string): WallClock | null {
  const format = formatOf(zone);
  return format === null ? null : (instant) => localTime(format, instant);
}

/** To make one takes ten times as long as to ask it. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** A service knows few zones; so that texts which name many do not fill the memory, all are forgotten beyond these. */
const MOST_FORMATS = 64;

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  if (formats.size >= MOST_FORMATS) formats.clear();
  if (made !== null) formats.set(zone, made);
  return made;
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  // Offsets such as +01:00 are names to some versions of Node.js, and know nothing of summer time.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/u.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...FIELDS });
  } catch {
    return null;
  }
}

function localTime(format: Intl.DateTimeFormat, instant: number): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

/**
 * The first instant at which the clocks show a local time, or, where they jump over it, the instant at which they
 * land beyond it. Written out because croner 11 drops the whole day when the jump ends at midnight (America/Nuuk).
 */
export function firstInstantAt(local: number, clock: WallClock): number {
  // Zones change their offset less often than every other day, so one of these two is in force around the local time.
  const before = local - (clock(local - DAY) - (local - DAY));
  const after = local - (clock(local + DAY) - (local + DAY));
  const [early, late] = before < after ? [before, after] : [after, before];
  if (clock(early) === local) return early;
  if (clock(late) === local) return late;
  return firstReaching(local, early, late, clock);
}

/** By halving: the first instant after `low` whose local time is not before the wanted one; `high` is one such. */
function firstReaching(local: number, low: number, high: number, clock: WallClock): number {
  if (high - low <= 1) return high;
  const middle = Math.floor((low + high) / 2);
  return clock(middle) < local
    ? firstReaching(local, middle, high, clock)
    : firstReaching(local, low, middle, clock);
}
