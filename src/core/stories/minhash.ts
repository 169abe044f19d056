/** Bands of two hashes each: texts that share half of their shingles agree in one of 16 with probability .99. */
const BANDS = 16;

/**
 * Keys that two sets of shingles share the more likely the more alike they are (Broder, "On the resemblance and
 * containment of documents", 1997; banding after Indyk and Motwani, 1998). None for an empty set.
 */
export function bandsOf(shingles: ReadonlySet<string>): string[] {
  if (shingles.size === 0) return [];
  const hashes = [...shingles].map(hashOf);
  const minima = SEEDS.map((seed) => {
    let least = 0xff_ff_ff_ff;
    for (const hash of hashes) least = Math.min(least, mix(hash ^ seed));
    return least;
  });
  return Array.from({ length: BANDS }, (_, band) => {
    const [first = 0, second = 0] = minima.slice(2 * band, 2 * band + 2);
    return `m${band}:${first.toString(36)}.${second.toString(36)}`;
  });
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  }
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output's. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const SEEDS: readonly number[] = Array.from({ length: 2 * BANDS }, (_, index) =>
  mix(Math.imul(index + 1, 0x9e_37_79_b9)),
);
