import { figuresOf } from './figures.ts';
import type { Prediction } from './train.ts';

/** The middle 95 of a hundred values that chance would give. */
export type Interval = readonly [from: number, to: number];

const DRAWS = 300;
const SEED = 20220301;

/**
 * Intervals of precision and recall from items drawn anew, whole outlets or families at a time: items of one outlet are
 * alike. The same predictions give the same intervals.
 */
export function intervalsOf(predictions: readonly Prediction[]): {
  readonly precision: Interval;
  readonly recall: Interval;
} {
  const groups = [...groupsOf(predictions).values()];
  const next = generator(SEED);
  const draws = Array.from({ length: DRAWS }, () =>
    figuresOf(groups.flatMap(() => groups[Math.floor(next() * groups.length)] ?? [])),
  );
  return {
    precision: middle(draws.map(({ precision }) => precision ?? 0)),
    recall: middle(draws.map(({ recall }) => recall ?? 0)),
  };
}

function groupsOf(predictions: readonly Prediction[]): ReadonlyMap<string, Prediction[]> {
  const groups = new Map<string, Prediction[]>();
  for (const one of predictions) {
    const { group } = one.example.item;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [one]);
    else known.push(one);
  }
  return groups;
}

function middle(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}

/** Numbers in 0…1 that look random: the generator mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
