import { DAY_MS } from '../poll/spans.ts';

/** How a source publishes, learned from the days on which it did. */
export type Rhythm = {
  /** How many of the last ninety days up to the newest had items. */
  readonly days: number;
  /** Days between two days with items, at most. */
  readonly longestGap: number;
  /** Days without an item after which something is wrong. */
  readonly expectedGap: number;
  readonly newest: Date;
};

/**
 * Reads a rhythm from the UTC days (`2026-03-04`, in any order) on which a source published; null with fewer than five days in
 * ninety. Twice the longest gap lets weekends and holidays pass; a source that never paused is given two days.
 */
export function rhythmOf(days: readonly string[]): Rhythm | null {
  const times = [...new Set(days)]
    .map((day) => Date.parse(`${day}T00:00:00Z`))
    .toSorted((a, b) => a - b);
  const newest = times.at(-1);
  if (newest === undefined) return null;
  const recent = times.filter((time) => newest - time <= WINDOW_DAYS * DAY_MS);
  if (recent.length < FEWEST_DAYS) return null;
  const gaps = recent.slice(1).map((time, index) => (time - (recent[index] ?? time)) / DAY_MS);
  const longestGap = Math.max(...gaps);
  return {
    days: recent.length,
    longestGap,
    expectedGap: Math.max(SHORTEST_GAP, 2 * longestGap),
    newest: new Date(newest),
  };
}

/** Whole days since the newest day with items, at a moment. */
export function daysSilent({ newest }: Rhythm, now: Date): number {
  return Math.floor((now.getTime() - newest.getTime()) / DAY_MS);
}

const WINDOW_DAYS = 90;
const FEWEST_DAYS = 5;
const SHORTEST_GAP = 2;
