import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readDate } from '../../src/sources/dates.ts';

test.each([
  ['Thu, 20 Aug 2026 07:00:00 +0300', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['Thu, 20 Aug 2026 07:00:00 MSK', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['Thu, 20 Aug 26 07:00 BST', 'UTC', '2026-08-20T06:00:00.000Z'],
  ['20 Aug 2026 07:00:00 GMT+3', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['Чт, 20 авг 2026 07:00:00 +0300', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['20 августа 2026 г., 07:00', 'Europe/Moscow', '2026-08-20T04:00:00.000Z'],
  ['20 августа 2026', 'Europe/Moscow', '2026-08-19T21:00:00.000Z'],
  ['20 серпня 2026, 07:00', 'Europe/Kyiv', '2026-08-20T04:00:00.000Z'],
  ['20. August 2026 07:00', 'Europe/Berlin', '2026-08-20T05:00:00.000Z'],
  ['Donnerstag, 5. März 2026 - 07:00 Uhr', 'Europe/Berlin', '2026-03-05T06:00:00.000Z'],
  ['20 août 2026 à 07h30', 'Europe/Paris', '2026-08-20T05:30:00.000Z'],
  ['jueves, 20 de agosto de 2026 07:00', 'Europe/Madrid', '2026-08-20T05:00:00.000Z'],
  ['20 de agosto del 2026', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['August 20, 2026 7:05 pm', 'UTC', '2026-08-20T19:05:00.000Z'],
  ['Aug 20, 2026', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['August 20th, 2026 at 12:30 AM EST', 'UTC', '2026-08-20T05:30:00.000Z'],
  ['Thu Aug 20 07:00:00 2026', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['Thu Aug 20 07:00:00 MSK 2026', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['2026-08-20 07:00:00', 'Europe/Moscow', '2026-08-20T04:00:00.000Z'],
  ['2026-08-20T07:00:00Z', 'Europe/Moscow', '2026-08-20T07:00:00.000Z'],
  ['2026-08-20T07:00:00.123456+03:00', 'UTC', '2026-08-20T04:00:00.123Z'],
  ['2026-08-20T07:00+0300', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['2026-08-20T07:00:00-03', 'UTC', '2026-08-20T10:00:00.000Z'],
  ['20260820T070000Z', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['20260820', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['2026-08', 'UTC', '2026-08-01T00:00:00.000Z'],
  ['2026', 'UTC', '2026-01-01T00:00:00.000Z'],
  ['2026-232', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['20.08.2026', 'Europe/Moscow', '2026-08-19T21:00:00.000Z'],
  ['20.08.2026 07:00', 'Europe/Moscow', '2026-08-20T04:00:00.000Z'],
  ['07:00 20.08.2026', 'Europe/Moscow', '2026-08-20T04:00:00.000Z'],
  ['20.08.2026, 07:00:30', 'UTC', '2026-08-20T07:00:30.000Z'],
  ['20/08/2026 07:00', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['08/20/2026 07:00 PM', 'UTC', '2026-08-20T19:00:00.000Z'],
  ['2026/08/20 07:00', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['1787209200', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['Thu, 20 Aug 2026 24:00:00 GMT', 'UTC', '2026-08-21T00:00:00.000Z'],
  ['Thu, 20 Aug 2026 07:00:00 +0300 (MSK)', 'UTC', '2026-08-20T04:00:00.000Z'],
  ['Thu, 20 Aug 2026', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['Thu, 20-Aug-2026 07:00:00 GMT', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['Thu, 20-Aug-26 07:00:00 GMT', 'UTC', '2026-08-20T07:00:00.000Z'],
  ['20 мая 2026, 14:05', 'Europe/Moscow', '2026-05-20T11:05:00.000Z'],
  ['14:05, 20 мая 2026', 'Europe/Moscow', '2026-05-20T11:05:00.000Z'],
  ['Сегодня, 20 ноября 2026 г. в 9:05', 'Europe/Moscow', '2026-11-20T06:05:00.000Z'],
  ['Mon, 01 Dec 2025 00:00:00 EET', 'UTC', '2025-11-30T22:00:00.000Z'],
  ['Published: 20 Aug 2026', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['Saturday 5 September 2026', 'UTC', '2026-09-05T00:00:00.000Z'],
  ['Updated: 20.08.2026 10:00', 'UTC', '2026-08-20T10:00:00.000Z'],
  ['Опубликовано 20.08.2026', 'UTC', '2026-08-20T00:00:00.000Z'],
  ['Mar 5, 2026', 'UTC', '2026-03-05T00:00:00.000Z'],
  ['Mardi 5 mai 2026', 'UTC', '2026-05-05T00:00:00.000Z'],
  ['martes, 5 de mayo de 2026', 'UTC', '2026-05-05T00:00:00.000Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(readDate(text, zone)?.toISOString()).toBe(instant);
});

test.each([
  '31 Feb 2026',
  'yesterday',
  '',
  '12:30',
  'Round 12 of March',
  '2026-13-40',
  '20 Aug 1650',
  '0000-00-00',
  '31.02.2026',
  '2026-01-45',
  '2026-366',
  '2026-000',
  'Thu, 20 Xyz 2026 07:00:00 GMT',
  'Thu, 20 Aug 2026 25:00:00 GMT',
  '25:61 20.08.2026',
  'never',
  '+',
])('%p is no date', (text) => expect(readDate(text, 'UTC')).toBeNull());

const ZONES = [
  'UTC',
  'Europe/Moscow',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
];

test('a date with a zone means the same in every zone', () => {
  const dates = fc.date({
    min: new Date('1970-01-02'),
    max: new Date('2099-12-30'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, fc.constantFrom(...ZONES), (date, zone) => {
      expect(readDate(date.toISOString(), zone)).toEqual(date);
      const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000);
      expect(readDate(date.toUTCString(), zone)).toEqual(seconds);
    }),
  );
});

test('a date without a zone is what the clocks of the given zone show', () => {
  const dates = fc.date({
    min: new Date('1995-01-02'),
    max: new Date('2060-12-30'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, fc.constantFrom(...ZONES), (date, zone) => {
      const shown = date.toLocaleString('sv-SE', { timeZone: zone });
      expect(readDate(shown, zone)?.toLocaleString('sv-SE', { timeZone: zone })).toBe(shown);
    }),
  );
});

test('any text is a date or none, and never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.constantFrom(...ZONES), (text, zone) => {
      const date = readDate(text, zone);
      return date === null || !Number.isNaN(date.getTime());
    }),
  );
});

/** The instants at which clocks are changed, by one or by half an hour, by a whole day, for good. */
const CHANGES: readonly (readonly [zone: string, at: string])[] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Europe/Moscow', '2011-03-26T23:00:00Z'],
  ['Europe/Moscow', '2014-10-25T22:00:00Z'],
  ['Europe/Minsk', '2011-03-27T00:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/St_Johns', '2010-03-14T03:31:00Z'],
];
const MINUTE = 60_000;

function shownIn(zone: string, date: Date): string {
  return date.toLocaleString('sv-SE', { timeZone: zone });
}

test('around a change of the clocks a date is the first instant at which they show it', () => {
  const minutes = fc.integer({ min: -36 * 60, max: 36 * 60 });
  fc.assert(
    fc.property(fc.constantFrom(...CHANGES), minutes, ([zone, at], offset) => {
      const instant = new Date(Date.parse(at) + offset * MINUTE);
      const shown = shownIn(zone, instant);
      const read = readDate(shown, zone);
      expect(read === null ? null : shownIn(zone, read)).toBe(shown);
      expect(read?.getTime()).toBeLessThanOrEqual(instant.getTime());
    }),
  );
});

test('of two dates on the wall the later is never read as the earlier instant', () => {
  const minutes = fc.integer({ min: 0, max: 72 * 60 });
  fc.assert(
    fc.property(fc.constantFrom(...CHANGES), minutes, minutes, ([zone, at], one, other) => {
      // Also walls that no clock of the zone ever shows.
      const start = Date.parse(at) - 36 * 60 * MINUTE;
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map((minute) =>
        readDate(new Date(start + minute * MINUTE).toISOString().slice(0, 16), zone)?.getTime(),
      );
      expect(early).toBeLessThanOrEqual(late ?? Number.NaN);
    }),
  );
});

test.each([
  ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ['2011-12-30 12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s, which the clocks of %s skip or show twice, is %s', (text, zone, instant) => {
  expect(readDate(text, zone)?.toISOString()).toBe(instant);
});

test('a date means the same wherever the process runs', () => {
  const dates = ['20.08.2026 07:00', 'Thu, 20 Aug 2026 07:00:00', '2026-03-29 02:30', '2026'];
  const module = join(import.meta.dirname, '..', '..', '.test-dist', 'sources', 'dates.js');
  const code = `import { readDate } from ${JSON.stringify(module)};
    for (const text of ${JSON.stringify(dates)}) console.log(readDate(text, 'Europe/Moscow').toISOString());
    console.log(new Date(2026, 0).toISOString());`;
  const answers = ['UTC', 'America/New_York', 'Pacific/Apia'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { env: { TZ } })
      .toString()
      .trim()
      .split('\n'),
  );
  const expected = dates.map((text) => readDate(text, 'Europe/Moscow')?.toISOString());
  expect(answers.map((lines) => lines.slice(0, -1))).toEqual(answers.map(() => expected));
  // The processes did run in different zones.
  expect(new Set(answers.map((lines) => lines.at(-1))).size).toBe(3);
});

test('a text of any length made of pieces of dates is a date or none', () => {
  const pieces = fc.constantFrom(
    ...'20 08 2026 . / - : T Z +03:00 GMT MSK Aug августа , ( ) Thu 07:00 pm 1787209200'.split(' '),
    ' ',
    '\u00a0',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 200 }), fc.nat(200), (found, times) => {
      const date = readDate(found.join('').repeat(times), 'Europe/Moscow');
      return date === null || !Number.isNaN(date.getTime());
    }),
  );
});
