import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readListedDate } from '../../src/sources/near-dates.ts';

/** Thursday, 15:00 in Moscow. */
const NOW = new Date('2026-08-20T12:00:00Z');
const NEAR = { zone: 'Europe/Moscow', order: 'dmy', now: NOW } as const;

describe('a date that is near is told from the time of reading', () => {
  test.each([
    ['Today, 14:05', '2026-08-20T11:05:00Z'],
    ['сегодня в 14:05', '2026-08-20T11:05:00Z'],
    ['Heute', '2026-08-19T21:00:00Z'],
    ['вчера, 23:50', '2026-08-19T20:50:00Z'],
    ['Yesterday', '2026-08-18T21:00:00Z'],
    ['hier 9h30', '2026-08-19T06:30:00Z'],
    ['14:05', '2026-08-20T11:05:00Z'],
    ['23:50', '2026-08-19T20:50:00Z'],
    ['5 minutes ago', '2026-08-20T11:55:00Z'],
    ['2 часа назад', '2026-08-20T10:00:00Z'],
    ['3 дні тому', '2026-08-17T12:00:00Z'],
    ['vor 2 Stunden', '2026-08-20T10:00:00Z'],
    ['il y a 10 min', '2026-08-20T11:50:00Z'],
    ['hace 1 día', '2026-08-19T12:00:00Z'],
    ['20 августа, 14:05', '2026-08-20T11:05:00Z'],
    ['August 19', '2026-08-18T21:00:00Z'],
    ['19. August 10:00', '2026-08-19T07:00:00Z'],
    ['31 декабря', '2025-12-30T21:00:00Z'],
    ['19.08 10:00', '2026-08-19T07:00:00Z'],
    ['20.08.2026 10:00', '2026-08-20T07:00:00Z'],
  ])('%s', (text, expected) => {
    expect(readListedDate(text, NEAR)).toEqual(new Date(expected));
  });

  test.each(['soon', '', 'Athletics', '99 days', '32 августа', 'ago', '20'])(
    '%j is none',
    (text) => {
      expect(readListedDate(text, NEAR)).toBeNull();
    },
  );

  test('and is none where nobody says when that was', () => {
    for (const text of ['Today', '5 minutes ago', '20 августа']) {
      expect(readListedDate(text, { ...NEAR, now: null })).toBeNull();
    }
    expect(readListedDate('20.08.2026', { ...NEAR, now: null })).not.toBeNull();
  });
});

test.each([
  ['05/06/2026', 'dmy', '2026-06-05'],
  ['05/06/2026', 'mdy', '2026-05-06'],
  ['26-05-06', 'ymd', '2026-05-06'],
  ['2026-05-06', 'mdy', '2026-05-06'],
  ['05/06', 'mdy', '2026-05-06'],
  ['May 6, 2026', 'mdy', '2026-05-06'],
] as const)('%s in the order %s is %s', (text, order, day) => {
  expect(readListedDate(text, { zone: 'UTC', order, now: NOW })).toEqual(new Date(day));
});

test('any text is a date between 1970 and 2100 or none', () => {
  const word = fc.constantFrom(
    'today',
    'вчера',
    '5',
    '20',
    '08',
    'августа',
    'ago',
    'hours',
    '14:05',
    ',',
    '/',
    '.',
    '2026',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 8 }), (words) => {
      const year = readListedDate(words.join(' '), NEAR)?.getUTCFullYear() ?? 2026;
      expect(year).toBeGreaterThanOrEqual(1969);
      expect(year).toBeLessThanOrEqual(2101);
    }),
  );
});
