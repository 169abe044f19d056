import { mix } from './hash.ts';

/**
 * Bands of two hashes each: texts that share 50, 60 or 70 % of their shingles agree in one of 8 with probability .90,
 * .97 or .995. Every band is a row of the store, and copies share names and slots besides.
 */
const BANDS = 8;

/**
 * Keys that two sets of hashed shingles share the more likely the more alike they are (Broder, "On the resemblance and
 * containment of documents", 1997; banding after Indyk and Motwani, 1998). None for an empty set.
 */
export function bandsOf(shingles: Uint32Array): string[] {
  if (shingles.length === 0) return [];
  const minima = SEEDS.map((seed) => {
    let least = 0xff_ff_ff_ff;
    for (const hash of shingles) least = Math.min(least, mix(hash ^ seed));
    return least;
  });
  return Array.from({ length: BANDS }, (_, band) => {
    const [first = 0, second = 0] = minima.slice(2 * band, 2 * band + 2);
    return `m${band}:${first.toString(36)}.${second.toString(36)}`;
  });
}

const SEEDS: readonly number[] = Array.from({ length: 2 * BANDS }, (_, index) =>
  mix(Math.imul(index + 1, 0x9e_37_79_b9)),
);
