import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  describeSchedule,
  isStale,
  isZone,
  nextDigestAt,
  parseSchedule,
} from '../../../src/core/digest/schedule.ts';
import type { Schedule } from '../../../src/core/subscriber.ts';
import { UsageError } from '../../../src/errors.ts';

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const FROM = Date.parse('2025-01-01T00:00:00Z');
const TO = Date.parse('2027-01-01T00:00:00Z');

type Clock = (instant: number) => number;

/** The wall clock of a zone as a number of milliseconds, as if it were UTC. */
function wallClock(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = new Map(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  };
}

/** From when on, in milliseconds from 1970, clocks are how far ahead of UTC. */
type Change = { readonly since: number; readonly ahead: number };

/** The changes of a zone's clocks, to the second, from a fortnight before FROM to a fortnight after TO. */
function changesOf(zone: string): readonly Change[] {
  const clock = wallClock(zone);
  const aheadAt = (instant: number) => clock(instant) - instant;
  const first = FROM - 14 * DAY;
  const changes: Change[] = [{ since: Number.NEGATIVE_INFINITY, ahead: aheadAt(first) }];
  for (let week = first; week < TO + 14 * DAY; week += 7 * DAY) {
    const ahead = aheadAt(week + 7 * DAY);
    if (ahead === changes.at(-1)?.ahead) continue;
    let [before, since] = [week, week + 7 * DAY];
    while (since - before > 1000) {
      const middle = before + 1000 * Math.floor((since - before) / 2000);
      if (aheadAt(middle) === ahead) since = middle;
      else before = middle;
    }
    changes.push({ since, ahead });
  }
  return changes;
}

const looked = new Map<string, readonly Change[]>();

/** The wall clock of a zone around the years looked at, by its changes: to ask Intl at each instant takes minutes. */
function clockOf(zone: string): Clock {
  const changes = looked.get(zone) ?? changesOf(zone);
  looked.set(zone, changes);
  return (instant) => instant + (changes.findLast(({ since }) => since <= instant)?.ahead ?? 0);
}

function at(text: string): Date {
  return new Date(text);
}

function next(text: string, zone: string, after: string): string | undefined {
  return nextDigestAt(parseSchedule(text), zone, at(after))?.toISOString();
}

/** All times at which a schedule is due between two instants. */
function allBetween(schedule: Schedule, zone: string, from: Date, to: Date): Date[] {
  const found: Date[] = [];
  for (let due = nextDigestAt(schedule, zone, from); due !== null && due < to;) {
    found.push(due);
    due = nextDigestAt(schedule, zone, due);
  }
  return found;
}

describe('the next digest', () => {
  test.each([
    [
      'an ordinary day',
      'daily 08:00',
      'Europe/Berlin',
      '2026-07-01T00:00:00Z',
      '2026-07-01T06:00:00.000Z',
    ],
    [
      'winter keeps the local hour',
      'daily 08:00',
      'Europe/Berlin',
      '2026-12-01T00:00:00Z',
      '2026-12-01T07:00:00.000Z',
    ],
    ['strictly after', 'daily 08:00', 'UTC', '2026-07-01T08:00:00Z', '2026-07-02T08:00:00.000Z'],
    [
      'a moment after',
      'daily 08:00',
      'UTC',
      '2026-07-01T08:00:00.001Z',
      '2026-07-02T08:00:00.000Z',
    ],
    [
      'a moment before',
      'daily 08:00',
      'UTC',
      '2026-07-01T07:59:59.999Z',
      '2026-07-01T08:00:00.000Z',
    ],
    [
      'a skipped time moves to the next instant there is',
      'daily 02:30',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'a shift of half an hour',
      'daily 02:15',
      'Australia/Lord_Howe',
      '2026-10-03T00:00:00Z',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'a skipped midnight',
      'daily 00:00',
      'Asia/Beirut',
      '2026-03-28T12:00:00Z',
      '2026-03-28T22:00:00.000Z',
    ],
    [
      'a doubled time, first pass',
      'daily 02:30',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'a doubled time, after the first pass',
      'daily 02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    [
      'a doubled time, asked in the second pass',
      'daily 02:30',
      'Europe/Berlin',
      '2026-10-25T01:10:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    [
      'clocks that skip the last hour of a day',
      'daily 23:59',
      'America/Nuuk',
      '2025-03-29T02:00:00Z',
      '2025-03-30T01:00:00.000Z',
    ],
    [
      'clocks that skip a weekly time',
      'weekly sat 23:30',
      'America/Nuuk',
      '2025-03-29T02:00:00Z',
      '2025-03-30T01:00:00.000Z',
    ],
    [
      'clocks that show midnight twice',
      'daily 00:00',
      'Asia/Beirut',
      '2026-10-24T20:30:00Z',
      '2026-10-24T22:00:00.000Z',
    ],
    [
      'a day that a zone left out',
      'daily 08:00',
      'Pacific/Apia',
      '2011-12-30T00:00:00Z',
      '2011-12-30T10:00:00.000Z',
    ],
    [
      'a quarter-hour zone',
      'daily 07:00',
      'Asia/Kathmandu',
      '2026-01-01T00:00:00Z',
      '2026-01-01T01:15:00.000Z',
    ],
    [
      'a week',
      'weekly mon 07:30',
      'Europe/Minsk',
      '2026-11-14T12:00:00Z',
      '2026-11-16T04:30:00.000Z',
    ],
    [
      'a week from that very moment',
      'weekly mon 07:30',
      'Europe/Minsk',
      '2026-11-16T04:30:00Z',
      '2026-11-23T04:30:00.000Z',
    ],
    [
      'a weekly digest in the skipped hour',
      'weekly sun 02:30',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
  ])('%s', (_name, schedule, zone, after, expected) => {
    expect(next(schedule, zone, after)).toBe(expected);
  });

  test('instant subscribers wait for nothing', () => {
    expect(nextDigestAt({ kind: 'instant' }, 'UTC', at('2026-07-01T00:00:00Z'))).toBeNull();
  });

  test.each([
    [{ kind: 'daily', time: '24:00' }],
    [{ kind: 'daily', time: '* * * * *' }],
    [{ kind: 'weekly', weekday: 0, time: '08:00' }],
    [{ kind: 'weekly', weekday: 1.5, time: '08:00' }],
  ] satisfies [Schedule][])('a stored schedule that is none is refused: %j', (schedule) => {
    expect(() => nextDigestAt(schedule, 'UTC', at('2026-07-01T00:00:00Z'))).toThrow(UsageError);
  });

  test('an unknown zone is refused', () => {
    expect(() => next('daily 08:00', 'Mars/Olympus', '2026-07-01T00:00:00Z')).toThrow(
      /Mars\/Olympus/u,
    );
  });
});

/**
 * The first instant at or after the start of a local day at which the wall clock has reached the time: found by
 * walking the clock minute by minute around the guess, without the package that the code uses.
 */
function firstReached(clock: Clock, wanted: number): number {
  // No offset lies further than 15 hours from UTC, and no change of clocks in these years is longer than two hours.
  const offset = clock(wanted) - wanted;
  let instant = wanted - offset - 3 * HOUR;
  while (clock(instant) < wanted) instant += QUARTER;
  instant -= QUARTER;
  while (clock(instant) < wanted) instant += MINUTE;
  return instant;
}

/** The time of a day, counted from 1 January 2025, as the wall clock shows it. */
function localTime(day: number, time: string): number {
  return Date.parse(`2025-01-01T${time}:00Z`) + day * DAY;
}

/** The days next to a change of the clocks within two years, and an ordinary one every eight weeks. */
function daysToLookAt(clock: Clock): number[] {
  const offset = (day: number) => clock(localTime(day, '00:00')) - localTime(day, '00:00');
  const weeks = Array.from({ length: 104 }, (_, week) => 7 * week);
  const changes = weeks
    .filter((start) => offset(start) !== offset(start + 7))
    .flatMap((start) => [0, 1, 2, 3, 4, 5, 6].map((day) => start + day))
    .flatMap((day) => (offset(day) === offset(day + 1) ? [] : [day - 1, day, day + 1]));
  return [...changes, ...weeks.filter((day) => day % 56 === 0)];
}

describe('in every time zone', () => {
  test('the clocks that digests are compared with show what Intl shows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: FROM / 1000, max: TO / 1000 }),
        (zone, second) => {
          expect(clockOf(zone)(second * 1000)).toBe(wallClock(zone)(second * 1000));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each(['00:00', '02:30', '23:59'])(
    'a daily digest at %s leaves once around each change of the clocks, and on ordinary days',
    (time) => {
      const wrong = ZONES.flatMap((zone) => {
        const clock = clockOf(zone);
        return daysToLookAt(clock).flatMap((day) => {
          const expected = firstReached(clock, localTime(day, time));
          const following = firstReached(clock, localTime(day + 1, time));
          const schedule: Schedule = { kind: 'daily', time };
          const found = nextDigestAt(schedule, zone, new Date(expected - 1))?.getTime();
          const then = nextDigestAt(schedule, zone, new Date(expected))?.getTime();
          if (found === expected && then === following) return [];
          return [
            {
              zone,
              day: new Date(expected),
              found: new Date(found ?? 0),
              afterwards: new Date(then ?? 0),
            },
          ];
        });
      });
      expect(wrong).toEqual([]);
    },
  );

  test.each([
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Beirut',
    'Antarctica/Troll',
  ])('two years in %s have as many digests as days', (zone) => {
    const clock = clockOf(zone);
    const due = allBetween({ kind: 'daily', time: '02:30' }, zone, new Date(FROM), new Date(TO));
    const days = new Set(due.map((instant) => Math.floor(clock(instant.getTime()) / DAY)));
    expect(days.size).toBe(due.length);
    expect(Math.max(...days) - Math.min(...days) + 1).toBe(due.length);
    expect(due.length).toBeGreaterThanOrEqual(729);
  });

  test('a digest is due at the local time, or late by no more than the clocks skipped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.option(fc.integer({ min: 1, max: 7 }), { nil: null }),
        fc.integer({ min: FROM, max: TO }),
        (zone, hour, minute, weekday, after) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const schedule: Schedule =
            weekday === null ? { kind: 'daily', time } : { kind: 'weekly', weekday, time };
          const due = nextDigestAt(schedule, zone, new Date(after))?.getTime() ?? Number.NaN;
          const clock = clockOf(zone);
          const local = new Date(clock(due));
          const late = (local.getTime() % DAY) - (hour * HOUR + minute * 60_000);
          expect(due).toBeGreaterThan(after);
          expect(due - after).toBeLessThanOrEqual((weekday === null ? 1 : 7) * DAY + 3 * HOUR);
          if (weekday !== null) expect(local.getUTCDay() || 7).toBe(weekday);
          if (late !== 0) {
            // Only at the very instant at which clocks jumped over the wanted time.
            expect(late).toBeGreaterThan(0);
            expect(clock(due) - clock(due - 1000)).toBeGreaterThan(late);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a digest that is late', () => {
  test.each([
    ['an hour after a daily one was due', '09:00', false],
    ['as near to the next one as to its own time', '20:00', false],
    ['nearer to the next one', '20:01', true],
  ])('%s: left to the next one: %s %s', (_when, time, isLeft) => {
    const [due, after] = [at('2026-07-01T08:00:00Z'), at('2026-07-02T08:00:00Z')];
    expect(isStale({ due, next: after, now: at(`2026-07-01T${time}:00Z`) })).toBe(isLeft);
  });

  test('of a week waits for no other week while its own is young', () => {
    const [due, after] = [at('2026-07-06T08:00:00Z'), at('2026-07-13T08:00:00Z')];
    expect(isStale({ due, next: after, now: at('2026-07-08T08:00:00Z') })).toBe(false);
  });
});

describe('schedules in words', () => {
  test.each([
    ['instant', { kind: 'instant' }],
    ['daily 08:00', { kind: 'daily', time: '08:00' }],
    ['  Daily   8:05 ', { kind: 'daily', time: '08:05' }],
    ['weekly mon 07:30', { kind: 'weekly', weekday: 1, time: '07:30' }],
    ['WEEKLY Sunday 23:59', { kind: 'weekly', weekday: 7, time: '23:59' }],
  ])('%j is read', (text, schedule) => {
    expect(parseSchedule(text)).toEqual(schedule);
  });

  test.each([
    ['', /"" is no schedule: write "instant"/u],
    ['hourly', /"hourly" is no schedule/u],
    ['daily', /"daily" is no schedule/u],
    ['daily 25:00', /"25:00" is no time of day/u],
    ['daily 8', /"8" is no time of day/u],
    ['daily 08:60', /no time of day/u],
    ['weekly 08:00', /is no schedule/u],
    ['weekly xy 08:00', /"xy" is no day of the week/u],
    ['weekly m 08:00', /no day of the week/u],
    ['instant now', /is no schedule/u],
  ])('%j is refused with what to write', (text, message) => {
    expect(() => parseSchedule(text)).toThrow(message);
    expect(() => parseSchedule(text)).toThrow(UsageError);
  });

  test('a schedule is either read or refused as wrong usage, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        try {
          parseSchedule(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect(String(error).length).toBeLessThan(200);
        }
      }),
    );
  });

  test.each([
    ['instant', 'as soon as something is known'],
    ['daily 08:00', 'every day at 08:00 (Europe/Minsk)'],
    ['weekly wed 07:30', 'every Wednesday at 07:30 (Europe/Minsk)'],
  ])('%s is described', (text, words) => {
    expect(describeSchedule(parseSchedule(text), 'Europe/Minsk')).toBe(words);
  });

  test.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    '%s is a zone',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  test.each([
    '',
    'Berlin',
    'Europe/',
    '+01:00',
    'Europe/Berlin\n',
    '../etc/passwd',
    'x'.repeat(99),
  ])('%j is no zone', (name) => {
    expect(isZone(name)).toBe(false);
  });
});
