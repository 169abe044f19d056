import { wallClock } from '../core/wall-clock.ts';
import { readDate } from './dates.ts';
import { monthOf } from './months.ts';

/** How the parts of a date in numbers follow one another. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** When a page was read, and how it writes its dates; `zone` is the IANA zone of those that name none. */
export type DateContext = {
  readonly zone: string;
  readonly order: DateOrder;
  readonly now: Date | null;
};

/**
 * Reads a date as listing pages write it: in numbers of a known order, and also by what is near in time: `today, 14:05`, `вчера`, `14:05`,
 * `2 hours ago`, `20 августа, 14:05` without its year. Those are told from the time of reading; without it they are no dates.
 */
export function readListedDate(text: string, { zone, order, now }: DateContext): Date | null {
  const short = text.slice(0, MAX_LENGTH);
  const full = readDate(reordered(short, order), zone);
  if (full !== null || now === null) return full;
  const words = short
    .toLowerCase()
    .replace(/[\s,|]+/g, ' ')
    .trim();
  return ago(words, now) ?? nearDay(words, zone, now) ?? withoutYear(words, order, zone, now);
}

const MAX_LENGTH = 100;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function reordered(text: string, order: DateOrder): string {
  if (order === 'dmy') return text;
  return text.replace(
    /(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)/,
    (all, a: string, mark: string, b: string, c: string) => {
      if (a.length > 2) return all;
      return order === 'mdy' ? `${b}${mark}${a}${mark}${c}` : `${c}${mark}${b}${mark}${a}`;
    },
  );
}

/** Minutes of a unit by how its word begins, in seven languages. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(min|мин|хв|хвіл)/, 1],
  [/^(h$|hr|hour|час|ч$|ч\.|год|гадз|st(un)?d|heure|hora)/, 60],
  [/^(d$|day|дн|день|дзе|дзён|tag|jour|d[ií]a)/, 1440],
];

function ago(words: string, now: Date): Date | null {
  const found =
    /(?:^| )(\d{1,3}) ?(\p{L}+\.?) (?:ago|назад|тому|таму)/u.exec(words) ??
    /(?:^| )(?:vor|il y a|hace) (\d{1,3}) ?(\p{L}+\.?)/u.exec(words);
  const unit = UNITS.find(([pattern]) => pattern.test(found?.[2] ?? ''))?.[1];
  if (found === null || unit === undefined) return null;
  return new Date(now.getTime() - Number(found[1]) * unit * MINUTE_MS);
}

const TODAY = /(?:^| )(?:today|heute|aujourd.hui|hoy|сегодня|сьогодні|сёння)(?= |$)/;
const YESTERDAY = /(?:^| )(?:yesterday|gestern|hier|ayer|вчера|вчора|учора)(?= |$)/;
const TIME = /(?:^| )(\d{1,2}[:h]\d{2})(?= |$)/;

function nearDay(words: string, zone: string, now: Date): Date | null {
  const time = timeIn(words);
  const isOnlyTime = /^\d{1,2}:\d{2}$/.test(words);
  if (YESTERDAY.test(words)) return onDay(now.getTime() - DAY_MS, time, zone);
  if (!isOnlyTime && !TODAY.test(words)) return null;
  const today = onDay(now.getTime(), time, zone);
  // Just after midnight, 23:50 is the evening before.
  const isAhead = today !== null && today.getTime() > now.getTime() + 10 * MINUTE_MS;
  return isOnlyTime && isAhead ? onDay(now.getTime() - DAY_MS, time, zone) : today;
}

function timeIn(words: string): string {
  return (TIME.exec(words)?.[1] ?? '').replace('h', ':');
}

/** A time of the day on which an instant falls in a zone. */
function onDay(instant: number, time: string, zone: string): Date | null {
  const local = new Date(wallClock(zone)?.(instant) ?? instant);
  return readDate(`${local.toISOString().slice(0, 10)} ${time}`, zone);
}

/** The latest such day that is not more than a day ahead. */
function withoutYear(words: string, order: DateOrder, zone: string, now: Date): Date | null {
  const found = dayAndMonth(words, order);
  if (found === null) return null;
  const year = now.getUTCFullYear();
  const dates = [year + 1, year, year - 1].flatMap(
    (each) => readDate(`${each}-${found} ${timeIn(words)}`, zone) ?? [],
  );
  return dates.find((date) => date.getTime() <= now.getTime() + DAY_MS) ?? null;
}

/** `MM-DD` of `20 august`, `august 20` or `20.08`. */
function dayAndMonth(words: string, order: DateOrder): string | null {
  const numbers = /(?:^| )(\d{1,2})[./](\d{1,2})\.?(?= |$)/.exec(words);
  if (numbers !== null) {
    const [first = '', second = ''] = numbers.slice(1);
    return order === 'dmy' ? joined(second, first) : joined(first, second);
  }
  return namedDay(DAY_THEN_MONTH.exec(words) ?? MONTH_THEN_DAY.exec(words));
}

function namedDay(found: RegExpExecArray | null): string | null {
  const { day = '', month: name = '' } = found?.groups ?? {};
  const month = monthOf(name);
  return month === null ? null : joined(String(month), day);
}

const DAY_THEN_MONTH =
  /(?:^| )(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de )?(?<month>\p{L}[\p{L}\p{M}]{2,})/u;
const MONTH_THEN_DAY =
  /(?:^| )(?<month>\p{L}[\p{L}\p{M}]{2,})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?= |$)/u;

function joined(month: string, day: string): string {
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
