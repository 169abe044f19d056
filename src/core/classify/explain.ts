import type { Verdict } from '../verdict.ts';
import type { Classifier, Judged, Priors } from './classifier.ts';
import { flipsOf, type Flips } from './explain-flips.ts';
import { sentenceOf } from './explain-sentence.ts';

/** A verdict with all that a person needs to agree or to disagree with it. Plain data. */
export type Explanation = {
  readonly verdict: Verdict;
  /** The verdict and what it rests on in one sentence. */
  readonly sentence: string;
  /** What single change would turn it. */
  readonly flips: Flips;
};

/** Judges an item and says why, and what would change the verdict. */
export function explain(classifier: Classifier, item: Judged, priors: Priors): Explanation {
  const verdict = classifier.judge(item, priors);
  return {
    verdict,
    sentence: sentenceOf(verdict),
    flips: flipsOf(classifier, item, priors, verdict),
  };
}
