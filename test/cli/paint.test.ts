import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markHits } from '../../src/cli/explain-marks.ts';
import { harmless, painter, wantsColours } from '../../src/cli/paint.ts';
import type { Hit } from '../../src/core/verdict.ts';

describe('colours', () => {
  test.each<readonly [Record<string, string>, boolean | undefined, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{}, undefined, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
  ])('with %j on a terminal (%s): %s', (environment, isTerminal, wanted) => {
    expect(wantsColours(environment, isTerminal)).toBe(wanted);
  });

  test('are switched off behind the text, and left out where none are wanted', () => {
    expect(painter(true)('red', 'x')).toBe('\u001B[31mx\u001B[39m');
    expect(painter(true)('red', '')).toBe('');
    expect(painter(false)('red', 'x')).toBe('x');
  });
});

test('harmless text keeps its length and holds no control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(harmless(text)).toHaveLength(text.length);
      expect(harmless(text)).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
  expect(harmless('Россия: «да» 👍')).toBe('Россия: «да» 👍');
});

describe('marks', () => {
  const text = 'FIS bans Russian skiers';
  const hit = (start: number, end: number, parts: Partial<Hit>): Hit => ({
    zone: 'title',
    start,
    end,
    text: text.slice(start, end),
    concept: 'it',
    pattern: 'it',
    role: 'concept',
    masked: null,
    ...parts,
  });
  const plain = { paint: painter(false), colours: false };

  test.each<readonly [readonly Hit[], string]>([
    [[], text],
    [[hit(4, 8, {})], 'FIS [bans] Russian skiers'],
    [[hit(4, 8, { masked: 'no-act' })], 'FIS (bans) Russian skiers'],
    [[hit(4, 16, {}), hit(9, 16, { role: 'entity' })], 'FIS [bans Russian] skiers'],
    [[hit(4, 8, { masked: 'x' }), hit(4, 8, { role: 'entity' })], 'FIS [bans] Russian skiers'],
    [[hit(0, 23, {})], `[${text}]`],
  ])('%#: what counts is in brackets, what does not in parentheses', (hits, marked) => {
    expect(markHits(text, hits, plain)).toBe(marked);
  });

  test('in colour, a hit has the colour of what it is', () => {
    const coloured = { paint: painter(true), colours: true };
    const marked = markHits(text, [hit(4, 8, {}), hit(9, 16, { role: 'negative' })], coloured);
    expect(marked).toContain('\u001B[32mbans\u001B[39m');
    expect(marked).toContain('\u001B[31mRussian\u001B[39m');
  });

  test('whatever the hits, no letter is lost', () => {
    const place = fc.integer({ min: 0, max: text.length });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place)), (places) => {
        const hits = places.filter(([a, b]) => a < b).map(([a, b]) => hit(a, b, {}));
        expect(markHits(text, hits, plain).replaceAll(/[[\]]/g, '')).toBe(text);
      }),
    );
  });
});
