import { UsageError } from '../../errors.ts';
import type { Schedule } from '../subscriber.ts';
import { firstInstantAt, wallClock } from '../wall-clock.ts';

const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const EXAMPLES = 'write "instant", "daily 08:00", "weekdays 08:00" or "weekly mon 07:30"';

/**
 * The first time strictly after `after` at which a digest is due; null for instant schedules, which wait for nothing.
 * A local time that the clocks skip moves to the instant at which they resume; a local time that comes twice counts
 * once, the first time. Throws UsageError for an unknown zone or a malformed schedule.
 */
export function nextDigestAt(schedule: Schedule, zone: string, after: Date): Date | null {
  if (schedule.kind === 'instant') return null;
  const clock = wallClock(zone);
  if (clock === null) throw new UsageError(`"${shown(zone)}" is no time zone: write Europe/Berlin`);
  const { hour, minute } = readTime(schedule.time);
  const isWanted = dayFilter(schedule);
  const today = Math.floor(clock(after.getTime()) / DAY);
  for (let day = today; day <= today + 8; day += 1) {
    if (!isWanted(weekdayOf(day))) continue;
    const due = firstInstantAt(day * DAY + hour * HOUR + minute * MINUTE, clock);
    if (due > after.getTime()) return new Date(due);
  }
  return null;
}

/**
 * Whether a digest is so late that the next one tells it: once it is nearer to that than to its own time, as after an
 * outage of half a day for a daily one. Two mails in a row would tell no more than one.
 */
export function isStale(times: {
  readonly due: Date;
  readonly now: Date;
  readonly next: Date;
}): boolean {
  const late = times.now.getTime() - times.due.getTime();
  return late > times.next.getTime() - times.now.getTime();
}

/** Reads "instant", "daily 08:00", "weekdays 08:00" or "weekly mon 07:30", in any case. Throws UsageError that says what is wrong. */
export function parseSchedule(text: string): Schedule {
  const [kind = '', ...rest] = text.trim().toLowerCase().split(/\s+/u);
  if (kind === 'instant' && rest.length === 0) return { kind };
  if ((kind === 'daily' || kind === 'weekdays') && rest.length === 1) {
    return { kind, time: canonicalTime(rest[0]) };
  }
  if (kind === 'weekly' && rest.length === 2) {
    return { kind, weekday: parseWeekday(rest[0]), time: canonicalTime(rest[1]) };
  }
  throw new UsageError(`"${shown(text)}" is no schedule: ${EXAMPLES}`);
}

/** Whether a name is a time zone of the IANA database that this Node.js knows, aliases included; offsets are none. */
export function isZone(name: string): boolean {
  return wallClock(name) !== null;
}

/** A schedule in words, e.g. "every Monday at 07:30 (Europe/Berlin)". */
export function describeSchedule(schedule: Schedule, zone: string): string {
  switch (schedule.kind) {
    case 'instant':
      return 'as soon as something is known';
    case 'daily':
      return `every day at ${schedule.time} (${zone})`;
    case 'weekdays':
      return `Monday to Friday at ${schedule.time} (${zone})`;
    case 'weekly':
      return `every ${WEEKDAYS[schedule.weekday - 1] ?? 'week'} at ${schedule.time} (${zone})`;
  }
}

/** A schedule as `parseSchedule` reads it. */
export function scheduleText(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'instant':
      return 'instant';
    case 'daily':
    case 'weekdays':
      return `${schedule.kind} ${schedule.time}`;
    case 'weekly':
      return `weekly ${WEEKDAYS[schedule.weekday - 1]?.slice(0, 3).toLowerCase() ?? ''} ${schedule.time}`;
  }
}

/** Which days of the week, 1 to 7, a schedule is for. */
function dayFilter(schedule: Exclude<Schedule, { kind: 'instant' }>): (weekday: number) => boolean {
  switch (schedule.kind) {
    case 'daily':
      return () => true;
    case 'weekdays':
      return (weekday) => weekday <= 5;
    case 'weekly': {
      const wanted = readWeekdayNumber(schedule.weekday);
      return (weekday) => weekday === wanted;
    }
  }
}

/** 1 = Monday … 7 = Sunday; day 0, 1 January 1970, was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function canonicalTime(text: string | undefined): string {
  const { hour, minute } = readTime(text ?? '');
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function readTime(text: string): { readonly hour: number; readonly minute: number } {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text) ?? [];
  if (hour === undefined || minute === undefined) {
    throw new UsageError(
      `"${shown(text)}" is no time of day: write it as 08:00, from 00:00 to 23:59`,
    );
  }
  return { hour: Number(hour), minute: Number(minute) };
}

function parseWeekday(text = ''): number {
  const found = WEEKDAYS.findIndex((day) => text.length >= 3 && day.toLowerCase().startsWith(text));
  if (found === -1) {
    throw new UsageError(
      `"${shown(text)}" is no day of the week: write mon, tue, wed, thu, fri, sat or sun`,
    );
  }
  return found + 1;
}

function readWeekdayNumber(weekday: number): number {
  if (Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) return weekday;
  throw new UsageError(`${weekday} is no day of the week: 1 is Monday, 7 is Sunday`);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
