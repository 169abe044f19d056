import type { Topic } from '../../verdict.ts';
import type { Head, LearnedModel, LearnedTopic, Numbering } from './model.ts';
import type { Sign } from './signs.ts';
import type { WordForm } from './words.ts';

/** The weights of signs by their numbers; 0 for those a head does not have. */
export type NumberedHead = { readonly bias: number; readonly signs: Float64Array };

/** What was learned of a topic, with signs by their numbers. */
export type NumberedTopic = NumberedHead & {
  readonly rules: number;
};

/** What was learned of a word. */
export type LearnedWord = {
  readonly text: string;
  /** Log-odds for each topic: of the word itself and its parts together. */
  readonly weights: Readonly<Record<Topic, number>>;
  /** For each topic the features that weigh most, without their kinds: `shun, <shun, hunn`. */
  readonly reasons: Readonly<Record<Topic, string>>;
};

/** A model ready to be applied: signs by number, words by form. */
export type NumberedModel = {
  readonly names: readonly string[];
  readonly numberOf: Numbering;
  readonly topics: Readonly<Record<Topic, NumberedTopic>>;
  readonly learn: (form: WordForm) => LearnedWord | null;
};

/** Gives the signs of all heads numbers in the order of their names. */
export function numberModel(model: LearnedModel): NumberedModel {
  const names = signNames(model);
  const numbers = new Map(names.map((name, number) => [name, number]));
  const head = ({ bias, weights }: Head): NumberedHead => ({
    bias,
    signs: Float64Array.from(names, (name) => weights.get(name) ?? 0),
  });
  const topic = (learned: LearnedTopic): NumberedTopic => ({
    ...head(learned),
    rules: learned.rules,
  });
  return {
    names,
    numberOf: (name) => numbers.get(name) ?? -1,
    topics: { sanction: topic(model.sanction), agreement: topic(model.agreement) },
    learn: (form) => learnedWord(model, form),
  };
}

function learnedWord(
  { sanction, agreement }: LearnedModel,
  { text, features }: WordForm,
): LearnedWord | null {
  const weights = { sanction: sum(sanction, features), agreement: sum(agreement, features) };
  if (Object.values(weights).every((weight) => weight === 0)) return null;
  const reasons = {
    sanction: reasonOf(sanction, features),
    agreement: reasonOf(agreement, features),
  };
  return { text, weights, reasons };
}

function reasonOf({ weights }: Head, features: readonly string[]): string {
  const weightOf = (feature: string): number => Math.abs(weights.get(feature) ?? 0);
  return features
    .filter((feature) => weightOf(feature) > 0)
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .slice(0, FEATURES_TOLD)
    .map((feature) => feature.slice(feature.lastIndexOf(':') + 1))
    .join(', ');
}

const FEATURES_TOLD = 3;

function sum({ weights }: Head, features: readonly string[]): number {
  return features.reduce((total, feature) => total + (weights.get(feature) ?? 0), 0);
}

function signNames({ sanction, agreement }: LearnedModel): readonly string[] {
  const names = new Set<string>();
  for (const { weights } of [sanction, agreement]) {
    for (const name of weights.keys()) if (!isOfWord(name)) names.add(name);
  }
  return [...names].toSorted();
}

/** Whether a feature is a word or a part of words; else it is a sign. */
export function isOfWord(name: string): boolean {
  return name.startsWith('word:') || name.startsWith('part:');
}

/** The value of a head over signs, its bias included. */
export function signScore({ bias, signs: weights }: NumberedHead, signs: readonly Sign[]): number {
  let score = bias;
  for (const { feature, value } of signs) score += value * (weights[feature] ?? 0);
  return score;
}
