import { polarityOf } from '../core/classify/direction.ts';
import type { Label, Topic } from '../core/verdict.ts';
import type { Prediction } from './train.ts';
import { TOPICS } from './train.ts';

/** How well predictions fit labels; each 0…1, null where nothing can be divided. */
export type Figures = {
  readonly n: number;
  /** Relevant against none. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** F-measure in which precision weighs twice as much as recall (van Rijsbergen, F with beta ½). */
  readonly fHalf: number | null;
  readonly byTopic: Readonly<
    Record<Topic, { readonly precision: number | null; readonly recall: number | null }>
  >;
  /** By the rules, over items found with the right label. */
  readonly direction: number | null;
  readonly polarity: number | null;
};

/** Measures predictions. What a gate stops counts as none. */
export function figuresOf(predictions: readonly Prediction[]): Figures {
  const told = predictions.map((one) => ({ one, label: labelOf(one) }));
  const isRelevant = ({ one }: (typeof told)[number]): boolean => one.example.item.label !== 'none';
  const found = told.filter(({ label }) => label !== 'none');
  const right = found.filter(isRelevant).length;
  const wanted = told.filter(isRelevant).length;
  const of = (topic: Topic): Figures['byTopic'][Topic] => {
    const hits = told.filter(({ label }) => label === topic);
    const good = hits.filter(({ one }) => one.example.item.label === topic).length;
    const all = told.filter(({ one }) => one.example.item.label === topic).length;
    return { precision: share(good, hits.length), recall: share(good, all) };
  };
  return {
    n: predictions.length,
    precision: share(right, found.length),
    recall: share(right, wanted),
    f1: share(2 * right, found.length + wanted),
    fHalf: share(1.25 * right, found.length + 0.25 * wanted),
    byTopic: { sanction: of('sanction'), agreement: of('agreement') },
    ...directionFigures(predictions),
  };
}

/** The label of a prediction: the open topic with the greatest log-odds above 0; sanction where they are equal. */
export function labelOf({ example, logits }: Prediction): Label {
  let best: Label = 'none';
  let most = -Infinity;
  for (const topic of TOPICS) {
    if (!example.byTopic[topic].isOpen || logits[topic] < 0 || logits[topic] <= most) continue;
    most = logits[topic];
    best = topic;
  }
  return best;
}

function directionFigures(
  predictions: readonly Prediction[],
): Pick<Figures, 'direction' | 'polarity'> {
  const told = predictions.flatMap((one) => {
    const { label, direction } = one.example.item;
    if (label === 'none' || direction === null || labelOf(one) !== label) return [];
    return [{ label, wanted: direction, got: one.example.byTopic[label].direction }];
  });
  const sanctions = told.filter(({ label }) => label === 'sanction');
  return {
    direction: share(told.filter(({ wanted, got }) => wanted === got).length, told.length),
    polarity: share(
      sanctions.filter(
        ({ wanted, got }) => polarityOf('sanction', wanted) === polarityOf('sanction', got),
      ).length,
      sanctions.length,
    ),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
