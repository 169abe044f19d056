import type { Contribution, Topic } from '../../verdict.ts';
import type { LearnedWord, NumberedTopic } from './numbered.ts';
import type { Sight } from './readers.ts';

/** Signs and words that add less are summed up in one contribution. Log-odds. */
const LEAST_NAMED = 0.15;

/**
 * What the learned layer adds to the log-odds of the rules: each sign and each word that weighs, then the small rest in
 * two sums. A word's weight is that of itself and of its parts.
 */
export function contributionsOf(
  topic: Topic,
  { bias, rules, signs: weights }: NumberedTopic,
  names: readonly string[],
  { signs, words }: Sight<LearnedWord>,
  ruled: number,
): readonly Contribution[] {
  const contributions: Contribution[] = [];
  const add = (feature: string, value: number, weight: number): void => {
    const points = value * weight;
    if (points !== 0) contributions.push({ feature, value, weight, points });
  };
  add('learned:rules', ruled, rules - 1);
  add('learned:bias', 1, bias);
  let otherSigns = 0;
  for (const { feature, value } of signs) {
    const weight = weights[feature] ?? 0;
    if (Math.abs(value * weight) < LEAST_NAMED) otherSigns += value * weight;
    else add(`learned:${names[feature] ?? ''}`, value, weight);
  }
  let otherWords = 0;
  for (const { word, value } of words) {
    const weight = word.weights[topic];
    if (Math.abs(value * weight) < LEAST_NAMED) otherWords += value * weight;
    else add(`word:${word.text}`, value, weight);
  }
  add('learned:other', 1, otherSigns);
  add('word:other', 1, otherWords);
  return contributions;
}
