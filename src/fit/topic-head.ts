import { isOfWord } from '../core/classify/learned/numbered.ts';
import type { Topic } from '../core/verdict.ts';
import type { Example } from './examples.ts';
import { minimise } from './minimise.ts';
import { selectFeatures, type Penalties, type Selection } from './select.ts';
import { addTo, product, project, square, without, type SparseRow } from './sparse.ts';

/** The weights that tell whether an item counts; `weights` by the numbers of the example table. */
export type TopicHead = {
  readonly bias: number;
  readonly weights: ReadonlyMap<number, number>;
};

/** Found by leaving families and outlets out; the optimum is flat within a factor of two. */
const PENALTIES: Penalties = { word: 3, part: 6, sign: 20 };
/** How strongly the multiplier of the rules is held at 1, and the biases at 0. */
const RULES_PENALTY = 5;
const BIAS_PENALTY = 0.01;
/** Log-odds of the rules beyond this are as good as certain. */
const CERTAIN = 8;
/** News is what the layer is for, and there is less of it than of own items. */
const OUTSIDE_WEIGHT = 3;
/** A border item counts for half: half of all readers would label it otherwise. */
const BORDER_WEIGHT = 0.5;

/** Smaller weights are left out: they are most of all, and make a file that nobody reads. In log-odds. */
const LEAST_WEIGHT = 0.03;

/**
 * So much of each item's weight is given to the item as it would be if the keywords knew none of its phrases: they were
 * written beside these items and know them better than they will know tomorrow's.
 */
const BLIND_SHARE = 0.5;
/** Log-odds by rules that know no phrase. */
const BLIND_LOGIT = -3;

const BIAS = 0;
const OWN_BIAS = 1;
const RULES = 2;
const FEATURES = 3;

type Row = {
  readonly features: SparseRow;
  readonly ruled: number;
  readonly isOwn: number;
  readonly wanted: number;
  readonly weight: number;
};

/**
 * Logistic regression with the rules' log-odds as an offset, and every weight pulled towards 0: what the rules know is
 * not learned again. Own items have a bias of their own, since half of them are relevant by design and of news far fewer;
 * it is not kept where there are items from outside.
 */
export function trainTopicHead(
  topic: Topic,
  examples: readonly Example[],
  names: readonly string[],
): TopicHead {
  const selection = selectFeatures(examples, names, PENALTIES);
  const hasOutside = examples.some(({ item }) => item.isOutside);
  const isPhrase = selection.columns.map((column) => isOfPhrase(names[column] ?? ''));
  const rows = examples.flatMap((example): Row[] => {
    const row = rowOf(topic, example, selection, hasOutside);
    return [
      { ...row, weight: row.weight * (1 - BLIND_SHARE) },
      {
        ...row,
        ruled: BLIND_LOGIT,
        features: without(row.features, isPhrase),
        weight: row.weight * BLIND_SHARE,
      },
    ];
  });
  const pulls = Float64Array.from([
    BIAS_PENALTY,
    BIAS_PENALTY,
    RULES_PENALTY,
    ...selection.penalties,
  ]);
  const solved = minimise(curvaturesOf(rows, pulls), (point, gradient) =>
    loss(rows, pulls, point, gradient),
  );
  return {
    bias: solved[BIAS] ?? 0,
    weights: prune(
      selection.columns.map((column, place) => [column, solved[FEATURES + place] ?? 0]),
    ),
  };
}

function rowOf(topic: Topic, example: Example, { kept }: Selection, hasOutside: boolean): Row {
  const { item, features, byTopic } = example;
  return {
    features: project(features, kept),
    ruled: clip(byTopic[topic].logit),
    isOwn: hasOutside && !item.isOutside ? 1 : 0,
    wanted: item.label === topic ? 1 : 0,
    weight: (item.isOutside ? OUTSIDE_WEIGHT : 1) * (item.isBorder ? BORDER_WEIGHT : 1),
  };
}

/** Whether a feature is a phrase that the keywords know: not a word, nor a kind of name, nor a form. */
function isOfPhrase(name: string): boolean {
  return !isOfWord(name) && !name.includes(':@') && !name.startsWith('form:');
}

/** Leaves out weights that decide nothing. */
export function prune(weights: readonly (readonly [number, number])[]): Map<number, number> {
  return new Map(weights.filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT));
}

/** The log-odds of an item that the head was not trained on, in its two parts. */
export type Terms = {
  /** By the rules alone, cut where they are as good as certain. */
  readonly ruled: number;
  /** By what was learned, before calibration. */
  readonly learned: number;
};

/** What a head says of an item. */
export function termsOf(head: TopicHead, topic: Topic, example: Example): Terms {
  const { columns, values } = example.features;
  let learned = head.bias;
  for (const [at, column] of columns.entries()) {
    learned += (head.weights.get(column) ?? 0) * (values[at] ?? 0);
  }
  return { ruled: clip(example.byTopic[topic].logit), learned };
}

function loss(
  rows: readonly Row[],
  pulls: Float64Array,
  point: Float64Array,
  gradient: Float64Array,
): number {
  const multiplier = 1 + (point[RULES] ?? 0);
  let sum = pullBack(pulls, point, gradient);
  for (const { features, ruled, isOwn, wanted, weight } of rows) {
    const logit =
      (point[BIAS] ?? 0) +
      isOwn * (point[OWN_BIAS] ?? 0) +
      multiplier * ruled +
      product(features, point, FEATURES);
    sum += weight * logisticLoss(wanted === 1 ? logit : -logit);
    const slope = weight * (1 / (1 + Math.exp(-logit)) - wanted);
    gradient[BIAS] = (gradient[BIAS] ?? 0) + slope;
    gradient[OWN_BIAS] = (gradient[OWN_BIAS] ?? 0) + slope * isOwn;
    gradient[RULES] = (gradient[RULES] ?? 0) + slope * ruled;
    addTo(gradient, FEATURES, features, slope);
  }
  return sum;
}

/** Upper bounds of the second derivatives: the logistic function's is at most ¼. */
function curvaturesOf(rows: readonly Row[], pulls: Float64Array): Float64Array {
  const curvatures = pulls.slice();
  for (const { features, ruled, isOwn, weight } of rows) {
    const bend = weight / 4;
    curvatures[BIAS] = (curvatures[BIAS] ?? 0) + bend;
    curvatures[OWN_BIAS] = (curvatures[OWN_BIAS] ?? 0) + bend * isOwn;
    curvatures[RULES] = (curvatures[RULES] ?? 0) + bend * ruled * ruled;
    addTo(curvatures, FEATURES, square(features), bend);
  }
  return curvatures;
}

/** Writes the gradient of ½ Σ pull × weight² and returns its value. */
export function pullBack(pulls: Float64Array, point: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < pulls.length; at += 1) {
    const weight = point[at] ?? 0;
    gradient[at] = (pulls[at] ?? 0) * weight;
    sum += 0.5 * (gradient[at] ?? 0) * weight;
  }
  return sum;
}

/** ln(1 + e^-margin), without overflow. */
function logisticLoss(margin: number): number {
  return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
}

function clip(logit: number): number {
  return Math.max(-CERTAIN, Math.min(CERTAIN, logit));
}
