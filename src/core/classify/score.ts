import type { Contribution, Topic } from '../verdict.ts';
import type { Negative, TopicRules } from './keywords.ts';
import { featuresOf } from './features.ts';
import type { Opinion } from './learned/learned.ts';
import type { Similarity } from './seeds.ts';
import type { Reading } from './strength.ts';

/** The score of one topic: `logit` is exactly the sum of the contributions' points, in their order. */
export type Score = {
  readonly topic: Topic;
  readonly logit: number;
  readonly probability: number;
  readonly contributions: readonly Contribution[];
};

/**
 * Adds up what speaks for and against a topic: by the rules, and by the learned layer's opinion, if there is one. Features of
 * value 0 and of weight 0 are left out.
 */
export function scoreTopic(
  rules: TopicRules,
  reading: Reading,
  seeds: Similarity,
  negatives: readonly Negative[],
  opinion: Opinion | null = null,
): Score {
  const { topic } = rules;
  const contributions: Contribution[] = [];
  const add = (feature: string, value: number, weight: number): void => {
    if (value === 0 || weight === 0) return;
    contributions.push({ feature, value, weight, points: value * weight });
  };
  for (const [feature, value] of featuresOf(topic, reading)) {
    add(feature, value, rules.weights.get(feature) ?? 0);
  }
  add('seed:terms', seeds.terms[topic], rules.weights.get('seed:terms') ?? 0);
  add('seed:concepts', seeds.concepts[topic], rules.weights.get('seed:concepts') ?? 0);
  for (const { id, weights } of negatives) {
    add(`negative:${id}`, reading.negatives.get(id) ?? 0, weights[topic]);
  }
  if (opinion !== null) contributions.push(...opinion.contributions(topic, sumOf(contributions)));
  const logit = sumOf(contributions);
  return { topic, logit, probability: probabilityOf(logit), contributions };
}

function sumOf(contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, { points }) => sum + points, 0);
}

/** The logistic function. */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
