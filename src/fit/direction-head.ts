import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Topic,
} from '../core/verdict.ts';
import type { Example } from './examples.ts';
import { minimise } from './minimise.ts';
import { selectFeatures, type Penalties } from './select.ts';
import { addTo, product, project, square, type SparseRow } from './sparse.ts';
import { prune, pullBack } from './topic-head.ts';

/** The weights that tell directions apart; by the numbers of the example table. */
export type DirectionHead = { readonly classes: readonly DirectionClass[] };
export type DirectionClass = {
  readonly direction: Direction;
  readonly bias: number;
  readonly weights: ReadonlyMap<number, number>;
};

/** The directions of each topic. */
export const DIRECTIONS: Readonly<Record<Topic, readonly Direction[]>> = {
  sanction: SANCTION_DIRECTIONS,
  agreement: AGREEMENT_DIRECTIONS,
};

/** Few items have a direction, so words are pulled hard; parts of words measured no better than none. */
const PENALTIES: Penalties = { word: 40, part: null, sign: 10 };
const BIAS_PENALTY = 0.05;
/** The rules' choice starts with this lead and is held there. */
const RULED = 2;
const RULED_PENALTY = 5;
/** News has other shares of directions than own items, which have as many of each as could be written. */
const OUTSIDE_WEIGHT = 2;

type Row = {
  readonly features: SparseRow;
  readonly ruled: number;
  readonly wanted: number;
  readonly isOwn: boolean;
  readonly weight: number;
};

/** Multinomial regression over a topic's directions, with the rules' choice as a prior. */
export function trainDirectionHead(
  topic: Topic,
  examples: readonly Example[],
  names: readonly string[],
): DirectionHead {
  const directions = DIRECTIONS[topic];
  const told = examples.filter(
    ({ item }) => item.label === topic && directions.some((known) => known === item.direction),
  );
  const selection = selectFeatures(told, names, (one) => one.directionFeatures, PENALTIES);
  const hasOutside = told.some(({ item }) => item.isOutside);
  const rows = told.map(({ item, byTopic, directionFeatures }): Row => ({
    features: project(directionFeatures, selection.kept),
    ruled: indexOf(directions, byTopic[topic].direction),
    wanted: indexOf(directions, item.direction),
    isOwn: hasOutside && !item.isOutside,
    weight: item.isOutside ? OUTSIDE_WEIGHT : 1,
  }));
  const shape = shapeOf(directions.length, selection.columns.length);
  const pulls = pullsOf(shape, selection.penalties);
  const solved = minimise(curvaturesOf(rows, shape, pulls), (point, gradient) =>
    loss(rows, shape, pulls, point, gradient),
  );
  return {
    classes: directions.map((direction, index) => ({
      direction,
      bias: solved[shape.biases + index] ?? 0,
      weights: prune(
        selection.columns.map((column, place) => [
          column,
          solved[shape.features(index) + place] ?? 0,
        ]),
      ),
    })),
  };
}

/** What is said of each direction of a topic, in their order. */
export type DirectionTerms = {
  /** Index of the rules' choice; -1: none. */
  readonly ruled: number;
  /** Scores by what was learned, before calibration. */
  readonly learned: readonly number[];
};

/** What a head says of an item. */
export function directionTermsOf(
  head: DirectionHead,
  topic: Topic,
  { byTopic, directionFeatures: { columns, values } }: Example,
): DirectionTerms {
  return {
    ruled: indexOf(DIRECTIONS[topic], byTopic[topic].direction),
    learned: head.classes.map(({ bias, weights }) => {
      let score = bias;
      for (const [at, column] of columns.entries()) {
        score += (weights.get(column) ?? 0) * (values[at] ?? 0);
      }
      return score;
    }),
  };
}

/** Where in the vector of all parameters what stands. */
type Shape = {
  readonly classes: number;
  readonly size: number;
  readonly biases: number;
  readonly ownBiases: number;
  readonly ruled: number;
  readonly features: (index: number) => number;
};

function shapeOf(classes: number, columns: number): Shape {
  const first = 2 * classes + 1;
  return {
    classes,
    size: first + classes * columns,
    biases: 0,
    ownBiases: classes,
    ruled: 2 * classes,
    features: (index) => first + index * columns,
  };
}

function pullsOf({ classes, size, ruled, features }: Shape, penalties: Float64Array): Float64Array {
  const pulls = new Float64Array(size).fill(BIAS_PENALTY);
  pulls[ruled] = RULED_PENALTY;
  for (let index = 0; index < classes; index += 1) pulls.set(penalties, features(index));
  return pulls;
}

/** Upper bounds of the second derivatives: p (1 − p) is at most ¼. */
function curvaturesOf(rows: readonly Row[], shape: Shape, pulls: Float64Array): Float64Array {
  const curvatures = pulls.slice();
  for (const { features, isOwn, weight } of rows) {
    const bend = weight / 4;
    increase(curvatures, shape.ruled, bend);
    for (let index = 0; index < shape.classes; index += 1) {
      increase(curvatures, shape.biases + index, bend);
      if (isOwn) increase(curvatures, shape.ownBiases + index, bend);
      addTo(curvatures, shape.features(index), square(features), bend);
    }
  }
  return curvatures;
}

function loss(
  rows: readonly Row[],
  shape: Shape,
  pulls: Float64Array,
  point: Float64Array,
  gradient: Float64Array,
): number {
  let sum = pullBack(pulls, point, gradient);
  for (const row of rows) {
    const scores = scoresOf(row, shape, point);
    const total = logSumExp(scores);
    sum += row.weight * (total - (scores[row.wanted] ?? 0));
    for (const [index, score] of scores.entries()) {
      const chance = Math.exp(score - total);
      const slope = row.weight * (chance - (row.wanted === index ? 1 : 0));
      increase(gradient, shape.biases + index, slope);
      if (row.isOwn) increase(gradient, shape.ownBiases + index, slope);
      if (row.ruled === index) increase(gradient, shape.ruled, slope);
      addTo(gradient, shape.features(index), row.features, slope);
    }
  }
  return sum;
}

function scoresOf(row: Row, shape: Shape, point: Float64Array): Float64Array {
  const at = (place: number): number => point[place] ?? 0;
  return Float64Array.from(
    { length: shape.classes },
    (_, index) =>
      at(shape.biases + index) +
      (row.isOwn ? at(shape.ownBiases + index) : 0) +
      (row.ruled === index ? RULED + at(shape.ruled) : 0) +
      product(row.features, point, shape.features(index)),
  );
}

/** ln Σ e^score, without overflow. */
export function logSumExp(scores: Iterable<number>): number {
  const most = Math.max(...scores);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  return most + Math.log(sum);
}

function increase(vector: Float64Array, place: number, by: number): void {
  vector[place] = (vector[place] ?? 0) + by;
}

/** The place of a direction in a list; -1 when it is not there. */
export function indexOf(directions: readonly Direction[], wanted: Direction | null): number {
  return directions.findIndex((direction) => direction === wanted);
}
