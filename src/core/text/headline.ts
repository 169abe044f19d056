import { foldAccents, normaliseWord } from './normal.ts';
import { tokenise } from './tokens.ts';

/** A headline reduced to its words, without case, accents and punctuation. */
export function headlineWords(text: string): readonly string[] {
  return tokenise(text).map(({ raw }) => foldAccents(normaliseWord(raw)));
}

/** Fewer words than these are in too many headlines to mean one of them. */
const LEAST_WORDS = 3;

/**
 * Likeness of two headlines, 0…1: 1 for the same words in the same order; at least .8 where all words of the one, three
 * or more, are in the other; else the Jaccard coefficient of their sets of words.
 */
export function headlineLikeness(a: readonly string[], b: readonly string[]): number {
  if (a.length > 0 && a.join(' ') === b.join(' ')) return 1;
  const [small, large] = [new Set(a), new Set(b)].toSorted((x, y) => x.size - y.size);
  if (small === undefined || large === undefined || small.size === 0) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  const jaccard = shared / (small.size + large.size - shared);
  // Words in another order are not quite the same headline.
  const isPart = shared === small.size && small.size >= LEAST_WORDS;
  return Math.min(0.99, isPart ? Math.max(0.8, jaccard) : jaccard);
}
