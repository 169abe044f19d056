import { expect, test } from '@jest/globals';
import { nextLook, retryLook } from '../../../src/core/corrections/schedule.ts';

const HOUR = 3_600_000;
const SEEN = new Date('2026-03-02T10:00:00Z');
const after = (hours: number): Date => new Date(SEEN.getTime() + hours * HOUR);

test.each([
  [0, 1],
  [1, 24],
  [23.9, 24],
  [24, 168],
  [100, 168],
])('after %d hours an article is read again %d hours after it was first seen', (now, next) => {
  expect(nextLook(SEEN, after(now))).toEqual(after(next));
});

test('after a week it is left alone', () => {
  expect(nextLook(SEEN, after(168))).toBeNull();
});

test('a page that cannot be read is tried again ever more seldom, then not until the next look', () => {
  expect([1, 2, 3, 4].map((failures) => retryLook(failures, SEEN))).toEqual([
    after(0.25),
    after(0.5),
    after(1),
    null,
  ]);
});
