import { SetupError } from '../../errors.ts';
import type { SourceRole } from '../source.ts';
import type { Topic } from '../verdict.ts';
import { hasTwoSides, sportEvidence } from './features.ts';
import type { Keywords, TopicRules } from './keywords.ts';
import type { Opinion } from './learned/learned.ts';
import { scoreTopic, type Score } from './score.ts';
import type { Similarity } from './seeds.ts';
import type { Reading } from './strength.ts';

/** What is known of an item's source. */
export type Priors = {
  /** All of the source is about sport, so an item need not say so. */
  readonly sport: boolean;
  readonly domestic: 'RUS' | 'BLR' | null;
  readonly role: SourceRole;
};

/** A topic with its score, and what decides whether it counts. */
export type Choice = {
  readonly rules: TopicRules;
  readonly score: Score;
  readonly threshold: number;
  readonly gate: string | null;
};

/** The topic that clears its threshold by most; gated topics come after all that are open and clear theirs. */
export function choose(
  keywords: Keywords,
  reading: Reading,
  similarity: Similarity,
  priors: Priors,
  opinion: Opinion | null,
): Choice {
  const choices = keywords.topics
    .map((rules): Choice => {
      const score = scoreTopic(rules, reading, similarity, keywords.negatives, opinion);
      const threshold = thresholdOf(rules, priors);
      return { rules, score, threshold, gate: gateOf(rules.topic, reading, priors) };
    })
    .toSorted((a, b) => margin(b) - margin(a) || (a.rules.topic === 'sanction' ? -1 : 1));
  const open = choices.find((choice) => choice.gate === null && margin(choice) >= 0);
  const [first] = choices;
  if (first === undefined) throw new SetupError('no topics', 'Describe a topic in topics.yaml.');
  return open ?? first;
}

function margin({ score, threshold }: Choice): number {
  return score.probability - threshold;
}

function thresholdOf({ thresholds }: TopicRules, { domestic, role }: Priors): number {
  if (role === 'federation' || role === 'court') {
    return domestic === null ? thresholds.federation : thresholds.default;
  }
  return domestic === null ? thresholds.default : thresholds.domestic;
}

/** The rule that keeps a topic out, however high it scores; null when none does. */
export function gateOf(topic: Topic, reading: Reading, priors: Priors): string | null {
  if (!hasTarget(reading)) return 'no-target';
  if (!priors.sport && sportEvidence(reading) < LEAST_SPORT) return 'no-sport';
  return topic === 'agreement' && !hasTwoSides(reading) ? 'no-party' : null;
}

/** Whether a target country is named or implied. */
export function hasTarget({ mentions }: Reading): boolean {
  return mentions.some(({ entity }) => entity.targets.length > 0);
}

/** Less than this, and the text is not about sport: one word like "team" says .35. */
const LEAST_SPORT = 0.3;
