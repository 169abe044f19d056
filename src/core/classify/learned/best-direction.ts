import type { Direction, Topic } from '../../verdict.ts';
import { signScore, type LearnedWord, type NumberedTopic } from './numbered.ts';
import type { Sight } from './readers.ts';

/** The direction of the greatest score, where the rules' choice scores higher; the first among equals. */
export function bestDirection(
  topic: Topic,
  { directions, ruledDirection }: NumberedTopic,
  { signs, words }: Sight<LearnedWord>,
  ruled: Direction | null,
): Direction | null {
  let best = ruled;
  let most = -Infinity;
  for (const [index, [direction, head]] of directions.entries()) {
    let score = signScore(head, signs) + (direction === ruled ? ruledDirection : 0);
    for (const { word, value } of words) score += value * (word.directions[topic][index] ?? 0);
    if (score <= most) continue;
    most = score;
    best = direction;
  }
  return best;
}
