import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Hit } from '../../src/core/verdict.ts';
import { excerptOf } from '../../src/web/excerpt.ts';
import { piecesOf } from '../../src/web/marks.tsx';

const TEXT = 'The federation bars Russian teams from the relay';

describe('marking', () => {
  test.each([
    ['nothing', [], [TEXT]],
    ['one word', [[15, 19]], ['The federation ', '*bars*', ' Russian teams from the relay']],
    [
      'the first and the last word',
      [
        [0, 3],
        [43, 48],
      ],
      ['*The*', TEXT.slice(3, 43), '*relay*'],
    ],
    [
      'hits that touch',
      [
        [15, 19],
        [19, 27],
      ],
      ['The federation ', '*bars*', '* Russian*', TEXT.slice(27)],
    ],
    [
      'hits that overlap',
      [
        [15, 27],
        [20, 33],
      ],
      ['The federation ', '*bars Russian teams*', TEXT.slice(33)],
    ],
    [
      'a hit within another',
      [
        [15, 33],
        [20, 27],
      ],
      ['The federation ', '*bars Russian teams*', TEXT.slice(33)],
    ],
    [
      'hits out of order',
      [
        [20, 27],
        [4, 14],
      ],
      ['The ', '*federation*', ' bars ', '*Russian*', TEXT.slice(27)],
    ],
  ] satisfies [string, [number, number][], string[]][])('%s', (_what, ranges, expected) => {
    const hits = ranges.map(([start, end]) => hit(TEXT, start, end));
    const told = piecesOf(TEXT, hits).map((piece) =>
      piece.hits.length > 0 ? `*${piece.text}*` : piece.text,
    );
    expect(told).toEqual(expected);
  });

  test.each([
    ['beyond the end', { start: 43, end: 99 }],
    ['before the start', { start: -3, end: 3 }],
    ['backwards', { start: 9, end: 4 }],
    ['empty', { start: 4, end: 4 }],
    ['of other words', { text: 'lifts' }],
    ['at no number', { start: NaN }],
    ['between units', { start: 15.5, end: 19.5 }],
  ])('a hit %s is left out', (_what, change) => {
    expect(piecesOf(TEXT, [{ ...hit(TEXT, 15, 19), ...change }])).toEqual([
      { text: TEXT, hits: [] },
    ]);
  });

  test('whatever the hits, the pieces together are the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.tuple(fc.nat(40), fc.nat(40))),
        (text, ranges) => {
          const hits = ranges.map(([start, end]) => hit(text, start, end));
          expect(
            piecesOf(text, hits)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});

describe('an excerpt', () => {
  test('of a short text is the text', () => {
    const hits = [hit(TEXT, 15, 19)];
    expect(excerptOf(TEXT, hits, 100)).toEqual({ text: TEXT, hits });
  });

  test('starts before the first hit and moves the hits along', () => {
    const text = `${'word '.repeat(60)}ban here ${'tail '.repeat(60)}`;
    const excerpt = excerptOf(text, [hit(text, 300, 303)], 100);
    expect(excerpt.text).toMatch(/^…word (?:word )*ban here tail (?:tail )*tail…$/);
    expect(piecesOf(excerpt.text, excerpt.hits).find((piece) => piece.hits.length > 0)?.text).toBe(
      'ban',
    );
  });

  test('is bounded, keeps its marks right and never cuts a character in two', () => {
    const words = fc.array(fc.constantFrom('a', 'bandage', ' ', '\n', '🏅', 'ж', 'x'.repeat(50)), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(words, fc.nat(400), fc.integer({ min: 10, max: 200 }), (parts, start, limit) => {
        const text = parts.join('');
        const excerpt = excerptOf(text, [hit(text, start, start + 3)], limit);
        expect(excerpt.text.length).toBeLessThanOrEqual(limit + 2);
        expect(excerpt.text).not.toMatch(/\p{Surrogate}/u);
        for (const one of excerpt.hits.filter(() => start + 3 <= text.length)) {
          expect(excerpt.text.slice(one.start, one.end)).toBe(one.text);
        }
      }),
    );
  });
});

function hit(text: string, start: number, end: number): Hit {
  return {
    zone: 'title',
    start,
    end,
    text: text.slice(start, end),
    concept: 'ban',
    pattern: 'bar*',
    role: 'concept',
    masked: null,
  };
}
