import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headlineLikeness, headlineWords } from '../../../src/core/text/headline.ts';

function likeness(a: string, b: string): number {
  return headlineLikeness(headlineWords(a), headlineWords(b));
}

describe('two headlines', () => {
  test.each([
    ['FIS lifts ban on Russian skiers', 'FIS lifts ban on Russian skiers', 1],
    ['FIS lifts ban on Russian skiers', '«fis» LIFTS ban – on Russian skiers!', 1],
    ['Лыжнёв допустили', 'ЛЫЖНЕВ допустили', 1],
    ['FIS lifts ban', 'FIS lifts ban on Russian skiers after two years of talks in Oberhofen', 0.8],
    ['ban lifts FIS', 'FIS lifts ban', 0.99],
    ['a ban', 'FIS lifts a ban on Russian skiers', 2 / 7],
    ['FIS lifts ban', 'Chess league begins', 0],
    ['', 'FIS lifts ban', 0],
    ['', '', 0],
  ])('%j and %j: %d', (a, b, expected) => {
    expect(likeness(a, b)).toBeCloseTo(expected, 9);
  });

  test('are as like each other either way, from 0 to 1, and any is like itself', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        if (headlineWords(a).length > 0) expect(likeness(a, a)).toBe(1);
      }),
    );
  });
});
