const MINUTE = 60_000;

/** Waits between attempts; after the last one the delivery is given up, some 8½ hours after it was first tried. */
const BACK_OFF = [1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE] as const;

/** How an attempt at a delivery ended without success. */
export type FailedOutcome = 'retry' | 'failed' | 'unknown';

/**
 * When to try a delivery again, or null: give it up. `attempts` counts those made, the failed one included.
 * After an unknown outcome the mail may have arrived: the caller decides whether it is sent again at all, this says when.
 */
export function nextAttempt(attempts: number, outcome: FailedOutcome, now: Date): Date | null {
  if (outcome === 'failed') return null;
  const wait = BACK_OFF[Math.max(0, attempts - 1)];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
