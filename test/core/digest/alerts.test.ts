import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAlertDue } from '../../../src/core/digest/alerts.ts';

const MINUTE = 60_000;
const RULES = { quiet: MINUTE, longest: 5 * MINUTE, perHour: 3 };
const NOW = new Date('2026-03-04T12:00:00Z');

function ago(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * MINUTE);
}

describe('an alert', () => {
  test.each([
    ['leaves after a quiet minute', 1, 1, [], true],
    ['waits while news keeps coming', 3, 0.5, [], false],
    ['leaves all the same after five minutes', 5, 0, [], true],
    ['waits when the hour had its three', 30, 20, [50, 40, 10], false],
    ['leaves again once one of them is an hour old', 30, 20, [60, 40, 10], true],
  ] as const)('%s', (_what, first, last, alerts, isDue) => {
    const facts = { firstNewsAt: ago(first), lastNewsAt: ago(last), alertsAt: alerts.map(ago) };
    expect(isAlertDue(facts, RULES, NOW)).toBe(isDue);
  });

  test('never comes more often than is allowed, and leaves nothing untold for good', () => {
    const news = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(news, (minutes) => {
        const { alerts, untold } = lived(minutes.toSorted((a, b) => a - b));
        expect(untold).toEqual([]);
        for (const at of alerts) {
          expect(alerts.filter((one) => one > at - 60 && one <= at).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

/** Lets a day go by, minute by minute; news is told by the next alert. */
function lived(news: readonly number[]): { alerts: number[]; untold: number[] } {
  const time = (minute: number): Date => new Date(NOW.getTime() + minute * MINUTE);
  const alerts: number[] = [];
  let untold: number[] = [];
  for (let minute = 0; minute <= 1_440; minute += 1) {
    const facts = {
      firstNewsAt: time(untold[0] ?? 0),
      lastNewsAt: time(untold.at(-1) ?? 0),
      alertsAt: alerts.map(time),
    };
    if (untold.length > 0 && isAlertDue(facts, RULES, time(minute))) {
      alerts.push(minute);
      untold = [];
    }
    untold.push(...news.filter((at) => at === minute));
  }
  return { alerts, untold };
}
