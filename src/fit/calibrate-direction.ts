import type { Direction, Topic } from '../core/verdict.ts';
import { DIRECTIONS, indexOf, logSumExp, type DirectionTerms } from './direction-head.ts';
import { minimise } from './minimise.ts';
import type { RawPrediction } from './train.ts';

/** score of a direction = learned × learned score, + ruled where it is the rules' choice */
export type DirectionMix = { readonly ruled: number; readonly learned: number };

/** Keeps the numbers near 2 and 1 where there is little to go by. */
const PENALTY = 1;
const RULED = 2;

/** How much the rules' choice and the learned scores count, by items that the heads did not see. */
export function mixDirections(topic: Topic, predictions: readonly RawPrediction[]): DirectionMix {
  const points = pointsOf(topic, predictions);
  const bends = Float64Array.from([PENALTY, PENALTY]);
  for (const { learned, weight } of points) {
    bends[0] = (bends[0] ?? 0) + weight / 4;
    bends[1] = (bends[1] ?? 0) + weight * Math.max(...learned.map((score) => score * score));
  }
  const solved = minimise(bends, (at, gradient) => {
    const mix = mixAt(at);
    let loss = 0;
    for (const [index, value] of at.entries()) {
      loss += (PENALTY / 2) * value * value;
      gradient[index] = PENALTY * value;
    }
    for (const { wanted, weight, ...terms } of points) {
      const scores = scoresOf(terms, mix);
      const total = logSumExp(scores);
      loss += weight * (total - (scores[wanted] ?? 0));
      for (const [index, score] of scores.entries()) {
        const slope = weight * (Math.exp(score - total) - (index === wanted ? 1 : 0));
        if (index === terms.ruled) gradient[0] = (gradient[0] ?? 0) + slope;
        gradient[1] = (gradient[1] ?? 0) + slope * (terms.learned[index] ?? 0);
      }
    }
    return loss;
  });
  return mixAt(solved);
}

/** The direction with the greatest score; the first among equals. */
export function mixedDirection(
  topic: Topic,
  terms: DirectionTerms,
  mix: DirectionMix,
): Direction | null {
  const scores = scoresOf(terms, mix);
  return DIRECTIONS[topic][scores.indexOf(Math.max(...scores))] ?? null;
}

function scoresOf({ ruled, learned }: DirectionTerms, mix: DirectionMix): number[] {
  return learned.map((score, index) => mix.learned * score + (index === ruled ? mix.ruled : 0));
}

function mixAt([ruled = 0, learned = 0]: Float64Array): DirectionMix {
  return { ruled: RULED + ruled, learned: 1 + learned };
}

type Point = DirectionTerms & { readonly wanted: number; readonly weight: number };

function pointsOf(topic: Topic, predictions: readonly RawPrediction[]): readonly Point[] {
  const told = predictions.filter(
    ({ example: { item } }) =>
      item.label === topic && indexOf(DIRECTIONS[topic], item.direction) >= 0,
  );
  const outside = told.filter(({ example }) => example.item.isOutside).length;
  const most = Math.max(outside, told.length - outside);
  return told.map(({ example: { item }, directions }) => ({
    ...directions[topic],
    wanted: indexOf(DIRECTIONS[topic], item.direction),
    weight: most / Math.max(LEAST_OUTSIDE, item.isOutside ? outside : told.length - outside),
  }));
}

/** Fewer items from outside than this do not count for as much as all others. */
const LEAST_OUTSIDE = 50;
