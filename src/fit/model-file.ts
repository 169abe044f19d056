import type { Head, LearnedModel, LearnedTopic } from '../core/classify/learned/model.ts';
import type { Topic } from '../core/verdict.ts';
import type { Calibration } from './calibrate.ts';
import type { Trained } from './train.ts';

/** The model of trained heads: calibrated, rounded, by the names of features. */
export function modelOf(
  { topics, directions }: Trained,
  calibration: Calibration,
  names: readonly string[],
): LearnedModel {
  const topicOf = (topic: Topic): LearnedTopic => {
    const { rules, learned, shift, directions: mix } = calibration[topic];
    const { bias, weights } = topics[topic];
    return {
      ...headOf(bias * learned + shift, weights, learned, names),
      rules: round(rules),
      ruledDirection: round(mix.ruled),
      directions: new Map(
        directions[topic].classes.map(({ direction, ...head }) => [
          direction,
          headOf(head.bias * mix.learned, head.weights, mix.learned, names),
        ]),
      ),
    };
  };
  return { sanction: topicOf('sanction'), agreement: topicOf('agreement') };
}

/** The text of learned.json: one weight a line, in the order of their names, so that versions can be compared. */
export function textOf(model: LearnedModel, trained: Readonly<Record<string, unknown>>): string {
  const file = {
    format: 1,
    trained,
    sanction: plainTopic(model.sanction),
    agreement: plainTopic(model.agreement),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function plainTopic({ rules, ruledDirection, directions, ...head }: LearnedTopic): unknown {
  return {
    rules,
    'ruled-direction': ruledDirection,
    ...plain(head),
    directions: Object.fromEntries([...directions].map(([name, one]) => [name, plain(one)])),
  };
}

function plain({ bias, weights }: Head): Readonly<Record<string, unknown>> {
  return { bias, weights: Object.fromEntries(weights) };
}

function headOf(
  bias: number,
  weights: ReadonlyMap<number, number>,
  scale: number,
  names: readonly string[],
): Head {
  const named = [...weights].flatMap(([number, weight]): [string, number][] => {
    const rounded = round(weight * scale);
    return rounded === 0 ? [] : [[names[number] ?? '', rounded]];
  });
  return { bias: round(bias), weights: new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Three digits after the point: what is lost is less than a thousandth of a probability. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
