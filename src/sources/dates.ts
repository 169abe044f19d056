import { monthOf } from './months.ts';
import { offsetOf, zoneOffset } from './zones.ts';

/**
 * Reads a date as feeds and pages write it: RFC 822 with its zone names, ISO 8601 in its variants, `dd.mm.yyyy`, dates
 * with the month’s name in seven languages. One without a zone follows the IANA zone given, never that of the process.
 * Null for what is no date between 1970 and 2100.
 */
export function readDate(text: string, zone: string): Date | null {
  const start = text.trimStart().slice(0, MAX_LENGTH).trimEnd();
  const read = readStandard(start) ?? readLoosely(start);
  return read === null ? null : instantOf(read, zone);
}

/** Whatever people write, by trying. */
function readLoosely(text: string): Clock | null {
  const plain = timeLast(text.replace(/[\s,]+/g, ' ').trim());
  const bare = plain.replace(/^\D{1,60}(?=\d)/, '');
  return (
    readYear(plain) ?? readIso(bare) ?? readNumeric(bare) ?? readNamed(plain) ?? readUnix(plain)
  );
}

const MAX_LENGTH = 100;

/** What a date shows; `offset` in minutes east of UTC, null where it names none. */
type Clock = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: Time;
};
type Time = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly offset: number | null;
};
const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, ms: 0, offset: null };

/** RFC 822 and RFC 3339 to the letter, as nine feeds of ten have them: a tenth of the time that trying takes. */
function readStandard(text: string): Clock | null {
  const found = RFC_822.exec(text) ?? RFC_3339.exec(text);
  const { day, month = '', year, hour, minute, second, ms, zone = '' } = found?.groups ?? {};
  const offset = offsetOf(zone);
  if (offset === null) return null;
  const number = monthOf(month) ?? Number(month);
  if (Number.isNaN(number)) return null;
  return {
    year: Number(year),
    month: number,
    day: Number(day),
    time: {
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      ms: millisecondsOf(ms),
      offset,
    },
  };
}

const RFC_822 =
  /^(?:[A-Za-z]{3}, )?(?<day>\d\d?) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?<zone>[+-]\d{4}|[A-Z]{1,5})$/;
const RFC_3339 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<ms>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d)$/;

/** `14:05 20.08.2026` is how many pages write it. */
function timeLast(text: string): string {
  const found = /^(\d{1,2}:\d{2}(?::\d{2})?) [|–—-]? ?(.*)$/.exec(text);
  return found === null ? text : `${found[2]} ${found[1]}`;
}

function readYear(text: string): Clock | null {
  return /^\d{4}$/.test(text) ? clock(text, '1', '1', '') : null;
}

/** 2026-08-20T07:00:00.123+03:00, and with less: 2026-08, 20260820T0700Z, 2026-08-20 07:00 MSK, 2026-232. */
function readIso(text: string): Clock | null {
  const dashed = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)[T ]*(.*)$/i.exec(text);
  const solid = /^(\d{4})(\d{2})(\d{2})(?!\d)[T ]*(.*)$/i.exec(text);
  const ordinal = /^(\d{4})-?(\d{3})(?!\d)[T ]*(.*)$/i.exec(text);
  if (ordinal !== null) return readOrdinal(Number(ordinal[1]), Number(ordinal[2]), ordinal[3]);
  // Two digits of the year come first only where a T sets the time off.
  const short = /^(\d{2})-(\d{2})-(\d{2})T(.*)$/i.exec(text);
  const found = dashed ?? solid ?? short;
  if (found === null) return null;
  return clock(found[1], found[2] || '1', found[3] || '1', found[4]);
}

/** The day of a year by its number, 1 to 366. */
function readOrdinal(year: number, number: number, time: string | undefined): Clock | null {
  const date = new Date(Date.UTC(year, 0, number));
  if (number === 0 || date.getUTCFullYear() !== year) return null;
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  return clock(String(year), String(month), String(day), time);
}

/** 20.08.2026 07:00, 20/08/2026, 20-08-26; 2026/08/20, 2026.08.20; a first number beyond 12 decides what an American wrote. */
function readNumeric(text: string): Clock | null {
  const yearFirst = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)[T ]*(.*)$/i.exec(text);
  if (yearFirst !== null) return clock(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4]);
  const found =
    /^(?:\p{L}+\.? )?(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)г?\.?[T ]*(.*)$/iu.exec(text);
  if (found === null) return null;
  const [, first, mark, second, year, rest] = found;
  const american = Number(second) > 12 || (mark === '/' && /\d [ap]\.?m/i.test(rest ?? ''));
  return american ? clock(year, first, second, rest) : clock(year, second, first, rest);
}

/** Thu, 20 Aug 2026 07:00:00 +0300; August 20, 2026; 20 августа 2026 г. в 07:00; Thu Aug 20 07:00:00 MSK 2026. */
function readNamed(text: string): Clock | null {
  const found = findMonth(text);
  if (found === null) return null;
  const { month, before, after } = found;
  const day = /(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|º|-?го)?[ .-]*(?:de )?$/i.exec(before)?.[1];
  if (day !== undefined) {
    const rest = /^[ .-]*(?:de |del )?(\d{4}|\d{2})(?![\d:])(.*)$/i.exec(after);
    if (rest !== null) return clock(rest[1], String(month), day, rest[2]);
    // A day and a month without a year say too little.
    return yearLast(after, month, day);
  }
  const later = /^[ .-]*(\d{1,2})(?:st|nd|rd|th)?(?!\d)[ .-]*(.*)$/i.exec(after);
  const rest = later?.[2] ?? '';
  const year = /^(\d{4})(?![\d:])(.*)$/.exec(rest);
  if (year !== null) return clock(year[1], String(month), later?.[1], year[2]);
  return yearLast(rest, month, later?.[1]);
}

/** The order of C’s asctime: the time first, the year at the end. */
function yearLast(text: string, month: number, day: string | undefined): Clock | null {
  const found = /^ ?(\d{1,2}:\d\d.*?) (\d{4})$/.exec(text);
  return found === null ? null : clock(found[2], String(month), day, found[1]);
}

/** The month’s name: a word after the day, else one before it, since weekdays look alike (`mar. 5 mai`). */
function findMonth(text: string): { month: number; before: string; after: string } | null {
  const found = [...text.matchAll(/\p{L}[\p{L}\p{M}]{2,}/gu)].flatMap((word) => {
    const month = monthOf(word[0]);
    const before = text.slice(0, word.index);
    const after = text.slice(word.index + word[0].length);
    return month === null ? [] : [{ month, before, after }];
  });
  const afterDay = found.find(({ before }) => /\d[^\d:]{0,6}$/.test(before));
  return afterDay ?? found.find(({ after }) => /^[ .-]*\d/.test(after)) ?? null;
}

/** Seconds or milliseconds since 1970. */
function readUnix(text: string): Clock | null {
  if (!/^\d{9,10}$|^\d{12,13}$/.test(text)) return null;
  const date = new Date(Number(text) * (text.length < 11 ? 1000 : 1));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: {
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      ms: date.getUTCMilliseconds(),
      offset: 0,
    },
  };
}

function clock(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: string | undefined,
): Clock {
  return {
    year: fullYear(year ?? ''),
    month: Number(month),
    day: Number(day),
    time: readTime(time ?? ''),
  };
}

/** Two digits mean 1970…2069, as POSIX has it, near enough. */
function fullYear(year: string): number {
  if (year.length !== 2) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}

/** 07:00, 07:00:00.123, 7.00 pm, T0700; then a zone. What is no time is midnight. */
function readTime(text: string): Time {
  const found =
    /(?:^|[^\d:+-])(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{1,2})(?:[.,: ](\d{1,9})(?![\d:]))?)?)(?!\d)(.*)$/i.exec(
      ` ${text}`,
    ) ?? /^[T ]*(\d{2})(\d{2})?(\d{2})?(?:[.,](\d+))?(?![\d])(.*)$/i.exec(text);
  if (found === null) return { ...MIDNIGHT, offset: zoneIn(text) };
  const rest = found[5] ?? '';
  const noon = /^ ?([ap])\.?m\b\.?/i.exec(rest);
  return {
    hour: hourOf(Number(found[1]), noon?.[1]?.toLowerCase()),
    minute: Number(found[2] ?? 0),
    second: Number(found[3] ?? 0),
    ms: millisecondsOf(found[4]),
    offset: zoneIn(noon === null ? rest : rest.slice(noon[0].length)),
  };
}

/** Of the digits behind a second’s point. */
function millisecondsOf(fraction: string | undefined): number {
  return Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
}

function hourOf(hour: number, noon: string | undefined): number {
  if (noon === undefined) return hour;
  return (hour % 12) + (noon === 'p' ? 12 : 0);
}

/** The first zone that a text names, offsets before names: `GMT+0300 (MSK)` is three hours. */
function zoneIn(text: string): number | null {
  const offset = /(?:GMT|UTC|UT)? ?[+\u2212-] ?\d{1,2}:?(?:\d{2})?(?!\d)/i.exec(text)?.[0];
  const words = text.match(/\p{L}+/gu) ?? [];
  const candidates = [offset?.replaceAll(' ', '') ?? '', ...words];
  for (const candidate of candidates) {
    const minutes = candidate === '' ? null : offsetOf(candidate);
    if (minutes !== null) return minutes;
  }
  return null;
}

function instantOf({ year, month, day, time }: Clock, zone: string): Date | null {
  const { hour, minute, second, ms } = time;
  if (year < 1970 || year > 2100 || !isDay(year, month, day)) return null;
  if (hour > 24 || minute > 59 || second > 60) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), ms);
  const offset = time.offset ?? zoneOffset(wall, zone);
  return new Date(wall - offset * 60_000);
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}
