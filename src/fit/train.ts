import type { Topic } from '../core/verdict.ts';
import type { Example } from './examples.ts';
import { dealFolds } from './folds.ts';
import { termsOf, trainTopicHead, type Terms, type TopicHead } from './topic-head.ts';

export const TOPICS: readonly Topic[] = ['sanction', 'agreement'];

/** All heads of a model. */
export type Trained = {
  readonly topics: Readonly<Record<Topic, TopicHead>>;
};

/**
 * Trains all heads. Items from outside that a gate stops are left out: they say nothing of what the heads decide. Own
 * ones stay, since a name that the keywords lack today may be there tomorrow.
 */
export function train(all: readonly Example[], names: readonly string[]): Trained {
  const examples = all.filter(({ item, byTopic }) => !item.isOutside || byTopic.sanction.isOpen);
  return {
    topics: {
      sanction: trainTopicHead('sanction', examples, names),
      agreement: trainTopicHead('agreement', examples, names),
    },
  };
}

/** What heads say of an example, before what the rules and what was learned are put together. */
export type RawPrediction = {
  readonly example: Example;
  readonly terms: Readonly<Record<Topic, Terms>>;
};

/** What is said of an example: log-odds for each topic. */
export type Prediction = {
  readonly example: Example;
  readonly logits: Readonly<Record<Topic, number>>;
};

/** What trained heads say of an example. */
export function predict({ topics }: Trained, example: Example): RawPrediction {
  return {
    example,
    terms: {
      sanction: termsOf(topics.sanction, 'sanction', example),
      agreement: termsOf(topics.agreement, 'agreement', example),
    },
  };
}

/** What the rules alone say of an example. */
export function predictByRules(example: Example): Prediction {
  const { sanction, agreement } = example.byTopic;
  return {
    example,
    logits: { sanction: sanction.logit, agreement: agreement.logit },
  };
}

/** Predicts every example by heads that saw no item of its family or outlet. `tell` hears of each fold. */
export function crossValidate(
  examples: readonly Example[],
  names: readonly string[],
  folds: number,
  tell: (fold: number) => void,
): RawPrediction[] {
  const foldOf = dealFolds(examples, folds);
  const predictions: RawPrediction[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const trained = train(
      examples.filter((_, at) => foldOf[at] !== fold),
      names,
    );
    examples.forEach((example, at) => {
      if (foldOf[at] === fold) predictions[at] = predict(trained, example);
    });
    tell(fold);
  }
  return predictions;
}
