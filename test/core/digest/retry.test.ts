import { expect, test } from '@jest/globals';

import { nextAttempt } from '../../../src/core/digest/retry.ts';

const now = new Date('2026-11-14T07:00:00Z');

test.each([
  [1, '2026-11-14T07:01:00.000Z'],
  [2, '2026-11-14T07:05:00.000Z'],
  [3, '2026-11-14T07:30:00.000Z'],
  [4, '2026-11-14T09:00:00.000Z'],
  [5, '2026-11-14T13:00:00.000Z'],
  [6, undefined],
  [99, undefined],
])('after %i attempts the next one is at %s', (attempts, expected) => {
  expect(nextAttempt(attempts, 'retry', now)?.toISOString()).toBe(expected);
  expect(nextAttempt(attempts, 'unknown', now)?.toISOString()).toBe(expected);
});

test('a mail refused for good is not tried again', () => {
  expect(nextAttempt(1, 'failed', now)).toBeNull();
});
