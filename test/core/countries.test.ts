import { expect, test } from '@jest/globals';

import { countryName } from '../../src/core/countries.ts';

test.each([
  ['RUS', 'Russia'],
  ['BLR', 'Belarus'],
  ['VNM', 'Vietnam'],
  ['PRK', 'North Korea'],
  ['XKX', 'Kosovo'],
  ['ZZZ', 'ZZZ'],
  ['<b>', '<b>'],
])('%s is %s', (code, name) => {
  expect(countryName(code)).toBe(name);
});
