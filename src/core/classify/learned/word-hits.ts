import type { Hit, Topic } from '../../verdict.ts';
import type { Scan } from '../scan.ts';
import type { LearnedWord } from './numbered.ts';
import type { Sight } from './readers.ts';
import type { SeenWord } from './words.ts';

/** The concept under which learned words stand in the evidence. */
export const LEARNED_WORD = 'word';

/** Words that add or take less are not shown in the text. Log-odds. */
const LEAST_SHOWN = 0.4;
const MOST_SHOWN = 10;

/** The words that weigh most for or against a topic, each with the features of it that weigh most. */
export function wordHits(topic: Topic, { words }: Sight<LearnedWord>, found: Scan): readonly Hit[] {
  return words
    .filter((seen) => Math.abs(pointsOf(seen, topic)) >= LEAST_SHOWN)
    .toSorted((a, b) => Math.abs(pointsOf(b, topic)) - Math.abs(pointsOf(a, topic)))
    .slice(0, MOST_SHOWN)
    .flatMap((seen) => {
      const zone = found.zones[seen.zone];
      const token = zone?.tokens[seen.place];
      if (zone === undefined || token === undefined) return [];
      const hit: Hit = {
        zone: zone.zone,
        start: token.start,
        end: token.end,
        text: token.raw,
        concept: LEARNED_WORD,
        pattern: seen.word.reasons[topic],
        role: pointsOf(seen, topic) > 0 ? 'concept' : 'negative',
        masked: null,
      };
      return [hit];
    });
}

function pointsOf({ word, value }: SeenWord<LearnedWord>, topic: Topic): number {
  return value * word.weights[topic];
}
