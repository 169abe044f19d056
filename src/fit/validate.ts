import { createHash } from 'node:crypto';
import { calibrate, calibrated, type Calibration } from './calibrate.ts';
import type { Example, ExampleTable } from './examples.ts';
import { crossValidate, predict, predictByRules, train, type Prediction } from './train.ts';

/** Families and outlets are dealt into so many folds; each is predicted by heads that saw the others. */
const FOLDS = 6;

/** Predictions of items by heads that saw none of their family or outlet, beside those of the rules alone. */
export type Validation = {
  readonly rules: readonly Prediction[];
  readonly learned: readonly Prediction[];
  /** Items from outside, half the outlets by heads that saw the other half; the two halves apart. */
  readonly halves: readonly {
    readonly rules: readonly Prediction[];
    readonly learned: readonly Prediction[];
  }[];
  /** What `learned` was calibrated by. */
  readonly calibration: Calibration;
};

/** Leaves families and outlets out, in turn. `tell` hears what is being done. */
export function validate(
  { examples, names }: ExampleTable,
  tell: (what: string) => void,
): Validation {
  const own = examples.filter(({ item }) => !item.isOutside);
  const outside = examples.filter(({ item }) => item.isOutside);
  const check = (among: readonly Example[], what: string): Fitted => {
    const predictions = crossValidate(among, names, FOLDS, (fold) =>
      tell(`${what}: ${fold + 1} of ${FOLDS} parts left out`),
    );
    const calibration = calibrate(predictions);
    return { predictions: calibrated(predictions, calibration), calibration };
  };
  const all = check(examples, 'families and outlets');
  const ofNew = (among: readonly Example[], calibration: Calibration): readonly Prediction[] => {
    const trained = train(among, names);
    const asked = outside.filter((example) => !among.includes(example));
    return calibrated(
      asked.map((example) => predict(trained, example)),
      calibration,
    );
  };
  const halves =
    outside.length === 0
      ? []
      : [0, 1].map((half) => {
          const seen = [...own, ...outside.filter((example) => halfOf(example) !== half)];
          const { calibration } = check(seen, `outlets, half ${half + 1} unseen`);
          const learned = ofNew(seen, calibration);
          return { learned, rules: learned.map(({ example }) => predictByRules(example)) };
        });
  return {
    rules: examples.map(predictByRules),
    learned: all.predictions,
    halves,
    calibration: all.calibration,
  };
}

type Fitted = { readonly predictions: readonly Prediction[]; readonly calibration: Calibration };

/** Outlets fall into halves by their names, so that the halves stay the same when items are added. */
function halfOf({ item }: Example): number {
  const outlet = item.group.replace(/^outlet:/, '');
  return (createHash('sha256').update(outlet).digest()[0] ?? 0) % 2;
}
