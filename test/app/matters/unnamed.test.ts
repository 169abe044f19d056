import { expect, test } from '@jest/globals';
import { unnamedEntries } from '../../../src/app/matters/unnamed.ts';
import { aMeasure, aSource } from '../../web/matter-data.ts';

test.each([
  ['the account of an operator is not told', 'anna@example.org', 'an operator'],
  ['a source that vouches by itself is', 'fis', 'fis'],
  ['nobody stays nobody', null, null],
])('%s', (_case, confirmedBy, told) => {
  const sources = [aSource({ sourceId: 'fis' })];
  const [entry] = unnamedEntries([aMeasure({ confirmedBy, sources })]);
  expect(entry?.confirmedBy).toBe(told);
});
