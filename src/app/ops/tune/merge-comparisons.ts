import type { Change, Comparison, Counts, Sample } from '../../../core/classify/compare.ts';

/** A comparison of nothing. */
export const NOTHING_COMPARED: Comparison = {
  items: 0,
  gained: 0,
  lost: 0,
  moved: 0,
  byLanguage: {},
  bySource: {},
  samples: { gained: [], lost: [], moved: [] },
};

/** Two comparisons of different items as one, with at most so many samples of each kind, the first ones. */
export function mergeComparisons(a: Comparison, b: Comparison, samples: number): Comparison {
  const some = (change: Change): Sample[] =>
    [...a.samples[change], ...b.samples[change]].slice(0, samples);
  return {
    ...sum(a, b),
    byLanguage: mergeGroups(a.byLanguage, b.byLanguage),
    bySource: mergeGroups(a.bySource, b.bySource),
    samples: { gained: some('gained'), lost: some('lost'), moved: some('moved') },
  };
}

function sum(a: Counts, b: Counts): Counts {
  return {
    items: a.items + b.items,
    gained: a.gained + b.gained,
    lost: a.lost + b.lost,
    moved: a.moved + b.moved,
  };
}

function mergeGroups(
  a: Readonly<Record<string, Counts>>,
  b: Readonly<Record<string, Counts>>,
): Record<string, Counts> {
  const merged = new Map(Object.entries(a));
  for (const [key, counts] of Object.entries(b)) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? counts : sum(before, counts));
  }
  return Object.fromEntries([...merged].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
