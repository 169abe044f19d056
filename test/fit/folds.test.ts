import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Example } from '../../src/fit/examples.ts';
import { dealFolds } from '../../src/fit/folds.ts';
import { aLabelled } from './some-items.ts';

const EMPTY = { columns: new Int32Array(0), values: new Float64Array(0) };
const RULED = { logit: 0, isOpen: true, direction: null };

function examplesOf(groups: readonly string[]): Example[] {
  return groups.map((group, at) => ({
    item: aLabelled(`item-${at}`, { group }),
    byTopic: { sanction: RULED, agreement: RULED },
    features: EMPTY,
  }));
}

const groups = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'outlet:x', 'outlet:y', 'outlet:z'));

test('a family or an outlet is never torn apart', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 5 }), (names, folds) => {
      const dealt = dealFolds(examplesOf(names), folds);
      const seen = new Map<string, number>();
      for (const [at, name] of names.entries()) {
        const fold = dealt[at] ?? -1;
        expect(fold).toBeGreaterThanOrEqual(0);
        expect(fold).toBeLessThan(folds);
        expect(seen.get(name) ?? fold).toBe(fold);
        seen.set(name, fold);
      }
    }),
  );
});

test('own groups and outside ones are each spread over all folds', () => {
  const names = ['a', 'b', 'c', 'outlet:x', 'outlet:y', 'outlet:z'].flatMap((name) => [name, name]);
  const dealt = dealFolds(examplesOf(names), 3);
  expect(new Set(dealt.slice(0, 6)).size).toBe(3);
  expect(new Set(dealt.slice(6)).size).toBe(3);
});
