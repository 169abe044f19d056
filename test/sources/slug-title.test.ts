import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { hasSlugTitle, slugTitle } from '../../src/sources/slug-title.ts';

test.each([
  ['https://example.org/news/union-readmits-belarusian-crews', 'Union readmits belarusian crews'],
  ['https://example.org/news/union_lifts_ban_123456.html', 'Union lifts ban'],
  ['https://example.org/2026/08/20/union-lifts-ban-2026/', 'Union lifts ban 2026'],
  ['https://example.org/a1234567-union-lifts-ban', 'Union lifts ban'],
  ['https://example.org/union-lifts-ban-5f2b8c9d0e1a', 'Union lifts ban'],
  [
    'https://example.org/%D1%81%D0%BE%D1%8E%D0%B7-%D1%81%D0%BD%D1%8F%D0%BB-%D0%B7%D0%B0%D0%BF%D1%80%D0%B5%D1%82',
    'Союз снял запрет',
  ],
  ['https://example.org/news/12345', ''],
  ['https://example.org/football', ''],
  ['https://example.org/%E0%A4%A', ''],
  ['nonsense', ''],
])('the words of %s are “%s”', (address, title) => {
  expect(slugTitle(address)).toBe(title);
});

test('an item with a title of its own is told from one whose title is its address', () => {
  const url = 'https://example.org/union-lifts-ban';
  expect(hasSlugTitle({ url, title: slugTitle(url) })).toBe(true);
  expect(hasSlugTitle({ url, title: 'Union lifts its ban' })).toBe(false);
  expect(hasSlugTitle({ url: 'https://example.org/1', title: '' })).toBe(false);
});

test('any address gives a plain text', () => {
  fc.assert(
    fc.property(fc.webUrl(), (address) => {
      expect(slugTitle(address)).toMatch(/^$|^\S+( \S+)+$/);
    }),
  );
});
