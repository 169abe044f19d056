import type { Topic } from '../core/verdict.ts';
import { minimise } from './minimise.ts';
import type { Terms } from './topic-head.ts';
import type { Prediction, RawPrediction } from './train.ts';

/** How what the rules say and what was learned are put together, so that the sum means what it says. */
export type Calibration = Readonly<Record<Topic, Mix>>;
/** log-odds = rules × ruled + learned × learned part + shift */
export type Mix = { readonly rules: number; readonly learned: number; readonly shift: number };

/** Keeps the numbers near 1, 1 and 0 where there is little to go by. */
const PENALTY = 1;

/**
 * Logistic regression on the two parts, over items that the heads did not see: what is learned of words that the heads
 * know says less of words that they do not. (Platt's calibration, and stacking: Wolpert, Stacked generalization, 1992.)
 * Own items and those from outside weigh alike, however many there are of each, where there are enough relevant ones.
 */
export function calibrate(predictions: readonly RawPrediction[]): Calibration {
  return {
    sanction: mixOf('sanction', predictions),
    agreement: mixOf('agreement', predictions),
  };
}

/** Puts the parts of predictions together. */
export function calibrated(
  predictions: readonly RawPrediction[],
  by: Calibration,
): readonly Prediction[] {
  return predictions.map(({ example, terms }) => ({
    example,
    logits: {
      sanction: mixed(terms.sanction, by.sanction),
      agreement: mixed(terms.agreement, by.agreement),
    },
  }));
}

function mixed({ ruled, learned }: Terms, mix: Mix): number {
  return mix.rules * ruled + mix.learned * learned + mix.shift;
}

type Point = Terms & { readonly wanted: number; readonly weight: number };

function mixOf(topic: Topic, predictions: readonly RawPrediction[]): Mix {
  const points = pointsOf(topic, predictions);
  const bends = Float64Array.from([PENALTY, PENALTY, PENALTY]);
  for (const { ruled, learned, weight } of points) {
    addTerms(bends, weight / 4, ruled * ruled, learned * learned);
  }
  const solved = minimise(bends, (at, gradient) => {
    const mix = mixAt(at);
    let loss = 0;
    for (const [index, value] of at.entries()) {
      loss += (PENALTY / 2) * value * value;
      gradient[index] = PENALTY * value;
    }
    for (const { wanted, weight, ...terms } of points) {
      const chance = 1 / (1 + Math.exp(-mixed(terms, mix)));
      loss -= weight * Math.log(Math.max(1e-12, wanted === 1 ? chance : 1 - chance));
      addTerms(gradient, weight * (chance - wanted), terms.ruled, terms.learned);
    }
    return loss;
  });
  const { shift, ...mix } = mixAt(solved);
  return { ...mix, shift: shift - Math.log(FALSE_ALARM_COST) };
}

/** A false alarm is held so many times as bad as a miss,: readers leave a digest that tells what is not so. */
const FALSE_ALARM_COST = 1.5;

/** The mix at a point that is measured from 1, 1 and 0. */
function mixAt([rules = 0, learned = 0, shift = 0]: Float64Array): Mix {
  return { rules: 1 + rules, learned: 1 + learned, shift };
}

function pointsOf(topic: Topic, predictions: readonly RawPrediction[]): readonly Point[] {
  const open = predictions.filter(({ example }) => example.byTopic[topic].isOpen);
  const outside = open.filter(({ example }) => example.item.isOutside).length;
  const own = open.length - outside;
  const relevant = open.filter(({ example: { item } }) => item.isOutside && item.label === topic);
  const outsideWeight = relevant.length < LEAST_RELEVANT ? 1 : Math.max(1, own / outside);
  return open.map(({ example: { item }, terms }) => ({
    ...terms[topic],
    wanted: item.label === topic ? 1 : 0,
    weight: item.isOutside ? outsideWeight : 1,
  }));
}

function addTerms(vector: Float64Array, factor: number, ruled: number, learned: number): void {
  for (const [place, value] of [ruled, learned, 1].entries()) {
    vector[place] = (vector[place] ?? 0) + factor * value;
  }
}

/** With fewer relevant items, those from outside say little of what the topic looks like there. */
const LEAST_RELEVANT = 30;
