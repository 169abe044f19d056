import { describe, expect, test } from '@jest/globals';
import { dayIn, readPause } from '../../../src/core/sign-up/pause.ts';

const NOW = new Date('2026-03-04T12:00:00Z');

function pause(day: string, zone: string, before: Date | null = null) {
  return readPause(new Map([['pauseUntil', [day]]]), { zone, before, now: NOW });
}

describe('a pause', () => {
  test.each([
    ['2026-03-10', 'Europe/Vienna', '2026-03-09T23:00:00Z'],
    ['2026-07-01', 'Europe/Vienna', '2026-06-30T22:00:00Z'],
    ['2026-03-05', 'Pacific/Pago_Pago', '2026-03-05T11:00:00Z'],
    // Clocks jump from midnight to one there: the day begins when they land.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['', 'UTC', null],
  ])('until %s in %s lasts to the beginning of that day', (day, zone, until) => {
    expect(pause(day, zone).pausedUntil).toEqual(until === null ? null : new Date(until));
  });

  test.each([
    ['2026-03-04', 'begun already'],
    ['2020-01-01', 'begun already'],
    ['2027-06-01', 'a year at most'],
    ['2026-02-31', 'a day such as'],
    ['tomorrow', 'a day such as'],
    ['2026-3-9', 'a day such as'],
    ['\u0000', 'a day such as'],
  ])('until %j is refused: it has %s', (day, words) => {
    const { pausedUntil, problems } = pause(day, 'Europe/Vienna');
    expect(pausedUntil).toBeNull();
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });

  test('that was there before keeps its hour when the form comes back as it was', () => {
    const before = new Date('2026-03-20T17:30:00Z');
    const day = dayIn('Europe/Vienna', before);
    expect(pause(day, 'Europe/Vienna', before)).toEqual({ pausedUntil: before, problems: [] });
  });

  test('is shown as the day that it is in the zone', () => {
    const at = new Date('2026-03-09T23:00:00Z');
    expect([dayIn('Europe/Vienna', at), dayIn('UTC', at), dayIn('nowhere', at)]).toEqual([
      '2026-03-10',
      '2026-03-09',
      '',
    ]);
    expect(dayIn('UTC', null)).toBe('');
  });
});
