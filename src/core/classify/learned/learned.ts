import type { Contribution, Hit, Topic } from '../../verdict.ts';
import type { Keywords } from '../keywords.ts';
import { contributionsOf } from './contributions.ts';
import type { LearnedModel } from './model.ts';
import { numberModel } from './numbered.ts';
import { createReaders, type Readable } from './readers.ts';
import { wordHits } from './word-hits.ts';

/** What the learned layer says of one item. */
export type Opinion = {
  /** What is added to `ruled`, the log-odds by the rules. */
  readonly contributions: (topic: Topic, ruled: number) => readonly Contribution[];
  /** The words that weigh, where they stand. */
  readonly hits: (topic: Topic) => readonly Hit[];
};

/** The learned layer, compiled. Null where it has nothing to say of the item's language. */
export type Learned = (item: Readable) => Opinion | null;

/** Compiles a model for the keywords. Weights of concepts that the keywords no longer have never count. */
export function compileLearned(model: LearnedModel, keywords: Keywords): Learned {
  const { names, numberOf, topics, learn } = numberModel(model);
  const readers = createReaders(keywords, numberOf, learn);
  return (item) => {
    if (!model.languages.has(item.language)) return null;
    const sight = readers.look(item);
    return {
      contributions: (topic, ruled) => contributionsOf(topic, topics[topic], names, sight, ruled),
      hits: (topic) => wordHits(topic, sight, item.found),
    };
  };
}
