import { isOfWord } from '../core/classify/learned/numbered.ts';
import type { Example } from './examples.ts';

/** Columns that may carry weights, and how strongly each weight is pulled towards 0. */
export type Selection = {
  /** The new number of each column; -1: left out. */
  readonly kept: Int32Array;
  /** The old numbers of the columns that are kept. */
  readonly columns: readonly number[];
  /** L2 penalty by new number. */
  readonly penalties: Float64Array;
};

/** L2 penalties by the kind of feature; null: such features are not used. */
export type Penalties = {
  readonly word: number;
  readonly part: number | null;
  readonly sign: number;
};

/** Items of our own in which a word or a sign must stand, and those for a part of words. */
const LEAST_OWN = 2;
const LEAST_OWN_PART = 4;
/** What stands in fewer own items must stand in so many from outside, of so many outlets, and be a word or a part. */
const LEAST_OUTSIDE = 3;
const LEAST_OUTLETS = 2;

type Count = { own: number; outside: number; readonly outlets: Set<string> };

/**
 * The features that the examples allow to be weighed. From texts that others wrote only single words and parts that
 * several outlets use are taken, so that no wording of theirs can be read out of a model.
 */
export function selectFeatures(
  examples: readonly Example[],
  names: readonly string[],
  penalties: Penalties,
): Selection {
  const counts = new Map<number, Count>();
  for (const example of examples) {
    for (const column of example.features.columns) count(counts, column, example);
  }
  const kept = new Int32Array(names.length).fill(-1);
  const columns: number[] = [];
  const pulls: number[] = [];
  for (const [column, name] of names.entries()) {
    const penalty = penaltyOf(name, penalties);
    const seen = counts.get(column);
    if (penalty === null || seen === undefined || !isAllowed(name, seen)) continue;
    kept[column] = columns.length;
    columns.push(column);
    pulls.push(penalty);
  }
  return { kept, columns, penalties: Float64Array.from(pulls) };
}

function count(counts: Map<number, Count>, column: number, { item }: Example): void {
  const known = counts.get(column) ?? { own: 0, outside: 0, outlets: new Set<string>() };
  if (item.isOutside) {
    known.outside += 1;
    known.outlets.add(item.group);
  } else known.own += 1;
  counts.set(column, known);
}

function isAllowed(name: string, { own, outside, outlets }: Count): boolean {
  // Signs are of no language and no text: concepts, kinds of names, forms.
  if (!isOfWord(name)) return own + outside >= LEAST_OWN;
  const least = name.startsWith('part:') ? LEAST_OWN_PART : LEAST_OWN;
  return own >= least || (outside >= LEAST_OUTSIDE && outlets.size >= LEAST_OUTLETS);
}

function penaltyOf(name: string, { word, part, sign }: Penalties): number | null {
  if (name.startsWith('word:')) return word;
  return name.startsWith('part:') ? part : sign;
}
