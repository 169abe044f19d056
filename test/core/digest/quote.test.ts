import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { clip } from '../../../src/core/digest/clip.ts';
import { QUOTE_LIMIT, quoteOf } from '../../../src/core/digest/quote.ts';
import type { Hit } from '../../../src/core/verdict.ts';

function hitsOf(zone: Hit['zone'], text: string, words: readonly string[]): Hit[] {
  return words.flatMap((word) => {
    const start = text.indexOf(word);
    return start === -1 ? [] : [hit(zone, text, start, start + word.length)];
  });
}

function hit(zone: Hit['zone'], text: string, start: number, end: number): Hit {
  const words = text.slice(start, end);
  return {
    zone,
    start,
    end,
    text: words,
    concept: words.toLowerCase(),
    pattern: words,
    role: 'concept',
    masked: null,
  };
}

function marked({ text, marks }: ReturnType<typeof quoteOf>): string[] {
  return marks.map(([start, end]) => text.slice(start, end));
}

describe('which sentence is quoted', () => {
  const title = 'Rowing: season opens';
  const summary =
    'The weather was fine. The council suspended Russia and Belarus. Nobody was surprised by Russia.';

  test('the one with the most evidence, with its words marked', () => {
    const hits = hitsOf('summary', summary, ['suspended', 'Russia', 'Belarus']);
    const quote = quoteOf({ title, summary, language: 'en', hits });
    expect(quote.text).toBe('The council suspended Russia and Belarus.');
    expect(marked(quote)).toEqual(['suspended', 'Russia', 'Belarus']);
  });

  test('the title when it says more than any sentence of the summary', () => {
    const strong = 'Council suspends Russia';
    const hits = [
      ...hitsOf('title', strong, ['suspends', 'Russia']),
      ...hitsOf('summary', summary, ['Russia']),
    ];
    expect(quoteOf({ title: strong, summary, language: 'en', hits }).text).toBe(strong);
  });

  test('the summary when both say the same: the title is told anyway', () => {
    const hits = [
      ...hitsOf('title', 'Russia', ['Russia']),
      ...hitsOf('summary', summary, ['Russia']),
    ];
    expect(quoteOf({ title: 'Russia', summary, language: 'en', hits }).text).toBe(
      'The council suspended Russia and Belarus.',
    );
  });

  test('the first sentence of the summary when all evidence lies in the article', () => {
    expect(quoteOf({ title, summary, language: 'en', hits: [] })).toEqual({
      text: 'The weather was fine.',
      marks: [],
    });
  });

  test('the title when there is no summary, and nothing when there is nothing', () => {
    expect(quoteOf({ title, summary: ' ', language: 'en', hits: [] }).text).toBe(title);
    expect(quoteOf({ title: '', summary: '', language: 'en', hits: [] })).toEqual({
      text: '',
      marks: [],
    });
  });

  test.each([
    ['masked', { masked: 'not-sport' }],
    ['against the topic', { role: 'negative' as const }],
    ['of the article', { zone: 'body' as const }],
    ['at a wrong place', { start: 23, end: 30 }],
    ['beyond the end', { start: 900, end: 907 }],
    ['empty', { start: 5, end: 5, text: '' }],
    ['turned round', { start: 30, end: 23 }],
    ['with offsets that are no numbers', { start: Number.NaN }],
  ])('a hit %s is not marked', (_name, change) => {
    const [first] = hitsOf('summary', summary, ['council']);
    const hits = first === undefined ? [] : [{ ...first, ...change }];
    expect(quoteOf({ title, summary, language: 'en', hits }).marks).toEqual([]);
    expect(
      quoteOf({ title, summary, language: 'en', hits: [first].flatMap((one) => one ?? []) }).marks,
    ).toHaveLength(1);
  });

  test('of hits that overlap the longer one that begins first is marked', () => {
    const hits = hitsOf('summary', summary, ['suspended', 'suspended Russia', 'Russia and']);
    expect(marked(quoteOf({ title, summary, language: 'en', hits }))).toEqual(['suspended Russia']);
  });
});

describe('long sentences', () => {
  const filler = 'und so weiter '.repeat(40);

  test.each([
    ['at the start', `Russland ist gesperrt ${filler}`, /^Russland ist gesperrt .*…$/u],
    ['in the middle', `${filler}Russland ist gesperrt ${filler}`, /^….*Russland ist gesperrt.*…$/u],
    ['at the end', `${filler}Russland ist gesperrt`, /^….*Russland ist gesperrt$/u],
  ])('are cut around the evidence %s, at word edges', (_name, summary, shape) => {
    const hits = hitsOf('summary', summary, ['Russland', 'gesperrt']);
    const quote = quoteOf({ title: '', summary, language: 'de', hits });
    expect(quote.text).toMatch(shape);
    expect(quote.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
    expect(quote.text.length).toBeGreaterThan(QUOTE_LIMIT - 40);
    expect(marked(quote)).toEqual(['Russland', 'gesperrt']);
    const words = quote.text.replaceAll('…', '').split(' ');
    expect(words.every((word) => summary.split(' ').includes(word))).toBe(true);
  });

  test('a word longer than the quote is cut between characters', () => {
    const quote = quoteOf({ title: '', summary: '🏅'.repeat(400), language: 'en', hits: [] });
    expect(quote.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
    expect(quote.text).toMatch(/^(?:🏅)+…$/u);
  });
});

test('marks lie inside the quote, apart and in order, and slice to matched words, whatever the report', () => {
  const word = fc.oneof(
    fc.constantFrom('Russia', 'санкции', 'Belarus.', 'ban!', '🏅', 'a\nb', '\u202Eevil', 'э\u0301'),
    fc.string({ maxLength: 12 }),
    fc.string({ minLength: 200, maxLength: 300 }),
  );
  const text = fc.array(word, { maxLength: 80 }).map((words) => words.join(' '));
  const span = fc.tuple(fc.nat(1500), fc.nat(60));
  fc.assert(
    fc.property(
      text,
      text,
      fc.array(span, { maxLength: 30 }),
      fc.boolean(),
      (title, summary, spans, isWild) => {
        const hits = spans.map(([start, length], index): Hit => {
          const zone = index % 3 === 0 ? 'title' : 'summary';
          const source = zone === 'title' ? title : summary;
          const made = hit(
            zone,
            source,
            start % (source.length + 1),
            (start % (source.length + 1)) + length,
          );
          return isWild && index % 5 === 0 ? { ...made, text: 'something else' } : made;
        });
        const quote = quoteOf({ title, summary, language: 'ru', hits });
        const flat = new Set(
          hits.map((one) => one.text.replaceAll(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')),
        );
        expect(quote.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
        expect(quote.text).not.toMatch(/[\p{Cc}\u202E]/u);
        let at = 0;
        for (const [start, end] of quote.marks) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(quote.text.length);
          expect(flat.has(quote.text.slice(start, end))).toBe(true);
          at = end;
        }
      },
    ),
    { numRuns: 500 },
  );
});

describe('clipping', () => {
  test.each([
    ['short', 20, 'short'],
    ['one two three four', 12, 'one two…'],
    ['  a\r\nb\t\u0000c  ', 20, 'a b c'],
    ['exactly ten', 11, 'exactly ten'],
    ['abcdefghij', 5, 'abcd…'],
    ['🏅🏅🏅🏅', 4, '🏅…'],
    ['safe\u202Eevil', 20, 'safe evil'],
  ])('%j at %i is %j', (text, limit, expected) => {
    expect(clip(text, limit)).toBe(expected);
  });

  test('never exceeds the limit and never leaves a control character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 2, max: 200 }),
        (text, limit) => {
          const line = clip(text, limit);
          expect(line.length).toBeLessThanOrEqual(limit);
          expect(line).not.toMatch(/\p{Cc}/u);
          expect(line).toBe(line.trim());
        },
      ),
    );
  });
});
