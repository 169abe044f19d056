import { DAY_MS, HOUR_MS, MINUTE_MS } from './spans.ts';

/** How often a publisher wants to be read. All of it is asked for by strangers: nothing here is trusted to make sense. */
export type PollHints = {
  /** Seconds for which the answer stays fresh: Cache-Control's max-age or, without it, Expires (RFC 9111, 4.2.1). */
  readonly maxAgeSeconds: number | null;
  /** RSS 2.0's ttl. */
  readonly ttlMinutes: number | null;
  /** Of the syndication module: updatePeriod divided by updateFrequency. */
  readonly updateMinutes: number | null;
  /** Hours, 0 to 23 UTC, in which nobody should ask. */
  readonly skipHours: readonly number[];
  /** Days, 0 for Sunday to 6 UTC, on which nobody should ask. */
  readonly skipDays: readonly number[];
};

/** Nothing is asked for. */
export const NO_HINTS: PollHints = {
  maxAgeSeconds: null,
  ttlMinutes: null,
  updateMinutes: null,
  skipHours: [],
  skipDays: [],
};

/** No hint keeps a source unread for longer. */
export const LONGEST_HINT_MS = DAY_MS;

/** The longest interval that is asked for, a day at most, and by which hint; null where none is. */
export function askedInterval(
  hints: PollHints,
): { readonly ms: number; readonly by: string } | null {
  const asked = [
    { ms: (hints.ttlMinutes ?? 0) * MINUTE_MS, by: 'ttl' },
    { ms: (hints.updateMinutes ?? 0) * MINUTE_MS, by: 'updatePeriod' },
    { ms: (hints.maxAgeSeconds ?? 0) * 1000, by: 'Cache-Control' },
  ].filter(({ ms }) => ms > 0);
  const [first, ...others] = asked;
  if (first === undefined) return null;
  const longest = others.reduce((most, one) => (one.ms > most.ms ? one : most), first);
  return { ms: Math.min(longest.ms, LONGEST_HINT_MS), by: longest.by };
}

/**
 * A moment moved out of the hours and days in which the publisher wants to be left alone, to their end, but not beyond `latest`
 * (a moment after that stays as it is). Hints that leave no hour of a week are not heard.
 */
export function outsideSkipped(
  at: Date,
  { skipHours, skipDays }: Pick<PollHints, 'skipHours' | 'skipDays'>,
  latest: Date,
): Date {
  const hours = new Set(skipHours);
  const days = new Set(skipDays);
  const isSkipped = (ms: number): boolean => {
    const moment = new Date(ms);
    return hours.has(moment.getUTCHours()) || days.has(moment.getUTCDay());
  };
  let ms = at.getTime();
  for (let tries = 0; isSkipped(ms); tries += 1) {
    if (tries === HOURS_OF_WEEK) return at;
    ms = Math.floor(ms / HOUR_MS) * HOUR_MS + HOUR_MS;
  }
  return new Date(Math.min(ms, Math.max(latest.getTime(), at.getTime())));
}

const HOURS_OF_WEEK = 168;
