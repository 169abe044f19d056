import { bareTitle, bareWords } from './bare-text.ts';

/** The text of a report, as far as it tells copies from one another. */
export type Text = { readonly title: string; readonly summary: string };

/** What copies are compared by: the normal form of the title and the set of word pairs. */
export type Fingerprint = { readonly title: string; readonly shingles: ReadonlySet<string> };

/**
 * A shorter title says too little to prove a copy: "Sports news in brief".
 * Five words is our own choice; on the shipped sample no two events share so long a title.
 */
const LEAST_TITLE_WORDS = 5;

/** Reduces a report to what survives in another outlet's copy of it. */
export function fingerprint({ title, summary }: Text): Fingerprint {
  const titleWords = bareWords(bareTitle(title));
  const words = [...titleWords, ...bareWords(summary)];
  const shingles = new Set<string>();
  for (let at = 0; at + 1 < words.length; at += 1) shingles.add(`${words[at]} ${words[at + 1]}`);
  return {
    title: titleWords.length < LEAST_TITLE_WORDS ? '' : titleWords.join(' '),
    shingles,
  };
}

/**
 * Likeness of two reports, 0…1: 1 for equal titles, else the Jaccard coefficient of their 2-word shingles
 * (Broder, "On the resemblance and containment of documents", 1997).
 */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  if (a.title !== '' && a.title === b.title) return 1;
  const [small, large] = a.shingles.size <= b.shingles.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small.shingles) if (large.shingles.has(shingle)) shared += 1;
  const union = a.shingles.size + b.shingles.size - shared;
  return union === 0 ? 0 : shared / union;
}
