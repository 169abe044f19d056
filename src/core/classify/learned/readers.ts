import type { Language } from '../../source.ts';
import type { Entity, Keywords } from '../keywords.ts';
import type { Scan } from '../scan.ts';
import type { Reading } from '../strength.ts';
import type { Numbering } from './model.ts';
import { createSignReader, type Sign } from './signs.ts';
import { createWordReader, type SeenWord, type WordForm } from './words.ts';

/** What of an item the learned layer needs. */
export type Readable = {
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly found: Scan;
  readonly reading: Reading;
};

/** What the learned layer sees of an item. */
export type Sight<T> = { readonly signs: readonly Sign[]; readonly words: readonly SeenWord<T>[] };

/** Readers whose signs share one numbering. */
export type Readers<T> = {
  readonly look: (item: Readable) => Sight<T>;
};

/**
 * The readers for all languages of the keywords. Training and judging both use these, so they see the same; they differ in
 * what they want to know of a word.
 */
export function createReaders<T>(
  keywords: Keywords,
  numbering: Numbering,
  learn: (form: WordForm) => T | null,
): Readers<T> {
  const entities: ReadonlyMap<string, Entity> = new Map(
    keywords.entities.map((entity) => [entity.id, entity]),
  );
  const words = new Map(
    keywords.lexicons.map(({ language }) => [
      language,
      createWordReader(language, entities, learn),
    ]),
  );
  const signs = createSignReader(keywords, numbering);
  return {
    look: ({ language, title, summary, found, reading }) => ({
      signs: signs(reading, title, summary),
      words: words.get(language)?.(found) ?? [],
    }),
  };
}
