import { gateOf } from '../core/classify/choice.ts';
import { NO_PRIORS, survey, type Parts } from '../core/classify/classifier.ts';
import { directionOf } from '../core/classify/direction.ts';
import type { TopicRules } from '../core/classify/keywords.ts';
import { createReaders, type Readers } from '../core/classify/learned/readers.ts';
import type { Sign } from '../core/classify/learned/signs.ts';
import { scoreTopic } from '../core/classify/score.ts';
import type { Direction, Topic } from '../core/verdict.ts';
import type { Labelled } from './labelled.ts';
import type { SparseRow } from './sparse.ts';

/** A labelled item as training sees it. */
export type Example = {
  readonly item: Labelled;
  readonly byTopic: Readonly<Record<Topic, Ruled>>;
  /** By the numbers of the table's names. */
  readonly features: SparseRow;
};

/** What the rules alone say of a topic. */
export type Ruled = {
  readonly logit: number;
  readonly isOpen: boolean;
  readonly direction: Direction | null;
};

/** Examples, and the names of their features by number. */
export type ExampleTable = {
  readonly examples: readonly Example[];
  readonly names: readonly string[];
};

/** Reads the features of labelled items, with the keywords' own learned layer left out. */
export function readExamples(parts: Parts, items: readonly Labelled[]): ExampleTable {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };
  const readers = createReaders(parts.engine.keywords, numberOf, ({ features }) =>
    features.length === 0 ? null : features.map(numberOf),
  );
  return { examples: items.map((item) => exampleOf(parts, readers, item)), names };
}

function exampleOf(parts: Parts, readers: Readers<readonly number[]>, item: Labelled): Example {
  const { found, reading, similarity } = survey(parts, item);
  const { keywords } = parts.engine;
  const ruledOn = (rules: TopicRules): Ruled => ({
    logit: scoreTopic(rules, reading, similarity, keywords.negatives).logit,
    isOpen: gateOf(rules.topic, reading, NO_PRIORS) === null,
    direction: directionOf(rules, reading, item),
  });
  const byTopic = new Map(keywords.topics.map((rules) => [rules.topic, ruledOn(rules)]));
  const sight = readers.look({ ...item, found, reading });
  const words = sight.words.flatMap(({ word, value }) =>
    word.map((feature): Sign => ({ feature, value })),
  );
  return {
    item,
    byTopic: {
      sanction: byTopic.get('sanction') ?? NOTHING,
      agreement: byTopic.get('agreement') ?? NOTHING,
    },
    features: rowOf(added([...sight.signs, ...words])),
  };
}

const NOTHING: Ruled = { logit: 0, isOpen: false, direction: null };

/** Each feature once: what several words share counts for all of them. */
function added(signs: readonly Sign[]): Sign[] {
  const values = new Map<number, number>();
  for (const { feature, value } of signs) values.set(feature, value + (values.get(feature) ?? 0));
  return [...values].map(([feature, value]) => ({ feature, value }));
}

function rowOf(signs: readonly Sign[]): SparseRow {
  return {
    columns: Int32Array.from(signs, ({ feature }) => feature),
    values: Float64Array.from(signs, ({ value }) => value),
  };
}
