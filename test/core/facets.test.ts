import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Chosen, countFacets, type FacetGroup, hasChosen } from '../../src/core/facets.ts';

const NAMES = ['sport', 'country'];
const group = fc.record({
  count: fc.integer({ min: 1, max: 9 }),
  values: fc
    .record({
      sport: fc.uniqueArray(fc.constantFrom('judo', 'luge'), { maxLength: 2 }),
      country: fc.uniqueArray(fc.constantFrom('RUS', 'BLR'), { maxLength: 2 }),
    })
    .map((values) => new Map(Object.entries(values))),
});
const chosen = fc
  .record(
    { sport: fc.constantFrom('judo', 'luge'), country: fc.constantFrom('RUS', 'CHN') },
    { requiredKeys: [] },
  )
  .map((values) => new Map(Object.entries(values)));

test('each count is what there would be if the value were chosen', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 12 }), chosen, (groups, choice) => {
      for (const [name, values] of countFacets(groups, choice, NAMES)) {
        for (const [value, count] of values) {
          expect(count).toBe(countChosen(groups, new Map([...choice, [name, value]])));
        }
      }
    }),
  );
});

test('a chosen value that nothing has is counted as none', () => {
  const counts = countFacets([], new Map([['sport', 'judo']]), NAMES);
  expect(counts.get('sport')).toEqual(new Map([['judo', 0]]));
  expect(hasChosen({ values: new Map(), count: 1 }, new Map([['sport', 'judo']]))).toBe(false);
});

function countChosen(groups: readonly FacetGroup[], choice: Chosen): number {
  return groups.filter((one) => hasChosen(one, choice)).reduce((sum, { count }) => sum + count, 0);
}
