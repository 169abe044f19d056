/** A digest that was sent: how many stories it told, and how long its window was, in milliseconds. */
export type PastDigest = { readonly stories: number; readonly windowMs: number };

/** A digest smaller than this is never held, however small the others were. */
const LEAST_HELD = 30;
/** Fewer digests than this say nothing of what is usual. */
const LEAST_KNOWN = 5;

/**
 * Why a digest is to be looked at by a person before it is sent: it tells `factor` times as many stories as is usual for
 * this subscriber, as after a change of keywords that flags everything. A longer window than usual, after a pause, may
 * tell more in proportion. Null when it is of a usual size.
 */
export function oversizeReason(
  digest: PastDigest,
  past: readonly PastDigest[],
  factor: number,
): string | null {
  if (digest.stories < LEAST_HELD || past.length < LEAST_KNOWN) return null;
  const usual = median(past.map(({ stories }) => stories));
  const usualWindow = median(past.map(({ windowMs }) => windowMs));
  const stretch = Math.max(1, digest.windowMs / Math.max(1, usualWindow));
  if (digest.stories <= Math.max(1, usual) * stretch * factor) return null;
  return `${digest.stories} stories, where ${usual} are usual`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
