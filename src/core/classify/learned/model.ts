import type { Direction, Topic } from '../../verdict.ts';

/** A linear model: log-odds per unit of each feature, by the feature's name. */
export type Head = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };

/** What was learned about one topic. */
export type LearnedTopic = Head & {
  /** What the log-odds of the rules are multiplied by before the learned ones are added; near 1. */
  readonly rules: number;
  /** Scores of the directions, in natural logarithms; the greatest wins. */
  readonly directions: ReadonlyMap<Direction, Head>;
  /** What the rules' own choice of direction adds to that direction's score. */
  readonly ruledDirection: number;
};

/** The learned layer over the rules. Plain data. */
export type LearnedModel = Readonly<Record<Topic, LearnedTopic>>;

/** Gives features numbers by their names; -1 for those that it does not know. */
export type Numbering = (name: string) => number;
