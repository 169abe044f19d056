import { firstInstantAt, wallClock } from '../wall-clock.ts';
import { DAY_MS } from '../poll/spans.ts';
import { FieldReader, type FieldProblem, type Fields } from './fields.ts';

/** Longer than a sabbatical: whoever wants less mail than that unsubscribes. */
const LONGEST_PAUSE_MS = 366 * DAY_MS;

/** A moment as the day that it is in a zone: `2026-12-24`; empty for no moment, and where the zone is not known. */
export function dayIn(zone: string, at: Date | null): string {
  const clock = wallClock(zone);
  if (at === null || clock === null) return '';
  return new Date(clock(at.getTime())).toISOString().slice(0, 10);
}

/**
 * Reads until when a form wants a pause: to the beginning of that day in the zone; null for none. A day that was there
 * before keeps its hour.
 */
export function readPause(
  fields: Fields,
  {
    zone,
    before,
    now,
  }: { readonly zone: string; readonly before: Date | null; readonly now: Date },
): { readonly pausedUntil: Date | null; readonly problems: readonly FieldProblem[] } {
  const reader = new FieldReader(fields);
  const day = reader.one('pauseUntil');
  const none = (): ReturnType<typeof readPause> => ({
    pausedUntil: null,
    problems: reader.problems,
  });
  if (day === '') return none();
  if (before !== null && before > now && day === dayIn(zone, before)) {
    return { pausedUntil: before, problems: reader.problems };
  }
  const pausedUntil = beginningOf(day, zone);
  if (pausedUntil === null) {
    reader.blame('pauseUntil', 'Please give a day such as 2026-12-24.');
  } else if (pausedUntil <= now) {
    reader.blame('pauseUntil', 'This day has begun already: please choose a later one.');
  } else if (pausedUntil.getTime() - now.getTime() > LONGEST_PAUSE_MS) {
    reader.blame('pauseUntil', 'A pause can last a year at most.');
  }
  return reader.problems.length > 0 ? none() : { pausedUntil, problems: [] };
}

function beginningOf(day: string, zone: string): Date | null {
  const clock = wallClock(zone);
  const local = Date.parse(`${day}T00:00:00Z`);
  if (clock === null || !/^\d{4}-\d\d-\d\d$/u.test(day) || Number.isNaN(local)) return null;
  // Some engines take 31 February for 3 March.
  if (new Date(local).toISOString().slice(0, 10) !== day) return null;
  return new Date(firstInstantAt(local, clock));
}
