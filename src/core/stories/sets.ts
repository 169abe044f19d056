import { hashOf } from './hash.ts';

/** Whether two lists have a value in common. */
export function meets(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value));
}

/** Both say something, and nothing of it agrees. */
export function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !meets(a, b);
}

/** The cosine of two sets of a few words, 0…1. */
export function cosine(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  for (const value of a) if (b.includes(value)) shared += 1;
  return shared === 0 ? 0 : shared / Math.sqrt(a.length * b.length);
}

/** The same of two sets of many words, by their hashes; see hashesOf. */
export function cosineOfHashes(a: Uint32Array, b: Uint32Array): number {
  const shared = countShared(a, b);
  return shared === 0 ? 0 : shared / Math.sqrt(a.length * b.length);
}

/** How many numbers two lists share; both are in ascending order and hold each once. */
export function countShared(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let atA = 0, atB = 0; atA < a.length && atB < b.length;) {
    const one = a[atA] ?? 0;
    const other = b[atB] ?? 0;
    if (one === other) shared += 1;
    if (one <= other) atA += 1;
    if (other <= one) atB += 1;
  }
  return shared;
}

/** The hashes of words, each once and in ascending order: numbers compare faster. */
export function hashesOf(words: Iterable<string>): Uint32Array {
  return Uint32Array.from(new Set(Array.from(words, hashOf))).toSorted();
}
