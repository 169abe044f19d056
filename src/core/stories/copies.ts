import { bareTitle, bareWords } from './bare-text.ts';
import { hashOf, longHashOf } from './hash.ts';
import { countShared } from './sets.ts';

/** The text of a report, as far as it tells copies from one another. */
export type Text = { readonly title: string; readonly summary: string };

/** What copies are compared by, hashed: texts are many, and compared with one another all the time. */
export type Fingerprint = {
  /** Of the normal form of the title, below 2^53; null where the title is too short to prove anything. */
  readonly title: number | null;
  /** Of the pairs of words that follow one another, in ascending order, each once. */
  readonly shingles: Uint32Array;
};

/**
 * A shorter title says too little to prove a copy: "Sports news in brief".
 * Five words is our own choice; on the shipped sample no two events share so long a title.
 */
const LEAST_TITLE_WORDS = 5;

/** Reduces a report to what survives in another outlet's copy of it. */
export function fingerprint({ title, summary }: Text): Fingerprint {
  const titleWords = bareWords(bareTitle(title));
  const words = [...titleWords, ...bareWords(summary)];
  const shingles = new Set<number>();
  for (let at = 0; at + 1 < words.length; at += 1)
    shingles.add(hashOf(`${words[at]} ${words[at + 1]}`));
  return {
    title: titleWords.length < LEAST_TITLE_WORDS ? null : longHashOf(titleWords.join(' ')),
    shingles: Uint32Array.from(shingles).toSorted(),
  };
}

/**
 * Likeness of two reports, 0…1: 1 for equal titles, else the Jaccard coefficient of their 2-word shingles
 * (Broder, "On the resemblance and containment of documents", 1997).
 */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  if (a.title !== null && a.title === b.title) return 1;
  const shared = countShared(a.shingles, b.shingles);
  const union = a.shingles.length + b.shingles.length - shared;
  return union === 0 ? 0 : shared / union;
}

/** A fingerprint as bytes: the title, zero for none, then the shingles; little-endian. */
export function packPrint({ title, shingles }: Fingerprint): Uint8Array {
  const view = new DataView(new ArrayBuffer(TITLE_BYTES + shingles.length * SHINGLE_BYTES));
  view.setFloat64(0, title ?? 0, true);
  for (const [at, shingle] of shingles.entries()) {
    view.setUint32(TITLE_BYTES + at * SHINGLE_BYTES, shingle, true);
  }
  return new Uint8Array(view.buffer);
}

/** Reads what packPrint wrote. */
export function unpackPrint(bytes: Uint8Array): Fingerprint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const title = view.getFloat64(0, true);
  const shingles = Uint32Array.from(
    { length: (bytes.byteLength - TITLE_BYTES) / SHINGLE_BYTES },
    (_, at) => view.getUint32(TITLE_BYTES + at * SHINGLE_BYTES, true),
  );
  return { title: title === 0 ? null : title, shingles };
}

const TITLE_BYTES = 8;
const SHINGLE_BYTES = 4;
