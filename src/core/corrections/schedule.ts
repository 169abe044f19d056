const HOUR_MS = 3_600_000;

/** So long after an article was first seen, its page is read again: most edits come within the hour, withdrawals within days. */
export const LOOKS_MS = [HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS] as const;

/** When an article is to be read again, after a look at it; null: never more. Looks that were missed are not made up for. */
export function nextLook(firstSeen: Date, now: Date): Date | null {
  const next = LOOKS_MS.map((span) => firstSeen.getTime() + span).find(
    (time) => time > now.getTime(),
  );
  return next === undefined ? null : new Date(next);
}

/** A page that cannot be read is tried again so often before the next look takes its place. */
const MOST_FAILURES = 4;
const FIRST_WAIT_MS = HOUR_MS / 4;

/** When to try again after a page could not be read for the n-th time in a row; null: not until the next look. */
export function retryLook(failures: number, now: Date): Date | null {
  if (failures >= MOST_FAILURES) return null;
  return new Date(now.getTime() + FIRST_WAIT_MS * 2 ** (failures - 1));
}
