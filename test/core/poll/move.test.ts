import { describe, expect, test } from '@jest/globals';

import { isSettled, sightMove, type Move } from '../../../src/core/poll/move.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-04T12:00:00Z');
const NEW = 'https://new.example/feed';

/** What is known after sightings on the given days, each with the share of shared items (null: nothing was read). */
function after(
  ...sightings: readonly (readonly [day: number, shared: number | null, to?: string | null])[]
): {
  readonly move: Move | null;
  readonly settled: boolean;
} {
  let move: Move | null = null;
  let at = new Date(START);
  for (const [day, shared, to = NEW] of sightings) {
    at = new Date(START + day * DAY);
    move = sightMove(move, { to, at, shared });
  }
  return { move, settled: move !== null && isSettled(move, at) };
}

describe('a permanent redirect', () => {
  test('is believed after five sightings over a week, with the same items behind it', () => {
    expect(after([0, 1], [2, 1], [4, 0.5], [6, null], [7, 1]).settled).toBe(true);
  });

  test.each([
    [
      'for one day',
      [
        [0, 1],
        [0.2, 1],
        [0.4, 1],
        [0.6, 1],
        [0.8, 1],
        [1, 1],
      ] as const,
    ],
    [
      'only a few times',
      [
        [0, 1],
        [7, 1],
        [14, 1],
        [21, 1],
      ] as const,
    ],
    [
      'without a document',
      [
        [0, null],
        [2, null],
        [4, null],
        [6, null],
        [8, null],
      ] as const,
    ],
    [
      'with other items behind it',
      [
        [0, 0],
        [2, 1],
        [4, 1],
        [6, 1],
        [8, 1],
        [30, 1],
      ] as const,
    ],
    [
      'to one place and then another',
      [[0, 1], [2, 1], [4, 1], [6, 1], [8, 1, 'https://other.example/'] as const] as const,
    ],
    ['but not the last time', [[0, 1], [2, 1], [4, 1], [6, 1], [8, 1, null] as const] as const],
  ])('is not believed when it was seen %s', (_name, sightings) => {
    expect(after(...sightings).settled).toBe(false);
  });

  test('starts afresh when it leads elsewhere', () => {
    const { move } = after([0, 0], [1, 1, 'https://other.example/']);
    expect(move).toMatchObject({ sightings: 1, isSameFeed: true, since: new Date(START + DAY) });
  });
});
