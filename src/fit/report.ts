import type { Language } from '../core/source.ts';
import { intervalsOf, type Interval } from './bootstrap.ts';
import { figuresOf, type Figures } from './figures.ts';
import type { Prediction } from './train.ts';
import type { Validation } from './validate.ts';

/** One set of items, as the rules alone and as rules and learned layer together judge it. */
export type Comparison = {
  readonly set: string;
  readonly rules: Figures;
  readonly learned: Figures;
  /** Of the learned layer's precision and recall. */
  readonly intervals: { readonly precision: Interval; readonly recall: Interval };
};

/** F0.5 by the rules alone, and by them with the learned layer. */
export type Gain = {
  readonly language: Language;
  readonly n: number;
  readonly before: number | null;
  readonly after: number | null;
  /** Whether the layer is worth having for the language; else it is left to the rules. */
  readonly isGain: boolean;
};

/** What the validation says. All of it is over items of families and outlets that the heads did not see. */
export type Report = {
  readonly comparisons: readonly Comparison[];
  readonly gains: readonly Gain[];
};

type Test = (one: Prediction) => boolean;

/** Sums a validation up. */
export function reportOf(validation: Validation): Report {
  const { rules, learned, halves } = validation;
  const own = setsOf(rules, learned, 'families left out', isOwn);
  const outside = setsOf(rules, learned, 'outlets left out', (one) => !isOwn(one));
  const halved = halves.flatMap((half, index) =>
    setsOf(
      half.rules,
      half.learned,
      `outlets of half ${index + 1}, trained on the other`,
      () => true,
    ),
  );
  return {
    comparisons: [...own, ...outside, ...halved],
    gains: gainsOf(validation),
  };
}

function setsOf(
  rules: readonly Prediction[],
  learned: readonly Prediction[],
  name: string,
  among: Test,
): Comparison[] {
  const some = learned.filter(among);
  const languages = [...new Set(some.map(languageOf))].toSorted();
  const sets: (readonly [string, Test])[] = [
    [name, among],
    ['title only', (one) => among(one) && one.example.item.summary.trim() === ''],
    ['without border items', (one) => among(one) && !one.example.item.isBorder],
    ...languages.map((language): readonly [string, Test] => [
      language,
      (one) => among(one) && languageOf(one) === language,
    ]),
  ];
  return sets.flatMap(([label, accept]) => {
    const chosen = learned.filter(accept);
    // Only where it differs from the whole.
    if (chosen.length === 0 || (label !== name && chosen.length === some.length)) return [];
    return [
      {
        set: label === name ? name : `  ${label}`,
        rules: figuresOf(rules.filter(accept)),
        learned: figuresOf(chosen),
        intervals: intervalsOf(chosen),
      },
    ];
  });
}

function gainsOf({ rules, learned }: Validation): Gain[] {
  const languages = [...new Set(learned.map(languageOf))].toSorted();
  return languages.map((language) => {
    const measure = (predictions: readonly Prediction[]): number | null =>
      figuresOf(predictions.filter((one) => languageOf(one) === language)).fHalf;
    const [before, after] = [measure(rules), measure(learned)];
    return {
      language,
      n: learned.filter((one) => languageOf(one) === language).length,
      before,
      after,
      isGain: (after ?? 0) >= (before ?? 0) + LEAST_GAIN,
    };
  });
}

/** A smaller gain comes and goes with a few items. */
const LEAST_GAIN = 0.01;

function isOwn({ example }: Prediction): boolean {
  return !example.item.isOutside;
}

function languageOf({ example }: Prediction): Language {
  return example.item.language;
}
