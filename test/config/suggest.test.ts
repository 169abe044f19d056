import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, nearest } from '../../src/config/suggest.ts';

test.each([
  ['wieght', 'weight', 1],
  ['abc', 'abc', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['timezome', 'timezone', 1],
])('from %j to %j it is %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('the distance is the same both ways, and 0 only to the word itself', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('the nearest of the candidates is suggested, letter case aside', () => {
  expect(nearest('Titel', ['summary', 'title', 'tile'])).toBe('title');
  expect(nearest('SPORT', ['sport'])).toBe('sport');
});

test('nothing is suggested for a word that is like none', () => {
  expect(nearest('publisher', ['id', 'url', 'name'])).toBeNull();
  expect(nearest('x'.repeat(1000), ['x'])).toBeNull();
  expect(nearest('SMTP_HOST', ['SMTP_URL'], 2)).toBeNull();
});
