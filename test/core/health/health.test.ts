import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { healthOf, type HealthFacts } from '../../../src/core/health/health.ts';
import { rhythmOf } from '../../../src/core/health/rhythm.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-03-31T12:00:00Z');

/** A day so many days before now. */
function day(count: number): string {
  return new Date(NOW.getTime() - count * DAY).toISOString().slice(0, 10);
}

function days(...counts: readonly number[]): string[] {
  return counts.map(day);
}

function ago(count: number): Date {
  return new Date(NOW.getTime() - count * DAY);
}

const MEMORY: HealthFacts['memory'] = {
  state: 'ok',
  stateSince: ago(40),
  problem: null,
  content: { hash: 'h', since: ago(0.1), moves: 0 },
  newestAt: ago(0.1),
};

function health(
  memory: Partial<HealthFacts['memory']>,
  on: readonly string[] = days(0, 1, 2, 3, 4),
) {
  return healthOf({ memory: { ...MEMORY, ...memory }, days: on }, NOW);
}

test('a source that is read and brings news is well', () => {
  expect(health({})).toEqual({ state: 'ok', since: ago(40), reason: null });
});

test.each(['failing', 'blocked', 'empty', 'gone', 'waiting'] as const)(
  'what the last poll found goes first: %s',
  (state) => {
    const known = health({ state, problem: 'why', stateSince: ago(2) }, days(90, 91, 92, 93, 94));
    expect(known).toEqual({ state, since: ago(2), reason: 'why' });
  },
);

describe('a source is quiet', () => {
  test.each([
    ['three days after it published daily', days(3, 4, 5, 6, 7, 8), 'quiet'],
    ['but not two days after', days(2, 3, 4, 5, 6, 7), 'ok'],
    ['but not over the weekend, when it never publishes', days(5, 8, 9, 10, 11, 12, 15, 16), 'ok'],
    ['after a week, when it rests at weekends', days(7, 8, 9, 10, 11, 14, 15), 'quiet'],
    ['but not within a month, when it publishes every other week', days(28, 42, 56, 70, 84), 'ok'],
    ['for as long as nobody hears of it', days(300, 301, 302, 303, 304), 'quiet'],
    ['but not when it is hardly known', days(20, 21, 22, 23), 'ok'],
  ])('%s', (_name, on, state) => {
    expect(health({}, on).state).toBe(state);
  });

  test('and says what its habit was', () => {
    expect(health({}, days(10, 11, 12, 14, 15))).toEqual({
      state: 'quiet',
      since: new Date('2026-03-26T00:00:00Z'),
      reason:
        'nothing new for 10 days, since 2026-03-21; before, it published on 5 days in ninety, never more than 2 days apart',
    });
  });
});

describe('a source repeats itself', () => {
  test.each([
    [
      'with a new date for the same items, for longer than it ever pauses',
      { since: ago(8), moves: 5 },
      days(8, 9, 10, 11, 12),
      'repeating',
    ],
    ['but not while its habit allows', { since: ago(8), moves: 5 }, days(8, 14, 20, 26, 32), 'ok'],
    [
      'with a new date for a month, where no habit is known',
      { since: ago(31), moves: 2 },
      [],
      'repeating',
    ],
    ['but not when the server said once that it changed', { since: ago(31), moves: 1 }, [], 'ok'],
    ['without dates, for two months', { since: ago(61), moves: 0 }, [], 'repeating'],
  ])('%s', (_name, content, on, state) => {
    expect(health({ content: { hash: 'h', ...content }, newestAt: null }, on).state).toBe(state);
  });

  test('when all of its items are old', () => {
    expect(health({ newestAt: ago(91) }, [])).toMatchObject({
      state: 'repeating',
      reason: 'all of its items are old, the newest of 2025-12-30',
    });
    expect(health({ newestAt: ago(89) }, []).state).toBe('ok');
  });
});

test('a rhythm does not depend on the order of the days, and more silence never makes a source well', () => {
  const someDays = fc.array(fc.nat({ max: 200 }), { maxLength: 40 });
  fc.assert(
    fc.property(someDays, fc.nat({ max: 400 }), fc.nat({ max: 400 }), (on, now, later) => {
      const list = days(...on);
      expect(rhythmOf(list.toReversed())).toEqual(rhythmOf(list));
      const at = (count: number) =>
        healthOf(
          { memory: { ...MEMORY, newestAt: null }, days: list },
          new Date(NOW.getTime() + count * DAY),
        ).state;
      if (at(now) === 'quiet') expect(['quiet', 'repeating']).toContain(at(now + later));
    }),
  );
});
