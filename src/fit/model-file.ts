import type { LearnedModel, LearnedTopic } from '../core/classify/learned/model.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import type { Topic } from '../core/verdict.ts';
import type { Calibration } from './calibrate.ts';
import type { Trained } from './train.ts';

/** The model of trained heads for some languages: calibrated, rounded, by the names of features. */
export function modelOf(
  { topics }: Trained,
  calibration: Calibration,
  names: readonly string[],
  languages: readonly Language[],
): LearnedModel {
  const isUsed = (name: string): boolean =>
    languages.some((language) => name.startsWith(`word:${language}:`)) ||
    !LANGUAGES.some((language) => name.startsWith(`word:${language}:`));
  const topicOf = (topic: Topic): LearnedTopic => {
    const { rules, learned, shift } = calibration[topic];
    const { bias, weights } = topics[topic];
    const named = [...weights].flatMap(([number, weight]): [string, number][] => {
      const name = names[number] ?? '';
      const rounded = round(weight * learned);
      return rounded === 0 || !isUsed(name) ? [] : [[name, rounded]];
    });
    return {
      rules: round(rules),
      bias: round(bias * learned + shift),
      weights: new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  };
  return {
    languages: new Set(languages),
    sanction: topicOf('sanction'),
    agreement: topicOf('agreement'),
  };
}

/** The text of learned.json: one weight a line, in the order of their names, so that versions can be compared. */
export function textOf(model: LearnedModel, trained: Readonly<Record<string, unknown>>): string {
  const file = {
    format: 1,
    trained,
    languages: [...model.languages],
    sanction: plainTopic(model.sanction),
    agreement: plainTopic(model.agreement),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function plainTopic({ rules, bias, weights }: LearnedTopic): unknown {
  return { rules, bias, weights: Object.fromEntries(weights) };
}

/** Three digits after the point: what is lost is less than a thousandth of a probability. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
