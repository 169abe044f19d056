/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  }
  return hash >>> 0;
}

/** A hash of as many bits as a number holds exactly: no two of millions of texts are likely to share one. */
export function longHashOf(text: string): number {
  const reversed = Array.from(text).toReversed().join('');
  return hashOf(text) * 2 ** 21 + (mix(hashOf(reversed)) >>> 11);
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output's. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
