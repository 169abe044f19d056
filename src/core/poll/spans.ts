export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A span of milliseconds for people, such as `90 minutes`. */
export function spanInWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.round(ms / HOUR_MS);
  return hours < 48 ? `${hours} hours` : `${Math.round(ms / DAY_MS)} days`;
}

/** The same after `every`. */
export function everyInWords(ms: number): string {
  return spanInWords(ms).replace(/^a /, '');
}

/** A moment's day for people, UTC: `2026-03-04`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
