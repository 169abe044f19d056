import { describe, expect, test } from '@jest/globals';
import { oversizeReason } from '../../../src/core/digest/size.ts';

const MINUTE = 60_000;

describe('a digest', () => {
  const DAY = 1_440 * MINUTE;
  const usual = Array.from({ length: 10 }, () => ({ stories: 10, windowMs: DAY }));

  test.each([
    ['six times its usual size waits', 60, DAY, usual, '60 stories, where 10 are usual'],
    ['five times its usual size leaves', 50, DAY, usual, null],
    ['of a week after a pause leaves with seven days of news', 70, 7 * DAY, usual, null],
    ['of nobody whose usual size is known leaves', 900, DAY, usual.slice(0, 4), null],
    ['that is small anyway leaves', 29, DAY, usual.map((one) => ({ ...one, stories: 1 })), null],
  ] as const)('%s', (_what, stories, windowMs, past, reason) => {
    expect(oversizeReason({ stories, windowMs }, past, 5)).toBe(reason);
  });
});
