import { compileParts } from '../core/classify/classifier.ts';
import type { Keywords } from '../core/classify/keywords.ts';
import type { Seed } from '../core/seed.ts';
import { LANGUAGES } from '../core/source.ts';
import { readExamples } from './examples.ts';
import type { Labelled } from './labelled.ts';
import { modelOf, textOf } from './model-file.ts';
import { reportOf, type Report } from './report.ts';
import { train } from './train.ts';
import { validate } from './validate.ts';

/** A fitted layer, ready to be written, and what is to be said of it. */
export type Fit = {
  /** The text of learned.json. */
  readonly text: string;
  readonly report: Report;
  /** Whether it judges any language better than what was before; else it should not be written. */
  readonly isGain: boolean;
};

/**
 * Fits the learned layer to labelled items, over the rules of the keywords as they are now. Deterministic: the same
 * keywords, seeds and items give the same text. `tell` hears what is being done.
 */
export function fit(
  keywords: Keywords,
  seeds: readonly Seed[],
  items: readonly Labelled[],
  tell: (what: string) => void,
): Fit {
  const parts = compileParts({ ...keywords, learned: null }, seeds);
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const table = readExamples(parts, sorted);
  const validation = validate(table, tell);
  tell('all items');
  const trained = train(table.examples, table.names);
  const report = reportOf(validation);
  const languages = report.gains.filter(({ isGain }) => isGain).map(({ language }) => language);
  const model = modelOf(trained, validation.calibration, table.names, languages);
  return {
    text: textOf(model, { items: countsOf(items) }),
    report,
    isGain: languages.length > 0,
  };
}

function countsOf(items: readonly Labelled[]): Record<string, unknown> {
  const own = items.filter(({ isOutside }) => !isOutside);
  return {
    own: own.length,
    outside: items.length - own.length,
    languages: Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        items.filter((item) => item.language === language).length,
      ]),
    ),
  };
}
