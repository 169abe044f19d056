import type { Config } from '../config/load.ts';
import { compileClassifier, type Classifier } from '../core/classify/classifier.ts';

/** The classifier that a configuration describes. Throws PatternError and SetupError as `compileClassifier` does. */
export function classifierOf({ keywords, seeds }: Config): Classifier {
  return compileClassifier(keywords, seeds);
}
