import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { takeByTemplate } from '../../src/sources/template.ts';

test.each([
  ['Posted on {date} |', 'Posted on 20 May 2026 | Athletics', '20 May 2026'],
  ['Posted on {date}', 'News. Posted on 20 May 2026', '20 May 2026'],
  ['{date} |', '20 May 2026 | Athletics | World', '20 May 2026'],
  ['{date}, by {*}', '20 May 2026, by A. Author', '20 May 2026'],
  ['{*} | {date}', 'Athletics | 20 May 2026', '20 May 2026'],
  ['{*}({date})', 'Open (soon) (20 May 2026)', 'soon) (20 May 2026'],
  ['{date}', ' 20 May 2026 ', '20 May 2026'],
  ['on {date}.', 'on 20.5.2026.', '20.5.2026'],
  ['Posted on {date} |', '20 May 2026', null],
  ['a {date} b', 'b 20 May a', null],
])('the template “%s” takes of “%s” what is meant', (template, text, taken) => {
  expect(takeByTemplate(template, 'date', text)).toBe(taken);
});

test('what was put into a template comes out again, unless its literals stand within', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,9}( [a-z0-9]{1,9}){0,3}$/);
  fc.assert(
    fc.property(word, fc.string(), fc.string(), (taken, before, after) => {
      fc.pre(!`${before}<`.includes('<<'));
      expect(
        takeByTemplate('<<{date}>>', 'date', `${before}<<${taken}>>${after.replaceAll('>', '')}`),
      ).toBe(taken);
    }),
  );
});
