import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readKeywords } from '../../src/config/keywords.ts';
import type { Keywords } from '../../src/core/classify/keywords.ts';
import type { Judged } from '../../src/core/classify/classifier.ts';
import type { Seed } from '../../src/core/seed.ts';
import type { Language } from '../../src/core/source.ts';
import type { Direction, Label } from '../../src/core/verdict.ts';

const root = join(import.meta.dirname, '..', '..');

/** The texts of the shipped config/keywords by the path that people see. */
export function shippedKeywordFiles(): Map<string, string> {
  const names = ['entities.yaml', 'topics.yaml', 'negatives.yaml'];
  const lexicons = readdirSync(join(root, 'config/keywords/lexicon')).map(
    (name) => `lexicon/${name}`,
  );
  return new Map(
    [...names, ...lexicons].map((name) => {
      const path = `config/keywords/${name}`;
      return [path, readFileSync(join(root, path), 'utf8')];
    }),
  );
}

/** The shipped keywords, read. */
export function shippedKeywords(): Keywords {
  return readKeywords(shippedKeywordFiles());
}

/** An item of config/golden.jsonl. */
export type Labelled = Judged & {
  readonly id: string;
  readonly label: Label;
  readonly direction: Direction | null;
};

type Line = Omit<Labelled, 'language'> & { readonly lang: Language };

/** The labelled items of our own making. */
export function labelledItems(): Labelled[] {
  const text = readFileSync(join(root, 'config/golden.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { lang, ...rest }: Line = JSON.parse(line);
      return { ...rest, language: lang };
    });
}

/** A seed with the given text; the rest is made up. */
export function seedOf(id: string, title: string, text: string, more: Partial<Seed> = {}): Seed {
  return {
    id,
    title,
    publisher: 'Example Sport',
    published: '2023-04-01',
    language: 'en',
    label: null,
    direction: null,
    parties: [],
    sport: 'multi',
    text,
    ...more,
  };
}
