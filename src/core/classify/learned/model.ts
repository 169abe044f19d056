import type { Language } from '../../source.ts';
import type { Topic } from '../../verdict.ts';

/** A linear model: log-odds per unit of each feature, by the feature's name. */
export type Head = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };

/** What was learned about one topic. */
export type LearnedTopic = Head & {
  /** What the log-odds of the rules are multiplied by before the learned ones are added; near 1. */
  readonly rules: number;
};

/** The learned layer over the rules. Plain data. */
export type LearnedModel = Readonly<Record<Topic, LearnedTopic>> & {
  /** Items of other languages are judged by the rules alone: there the layer was measured to be no gain. */
  readonly languages: ReadonlySet<Language>;
};

/** Gives features numbers by their names; -1 for those that it does not know. */
export type Numbering = (name: string) => number;
